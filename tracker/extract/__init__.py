"""HTML bytes and what the crawl knows of the page → one article; pure, no network.

``extract(html, page)`` raises nothing but ExtractError, whose reason is the word the ledger keeps.
"""

from __future__ import annotations

from tracker.extract.address import clean_url
from tracker.extract.article import extract
from tracker.extract.page import PageInfo

__all__ = ["PageInfo", "clean_url", "extract"]
