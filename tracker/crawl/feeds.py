"""RSS 0.9 to 2.0, RDF and Atom: which articles a feed lists, with title, times and language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.crawl.links import MAX_LINKS, Link, Listing
from tracker.crawl.urls import fetch_url, url_key
from tracker.crawl.xml import local_name, parse_time, parse_xml, text_of
from tracker.errors import ExtractError

if TYPE_CHECKING:
    from datetime import datetime

    from lxml import etree

FEED_ROOTS = {"rss", "rdf", "feed", "channel"}
ENTRIES = {"item", "entry"}
ADDRESSES = ("origlink", "link", "guid", "id")
PUBLISHED = ("published", "pubdate", "issued", "date", "created")
MODIFIED = ("updated", "modified")
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGE = re.compile(r"^([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*$")
PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
SECONDS_PER_MINUTE = 60


def read_feed(body: bytes, url: str, encoding: str | None = None) -> Listing:
    """Read the feed *body* that came from *url*; entries without a usable address are left out.

    Raises:
        ExtractError: reason ``not-a-feed``, or one of ``parse_xml``.
    """
    root = parse_xml(body, encoding)
    if local_name(root) not in FEED_ROOTS:
        detail = f"expected RSS or Atom, got <{local_name(root)[:40]}>"
        raise ExtractError("not-a-feed", detail)  # noqa: EM101 - the ledger's word
    channel = next((node for node in root.iter() if local_name(node) in {"channel", "feed"}), root)
    base = fetch_url(root.get(XML_BASE) or "", url) or url
    language = _language(root, channel)
    links: dict[str, Link] = {}
    for entry in (node for node in root.iter() if local_name(node) in ENTRIES):
        link = _entry_link(entry, base, language)
        if link is not None:
            links.setdefault(url_key(link.url), link)
        if len(links) >= MAX_LINKS:
            break
    title = next((text_of(node) for node in channel if local_name(node) == "title"), None)
    return Listing(links=tuple(links.values()), title=title or None, interval=_interval(channel))


def _children(entry: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for child in entry:
        found.setdefault(local_name(child), []).append(child)
    return found


def _entry_link(entry: etree._Element, base: str, language: str | None) -> Link | None:
    parts = _children(entry)
    base = fetch_url(entry.get(XML_BASE) or "", base) or base
    address = _address(parts, base) or fetch_url(entry.get("{*}about") or "", base)
    if address is None or address == base:
        return None
    published = _time(parts, PUBLISHED)
    modified = _time(parts, MODIFIED)
    return Link(
        url=address,
        title=text_of(parts["title"][0]) or None if "title" in parts else None,
        published_at=published or modified,
        modified_at=modified,
        language=_code(entry.get(XML_LANG)) or language,
    )


def _address(parts: dict[str, list[etree._Element]], base: str) -> str | None:
    for name in ADDRESSES:
        for node in parts.get(name, ()):
            if name == "link" and node.get("rel", "alternate") != "alternate":
                continue
            if name == "guid" and node.get("isPermaLink", "true").lower() == "false":
                continue
            target = node.get("href") or text_of(node)
            if name in {"guid", "id"} and "://" not in target:
                continue
            address = fetch_url(target, base) if target else None
            if address is not None:
                return address
    return None


def _time(parts: dict[str, list[etree._Element]], names: tuple[str, ...]) -> datetime | None:
    moments = (parse_time(text_of(node)) for name in names for node in parts.get(name, ()))
    return next((moment for moment in moments if moment is not None), None)


def _code(text: str | None) -> str | None:
    match = LANGUAGE.match(text.strip()) if text else None
    return match.group(1).lower() if match else None


def _language(root: etree._Element, channel: etree._Element) -> str | None:
    named = next((text_of(node) for node in channel if local_name(node) == "language"), None)
    return _code(named) or _code(channel.get(XML_LANG)) or _code(root.get(XML_LANG))


def _interval(channel: etree._Element) -> int | None:
    """Read how often the feed says it changes, in seconds: RSS ttl, or the syndication module's period."""
    parts = {local_name(node): text_of(node) for node in channel}
    if parts.get("ttl", "").isdigit():
        return int(parts["ttl"][:6]) * SECONDS_PER_MINUTE or None
    period = PERIODS.get(parts.get("updateperiod", "").lower())
    times = parts.get("updatefrequency", "1")
    if period is None:
        return None
    return period // max(1, int(times[:4])) if times.isdigit() else period
