"""Crawling again: what is asked, what is skipped, what has changed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from loopback import Answer, article, rss, sitemap

if TYPE_CHECKING:
    from desk import Desk
    from loopback import Asked, Site

PATH = "/news/1-report-on-the-negotiations"
OLD = "Iran has received the first Su-35 fighter jets from Russia despite sanctions, officials said on Tuesday."
NEW = "Iran has not received any Su-35 fighter jets from Russia because of sanctions, officials said on Friday."


def tagged(answer: Answer, tag: str) -> Answer:
    """Return *answer* with an ETag."""
    return Answer(answer.body, answer.status, {**answer.headers, "ETag": tag})


def mentions(desk: Desk) -> list[str]:
    """Return the texts of the mentions in the store."""
    done = desk.run("search", "--format", "jsonl", "--limit", "100")
    return done.stdout.splitlines()


def test_feed_that_did_not_change_is_asked_conditionally(desk: Desk, site: Site) -> None:
    """The tag and date of the last answer go back verbatim, and 304 is enough."""
    site.pages[PATH] = article(1)
    full = rss(site.url, [PATH])
    stamp = {"ETag": 'W/"a b"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}

    def feed(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == stamp["ETag"]:
            assert asked.headers["If-Modified-Since"] == stamp["Last-Modified"]
            return Answer(status=304)
        return Answer(full.body, headers={**full.headers, **stamp})

    site.pages["/feed.xml"] = feed
    for _ in range(3):
        assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    (row,) = desk.ledger("--kind", "feed")
    assert (row["outcome"], row["reason"], row["status"]) == ("untagged", "not-modified", 304)
    assert site.count(PATH) == 1


def test_changed_article_replaces_the_old_one(desk: Desk, site: Site) -> None:
    """A page whose list says it changed is fetched again; its mentions are replaced and it becomes version 2."""
    for text, day in ((OLD, "2026-11-20"), (NEW, "2099-11-25")):
        site.pages[PATH] = article(1, text)
        listing = sitemap(site.url, [PATH])
        dated = listing.body.replace(b"</loc>", f"</loc><lastmod>{day}</lastmod>".encode())
        site.pages["/sitemap.xml"] = Answer(dated, headers=listing.headers)
        assert desk.run("crawl", "--sitemap", f"{site.url}/sitemap.xml").returncode == 0
    found = mentions(desk)
    assert len(found) == 1
    assert "has not received" in found[0]
    with sqlite3.connect(desk.store) as connection:
        assert connection.execute("SELECT version, changed_at > first_seen FROM crawl_article").fetchone() == (2, 1)
    connection.close()
    assert site.count(PATH) == 2


def test_unchanged_page_that_claims_to_change_is_asked_less(desk: Desk, site: Site) -> None:
    """A sitemap that calls everything new each time does not have everything fetched each time."""
    site.pages[PATH] = article(1, OLD)
    for day in range(21, 25):
        listing = sitemap(site.url, [PATH])
        dated = listing.body.replace(b"</loc>", f"</loc><lastmod>2099-11-{day}</lastmod>".encode())
        site.pages["/sitemap.xml"] = Answer(dated, headers=listing.headers)
        desk.run("crawl", "--sitemap", f"{site.url}/sitemap.xml")
    assert site.count(PATH) == 2
    assert desk.outcomes() == {PATH: "tagged:same-body"}


def test_page_given_by_hand_is_always_asked(desk: Desk, site: Site) -> None:
    """A page named on the command line is never "already seen"."""
    site.pages[PATH] = article(1, OLD)
    for _ in range(2):
        assert desk.run("crawl", "--url", f"{site.url}{PATH}").returncode == 0
    assert site.count(PATH) == 2
    assert len(mentions(desk)) == 1


def test_passing_failure_is_tried_again_in_the_same_run(desk: Desk, site: Site) -> None:
    """A page that answers 503 once is tried again after a pause and stored."""
    answers = [Answer(b"", 503), article(1)]
    site.pages[PATH] = lambda _: answers.pop(0)
    site.pages["/feed.xml"] = rss(site.url, [PATH])
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    assert desk.outcomes() == {PATH: "untagged"}


def test_failure_that_stays_is_given_up_and_due_later(desk: Desk, site: Site) -> None:
    """After three tries a page has failed, with its reason and the time of the next try."""
    site.pages[PATH] = Answer(b"", 500)
    site.pages["/feed.xml"] = rss(site.url, [PATH])
    desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    (row,) = desk.ledger("--kind", "page")
    assert (row["outcome"], row["reason"]) == ("failed", "http-500")
    assert row["retry_at"] > row["fetched_at"]
    assert site.count(PATH) == 3


def test_retry_after_is_obeyed_across_runs(desk: Desk, site: Site) -> None:
    """A site that asks to wait an hour is not asked again before, by this run or the next."""
    site.pages["/feed.xml"] = Answer(b"", 429, {"Retry-After": "3600"})
    first = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert first.returncode == 1
    assert "asked to wait until" in first.stderr
    second = desk.run("crawl", "--feed", f"{site.url}/feed.xml")
    assert second.returncode == 1
    assert "asked to wait until" in second.stderr
    assert site.count("/feed.xml") == 1


def test_short_retry_after_is_waited_for(desk: Desk, site: Site) -> None:
    """A site that asks to wait three seconds gets them, and nothing is lost."""
    answers = [Answer(b"", 429, {"Retry-After": "3"}), article(1)]
    site.pages[PATH] = lambda _: answers.pop(0)
    site.pages["/feed.xml"] = rss(site.url, [PATH])
    assert desk.run("crawl", "--feed", f"{site.url}/feed.xml").returncode == 0
    first, second = (asked.moment for asked in site.asked if asked.path == PATH)
    assert second - first >= 3
    assert desk.outcomes() == {PATH: "untagged"}
