"""One fetched body to what it holds: a listing's links or a page's tagged article. Runs in a worker process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.crawl.feeds import read_feed
from tracker.crawl.sections import read_section
from tracker.crawl.sitemaps import read_sitemap
from tracker.errors import ExtractError
from tracker.extract import PageInfo, extract
from tracker.ingest.tag import tag_article
from tracker.ingest.task import PageTask, Reading
from tracker.lexicon import load_lexicon
from tracker.sketches import sketch

if TYPE_CHECKING:
    from tracker.crawl.links import Link, Listing


def read_page(task: PageTask) -> Reading:
    """Read *task* as what its kind says it is.

    Raises:
        OSError: this machine could not do it (no space, no files); the page is not to blame.
        MemoryError: the same, for want of memory.
    """
    try:
        if task.kind == "page":
            return _article(task)
        listing = _listing(task)
    except ExtractError as error:
        if isinstance(error.__cause__, OSError | MemoryError):
            raise error.__cause__ from None
        detail = str(error).removeprefix(error.reason).removeprefix(": ")
        return Reading(reason=error.reason, detail=detail)
    return Reading(links=tuple(link for link in listing.links if _is_wanted(link, task)), interval=listing.interval)


def _listing(task: PageTask) -> Listing:
    if task.kind == "feed":
        return read_feed(task.body, task.url, task.charset)
    if task.kind == "sitemap":
        return read_sitemap(task.body, task.url, task.charset)
    if not task.body.strip():
        raise ExtractError("empty", "0 bytes")  # noqa: EM101 - the ledger's word
    return read_section(task.body, task.url, task.source, task.charset)


def _is_wanted(link: Link, task: PageTask) -> bool:
    if link.kind == "page" and not task.source.wants(link.url):
        return False
    dates = [moment for moment in (link.published_at, link.modified_at) if moment is not None]
    if not dates:
        return True
    if task.since is not None and max(dates) < task.since:
        return False
    return task.until is None or link.kind != "page" or min(dates) < task.until


def _article(task: PageTask) -> Reading:
    page = PageInfo(
        url=task.url,
        source=task.source.id,
        source_country=task.source.country,
        fetched_at=task.fetched_at,
        charset=task.charset,
        content_language=task.content_language,
        hint_title=task.hint_title,
        hint_published_at=task.hint_published_at,
        hint_language=task.hint_language,
        hint_origin=task.hint_origin or "feed",
    )
    tagged = tag_article(extract(task.body, page), load_lexicon())
    return Reading(tagged=tagged, sketch=sketch(tagged.article.text))
