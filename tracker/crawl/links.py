"""What a feed, a sitemap or a section page says about the pages it lists."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from tracker.models import Record

PageKind = Literal["feed", "sitemap", "section", "page"]
LISTINGS: tuple[PageKind, ...] = ("feed", "sitemap", "section")

MAX_LINKS = 50_000


class Link(Record):
    """One page that another lists, with what the list says of it; times have a zone."""

    url: str
    kind: PageKind = "page"
    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None


class Listing(Record):
    """What a feed, sitemap or section page lists, in its own order, and how often it says it changes."""

    links: tuple[Link, ...]
    title: str | None = None
    interval: int | None = None
