"""What a crawl of a real site leads to: outcomes, exit codes, one clear line for what is wrong."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from loopback import Answer, article, rss, sitemap

if TYPE_CHECKING:
    from desk import Desk
    from loopback import Site

TAGGED = "Iran has received the first Su-35 fighter jets from Russia despite sanctions, officials said on Tuesday."


def fill(site: Site, numbers: range, text: str = "") -> list[str]:
    """Put an article per number on *site* and return their paths."""
    paths = [f"/news/{number}-report-on-the-negotiations" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        site.pages[path] = article(number, text)
    return paths


def test_feed_is_crawled_and_tagged(desk: Desk, site: Site) -> None:
    """Every page that a feed lists ends as tagged or untagged, and the summary counts them."""
    plain, armed = fill(site, range(4)), fill(site, range(4, 6), TAGGED)
    site.pages["/feed.xml"] = rss(site.url, [*plain, *armed])
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert (done.returncode, done.stderr) == (0, "")
    assert desk.outcomes() == dict.fromkeys(plain, "untagged") | dict.fromkeys(armed, "tagged")
    assert done.stdout.splitlines()[1].split() == ["127.0.0.1", "6", "2", "4", "0", "0", "0", "0", "2"]


def test_second_crawl_fetches_no_page_again(desk: Desk, site: Site) -> None:
    """A feed is always asked again; a page that was read and did not change is not."""
    paths = fill(site, range(3))
    site.pages["/feed.xml"] = rss(site.url, paths)
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    paths += fill(site, range(3, 4))
    site.pages["/feed.xml"] = rss(site.url, paths)
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert [site.count(path) for path in paths] == [1, 1, 1, 1]
    assert site.count("/feed.xml") == 2
    assert set(desk.outcomes()) == set(paths)


def test_sitemap_index_and_packed_sitemap(desk: Desk, site: Site) -> None:
    """An index leads to its sitemaps, packed or not, and these to pages."""
    first, second = fill(site, range(2)), fill(site, range(2, 4))
    site.pages["/sitemap.xml"] = sitemap(site.url, ["/a.xml", "/b.xml.gz"], "sitemap", "sitemapindex")
    site.pages["/a.xml"] = sitemap(site.url, first)
    packed = gzip.compress(sitemap(site.url, second).body)
    site.pages["/b.xml.gz"] = Answer(packed, headers={"Content-Type": "application/gzip"})
    done = desk.run("crawl", "--sitemap", f"{site.url}/sitemap.xml")
    assert done.returncode == 0, done.stderr
    assert set(desk.outcomes()) == {*first, *second}


def test_section_page_and_patterns(desk: Desk, site: Site) -> None:
    """A section page leads to what looks like an article and passes the source's patterns."""
    paths = fill(site, range(3))
    links = "".join(f"<a href='{path}'>Report on the negotiations</a>" for path in [*paths, "/login", "/tag/x"])
    site.pages["/world"] = Answer(f"<html><body>{links}<a href='http://192.0.2.1/x'>away</a></body></html>".encode())
    desk.source(
        "own", f'name="Own"\nhomepage="{site.url}/"\nkind="newspaper"\nsections=["{site.url}/world"]\ndeny=["/2-"]\n'
    )
    done = desk.run("crawl", "own")
    assert done.returncode == 0, done.stderr
    assert set(desk.outcomes()) == set(paths[:2])


BAD_BEGINNINGS = {
    "a feed that is a web page": (Answer(b"<html><body>hello</body></html>"), "--feed", "not-a-feed"),
    "a feed that is no XML": (Answer(b"{}"), "--feed", "not-xml"),
    "a feed that is not there": (Answer(b"", 404), "--feed", "http-404"),
    "a feed of 0 bytes": (Answer(b""), "--feed", "empty"),
    "a feed with entities": (Answer(b'<!DOCTYPE x [<!ENTITY a "b">]><rss/>'), "--feed", "xml-entities"),
    "a sitemap that is a feed of nothing": (Answer(b"<x/>"), "--sitemap", "not-a-sitemap"),
    "a page of 0 bytes": (Answer(b""), "--url", "empty"),
    "a page that is a picture": (Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), "--url", "not-html"),
    "a page that is not there": (Answer(b"gone", 410), "--url", "http-410"),
    "a page that always moves": (Answer(b"", 302, {"Location": "/x"}), "--url", "redirect-loop"),
}


@pytest.mark.parametrize("case", BAD_BEGINNINGS)
def test_bad_beginning_is_one_line_and_exit_1(desk: Desk, site: Site, case: str) -> None:
    """What was named and cannot be used is said in one line, kept in the ledger, and makes the command fail."""
    answer, option, reason = BAD_BEGINNINGS[case]
    site.pages["/x"] = answer
    done = desk.run("crawl", option, f"{site.url}/x")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Error: 127.0.0.1: {site.url}/x: {reason}")
    assert [row["reason"] for row in desk.ledger()] == [reason]


