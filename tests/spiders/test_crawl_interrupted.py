"""A crawl that is stopped, politely or not, loses nothing and doubles nothing."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest
from desk import interrupt
from loopback import Answer, article, rss

if TYPE_CHECKING:
    from desk import Desk
    from loopback import Site

PATHS = [f"/news/{number}-report-on-the-negotiations" for number in range(40)]


def stock(site: Site) -> None:
    """Fill *site* with articles that take their time."""
    for number, path in enumerate(PATHS):
        page = article(number)
        site.pages[path] = Answer(page.body, delay=0.2)
    site.pages["/feed.xml"] = rss(site.url, PATHS)


def wait_for_pages(site: Site, count: int) -> None:
    """Wait until *site* was asked for *count* pages."""
    while sum(asked.path in PATHS for asked in site.asked) < count:
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_crawl_keeps_what_it_has_and_goes_on(desk: Desk, site: Site, number: signal.Signals) -> None:
    """After Ctrl-C or SIGTERM every fetched page has its outcome, and the next crawl fetches only the others."""
    stock(site)
    with desk.start("crawl", "--feed", f"{site.url}/feed.xml") as process:
        wait_for_pages(site, 8)
        interrupt(process, number)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == "Error: stopped before the end; what was stored stays, the next crawl goes on\n"
    done = [path for path, outcome in desk.outcomes().items() if outcome == "untagged"]
    assert 8 <= len(done) < len(PATHS)
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    assert desk.outcomes() == dict.fromkeys(PATHS, "untagged")
    assert all(site.count(path) == 1 for path in done)


def test_killed_crawl_loses_nothing(desk: Desk, site: Site) -> None:
    """After kill -9 the next crawl goes on at once, fetching again only what was in hand."""
    stock(site)
    for pages in (3, 12, 25):
        with desk.start("crawl", "--feed", f"{site.url}/feed.xml") as process:
            wait_for_pages(site, pages)
            process.kill()
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    assert desk.outcomes() == dict.fromkeys(PATHS, "untagged")
    assert sum(site.count(path) - 1 for path in PATHS) <= 3 * 16
