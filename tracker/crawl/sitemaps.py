"""Sitemaps: indexes, plain ones and news sitemaps with their date, title and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.crawl.feeds import FEED_ROOTS, LANGUAGE, read_feed
from tracker.crawl.links import MAX_LINKS, Link, Listing, PageKind
from tracker.crawl.urls import fetch_url, url_key
from tracker.crawl.xml import gunzip, local_name, parse_time, parse_xml, text_of
from tracker.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

MAX_CHILD_SITEMAPS = 5_000
ROOTS: dict[str, tuple[str, PageKind]] = {"urlset": ("url", "page"), "sitemapindex": ("sitemap", "sitemap")}


def read_sitemap(body: bytes, url: str, encoding: str | None = None) -> Listing:
    """Read the sitemap *body* (XML, gzip or plain text) that came from *url*; a feed counts as one too.

    Raises:
        ExtractError: reason ``not-a-sitemap``, or one of ``parse_xml`` and ``gunzip``.
    """
    body = gunzip(body)
    if b"<" not in body[:1000] and body.lstrip()[:4] == b"http":
        return _listing(Link(url=found) for line in body.splitlines() if (found := _plain(line)))
    root = parse_xml(body, encoding)
    name = local_name(root)
    if name in FEED_ROOTS:
        return read_feed(body, url, encoding)
    if name not in ROOTS:
        raise ExtractError("not-a-sitemap", f"expected urlset or sitemapindex, got <{name[:40]}>")  # noqa: EM101 - ledger
    wanted, kind = ROOTS[name]
    entries = (node for node in root.iter() if local_name(node) == wanted)
    links = (_entry(entry, url, kind) for entry in entries)
    return _listing((link for link in links if link), MAX_CHILD_SITEMAPS if kind == "sitemap" else MAX_LINKS)


def _plain(line: bytes) -> str | None:
    return fetch_url(line.decode("utf-8", "replace"))


def _listing(links: Iterable[Link], limit: int = MAX_LINKS) -> Listing:
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(url_key(link.url), link)
        if len(found) >= limit:
            break
    return Listing(links=tuple(found.values()))


def _entry(entry: etree._Element, base: str, kind: PageKind) -> Link | None:
    parts = {local_name(node): node for node in reversed(entry)}
    address = fetch_url(text_of(parts.get("loc")), base) if "loc" in parts else None
    if address is None:
        return None
    modified = parse_time(text_of(parts.get("lastmod")))
    news = parts.get("news")
    if news is None:
        return Link(url=address, kind=kind, modified_at=modified)
    said = {local_name(node): text_of(node) for node in news.iter()}
    language = LANGUAGE.match(said.get("language", ""))
    return Link(
        url=address,
        kind=kind,
        title=said.get("title") or None,
        published_at=parse_time(said.get("publication_date")),
        modified_at=modified,
        language=language.group(1).lower() if language else None,
    )
