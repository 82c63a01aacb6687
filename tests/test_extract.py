"""Pages to articles: every folder of tests/pages is one page and what must be read from it."""

from __future__ import annotations

import json
import random
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.cli import main
from tracker.errors import ExtractError
from tracker.extract import PageInfo, clean_url, extract
from tracker.extract.dates import parse_moment
from tracker.extract.jsonld import article_node

PAGES = Path(__file__).parent / "pages"
CASES = sorted(path.parent.name for path in PAGES.glob("*/article.toml"))
PAGE = PageInfo(url="https://news.example/a", fetched_at=datetime(2026, 11, 23, tzinfo=UTC))
BODY = "The harbour council put off its vote on the ferry terminal, saying that the cost had nearly doubled. " * 4


def load(case: str) -> tuple[bytes, PageInfo, dict[str, object]]:
    """Read one folder: the page's bytes, what the crawl knew, and what is expected."""
    table = tomllib.loads((PAGES / case / "article.toml").read_text("utf-8"))
    return (PAGES / case / "page.html").read_bytes(), PageInfo(**table["page"]), table["expected"]


def outcome(html: bytes, page: PageInfo) -> str:
    """The article's text, or the reason why there is none."""
    try:
        return extract(html, page).text
    except ExtractError as refusal:
        return refusal.reason


@pytest.mark.parametrize("case", CASES)
def test_page_yields_the_expected_article(case: str) -> None:
    """Each page gives exactly the fields its article.toml names, or is refused with the named reason."""
    html, page, expected = load(case)
    if "reason" in expected:
        with pytest.raises(ExtractError) as refusal:
            extract(html, page)
        assert refusal.value.reason == expected["reason"]
        return
    article = extract(html, page)
    found = article.model_dump()
    found |= {"authors": list(article.authors), "date_flags": list(article.date_flags)}
    found |= {"paragraphs": article.text.split("\n\n")}
    absent = expected.pop("absent", [])
    assert {key: found[key] for key in expected} == expected
    assert [word for word in absent if word in article.text] == []


def test_the_pages_cover_many_languages() -> None:
    """The stored pages stay varied: at least 25, in at least 8 languages."""
    languages = {load(case)[2].get("language") for case in CASES} - {None}
    assert len(CASES) >= 25
    assert len(languages) >= 8


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=3_000), st.sampled_from([None, "utf-8", "gb18030", "no-such-charset", "utf-16"]))
def test_any_bytes_give_an_article_or_a_reason(html: bytes, charset: str | None) -> None:
    """Whatever bytes come, the outcome is an article or an ExtractError with a reason."""
    found = outcome(html, PAGE.model_copy(update={"charset": charset}))
    assert found.strip()
    assert found != "unreadable"


@pytest.mark.parametrize("case", CASES)
def test_mutated_pages_never_crash(case: str) -> None:
    """Pages with bytes cut out, doubled and changed give an article or a reason that is not `unreadable`."""
    html, page, _ = load(case)
    chance = random.Random(case)  # noqa: S311 - seeded mutations, no secrets
    for _ in range(12):
        mutated = bytearray(html)
        for _ in range(chance.randint(1, 40)):
            at = chance.randrange(len(mutated) + 1)
            piece = bytes(chance.randrange(256) for _ in range(chance.randint(0, 6)))
            mutated[at : at + chance.choice([0, 1, 30])] = chance.choice([piece, b"<", b"<div>", b"</", b'"', b"\0"])
        assert outcome(bytes(mutated), page) != "unreadable"


@pytest.mark.parametrize(
    "html",
    [
        b"<html><body>" + b"<div>" * 100_000 + BODY.encode(),
        b"<html><body><table><tr><td>" * 20_000 + BODY.encode(),
        b"<html><body><div " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b"><p>" + BODY.encode(),
        b"<html><body>" + b"<" * 500_000,
        b'<html><script type="application/ld+json">' + b"[" * 200_000 + b"</script><p>" + BODY.encode(),
        b"<html><body><article>" + b"<p>The pier is closed.</p>" * 60_000,
    ],
    ids=["deep", "tables", "attributes", "brackets", "json", "paragraphs"],
)
def test_hostile_pages_are_answered(html: bytes) -> None:
    """Nesting, attributes and brackets without end lead to an article or a reason that is not `unreadable`."""
    assert outcome(html, PAGE) != "unreadable"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("HTTPS://News.Example:443/a/?utm_source=x&id=3&fbclid=1#frag", "https://news.example/a/?id=3"),
        ("https://news.example/index.php?cid=7&source=2", "https://news.example/index.php?cid=7&source=2"),
        ("http://news.example", "http://news.example/"),
        ("http://[::1]:8080/a?ref=home", "http://[::1]:8080/a"),
        ("not an address", "not an address"),
    ],
)
def test_clean_url_drops_only_what_says_how_a_reader_came(url: str, clean: str) -> None:
    """Tracking parameters, fragment and default port go; parameters that pick the article stay."""
    assert clean_url(url) == clean
    assert clean_url(clean) == clean


