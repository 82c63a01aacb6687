"""Counts that can be compared, and the page that shows them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.models import Article, Mention, TaggedArticle
from tracker.show import sparkline
from tracker.stores.base import MentionQuery
from tracker.stores.sqlite import SqliteStore
from tracker.trends import measure, next_start
from tracker.trends_page import trend_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.stores.base import MentionStore

# A Monday; weeks 0 to 4 have 4, 0, 2, 3 and 3 articles about Iran, and one about nothing each.
MONDAY = datetime(2026, 1, 5, 12, tzinfo=UTC)
WEEKS = (4, 0, 2, 3, 3)
HOSTILE = '<script>alert("x")</script>'


def stored(key: str, moment: datetime, *, countries: tuple[str, ...] = ()) -> TaggedArticle:
    """Return an article of *moment* with one mention where it names countries."""
    shared = {"url": f"https://n.example/{key}", "title": key, "source": "xx_n", "language": "en", "fetched_at": moment}
    article = Article(
        id=key, canonical_url=f"https://n.example/{key}", text=key, text_sha256="0" * 64, published_at=moment, **shared
    )
    mention = Mention(
        id=f"m{key}", article_id=key, text=key, themes=("sanctions",), countries=countries, published_at=moment,
        lexicon_version="1", **shared,
    )  # fmt: skip
    return TaggedArticle(article=article, mentions=(mention,) if countries else ())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MentionStore]:
    """Return a store with the articles of WEEKS."""
    with SqliteStore(str(tmp_path / "t.db")) as opened:
        for week, count in enumerate(WEEKS):
            moment = MONDAY + timedelta(weeks=week)
            opened.put([stored(f"w{week}n{n}", moment, countries=("IR",)) for n in range(count)])
            opened.put([stored(f"w{week}none", moment)])
        opened.put([stored("hostile", MONDAY, countries=(HOSTILE,))])
        yield opened


def test_gaps_are_counted_as_zero(store: MentionStore) -> None:
    """A week without a mention has a row, so that changes compare neighbours."""
    trend = measure(store, MentionQuery(countries=("IR",)), "country", "week")
    assert [row.mentions for row in trend.rows] == list(WEEKS)
    assert [row.start for row in trend.rows] == [MONDAY.date() + timedelta(weeks=week) for week in range(5)]


def test_share_is_of_all_crawled_articles(store: MentionStore) -> None:
    """Articles that say nothing count in the denominator."""
    rows = measure(store, MentionQuery(), "country", "week").rows
    assert (rows[0].crawled, rows[0].share) == (6, 4 / 6)


def test_change_is_against_the_interval_before_and_the_mean_of_four(store: MentionStore) -> None:
    """None where nothing came before."""
    rows = measure(store, MentionQuery(countries=("IR",)), "country", "week").rows
    assert [row.change for row in rows] == [None, -1.0, None, 0.5, 0.0]
    assert rows[4].change_mean == (3 - 9 / 4) / (9 / 4)


def test_an_interval_cut_by_the_query_is_not_complete(store: MentionStore) -> None:
    """Half a week is marked."""
    since, until = MONDAY - timedelta(hours=1), MONDAY + timedelta(days=9)
    trend = measure(store, MentionQuery(since=since, until=until), "theme", "week")
    assert [row.complete for row in trend.rows] == [False]
    whole = measure(store, MentionQuery(), "theme", "week")
    assert all(row.complete for row in whole.rows)


def test_top_keeps_the_largest_and_says_what_is_left_out(store: MentionStore) -> None:
    """Nothing is dropped in silence."""
    trend = measure(store, MentionQuery(), "country", "month", top=1)
    assert ([value for value, _ in trend.series()], trend.left_out) == (["IR"], 1)


@pytest.mark.parametrize(
    ("start", "interval", "after"),
    [
        (date(2026, 12, 1), "month", date(2027, 1, 1)),
        (date(2028, 2, 1), "month", date(2028, 3, 1)),
        (date(2026, 12, 28), "week", date(2027, 1, 4)),
        (date(2026, 2, 28), "day", date(2026, 3, 1)),
    ],
)
def test_the_next_interval(start: date, interval: str, after: date) -> None:
    """Months have their own lengths."""
    assert next_start(start, interval) == after


class Page(HTMLParser):
    """Collects the elements and the addresses of a page."""

    def __init__(self, text: str) -> None:
        """Read *text*."""
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and what it would fetch."""
        self.elements.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action", "xlink:href"}]


def test_the_page_needs_nothing_else_and_runs_nothing(store: MentionStore) -> None:
    """Charts, every number in a table, no script, no request, crawled text escaped."""
    trend = measure(store, MentionQuery(), "country", "week")
    text = trend_page(trend, HOSTILE)
    page = Page(text)
    assert page.elements.count("svg") == 2
    assert page.elements.count("tr") == 1 + len(trend.rows)
    assert "script" not in page.elements
    assert page.addresses == []
    assert "url(" not in text
    assert "@import" not in text
    assert "&lt;script&gt;" in text


def test_an_empty_trend_is_a_page_too(store: MentionStore) -> None:
    """It says that nothing matches."""
    assert "No dated mention matches" in trend_page(measure(store, MentionQuery(languages=("zz",)), "theme", "day"), "")


def test_sparkline_scales_and_joins() -> None:
    """The highest is full, zero is blank, more counts than places are added up."""
    assert sparkline([0, 1, 8], 10) == " ▁█"
    assert len(sparkline(range(100), 20)) == 20
    assert sparkline([], 5) == ""
    assert sparkline([0, 0], 5) == "  "


@pytest.mark.parametrize("form", ["chart", "json", "csv"])
def test_every_form_tells_the_counts(store: MentionStore, form: str) -> None:
    """The command prints the same numbers in each."""
    url = f"sqlite:///{store.path}"
    result = CliRunner().invoke(main, ["trends", "--by", "source", "--format", form, "--store", url])
    assert result.exit_code == 0, result.output
    if form == "json":
        assert [row["mentions"] for row in json.loads(result.stdout)] == [5, 0, 2, 3, 3]
    elif form == "csv":
        assert [int(row["mentions"]) for row in csv.DictReader(io.StringIO(result.stdout))] == [5, 0, 2, 3, 3]
    else:
        assert "xx_n" in result.stdout
        assert "13" in result.stdout


def test_the_page_is_written_where_asked(store: MentionStore, tmp_path: Path) -> None:
    """And a folder that is not there is said."""
    url = f"sqlite:///{store.path}"
    path = tmp_path / "page.html"
    assert CliRunner().invoke(main, ["trends", "--html", str(path), "--store", url]).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    failed = CliRunner().invoke(main, ["trends", "--html", str(tmp_path / "no" / "p.html"), "--store", url])
    assert (failed.exit_code, "cannot be written" in failed.stderr) == (1, True)


def test_store_commands(store: MentionStore, tmp_path: Path) -> None:
    """Prepare, count and copy."""
    url, other = f"sqlite:///{store.path}", f"sqlite:///{tmp_path}/copy.db"
    assert "is ready" in CliRunner().invoke(main, ["store", "init", "--store", url]).stdout
    assert "mentions     13" in CliRunner().invoke(main, ["store", "info", "--store", url]).stdout
    copied = CliRunner().invoke(main, ["store", "migrate", "--to", other, "--store", url])
    assert "copied 18 articles" in copied.stdout
    with SqliteStore(str(tmp_path / "copy.db")) as copy:
        assert list(copy.articles()) == list(store.articles())
