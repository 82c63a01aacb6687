"""Robots, pace and who is asking."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loopback import Answer, article, rss

if TYPE_CHECKING:
    from desk import Desk
    from loopback import Site

PATHS = [f"/news/{number}-report-on-the-negotiations" for number in range(6)]


def stock(site: Site, robots: Answer | None) -> None:
    """Fill *site* with articles, a feed and *robots*."""
    site.pages |= {path: article(number) for number, path in enumerate(PATHS)}
    site.pages["/feed.xml"] = rss(site.url, PATHS)
    if robots is None:
        del site.pages["/robots.txt"]
    else:
        site.pages["/robots.txt"] = robots


def test_disallowed_pages_are_never_fetched(desk: Desk, site: Site) -> None:
    """What robots.txt forbids is not asked for and recorded as such."""
    stock(site, Answer(b"User-agent: *\nDisallow: /news/1-\nDisallow: /news/4-\n"))
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    outcomes = desk.outcomes()
    assert [path for path in PATHS if outcomes[path] == "rejected:robots"] == [PATHS[1], PATHS[4]]
    assert [site.count(path) for path in PATHS] == [1, 0, 1, 1, 0, 1]


def test_a_rule_for_this_crawler_alone(desk: Desk, site: Site) -> None:
    """Rules that name the crawler count, and the feed itself is subject to them."""
    stock(site, Answer(b"User-agent: arms-sanctions-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert done.returncode == 1
    assert "robots" in done.stderr
    assert {asked.path for asked in site.asked} == {"/robots.txt"}


def test_robots_that_cannot_be_had_stops_the_site(desk: Desk, site: Site) -> None:
    """A robots.txt that answers 503 means that nothing is fetched now, and that is recorded."""
    stock(site, Answer(b"", 503))
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert done.returncode == 1
    assert {asked.path for asked in site.asked} == {"/robots.txt"}
    (row,) = desk.ledger()
    assert (row["outcome"], row["reason"]) == ("failed", "robots-unavailable")
    assert row["retry_at"] is not None


def test_no_robots_means_no_rules(desk: Desk, site: Site) -> None:
    """A robots.txt that is not there forbids nothing."""
    stock(site, None)
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    assert all(site.count(path) == 1 for path in PATHS)


def test_crawl_delay_is_kept(desk: Desk, site: Site) -> None:
    """Between two requests lies at least the pause that robots.txt asks for."""
    stock(site, Answer(b"User-agent: *\nCrawl-delay: 0.5\n"))
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    moments = [asked.moment for asked in site.asked if asked.path in PATHS]
    assert len(moments) == len(PATHS)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.45


def test_crawler_says_who_it_is(desk: Desk, site: Site) -> None:
    """Every request names the crawler and whom to write to."""
    stock(site, Answer(b""))
    desk.run("crawl", "--feed", f"{site.url}/feed.xml", TRACKER_CONTACT="mailto:desk@example.org")
    agents = {asked.headers["User-Agent"] for asked in site.asked}
    assert len(agents) == 1
    (agent,) = agents
    assert agent.startswith("arms-sanctions-tracker/")
    assert agent.endswith("(+mailto:desk@example.org)")
