"""Real crawls started by the real scheduler: stopped politely or not, they end and free their source."""

from __future__ import annotations

import signal
import sqlite3
import time
from typing import TYPE_CHECKING

from loopback import Answer, article, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk
    from loopback import Site

PATHS = [f"/news/{number}-report-on-the-negotiations" for number in range(60)]


def stock(desk: Desk, site: Site) -> None:
    """Fill *site* with articles that take their time, and make a source of it."""
    for number, path in enumerate(PATHS):
        site.pages[path] = Answer(article(number).body, delay=0.3)
    site.pages["/feed.xml"] = rss(site.url, PATHS)
    desk.source(
        "xx_slow",
        f'name = "S"\nhomepage = "{site.url}/"\nkind = "newspaper"\ninterval = "1h"\nfeeds = ["{site.url}/feed.xml"]\n',
    )


def fetched(site: Site) -> int:
    """Count the articles asked for."""
    return sum(asked.path in PATHS for asked in list(site.asked))


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until *true* is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def rows(desk: Desk, statement: str) -> list[tuple[object, ...]]:
    """Return what *statement* finds in the store."""
    with sqlite3.connect(desk.store) as connection:
        found = connection.execute(statement).fetchall()
    connection.close()
    return found


def test_sigterm_finishes_the_page_and_frees_the_source(desk: Desk, site: Site) -> None:
    """Every page in hand has its outcome, the run counts as stopped, no lease is left, the next crawl goes on."""
    stock(desk, site)
    with desk.start("schedule", "xx_slow") as process:
        wait_until(lambda: fetched(site) >= 6)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "1 runs\n")
    assert rows(desk, "SELECT outcome FROM schedule_run") == [("stopped",)]
    assert rows(desk, "SELECT run, lease_until FROM schedule_source") == [(None, None)]
    done = [path for path, outcome in desk.outcomes().items() if outcome == "untagged"]
    assert 0 < len(done) < len(PATHS)
    assert desk.run("crawl", "xx_slow").returncode == 0
    assert desk.outcomes() == dict.fromkeys(PATHS, "untagged")
    assert all(site.count(path) == 1 for path in done)


def test_a_crawl_does_not_outlive_a_killed_scheduler(desk: Desk, site: Site) -> None:
    """After kill -9 of the scheduler its crawl stops by itself well before the lease ends, keeping what it has."""
    stock(desk, site)
    with desk.start("schedule", "xx_slow") as process:
        wait_until(lambda: fetched(site) >= 4)
        process.kill()
    killed = time.time()
    ((until,),) = rows(desk, "SELECT lease_until FROM schedule_source")
    assert isinstance(until, float)
    assert until <= killed + 60
    wait_until(lambda: rows(desk, "SELECT reason FROM crawl_run") == [("shutdown",)], until - killed)
    count = fetched(site)
    assert count < len(PATHS)
    time.sleep(1)
    assert fetched(site) == count
    assert rows(desk, "SELECT count(*) FROM crawl_url WHERE state = 'leased'") == [(0,)]
