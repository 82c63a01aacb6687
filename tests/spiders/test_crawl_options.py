"""Back-fill by date, and the check of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback import Answer, article, rss, sitemap

if TYPE_CHECKING:
    from desk import Desk
    from loopback import Site

PATHS = [f"/news/{year}-report-on-the-negotiations" for year in (2023, 2024, 2025, 2026)]


def dated(listing: Answer, days: list[str]) -> Answer:
    """Give the entries of *listing* their days."""
    body = listing.body
    for day in days:
        body = body.replace(b"</loc></", f"</loc><lastmod>{day}</lastmod></".encode(), 1)
    return Answer(body, headers=listing.headers)


def own_source(desk: Desk, site: Site, name: str, more: str) -> None:
    """Write a source for *site*."""
    desk.source(name, f'name="O"\nhomepage="{site.url}/"\nkind="newspaper"\ncrawl_delay=0\n{more}\n')


def test_back_fill_between_two_days(desk: Desk, site: Site) -> None:
    """With --since what is from then on is fetched, more with an earlier day, and older sitemaps not at all."""
    for number, path in enumerate(PATHS):
        site.pages[path] = article(number)
    for path in PATHS:
        year = path[6:10]
        site.pages[f"/{year}.xml"] = dated(sitemap(site.url, [path]), [f"{year}-06-01"])
    maps = [f"/{path[6:10]}.xml" for path in PATHS]
    index = sitemap(site.url, maps, "sitemap", "sitemapindex")
    site.pages["/index.xml"] = dated(index, [f"{path[6:10]}-12-31" for path in PATHS])
    own_source(desk, site, "own", f'sitemaps=["{site.url}/index.xml"]')
    assert desk.run("crawl", "own", "--since", "2025-01-01", "--until", "2026-01-01").returncode == 0
    assert set(desk.outcomes()) == {PATHS[2]}
    assert site.count("/2024.xml") == 0
    assert desk.run("crawl", "own", "--since", "2024-01-01").returncode == 0
    assert set(desk.outcomes()) == set(PATHS[1:])
    assert [site.count(path) for path in PATHS] == [0, 1, 1, 1]


def test_since_that_is_no_date(desk: Desk) -> None:
    """A day that cannot be read is wrong usage."""
    done = desk.run("crawl", "x", "--since", "last week")
    assert done.returncode == 2
    assert "2025-01-31" in done.stderr


def test_check_says_what_is_wrong_and_stores_nothing(desk: Desk, site: Site) -> None:
    """A source that works says so; a missing feed, an empty one and a broken article are named; no store appears."""
    site.pages[PATHS[0]] = article(1)
    site.pages["/good.xml"] = rss(site.url, PATHS[:1])
    site.pages["/none.xml"] = rss(site.url, [])
    site.pages["/broken.xml"] = rss(site.url, ["/news/gone-for-ever-and-a-day"])
    own_source(desk, site, "good", f'feeds=["{site.url}/good.xml"]')
    assert desk.run("sources", "check", "good").stdout.strip().endswith("works")
    for name, feed in (("missing", "missing"), ("none", "none"), ("broken", "broken")):
        own_source(desk, site, name, f'feeds=["{site.url}/{feed}.xml"]')
    done = desk.run("sources", "check", "missing", "none", "broken")
    assert done.returncode == 1
    first, second, third = done.stdout.splitlines()
    assert "missing.xml http-404" in first
    assert "name no article" in second
    assert "gone-for-ever-and-a-day http-404" in third
    assert "never verified" in first
    assert not desk.store.exists()


def test_sources_are_added_listed_and_shown(desk: Desk, site: Site) -> None:
    """A source added on the command line is listed as unverified, shown, and refused a second time."""
    added = desk.run("sources", "add", "zz_own", "--feed", f"{site.url}/f.xml", "--country", "de", "--language", "de")
    assert added.returncode == 0, added.stderr
    listed = desk.run("sources", "list").stdout
    assert any(line.startswith("zz_own ") and "unverified" in line for line in listed.splitlines())
    assert f'"{site.url}/f.xml"' in desk.run("sources", "show", "zz_own").stdout
    again = desk.run("sources", "add", "zz_own", "--feed", f"{site.url}/f.xml")
    assert again.returncode == 1
    assert len(again.stderr.splitlines()) == 1