@pytest.mark.parametrize(
    ("text", "moment", "flags"),
    [
        ("2026-11-10T18:05:00-05:00", "2026-11-10T23:05:00+00:00", ()),
        ("2026-11-10T18:05:00.123+0530", "2026-11-10T12:35:00+00:00", ()),
        ("2026-11-10 18:05", "2026-11-10T18:05:00+00:00", ("zone_assumed",)),
        ("20261110", "2026-11-10T00:00:00+00:00", ("day_only",)),
        ("Tue, 10 Nov 2026 18:05:00 GMT", "2026-11-10T18:05:00+00:00", ()),
        ("1794333900", "2026-11-10T18:05:00+00:00", ()),
        ("1794333900000", "2026-11-10T18:05:00+00:00", ()),
    ],
)
def test_moments_are_read_with_their_zone(text: str, moment: str, flags: tuple[str, ...]) -> None:
    """Every usual way to write an instant gives the same instant; what was assumed is flagged."""
    found = parse_moment(text)
    assert found is not None
    assert (found.at.astimezone(UTC).isoformat(), found.flags) == (moment, flags)


@given(st.text(max_size=60))
def test_no_text_breaks_the_date_reader(text: str) -> None:
    """Any text is a moment with zone or none at all."""
    found = parse_moment(text)
    assert found is None or found.at.tzinfo is not None


def test_broken_json_ld_is_read_where_it_can_be() -> None:
    """Line breaks in strings, trailing commas and comment marks do not hide the article's node."""
    text = '<!-- {"@type": "NewsArticle", "headline": "A\nB", "datePublished": "2026-11-10T10:00:00Z",} -->'
    assert article_node([text], "https://news.example/a", "")["datePublished"] == "2026-11-10T10:00:00Z"


def test_the_node_with_the_pages_address_speaks_for_it() -> None:
    """Among several articles the one whose address is the page's wins, wherever it stands."""
    nodes = [
        {"@type": "Article", "url": "https://news.example/b"},
        {"@type": "Article", "url": "http://www.news.example/a/"},
    ]
    assert article_node([json.dumps(nodes)], PAGE.url, "")["url"] == "http://www.news.example/a/"


def test_command_prints_the_article_as_json() -> None:
    """`tracker extract FILE --url U` prints one JSON object with the article's fields."""
    file = PAGES / "en_jsonld_offset" / "page.html"
    result = CliRunner().invoke(main, ["extract", str(file), "--url", "https://ellery-courier.example/a"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["language"] == "en"


def test_command_names_the_reason_of_a_refusal() -> None:
    """A page that is no article is one line on stderr and exit 1."""
    result = CliRunner().invoke(main, ["extract", str(PAGES / "de_paywall" / "page.html")])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: paywall:")
    assert result.stdout == ""


def test_character_references_to_control_signs_are_harmless() -> None:
    """A long page full of references such as `&#1;` and `&#30;` is read, and no control sign reaches the text."""
    text = extract(f"<html><body><article><p>{BODY}&#1;&#30;&#29;{BODY}</p></article></html>".encode(), PAGE).text
    assert not any(char < " " and char != "\n" for char in text)
    assert extract(f"<html><body><article><p>&#1;{BODY * 200}</p></article></html>".encode(), PAGE).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Об этом глава района сообщил в своём Telegram-канале во вторник вечером.",
        "Das teilte der Bürgermeister am Abend auf seinem Telegram-Kanal mit.",
        "شارك رئيس البلدية في الجلسة التي استمرت أربع ساعات.",
        "Most popular with the ferry's passengers is the late crossing, the council said.",
    ],
)
def test_sentences_that_resemble_boilerplate_stay(sentence: str) -> None:
    """A paragraph of the article is kept although it begins or speaks like a teaser."""
    html = f"<html><body><article><h1>T</h1><p>{BODY}</p><p>{sentence}</p><p>Second: {BODY}</p></article></body></html>"
    assert sentence in extract(html.encode(), PAGE).text
