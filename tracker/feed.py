"""A search as RSS 2.0 or Atom: the same mentions give the same bytes, so that a reader sees what is new and no more."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal

from lxml import etree

from tracker import __version__
from tracker.models import stable_uuid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Mention
    from tracker.stores.base import MentionQuery

FeedForm = Literal["rss", "atom"]
GENERATOR = "arms-sanctions-tracker"
_ATOM = "http://www.w3.org/2005/Atom"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(form: FeedForm, query: MentionQuery, mentions: Sequence[Mention]) -> str:
    """Return *mentions*, the newest of *query*, as a feed."""
    root = _rss(query, mentions) if form == "rss" else _atom(query, mentions)
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def feed_title(query: MentionQuery) -> str:
    """Say in one line what is asked."""
    asked = query.model_dump(mode="json", exclude_defaults=True)
    parts = [f"{name.replace('_', ' ')} {', '.join(v) if isinstance(v, list) else v}" for name, v in asked.items()]
    return f"Mentions: {'; '.join(parts) or 'all'}"


def _rss(query: MentionQuery, mentions: Sequence[Mention]) -> etree._Element:
    root = etree.Element("rss", version="2.0", nsmap={"dc": "http://purl.org/dc/elements/1.1/"})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", feed_title(query))
    _add(channel, "link", _id_of_query(query))
    _add(channel, "description", "Passages that match, newest first.")
    _add(channel, "generator", f"{GENERATOR} {__version__}")
    if mentions:
        _add(channel, "lastBuildDate", _rfc822(max(mention.fetched_at for mention in mentions)))
    for mention in mentions:
        item = etree.SubElement(channel, "item")
        # Readers take both for HTML: what was crawled must not become markup there.
        _add(item, "title", mention.title.replace("<", "&lt;"))
        _add(item, "link", mention.url)
        _add(item, "guid", _id_of(mention), isPermaLink="false")
        if mention.published_at is not None:
            _add(item, "pubDate", _rfc822(mention.published_at))
        _add(item, _CREATOR, mention.source)
        _add(item, "description", html.escape(mention.text, quote=False))
        for category in _categories(mention):
            _add(item, "category", category)
    return root


def _atom(query: MentionQuery, mentions: Sequence[Mention]) -> etree._Element:
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(root, "title", feed_title(query))
    _add(root, "id", _id_of_query(query))
    _add(root, "updated", _iso(max((mention.fetched_at for mention in mentions), default=_NEVER)))
    _add(root, "generator", GENERATOR, version=__version__)
    for mention in mentions:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "title", mention.title)
        _add(entry, "id", _id_of(mention))
        _add(entry, "link", "", href=mention.url)
        if mention.published_at is not None:
            _add(entry, "published", _iso(mention.published_at))
        _add(entry, "updated", _iso(mention.modified_at or mention.published_at or mention.fetched_at))
        _add(_add(entry, "author", ""), "name", mention.source)
        _add(entry, "summary", mention.text)
        for category in _categories(mention):
            _add(entry, "category", "", term=category)
    return root


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    space = f"{{{_ATOM}}}" if parent.tag.startswith(f"{{{_ATOM}}}") else ""
    child = etree.SubElement(parent, space + name, {key: _clean(value) for key, value in attributes.items()})
    if text:
        child.text = _clean(text)
    return child


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _categories(mention: Mention) -> tuple[str, ...]:
    return (*mention.themes, *mention.weapons, *mention.countries)


def _id_of(mention: Mention) -> str:
    return stable_uuid("mention", mention.id).urn


def _id_of_query(query: MentionQuery) -> str:
    return stable_uuid("search", query.model_dump_json(exclude={"since", "until"})).urn


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
