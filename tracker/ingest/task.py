"""What a worker is given and what it answers. Light to import: the crawl's own process reads no page."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from tracker.crawl.links import Link, PageKind
from tracker.crawl.source import Source
from tracker.models import Record, TaggedArticle


class PageTask(Record):
    """A fetched body and what is known of it: *url* after redirects, *charset* and *content_language* of HTTP.

    Of a list only what appeared or changed from *since* on and before *until* counts, and what bears no date.
    """

    url: str
    kind: PageKind
    source: Source
    body: bytes
    charset: str | None = None
    content_language: str | None = None
    fetched_at: datetime
    since: datetime | None = None
    until: datetime | None = None
    hint_title: str | None = None
    hint_published_at: datetime | None = None
    hint_language: str | None = None
    hint_origin: Literal["feed", "sitemap"] | None = None


class Reading(Record):
    """What a body held; *reason* is the ledger's word where it held nothing of use."""

    reason: str = ""
    detail: str = ""
    links: tuple[Link, ...] = ()
    interval: int | None = None
    tagged: TaggedArticle | None = None
    sketch: bytes = b""
