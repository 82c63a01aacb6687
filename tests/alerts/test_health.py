"""The health of sources, judged by histories written into a crawl's state."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tracker.alerts.health import crawled_sources, judge
from tracker.alerts.journal import Journal
from tracker.alerts.sources import look_at_sources
from tracker.alerts.watch import Watch, WatchList
from tracker.crawl.frontier import Frontier
from tracker.crawl.schema import create_tables
from tracker.crawl.state import open_state
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from conftest import Desk

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = 63


@pytest.fixture
def state(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty crawl state."""
    connection = open_state(tmp_path / "state.db")
    create_tables(connection)
    yield connection
    connection.close()


def fill(
    state: sqlite3.Connection, counts: Sequence[int], *, source: str = "aa", now: datetime = NOW, **fields: object
) -> None:
    """Write a crawl a day and its articles, the last of *counts* today; *fields* say what the last week's were like.

    *length* is the last week's, *bad* the outcome and reason of that *share* of its pages, *runs* the days crawled.
    """
    length, bad = fields.get("length", 2000), fields.get("bad", ("tagged", ""))
    for back, count in zip(range(len(counts) - 1, -1, -1), counts, strict=True):
        moment = (now - timedelta(days=back, hours=3)).timestamp()
        if back >= int(str(fields.get("idle", 0))):
            state.execute(
                "INSERT INTO crawl_run (owner, sources, started) VALUES ('x', ?, ?)", (json.dumps([source]), moment)
            )
        recent = back < 7
        for number in range(count):
            key = f"{source}-{back}-{number}"
            state.execute(
                "INSERT INTO crawl_article (id, url_id, source, text_sha256, first_seen, changed_at, length) "
                "VALUES (?, 0, ?, '', ?, ?, ?)",
                (key, source, moment, moment, length if recent else 1900 + 20 * (number % 10)),
            )
            outcome, reason = bad if recent and number % 2 else ("untagged", "")
            state.execute(
                "INSERT INTO crawl_url (key, url, source, kind, state, outcome, reason, first_seen, fetched_at) "
                "VALUES (?1, ?1, ?2, 'page', 'done', ?3, ?4, ?5, ?5)",
                (key, source, outcome, reason, moment),
            )


def problems(state: sqlite3.Connection, now: datetime = NOW) -> list[str]:
    """Return what is wrong with the source."""
    return [finding.problem for finding in judge(state, "aa", now).findings]


STEADY = [4] * DAYS
WEEKLY = [6, 6, 6, 6, 6, 0, 0] * 9  # ends on a Monday, which the last 0 replaces


@pytest.mark.parametrize(
    ("counts", "fields", "wanted"),
    [
        (STEADY, {}, []),
        ([4] * 58 + [0] * 5, {}, ["silent"]),
        ([4] * 61 + [0] * 2, {}, []),
        ([1, 0, 0, 0, 0, 0, 0] * 8 + [0] * 7, {}, []),
        (WEEKLY, {}, []),
        ([10] * 56 + [3] * 7, {}, ["fewer"]),
        ([10] * 56 + [8] * 7, {}, []),
        ([4] * 12 + [0] * 5, {}, []),
        (STEADY, {"length": 600}, ["short"]),
        (STEADY, {"length": 1500}, []),
        (STEADY, {"bad": ("rejected", "paywall")}, ["walls"]),
        (STEADY, {"bad": ("failed", "http-403")}, ["errors"]),
        (STEADY, {"bad": ("rejected", "no-text")}, ["refused"]),
        ([4] * 53 + [0] * 10, {"idle": 10}, ["idle"]),
    ],
    ids=lambda value: "".join(map(str, value))[-12:] if isinstance(value, list) else str(value),
)
def test_each_trouble_has_its_name(
    state: sqlite3.Connection, counts: list[int], fields: dict[str, object], wanted: list[str]
) -> None:
    """What is usual is no trouble: weekends, rare sources, two quiet days, a new source."""
    fill(state, counts, **fields)
    assert problems(state) == wanted


def test_a_line_says_what_is_usual_and_what_is_wrong(state: sqlite3.Connection) -> None:
    """With numbers, the reason most often met, and since when."""
    fill(state, [4] * 58 + [0] * 5)
    assert judge(state, "aa", NOW).line.split(None, 1)[1] == (
        "8 articles in 7 days, usually 4.0 a day: no article since 2026-11-18, usually 4.0 a day"
    )
    fill(state, STEADY, source="bb", bad=("rejected", "paywall"))
    assert "50% of pages consent, pay or login walls (mostly paywall), usually 0%" in judge(state, "bb", NOW).line
    fill(state, [4] * 10, source="cc")
    assert judge(state, "cc", NOW).line.endswith("still learning: works")
    assert crawled_sources(state, NOW) == ["aa", "bb", "cc"]
    assert crawled_sources(state, NOW + timedelta(days=31)) == []