def test_one_bad_page_does_not_fail_the_crawl(desk: Desk, site: Site) -> None:
    """A page that is missing is counted, the others are stored, the command succeeds."""
    paths = fill(site, range(2))
    site.pages["/feed.xml"] = rss(site.url, [*paths, "/news/gone"])
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert (done.returncode, done.stderr) == (0, "")
    assert desk.outcomes() == dict.fromkeys(paths, "untagged") | {"/news/gone": "failed:http-404"}


def test_same_article_under_two_addresses_is_a_duplicate(desk: Desk, site: Site) -> None:
    """The second address of the same text in one source is a duplicate, not a second article."""
    (path,) = fill(site, range(1), TAGGED)
    site.pages["/print/0-report-on-the-negotiations"] = site.pages[path]
    site.pages["/feed.xml"] = rss(site.url, [path, "/print/0-report-on-the-negotiations"])
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert sorted(value.partition(":")[0] for value in desk.outcomes().values()) == ["duplicate", "tagged"]
    with sqlite3.connect(desk.store) as connection:
        assert connection.execute("SELECT count(*) FROM crawl_article").fetchone() == (1,)
    connection.close()


def test_limit_bounds_the_pages_of_a_run(desk: Desk, site: Site) -> None:
    """With a limit of three, three pages are fetched and the others wait for the next crawl."""
    paths = fill(site, range(7))
    site.pages["/feed.xml"] = rss(site.url, paths)
    desk.run("crawl", "--feed", f"{site.url}/feed.xml", "--limit", "3")
    values = list(desk.outcomes().values())
    assert (values.count("untagged"), values.count("pending")) == (3, 4)
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert list(desk.outcomes().values()).count("untagged") == 7
    assert all(site.count(path) == 1 for path in paths)


def test_unknown_source_suggests_the_nearest(desk: Desk, site: Site) -> None:
    """A source nobody knows is an error that names the nearest one."""
    desk.source("zz_morning_post", f'name="M"\nhomepage="{site.url}/"\nkind="newspaper"\nfeeds=["{site.url}/f"]\n')
    done = desk.run("crawl", "zz_morning_pots")
    assert done.returncode == 1
    assert done.stderr == "Error: unknown source 'zz_morning_pots'; did you mean zz_morning_post?\n"


def test_source_file_with_an_unknown_key(desk: Desk) -> None:
    """The error names the file and the key."""
    desk.source("own", 'name="M"\nhomepage="https://example.org/"\nkind="newspaper"\nfeed="https://example.org/f"\n')
    done = desk.run("crawl", "own")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "own.toml" in line
    assert "feed: Extra inputs" in line


def test_scrapy_lists_and_crawls_the_sources(desk: Desk, site: Site) -> None:
    """Scrapy's own commands know every source file as a spider."""
    paths = fill(site, range(2))
    site.pages["/feed.xml"] = rss(site.url, paths)
    desk.source("own", f'name="O"\nhomepage="{site.url}/"\nkind="newspaper"\nfeeds=["{site.url}/feed.xml"]\n')
    assert "own" in desk.scrapy("list").stdout.splitlines()
    assert desk.scrapy("crawl", "own").returncode == 0
    assert desk.outcomes() == dict.fromkeys(paths, "untagged")


def test_store_that_is_no_database(desk: Desk, site: Site) -> None:
    """A store file that is something else is said in one line and left as it is."""
    desk.store.write_text("my shopping list, by no means a database\n" * 40)
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "database" in done.stderr
    assert desk.store.read_text().startswith("my shopping list")
    assert site.asked == []


def test_store_in_a_folder_that_is_not_there(desk: Desk, site: Site) -> None:
    """A store that cannot be created is said in one line before anything is fetched."""
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml", "--store", "sqlite:///no/such/folder/x.db")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert site.asked == []


def test_full_disk_is_one_line_and_the_next_crawl_goes_on(desk: Desk, site: Site) -> None:
    """Where the store's file can grow no more, the crawl stops with one line; what was stored stays and is sound."""
    paths = fill(site, range(60), TAGGED)
    site.pages["/feed.xml"] = rss(site.url, paths)
    limit = desk.folder / "limit.py"
    limit.write_text(
        "import resource, sys\nfrom tracker.cli import main\nif __name__ == '__main__':\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n    main()\n"
    )
    full = subprocess.run(
        [sys.executable, limit, "crawl", "--feed", f"{site.url}/feed.xml"],
        cwd=desk.folder, env=desk.environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert full.returncode == 1
    assert len(full.stderr.splitlines()) == 1, full.stderr
    assert str(desk.store) in full.stderr or "cannot be read on this machine" in full.stderr
    with sqlite3.connect(desk.store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    assert list(desk.outcomes().values()) == ["tagged"] * 60
