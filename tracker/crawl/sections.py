"""Finds the articles that a section page leads to: links that look like those of headlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from courlan import is_not_crawlable
from lxml import html
from lxml.etree import LxmlError

from tracker.crawl.links import MAX_LINKS, Link, Listing
from tracker.crawl.urls import fetch_url, same_site, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.crawl.source import Source

HEADLINE_WORDS = 4
HEADLINE_CHARACTERS_CJK = 8
CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
NUMBERED = re.compile(r"\d{5,}|/\d{4}/\d{1,2}(/|$)|/\d{4}-\d{2}|\d{8}")
SLUG = re.compile(r"[^/-]+(?:-[^/-]+){3,}")
NO_ARTICLE = re.compile(
    r"/(tags?|topics?|themen?|authors?|autoren?|users?|profile|login|signin|register|abo|subscribe|search|suche|"
    r"category|categories|newsletter|podcasts?|videos?|gallery|galleries|galerie|impressum|imprint|privacy|"
    r"datenschutz|contact|kontakt|about|terms|cookies?|rss|feed|feeds|calendar|kalender|shop|jobs)(/|$)",
    re.IGNORECASE,
)

NO_PAGE = re.compile(
    r"\.(jpe?g|png|gif|svg|webp|avif|ico|pdf|docx?|xlsx?|zip|gz|mp[34]|m4a|mov|css|js|json|xml)$", re.IGNORECASE
)


def read_section(body: bytes, url: str, source: Source, encoding: str | None = None) -> Listing:
    """Find the links to articles on the section page *body* of *source*, each page once.

    Where the source gives ``allow`` patterns these decide; else a link counts when its address or its text looks
    like a headline's.
    """
    try:
        parser = html.HTMLParser(encoding=encoding, huge_tree=False, remove_comments=True)
        tree = html.document_fromstring(body, parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return Listing(links=())
    links: dict[str, Link] = {}
    own = url_key(url)
    for address, text in _anchors(tree, url):
        key = url_key(address)
        if key != own and key not in links and is_article_link(address, text, source):
            links[key] = Link(url=address, title=text or None)
        if len(links) >= MAX_LINKS:
            break
    return Listing(links=tuple(links.values()))


def _anchors(tree: html.HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    base = next((fetch_url(found, url) for found in tree.xpath("//base/@href")), None) or url
    for anchor in tree.iter("a"):
        target = anchor.get("href")
        address = fetch_url(target, base) if target else None
        if address is not None:
            yield address, " ".join(anchor.text_content().split())


def is_article_link(url: str, text: str, source: Source) -> bool:
    """Say whether a link of *source* to *url*, worded *text*, leads to an article of the same site."""
    if not any(same_site(url, home) for home in (source.homepage, *source.sections)):
        return False
    if not source.wants(url) or is_not_crawlable(url) or NO_PAGE.search(url.partition("?")[0]):
        return False
    return bool(source.allow) or looks_like_article(url, text)


def looks_like_article(url: str, text: str) -> bool:
    """Judge by the address (a date, a number, a long slug) and by the words of the link."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    if not path.strip("/") or NO_ARTICLE.search(f"/{path}"):
        return False
    if NUMBERED.search(f"/{path}") or SLUG.search(path):
        return True
    if CJK.search(text):
        return len(text) >= HEADLINE_CHARACTERS_CJK
    return len(text.split()) >= HEADLINE_WORDS and "/" in path.strip("/")
