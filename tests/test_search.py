"""What people type, and what they get: queries, rows, tables, lines and cells."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli import main
from tracker.errors import QueryError, UnknownNameError
from tracker.lexicon import load_lexicon
from tracker.models import Article, Evidence, Mention, Sanction, TaggedArticle, Transfer
from tracker.search import ROW_KEYS, SearchRequest, build_query, parse_moment
from tracker.show import highlighted, isolated, plain
from tracker.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = "Iran soll Su-35 für Drohnen bekommen."
HOSTILE_TITLE = '=HYPERLINK("http://evil.example")\x1b[31m'


def found_mention(article: Article, number: int = 0) -> Mention:
    """Return a mention with every kind of tag."""
    shared = ("url", "title", "source", "language", "published_at", "fetched_at")
    return Mention(
        id=f"m{article.id}{number}",
        article_id=article.id,
        **{name: getattr(article, name) for name in shared},
        text=TEXT,
        themes=("drones", "fighter_jets"),
        weapons=("su-35",),
        weapon_classes=("fighter_jets", "drones"),
        countries=("IR",),
        transfers=(
            Transfer(
                supplier="RU",
                recipient="IR",
                weapon="su-35",
                weapon_class="fighter_jets",
                status="sought",
                start=0,
                end=9,
            ),
        ),
        sanctions=(Sanction(imposer="EU", target="IR", status="in_force", start=0, end=4),),
        evidence=(
            Evidence(rule="weapon.su-35", start=10, end=15, text="Su-35", label="weapon:su-35"),
            Evidence(rule="country.IR", start=0, end=4, text="Iran", label="country:IR", suppressed_by="mask.test"),
        ),
        lexicon_version="v1",
    )


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """Return a store with three articles of one mention each."""
    with SqliteStore(str(tmp_path / "t.db")) as store:
        for day in (1, 2, 3):
            article = Article(
                id=f"a{day}",
                url=f"https://news.example/{day}",
                canonical_url=f"https://news.example/{day}",
                source="de_news",
                title=HOSTILE_TITLE if day == 1 else f"Tag {day}",
                published_at=datetime(2026, 11, day, tzinfo=UTC),
                fetched_at=NOW,
                language="de",
                text=TEXT,
                text_sha256="0" * 64,
            )
            store.put([TaggedArticle(article=article, mentions=(found_mention(article),))])
    return f"sqlite:///{tmp_path}/t.db"


def run(*arguments: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, list(arguments))


def test_names_in_any_form_become_codes() -> None:
    """Weapons, parties, themes and statuses are looked up; doubles fall together."""
    request = SearchRequest(
        words=("Kampf", "drohne"),
        weapons=("Su-35", "su-35"),
        countries=("Iran", "IR"),
        suppliers=("Russia",),
        themes=("Fighter Jets",),
        statuses=("IN FORCE",),
        languages=(" DE ",),
    )
    query = build_query(request, load_lexicon, NOW)
    assert (query.words, query.weapons, query.countries, query.suppliers) == (
        "Kampf drohne",
        ("su-35",),
        ("IR",),
        ("RU",),
    )
    assert (query.themes, query.statuses, query.languages) == (("fighter_jets",), ("in_force",), ("de",))


def test_the_lexicon_stays_closed_where_no_name_is_asked() -> None:
    """A search by words or theme does not wait for it."""

    def refuse() -> object:
        pytest.fail("the lexicon was loaded")

    assert build_query(SearchRequest(words=("x",), themes=("drones",)), refuse, NOW).words == "x"


@pytest.mark.parametrize(
    ("field", "name", "nearest"),
    [
        ("weapons", "su-36", "su-35"),
        ("countries", "Irann", "IR (iran)"),
        ("themes", "drone", "drones"),
        ("statuses", "delivred", "delivered"),
        ("weapon_classes", "tank", "tanks"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(field: str, name: str, nearest: str) -> None:
    """A typo is never an empty answer."""
    with pytest.raises(UnknownNameError) as caught:
        build_query(SearchRequest(**{field: (name,)}), load_lexicon, NOW)
    assert nearest in caught.value.nearest


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("30d", NOW - timedelta(days=30)),
        ("12H", NOW - timedelta(hours=12)),
        ("2w", NOW - timedelta(days=14)),
        ("1y", NOW - timedelta(days=365)),
        ("today", datetime(2026, 11, 23, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T12:00+01:00", datetime(2026, 1, 31, 11, tzinfo=UTC)),
    ],
)
def test_times_as_people_write_them(typed: str, moment: datetime) -> None:
    """Ago, a day, a time with its zone."""
    assert parse_moment(typed, NOW) == moment


@pytest.mark.parametrize("typed", ["", "soon", "30", "d", "2026-13-01", "999999y", "-3d"])
def test_what_is_no_time_is_said(typed: str) -> None:
    """The forms that work are shown."""
    with pytest.raises(QueryError, match="write 30d"):
        parse_moment(typed, NOW)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_a_clear_error(typed: str) -> None:
    """Nothing that can be typed is a traceback."""
    try:
        assert parse_moment(typed, NOW).tzinfo is not None
    except QueryError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ways are right


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    """It could never find anything."""
    with pytest.raises(QueryError, match="not after"):
        build_query(SearchRequest(since="2026-02-01", until="2026-01-01"), load_lexicon, NOW)


def test_rows_have_exactly_the_keys_of_the_contract(store_url: str) -> None:
    """One flat JSON object per line, all of them, newest first, unknowns null."""
    result = run("search", "--format", "jsonl", "--store", store_url)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["published_at"][:10] for row in rows] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert all(tuple(row) == ROW_KEYS for row in rows)
    assert rows[0]["story_id"] is None
    assert tuple(rows[0]["transfers"][0]) == (
        "supplier", "recipient", "weapon", "weapon_class", "quantity", "status", "asserted_by", "start", "end",
    )  # fmt: skip
    assert tuple(rows[0]["sanctions"][0]) == ("imposer", "target", "status", "start", "end")
    assert tuple(rows[0]["evidence"][0]) == ("rule", "start", "end", "text", "label", "suppressed_by")


def test_csv_is_complete_and_safe(store_url: str) -> None:
    """As many rows as jsonl, no cell a formula, no control characters."""
    result = run("search", "--format", "csv", "--store", store_url)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 3
    assert rows[2]["title"] == '\'=HYPERLINK("http://evil.example")[31m'
    assert rows[0]["transfers"] == "RU>IR su-35 (sought)"


def test_the_table_shows_passage_claims_and_total(store_url: str) -> None:
    """Readable in 80 columns, without escape sequences where it is no terminal."""
    result = run("search", "--country", "IR", "--limit", "2", "--facets", "--store", store_url)
    assert TEXT in result.stdout
    assert "RU → IR" in result.stdout
    assert "3 mentions in 3 stories (the newest 2 are shown)." in result.stdout
    assert "\x1b" not in run("search", "--store", store_url).stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_gives_total_and_facets(store_url: str) -> None:
    """The answer as one object."""
    answer = json.loads(run("search", "--format", "json", "--facets", "--store", store_url).stdout)
    assert (answer["total"], len(answer["mentions"])) == (3, 3)
    assert answer["facets"]["weapon"] == [{"value": "su-35", "mentions": 3, "stories": 3}]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_search_is_a_feed(store_url: str, form: str) -> None:
    """The newest mentions of any search for a feed reader, as many as asked for."""
    result = run("search", "--country", "IR", "--format", form, "--limit", "2", "--store", store_url)
    entries = re.findall("<(?:item|entry)>", result.stdout)
    assert (result.exit_code, len(entries)) == (0, 2)
    assert result.stdout.startswith("<?xml")


def test_nothing_found_is_said_and_is_no_failure(store_url: str) -> None:
    """Exit 0: the question was answered."""
    result = run("search", "unheardof", "--store", store_url)
    assert (result.exit_code, "No mention matches" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--weapon", "su-36"], 1, "su-35"),
        (["--since", "soon"], 1, "write 30d"),
        (["--format", "xml"], 2, "xml"),
        (["--facets", "--format", "csv"], 2, "--facets goes with"),
        (["--limit", "0"], 2, "limit"),
        (["?!"], 1, "no word"),
    ],
)
def test_wrong_use_is_one_clear_line(store_url: str, arguments: list[str], code: int, says: str) -> None:
    """Usage errors exit 2, unknown names 1; never a traceback."""
    result = run("search", *arguments, "--store", store_url)
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_only_what_counts_is_coloured(store_url: str) -> None:
    """The weapon is, the held-back country is not."""
    with SqliteStore(store_url.removeprefix("sqlite:///")) as store:
        article = store.article("a2")
    text = highlighted(found_mention(article))
    assert [(span.start, span.end) for span in text.spans] == [(10, 15)]


def test_crawled_text_cannot_command_the_terminal() -> None:
    """Escapes and direction marks are taken out; right-to-left text is kept to itself."""
    assert plain("a\x1b[2J\u202eb\x9b") == "a [2J b "
    assert isolated("حظر") == "\u2068حظر\u2069"
    assert isolated("ban") == "ban"
