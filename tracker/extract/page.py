"""What is known of a page before it is read: where it came from and what the crawl was told about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from pydantic import Field

from tracker.models import Record


class PageInfo(Record):
    """One fetched page: its address, its source and the hints of the HTTP headers, feed or sitemap.

    *charset* and *content_language* are what the HTTP headers said; the ``hint_…`` fields are what the feed or the
    news sitemap said (*hint_origin* says which of the two). *fetched_at* has a zone; a date is called future by it.
    """

    url: str
    source: str = ""
    source_country: str | None = None
    fetched_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    charset: str | None = None
    content_language: str | None = None
    hint_title: str | None = None
    hint_published_at: datetime | None = None
    hint_language: str | None = None
    hint_origin: Literal["feed", "sitemap"] = "feed"
