"""The sample site, crawled by the real spiders, gives what expected.toml says, and the demo shows it."""

from __future__ import annotations

import json
import shlex
import signal
import tomllib
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from demo_run import SECONDS, TODAY, page_of

from tracker.demo.outlets import load_outlets
from tracker.demo.pages import NOTICE
from tracker.models import SanctionStatus, TransferStatus

if TYPE_CHECKING:
    from demo_run import Run

    from tracker.demo.outlets import Outlet
    from tracker.models import Sanction, TaggedArticle, Transfer

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
OUTLETS = load_outlets()
ARTICLES = {
    f"{outlet.id}/{story.slug}": (outlet, story)
    for outlet in OUTLETS
    for story in outlet.stories
    if f"{outlet.id}/{story.slug}" not in EXPECTED["outcomes"]
}
WIRE_COPIES = {
    "gb_marlow_wire/sweden-peru-gripen",
    "de_hafenblatt/peru-buys-gripen",
    "fr_courrier_du_cap/gripen-perou-depeche",
    "tr_kiyi_postasi/sweden-peru-jets",
}


def test_site_is_as_large_and_as_mixed_as_promised() -> None:
    """The site has at least 48 articles in twelve languages by twelve outlets in five charsets and six date styles."""
    languages = {story.language or outlet.language for outlet, story in ARTICLES.values()}
    assert len(ARTICLES) >= 48
    assert languages == {"ar", "de", "en", "es", "fa", "fr", "it", "pl", "ru", "tr", "uk", "zh"}
    assert len(OUTLETS) == 12
    assert {outlet.charset for outlet in OUTLETS} == {"utf-8", "windows-1251", "windows-1256", "iso-8859-9", "gb18030"}
    assert len({outlet.dates for outlet in OUTLETS}) >= 6


def test_demo_ends_well_and_leaves_loopback_alone(demo: Run) -> None:
    """The demo exits 0 without a word on stderr and no process of it connects to anything but loopback."""
    assert (demo.exit_code, demo.err) == (0, "")
    assert not (demo.folder / "outside.log").exists()


@pytest.mark.parametrize("page", sorted(ARTICLES))
def test_article_is_read_exactly(demo: Run, page: str) -> None:
    """Title, paragraphs, language, authors and date of each article are stored as the outlet wrote them."""
    outlet, story = ARTICLES[page]
    article = stored(demo)[page].article
    assert article.title == story.title
    assert article.text.split("\n\n") == list(story.paragraphs)
    assert article.language == (story.language or outlet.language)
    assert article.published_at is not None
    moment = story.moment(TODAY)
    if outlet.dates == "visible":
        assert article.published_at.date() == moment.date()
        return
    assert article.published_at == moment
    if outlet.dates != "none":
        assert article.published_at.utcoffset() == moment.utcoffset()
        assert article.authors == story.authors


def test_every_page_is_accounted_for(demo: Run) -> None:
    """The ledger holds each page of the site with the outcome that it must have, and no other page."""
    rows = ledger(demo)
    tagged = {case["page"] for case in EXPECTED["tagged"]}
    expected = EXPECTED["outcomes"] | {page: "tagged" if page in tagged else "untagged" for page in ARTICLES}
    assert rows == expected


@pytest.mark.parametrize("case", EXPECTED["tagged"], ids=lambda case: case["page"])
def test_tagged_article_says_what_it_must(demo: Run, case: dict[str, Any]) -> None:
    """The mentions of an article have its themes together and make its claims, no more and no fewer."""
    mentions = stored(demo)[case["page"]].mentions
    assert sorted({theme for mention in mentions for theme in mention.themes}) == case["themes"]
    assert {transfer_words(t) for mention in mentions for t in mention.transfers} == set(case["transfers"])
    assert {sanction_words(s) for mention in mentions for s in mention.sanctions} == set(case["sanctions"])


def test_all_statuses_appear(demo: Run) -> None:
    """The site shows a transfer of each status, and a sanction of each."""
    mentions = [mention for item in stored(demo).values() for mention in item.mentions]
    assert {t.status for mention in mentions for t in mention.transfers} == set(get_args(TransferStatus))
    assert {s.status for mention in mentions for s in mention.sanctions} == set(get_args(SanctionStatus))


