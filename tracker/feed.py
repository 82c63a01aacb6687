"""A search as RSS 2.0 or Atom: the same mentions give the same bytes, so that a reader sees what is new and no more."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal

from lxml import etree

from tracker import __version__
from tracker.atom import NEVER, add, atom_root, atom_time
from tracker.models import stable_uuid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models import Mention
    from tracker.stores.base import MentionQuery

FeedForm = Literal["rss", "atom"]
GENERATOR = "arms-sanctions-tracker"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


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
    channel = add(root, "channel")
    add(channel, "title", feed_title(query))
    add(channel, "link", _id_of_query(query))
    add(channel, "description", "Passages that match, newest first.")
    add(channel, "generator", f"{GENERATOR} {__version__}")
    if mentions:
        add(channel, "lastBuildDate", _rfc822(max(mention.fetched_at for mention in mentions)))
    for mention in mentions:
        item = add(channel, "item")
        # Readers take both for HTML: what was crawled must not become markup there.
        add(item, "title", mention.title.replace("<", "&lt;"))
        add(item, "link", mention.url)
        add(item, "guid", _id_of(mention), isPermaLink="false")
        if mention.published_at is not None:
            add(item, "pubDate", _rfc822(mention.published_at))
        add(item, _CREATOR, mention.source)
        add(item, "description", html.escape(mention.text, quote=False))
        for category in _categories(mention):
            add(item, "category", category)
    return root


def _atom(query: MentionQuery, mentions: Sequence[Mention]) -> etree._Element:
    root = atom_root()
    add(root, "title", feed_title(query))
    add(root, "id", _id_of_query(query))
    add(root, "updated", atom_time(max((mention.fetched_at for mention in mentions), default=NEVER)))
    add(root, "generator", GENERATOR, version=__version__)
    for mention in mentions:
        entry = add(root, "entry")
        add(entry, "title", mention.title)
        add(entry, "id", _id_of(mention))
        add(entry, "link", href=mention.url)
        if mention.published_at is not None:
            add(entry, "published", atom_time(mention.published_at))
        add(entry, "updated", atom_time(mention.modified_at or mention.published_at or mention.fetched_at))
        add(add(entry, "author"), "name", mention.source)
        add(entry, "summary", mention.text)
        for category in _categories(mention):
            add(entry, "category", term=category)
    return root


def _categories(mention: Mention) -> tuple[str, ...]:
    return (*mention.themes, *mention.weapons, *mention.countries)


def _id_of(mention: Mention) -> str:
    return stable_uuid("mention", mention.id).urn


def _id_of_query(query: MentionQuery) -> str:
    return stable_uuid("search", query.model_dump_json(exclude={"since", "until"})).urn


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
