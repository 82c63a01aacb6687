"""From what came over HTTP, or did not, and what was read in it, to the word that the ledger keeps."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from spiders.robots import RobotsDisallowedError, RobotsUnavailableError
from tracker.crawl.leases import Retry, Visit
from tracker.crawl.links import LISTINGS
from tracker.crawl.urls import fetch_url
from tracker.errors import ForbiddenAddressError

if TYPE_CHECKING:
    from scrapy.http import Response

    from tracker.crawl.leases import Lease
    from tracker.ingest import Reading

HTML_TYPES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml", "application/octet-stream")
PASSING = {408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530}
GONE = {404, 410}
LONGEST_RETRY_AFTER = 7 * 86_400.0
# Failures to read what may be readable another time.
FAILED_READING = {"worker-crash", "timeout-extract", "internal-error"}

REASONS: tuple[tuple[type[BaseException], Literal["failed", "rejected"], str, Retry], ...] = (
    (RobotsDisallowedError, "rejected", "robots", "no"),
    (ForbiddenAddressError, "rejected", "private-address", "no"),
    (RobotsUnavailableError, "failed", "robots-unavailable", "later"),
    (UnsupportedURLSchemeError, "rejected", "not-http", "no"),
    (DownloadTimeoutError, "failed", "timeout", "soon"),
    (CannotResolveHostError, "failed", "dns", "soon"),
    (ResponseDataLossError, "failed", "truncated", "soon"),
)


def failure_visit(error: BaseException) -> Visit:
    """Judge what kept a page from coming."""
    detail = " ".join(str(error).split()) or type(error).__name__
    chain = set(_chain(error))
    for kind, outcome, reason, retry in REASONS:
        if any(isinstance(one, kind) for one in chain):
            return Visit(outcome=outcome, reason=reason, detail=detail, retry=retry)
    if isinstance(error, DownloadCancelledError) or "during decompression" in detail:
        return Visit(outcome="rejected", reason="too-large", detail="larger than the limit")
    if isinstance(error, IgnoreRequest) and "max redirections" in detail:
        return Visit(outcome="rejected", reason="redirect-loop", detail=detail)
    if "certificate" in detail.lower() or "SSL" in detail:
        return Visit(outcome="failed", reason="tls", detail=detail, retry="later")
    return Visit(outcome="failed", reason="connection", detail=detail, retry="soon")


def _chain(error: BaseException) -> list[BaseException]:
    """Return *error*, what caused it, and what Twisted packed into it."""
    found: list[BaseException] = []
    open_ends: list[BaseException | None] = [error]
    while open_ends and len(found) < 20:  # noqa: PLR2004 - no chain is longer
        one = open_ends.pop()
        if one is None or one in found:
            continue
        found.append(one)
        open_ends += [one.__cause__, one.__context__]
        open_ends += [reason.value for reason in getattr(one, "reasons", ()) if hasattr(reason, "value")]
    return found


def refused(response: Response, lease: Lease) -> Visit | None:
    """Judge an answer by its status and type; None where its body is worth reading."""
    status = response.status
    if status == 304:  # noqa: PLR2004 - HTTP
        return unchanged(lease, status, "not-modified")
    if status in PASSING:
        wait = retry_after(response)
        return Visit(outcome="failed", reason=f"http-{status}", status=status, retry="soon", retry_after=wait)
    if status in GONE or 400 <= status < 600:  # noqa: PLR2004 - HTTP
        retry: Retry = "no" if lease.kind == "page" else "later"
        return Visit(outcome="failed", reason=f"http-{status}", status=status, retry=retry)
    if not 200 <= status < 300 or status == 204:  # noqa: PLR2004 - HTTP
        return Visit(outcome="rejected", reason=f"http-{status}", status=status)
    kind = content_type(response)
    if lease.kind in {"page", "section"} and kind and not kind.startswith(HTML_TYPES):
        return Visit(outcome="rejected", reason="not-html", detail=kind, status=status)
    return None


def visit_of(reading: Reading, lease: Lease, response: Response, digest: bytes) -> Visit:
    """Judge a body by what was read in it."""
    final = final_url(lease, response)
    facts: dict[str, Any] = {
        "status": response.status,
        "detail": reading.detail,
        "final_url": final if final != lease.url else None,
    }
    if reading.reason:
        failed = reading.reason in FAILED_READING or lease.kind in LISTINGS
        retry = "later" if failed else "no"
        return Visit(outcome="failed" if failed else "rejected", reason=reading.reason, retry=retry, **facts)
    return Visit(
        outcome="untagged",
        reason="" if lease.kind == "page" else "listing",
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        body_sha256=digest,
        links=reading.links,
        tagged=reading.tagged,
        sketch=reading.sketch,
        interval=reading.interval,
        **facts,
    )


def final_url(lease: Lease, response: Response) -> str | None:
    """Return the address that answered for *lease*, ready to fetch; None where it is not plain http(s)."""
    return lease.url if response.url == lease.url else fetch_url(response.url)


def unchanged(lease: Lease, status: int, reason: str) -> Visit:
    """Judge a page that is as it was: it keeps the outcome that it had."""
    return Visit(
        outcome=lease.outcome if lease.outcome in {"tagged", "untagged", "duplicate"} else "untagged",
        reason=reason,
        status=status,
        etag=lease.etag,
        last_modified=lease.last_modified,
        body_sha256=lease.body_sha256,
        article_id=lease.article_id,
        mentions=lease.mentions,
        same=True,
    )


def content_type(response: Response) -> str:
    """Return the media type that the answer claims, in lower case."""
    header: bytes = response.headers.get("Content-Type", b"") or b""
    return header.decode("latin-1").partition(";")[0].strip().lower()


def retry_after(response: Response) -> float | None:
    """Return how many seconds the site asks to wait, None where it does not say."""
    text = (response.headers.get("Retry-After", b"") or b"").decode("latin-1").strip()
    if not text:
        return None
    if text.isdigit():
        return min(float(text[:9]), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
        date = (response.headers.get("Date", b"") or b"").decode("latin-1")
        now = parsedate_to_datetime(date) if date else None
    except (ValueError, TypeError):
        return None
    if now is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