def test_copies_of_the_wire_story_are_one_story(demo: Run) -> None:
    """Four outlets' copies of one dispatch share a story id; every other article is a story of its own."""
    stories: dict[str | None, set[str]] = defaultdict(set)
    for page, item in stored(demo).items():
        stories[item.article.story_id].add(page)
    assert [pages for pages in stories.values() if len(pages) > 1] == [WIRE_COPIES]


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_nothing_around_an_article_gets_into_it(demo: Run, outlet: Outlet) -> None:
    """No notice, cookie banner, newsletter box or footer of an outlet is in the text of its articles."""
    texts = [item.article.text for item in stored(demo).values() if item.article.source == outlet.id]
    wording = outlet.wording
    around = (NOTICE, wording.cookies, wording.newsletter, wording.footer, wording.motto)
    assert texts
    assert [(phrase, text) for text in texts for phrase in around if phrase in text] == []


def test_pages_of_untagged_articles_do_hold_the_terms() -> None:
    """Each outlet's menu or newsletter box names a theme, so that what is untagged is untagged for its text."""
    for outlet in OUTLETS:
        around = " ".join((*outlet.wording.menu, outlet.wording.newsletter)).lower()
        assert any(word in around for word in TERMS[outlet.language]), outlet.id


TERMS = {
    "ar": ["العقوبات"], "de": ["sanktionen"], "en": ["sanctions"], "es": ["sanciones"], "fa": ["تحریم"],
    "fr": ["sanctions"], "it": ["sanzioni"], "pl": ["sankcje"], "ru": ["санкции"], "tr": ["yaptırımlar"],
    "uk": ["санкції"], "zh": ["制裁"],
}  # fmt: skip


def test_printed_commands_work_as_they_stand(demo: Run) -> None:
    """Every command that the demo suggests runs and finds something."""
    lines = demo.out.partition("Try next:")[2].split("\n")
    suggested = [line.split(" -m tracker ")[1] for line in lines if " -m tracker " in line]
    assert len(suggested) >= 5
    for line in suggested:
        done = demo.tracker(*arguments_of(line))
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout.strip(), line
        assert "No mention matches" not in done.stdout, line


def test_report_names_claims_and_rules(demo: Run) -> None:
    """The report counts mentions, names who arms whom with the status, and explains three mentions by their rules."""
    for part in ("mentions in", "Who is said to arm whom", "Trend by theme", "alleged (1)", "weapon.shahed-136"):
        assert part in demo.out
    assert demo.out.count("stand for") == 3
    assert "<svg" in (demo.folder / "trend.html").read_text(encoding="utf-8")


def test_second_run_finds_nothing_new_and_keeps_serving(demo: Run) -> None:
    """The site served again for the same store doubles no mention; with --keep it answers until Ctrl-C."""
    before = sum(len(item.mentions) for item in stored(demo).values())
    url = next(iter(stored(demo).values())).article.url
    port = url.split(":")[2].partition("/")[0]
    with demo.start("demo", "--store", demo.store, "--today", f"{TODAY}", "--port", port, "--keep") as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(f"Serving http://127.0.0.1:{port}")
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - the site's own address on loopback
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "nothing new" in out
    assert sum(len(item.mentions) for item in demo.articles().values()) == before


def test_store_that_nobody_serves_is_one_line(demo: Run) -> None:
    """A store of an unknown kind ends the demo with exit code 1 and one line."""
    done = demo.tracker("demo", "--store", "redis://localhost", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Error: no store for 'redis://localhost'")


_KEPT: dict[str, dict[str, TaggedArticle]] = {}


def stored(demo: Run) -> dict[str, TaggedArticle]:
    """Return the stored articles by page, read once."""
    if demo.store not in _KEPT:
        _KEPT[demo.store] = demo.articles()
    return _KEPT[demo.store]


def ledger(demo: Run) -> dict[str, str]:
    """Return ``outcome`` or ``outcome:reason`` of each page."""
    done = demo.tracker("ledger", "--rows", "--kind", "page", "--format", "jsonl", "--store", demo.store)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {page_of(row["source"], row["url"]): ":".join(filter(None, (row["outcome"], row["reason"]))) for row in rows}


def transfer_words(transfer: Transfer) -> str:
    """Write a claim as expected.toml does."""
    weapon = transfer.weapon or transfer.weapon_class
    number = f" {transfer.quantity}" if transfer.quantity else ""
    return f"{transfer.supplier or '?'}>{transfer.recipient or '?'} {weapon} {transfer.status}{number}"


def sanction_words(sanction: Sanction) -> str:
    """Write a claim as expected.toml does."""
    return f"{sanction.imposer or '?'}>{sanction.target or '?'} {sanction.status}"


def arguments_of(line: str) -> list[str]:
    """Split a printed command line; none of them has quotes but around a whole text."""
    return shlex.split(line)
