"""Feeds and sitemaps: what is read from them, and what is refused."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.crawl.feeds import read_feed
from tracker.crawl.sitemaps import read_sitemap
from tracker.crawl.xml import gunzip, parse_time
from tracker.errors import ExtractError

BASE = "https://example.org/feed.xml"
RSS = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss.dtd">
<rss version="0.91"><channel><title>Caf\xe9 &nbsp; News</title><language>de-DE</language><ttl>30</ttl>
<item><title>R\xfcstung &amp; Export</title><link> https://example.org/a?utm_source=rss#top </link>
<pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate></item>
<item><title>By guid</title><guid isPermaLink="true">https://example.org/b</guid></item>
<item><title>No address</title><guid isPermaLink="false">tag:1</guid></item>
<item><title>Twice</title><link>http://example.org/a</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru" xml:base="https://example.org/x/">
<entry><title type="html">T</title><link rel="self" href="/self"/><link href="one"/>
<published>2026-11-20T08:00:00Z</published><updated>2026-11-23T10:00:00Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>A</title><dc:language>fa</dc:language>
</channel><item rdf:about="https://example.org/1"><title>T</title><dc:date>2026-11-23T00:00:00+03:30</dc:date>
<link>https://example.org/1</link></item></rdf:RDF>"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc><![CDATA[ https://example.org/1 ]]></loc>
<news:news><news:publication><news:name>N</news:name><news:language>zh-cn</news:language></news:publication>
<news:publication_date>2026-11-23T01:00+09:00</news:publication_date><news:title>X</news:title></news:news></url>
<url><loc>ftp://example.org/2</loc></url></urlset>"""


def test_old_rss_with_its_faults() -> None:
    """Latin-1, a DOCTYPE without entities, HTML entities, a guid for an address and tracking parameters are read."""
    listing = read_feed(RSS, BASE)
    assert listing.title == "Café News"
    assert listing.interval == 1800
    assert [(link.url, link.title, link.language) for link in listing.links] == [
        ("https://example.org/a", "Rüstung & Export", "de"),
        ("https://example.org/b", "By guid", "de"),
    ]
    assert listing.links[0].published_at == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_atom_with_bases_and_relations() -> None:
    """Addresses are resolved against xml:base, the self link is none, both times are kept."""
    (link,) = read_feed(ATOM, BASE).links
    assert (link.url, link.language) == ("https://example.org/x/one", "ru")
    assert link.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert link.modified_at == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_rdf_feed() -> None:
    """RSS 1.0 keeps its items beside the channel and its dates in Dublin Core."""
    (link,) = read_feed(RDF, BASE).links
    assert (link.url, link.language) == ("https://example.org/1", "fa")
    assert str(link.published_at) == "2026-11-23 00:00:00+03:30"


def test_news_sitemap_keeps_date_title_and_language() -> None:
    """What a news sitemap says of a page reaches the page; an address that is not http is left out."""
    (link,) = read_sitemap(NEWS, BASE).links
    assert (link.url, link.title, link.language) == ("https://example.org/1", "X", "zh")
    assert str(link.published_at) == "2026-11-23 01:00:00+09:00"


def test_plain_text_sitemap() -> None:
    """A sitemap may be a list of addresses."""
    listing = read_sitemap(b"https://example.org/1\nhttps://example.org/2\n\n", BASE)
    assert [link.url for link in listing.links] == ["https://example.org/1", "https://example.org/2"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
REFUSED = {
    "nothing": (b"", "empty"),
    "white space": (b" \n ", "empty"),
    "a web page": (b"<!DOCTYPE html><html><body>x</body></html>", "not-a-feed"),
    "words": (b"Not Found", "not-xml"),
    "JSON": (b'{"items": []}', "not-xml"),
    "billion laughs": (f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss>&l9;</rss>'.encode(), "xml-entities"),
    "an external entity": (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "xml-entities"),
    "entities in UTF-16": ('<!DOCTYPE r [<!ENTITY x "y">]><rss/>'.encode("utf-16"), "xml-entities"),
    "an external subset with entities": (b'<!DOCTYPE r SYSTEM "x"><!ENTITY a "b"><rss/>', "xml-entities"),
    "damaged gzip": (gzip.compress(RSS)[:40] + b"\0" * 40, "bad-gzip"),
    "gzip in gzip": (gzip.compress(gzip.compress(RSS)), "bad-gzip"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_feeds(case: str) -> None:
    """What is no feed, or a dangerous one, is refused with its reason."""
    body, reason = REFUSED[case]
    with pytest.raises(ExtractError) as caught:
        read_feed(body, BASE)
    assert caught.value.reason == reason


def test_gzip_bomb_is_not_unpacked() -> None:
    """No more than the limit is ever unpacked."""
    with pytest.raises(ExtractError) as caught:
        gunzip(gzip.compress(b"0" * 3_000_000), limit=1_000_000)
    assert caught.value.reason == "too-large"


TIMES = {
    "2026-11-23T10:00:00Z": datetime(2026, 11, 23, 10, tzinfo=UTC),
    "2026-11-23": datetime(2026, 11, 23, tzinfo=UTC),
    "Mon, 23 Nov 2026 10:00:00 GMT": datetime(2026, 11, 23, 10, tzinfo=UTC),
    "Mon, 23 Nov 2026 10:00:00 -0500": datetime(2026, 11, 23, 15, tzinfo=UTC),
    "yesterday": None,
    "": None,
    "0001-01-01T00:00:00+14:00": None,
}


@pytest.mark.parametrize("text", TIMES)
def test_times_as_feeds_write_them(text: str) -> None:
    """RFC 822 and ISO 8601 are read; what is neither is no time."""
    assert parse_time(text) == TIMES[text]


@given(st.binary(max_size=400), st.sampled_from([RSS, ATOM, RDF, NEWS]), st.integers(0, 600))
def test_no_bytes_break_the_readers(noise: bytes, document: bytes, place: int) -> None:
    """Whatever bytes come, a reader returns a listing or refuses with a reason."""
    for read in (read_feed, read_sitemap):
        for body in (noise, document[:place] + noise + document[place:]):
            with suppress(ExtractError):
                links = read(body, BASE).links
                assert all(link.url.startswith(("http://", "https://")) for link in links)