def test_changed_robots_are_noticed_for_a_week(state: sqlite3.Connection) -> None:
    """Rules count, not remarks or blanks; a robots.txt that could not be had is no change."""
    clock = [(NOW - timedelta(days=3)).timestamp()]
    frontier = Frontier(state, clock=lambda: clock[0])
    fill(state, STEADY)
    frontier.seed("aa", "feed", ["https://news.example/rss"])
    for rules in ("User-agent: *\nDisallow: /a", "# new remark\nuser-agent:  *\n\nDisallow: /a # b\n", None):
        frontier.note_host("news.example", "unavailable" if rules is None else "obeyed", None, rules)
    assert problems(state) == []
    frontier.note_host("news.example", "obeyed", None, "User-agent: *\nDisallow: /")
    assert problems(state) == ["robots"]
    assert problems(state, NOW + timedelta(days=5)) == ["idle"] or "robots" not in problems(
        state, NOW + timedelta(days=5)
    )


def test_lists_that_fail_twice_are_named(state: sqlite3.Connection) -> None:
    """Once may be chance."""
    fill(state, STEADY)
    Frontier(state).seed("aa", "feed", ["https://news.example/rss"])
    state.execute(
        "UPDATE crawl_url SET state = 'done', outcome = 'failed', reason = 'http-404', failures = 1 WHERE kind = 'feed'"
    )
    assert problems(state) == []
    state.execute("UPDATE crawl_url SET failures = 2 WHERE kind = 'feed'")
    assert judge(state, "aa", NOW).findings[0].text == "https://news.example/rss fails (http-404)"


def test_healthy_sources_are_seldom_called_sick(state: sqlite3.Connection) -> None:
    """Judged every day for two months, ten sources with quiet weekends and counts that scatter."""
    rng = np.random.default_rng(4)
    shape = np.tile([1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5], 20)
    found = 0
    for number in range(5):
        rate = (0.4, 1, 3, 8, 20)[number]
        fill(state, rng.negative_binomial(rate * shape, 0.5).tolist(), source=f"s{number}")
        for back in range(0, 60, 2):
            found += bool(judge(state, f"s{number}", NOW - timedelta(days=back)).findings)
    assert found <= 1


def test_a_trouble_is_told_when_it_begins_and_when_it_is_over(state: sqlite3.Connection) -> None:
    """What lasts is not told again; what comes back is."""
    journal = Journal(state)
    listed = WatchList(watch=Watch(id="health", report=("sources",), source=("aa",)), query=MentionQuery())

    def told(now: datetime) -> list[str]:
        return [alert.title for alert in look_at_sources(listed, journal, (), now)]

    fill(state, [4] * 58 + [0] * 5)
    fill(state, [4] * 58 + [0] * 5, source="other")
    assert told(NOW) == ["aa: no article since 2026-11-18, usually 4.0 a day"]
    assert told(NOW + timedelta(hours=1)) == []
    fill(state, [4], now=NOW + timedelta(days=1), source="aa")
    assert told(NOW + timedelta(days=1)) == ["aa: no longer silent"]


def test_a_state_of_an_earlier_version_gets_the_new_columns(tmp_path: Path) -> None:
    """Without losing what it holds."""
    connection = open_state(tmp_path / "state.db")
    create_tables(connection)
    fill(connection, [1])
    for table, column in (
        ("crawl_article", "length"),
        ("crawl_host", "robots_sha256"),
        ("crawl_host", "robots_changed"),
    ):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    create_tables(connection)
    create_tables(connection)
    assert connection.execute("SELECT count(*), max(length) FROM crawl_article").fetchone() == (1, None)
    connection.close()


def test_the_command_judges_and_the_watch_tells(desk: Desk) -> None:
    """Exit code 1 for monitoring; the same through the channels of a watch that reports sources."""
    desk.put()
    connection = open_state(desk.folder / "t.db")
    create_tables(connection)
    fill(connection, [4] * 58 + [0] * 5, now=datetime.now(UTC))
    fill(connection, STEADY, source="bb", now=datetime.now(UTC))
    connection.close()
    both = desk.run("sources", "check", "--recorded")
    assert both.returncode == 1, both.stderr
    assert [line.split()[0] for line in both.stdout.splitlines()] == ["aa", "bb"]
    good = desk.run("sources", "check", "--recorded", "bb")
    assert (good.returncode, good.stdout.strip().endswith("works")) == (0, True)
    assert desk.run("sources", "check", "--recorded", "cc").returncode == 1
    desk.watch("health", 'report = ["sources"]\n')
    first, second = desk.run("watch"), desk.run("watch")
    assert first.stdout.startswith("health  source aa: no article since")
    assert (second.returncode, second.stdout) == (0, "")
