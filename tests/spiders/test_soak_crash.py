"""Long runs: a crawl killed fifty times, and ten thousand damaged pages."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from loopback import Answer, article, rss, sitemap

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk
    from loopback import Site

KILLS = 50
PAGES = 500
IN_HAND = 32  # CONCURRENT_REQUESTS: what one kill may cost in pages fetched twice
TAGGED = "Iran has received the first Su-35 fighter jets from Russia despite sanctions, officials said on Tuesday."

pytestmark = pytest.mark.soak


def stock(site: Site, first: int) -> list[str]:
    """Fill *site* with 500 articles, every third tagged, under a feed, a sitemap index and a section page."""
    site.pages["/robots.txt"] = Answer(b"")
    paths = [f"/news/{number}-report-on-the-negotiations" for number in range(first, first + PAGES)]
    for number, path in enumerate(paths, start=first):
        site.pages[path] = article(number, TAGGED if number % 3 == 0 else "")
    site.pages["/feed.xml"] = rss(site.url, paths[:100])
    site.pages["/index.xml"] = sitemap(site.url, ["/a.xml", "/b.xml"], "sitemap", "sitemapindex")
    site.pages["/a.xml"] = sitemap(site.url, paths[50:250])
    site.pages["/b.xml"] = sitemap(site.url, paths[250:450])
    links = "".join(f"<a href='{path}'>Report on the negotiations</a>" for path in paths[400:])
    site.pages["/world"] = Answer(f"<html><body>{links}</body></html>".encode())
    return paths


def test_fifty_kills_lose_nothing(desk: Desk, serve: Callable[..., Site]) -> None:
    """Killed fifty times at random points of 1,500 pages on three sites: none lost, doubled, or often fetched twice."""
    rng = random.Random(50)  # noqa: S311 - no secret
    sites = [serve({}, f"127.0.0.{number}") for number in (1, 2, 3)]
    wanted: set[str] = set()
    for number, site in enumerate(sites):
        wanted |= {site.url + path for path in stock(site, number * PAGES)}
        desk.source(
            f"s{number}",
            f'name="S"\nhomepage="{site.url}/"\nkind="newspaper"\ncrawl_delay=0\nfeeds=["{site.url}/feed.xml"]\n'
            f'sitemaps=["{site.url}/index.xml"]\nsections=["{site.url}/world"]\n',
        )
    killed = 0
    while killed < KILLS:
        before = fetched(sites, wanted)
        with desk.start("crawl", "s0", "s1", "s2") as process:
            while fetched(sites, wanted) == before and process.poll() is None and rng.random() > 0.001:
                time.sleep(0.01)
            time.sleep(rng.random() * 0.35)
            process.kill()
            process.communicate()
        killed += 1
    done = desk.run("crawl", "s0", "s1", "s2", TRACKER_WORKERS="2")
    assert done.returncode == 0, done.stderr
    rows = {row["url"]: row["outcome"] for row in desk.ledger("--kind", "page")}
    assert set(rows) == wanted
    assert Counter(rows.values()) == {"tagged": 500, "untagged": 1000}
    with sqlite3.connect(desk.store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*), sum(version) FROM crawl_article").fetchone() == (1500, 1500)
    connection.close()
    found = desk.run("search", "--format", "jsonl", "--limit", "100000").stdout.splitlines()
    assert len(found) == len(set(found)) == 500
    again = fetched(sites, wanted) - len(wanted)
    print(f"{killed} kills, {again} pages fetched twice")  # noqa: T201 - the soak run's report
    assert again <= KILLS * IN_HAND


def fetched(sites: list[Site], wanted: set[str]) -> int:
    """Count how often articles were asked for."""
    return sum(site.url + asked.path in wanted for site in sites for asked in list(site.asked))
