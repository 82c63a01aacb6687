"""Section pages: which links lead to articles."""

from __future__ import annotations

import pytest

from tracker.crawl.sections import looks_like_article, read_section
from tracker.crawl.source import Source

PAGE = "https://www.example.org/world/"
LIKELY = {
    "https://example.org/2026/11/23/a": "More",
    "https://example.org/world/ministers-agree-on-a-new-treaty": "",
    "https://example.org/a/b-12345678.html": "",
    "https://example.org/welt/artikel.html": "Minister einigen sich auf neuen Vertrag",
    "https://example.org/x/y": "两国部长就新条约达成一致意见",
}
UNLIKELY = {
    "https://example.org/": "A headline with many words in it",
    "https://example.org/world": "World",
    "https://example.org/tag/ministers-agree-on-a-new-treaty": "",
    "https://example.org/login/2026/11/23/a": "",
    "https://example.org/imprint": "Who we are and where to find us",
    "https://example.org/video/some-long-name-of-a-video": "",
}


def source(**more: object) -> Source:
    """Return a source with a section page."""
    values = {"id": "x", "name": "N", "homepage": "https://example.org/", "kind": "newspaper", "sections": [PAGE]}
    return Source.model_validate(values | more)


@pytest.mark.parametrize("url", LIKELY)
def test_likely_articles(url: str) -> None:
    """A date, a number, a long slug or a headline for a link make an article likely."""
    assert looks_like_article(url, LIKELY[url])


@pytest.mark.parametrize("url", UNLIKELY)
def test_unlikely_articles(url: str) -> None:
    """Home pages, topics, logins and imprints are none."""
    assert not looks_like_article(url, UNLIKELY[url])


def test_section_page_is_read_once_per_article() -> None:
    """Fragments and tracking make no second link, other sites and non-pages are left out, a base is heeded."""
    body = b"""<html><head><base href="/de/"></head><body>
    <a href="eins-zwei-drei-vier">A</a> <a href="/de/eins-zwei-drei-vier?utm_source=x#c">A again</a>
    <a href="https://elsewhere.net/eins-zwei-drei-vier">B</a> <a href="mailto:x@example.org">C</a>
    <a href="javascript:void(0)">D</a> <a href="/photo-of-the-day-today.jpg">E</a> <a>F</a> <a href="  ">G</a>
    <a href="https://news.example.org/2026/11/23/z">H</a></body></html>"""
    found = [link.url for link in read_section(body, PAGE, source()).links]
    assert found == ["https://www.example.org/de/eins-zwei-drei-vier", "https://news.example.org/2026/11/23/z"]


def test_own_patterns_replace_the_guess() -> None:
    """With allow patterns an address that fits counts however it looks."""
    body = b"<a href='/m/1'>x</a><a href='/2026/11/23/long-enough-to-be-one'>y</a>"
    found = [link.url for link in read_section(body, PAGE, source(allow=["/m/"])).links]
    assert found == ["https://www.example.org/m/1"]


@pytest.mark.parametrize("body", [b"", b"\0\0", b"<a href=", b"<<<>>>", b"<html></html>", b"\xff\xfe<\0a\0"])
def test_page_without_links(body: bytes) -> None:
    """What is no page lists nothing."""
    assert read_section(body, PAGE, source()).links == ()
