"""When an article was published and last changed: the most exact trustworthy statement of the page or its feed."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

import htmldate

from tracker.extract.jsonld import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

    from tracker.extract.jsonld import Node
    from tracker.extract.markup import Markup
    from tracker.extract.page import PageInfo
    from tracker.models import DateFlag, DateOrigin

EARLIEST_YEAR = 1990
TOLERATED_LEAD = timedelta(days=1)  # clocks and zones differ; what lies further ahead is no date of publication
EPOCH_SECONDS = re.compile(r"\d{9,10}")
EPOCH_MILLISECONDS = re.compile(r"\d{12,13}")
DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
ISO_PARTS = re.compile(
    r"(\d{4})-?(\d{1,2})-?(\d{1,2})(?:[T ]\s*(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*"
    r"(Z|UTC|GMT|[+-−]\d{2}:?\d{0,2})?)?(?:\[[\w/]+\])?",
    re.IGNORECASE,
)
PUBLISHED_OG = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
)
PUBLISHED_META = (
    "datepublished", "parsely-pub-date", "cxenseparse:recs:publishtime", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "pubdate", "publish-date", "publishdate", "publication_date", "dc.date", "date",
)  # fmt: skip
PUBLISHED_TIME = "//time[@itemprop='datePublished' or @pubdate or contains(@class, 'publish')]/@datetime"
LONE_TIME = "//article//time[@datetime and not(ancestor::aside)]/@datetime | //main//header//time/@datetime"
MODIFIED_OG = ("article:modified_time", "article:modified", "og:updated_time", "og:modified_time")
MODIFIED_META = ("datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "revised")
MODIFIED_TIME = "//time[@itemprop='dateModified' or contains(@class, 'updated')]/@datetime"

CHANGES = (
    "//meta[contains(translate(concat(@property, @name, @itemprop), 'M', 'm'), 'modif')]"
    " | //meta[contains(@property, 'updated')]"
    " | //time[@itemprop='dateModified'] | //footer | //aside"
)


class Moment(NamedTuple):
    """An instant with zone; *flags* tell what of it was assumed."""

    at: datetime
    flags: tuple[DateFlag, ...] = ()


class Published(NamedTuple):
    """When the article was published, who said so, and what is doubtful about it."""

    at: datetime | None
    origin: DateOrigin
    flags: tuple[DateFlag, ...]


def published(markup: Markup, node: Node, page: PageInfo) -> Published:
    """Return the first trustworthy statement: JSON-LD, OpenGraph, the page's own markup, htmldate's day, the hint.

    A future or absurd statement leaves its flag and the next is asked. Day-only statements of JSON-LD and OpenGraph
    stand behind instants of any markup.
    """
    flags: list[DateFlag] = []
    days: list[tuple[Moment, DateOrigin]] = []
    for moment, origin in _statements(markup, node, page):
        doubt = _doubt(moment.at, page.fetched_at)
        if doubt:
            flags.append(doubt)
        elif "day_only" in moment.flags and origin != "html":
            days.append((moment, origin))
        else:
            return Published(moment.at, origin, _unique(flags, moment.flags))
    hint = page.hint_published_at
    if hint is not None:
        moment = Moment(hint) if hint.tzinfo else Moment(hint.replace(tzinfo=UTC), ("zone_assumed",))
        doubt = _doubt(moment.at, page.fetched_at)
        days += [] if doubt else [(moment, page.hint_origin)]
        flags += [doubt] if doubt else []
    if days:
        moment, origin = days[0]
        return Published(moment.at, origin, _unique(flags, moment.flags))
    return Published(None, "none", _unique(flags, ()))


def modified(markup: Markup, node: Node, page: PageInfo, published_at: datetime | None) -> datetime | None:
    """Return when the article was last changed, or None; never before it was published, never in the future."""
    texts = [text_of(node.get("dateModified"))]
    texts += _meta(markup, MODIFIED_OG) + _meta(markup, MODIFIED_META) + markup.xpath(MODIFIED_TIME)
    for text in texts:
        moment = parse_moment(text)
        if moment is None or _doubt(moment.at, page.fetched_at):
            continue
        if published_at is None or moment.at >= published_at - timedelta(hours=1):
            return moment.at
    return None


def parse_moment(text: str) -> Moment | None:
    """Read an instant or a day from *text*: loose ISO 8601, RFC 2822, or Unix time; else None."""
    text = text.strip()
    if EPOCH_SECONDS.fullmatch(text) or EPOCH_MILLISECONDS.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(text[:-3] if len(text) > 10 else text), UTC))  # noqa: PLR2004 - digits of seconds
    found = ISO_PARTS.fullmatch(text)
    try:
        return _from_parts(found) if found else _from_mail(text)
    except (ValueError, OverflowError, TypeError):
        return None


def _from_parts(found: re.Match[str]) -> Moment:
    year, month, day, hour, minute, second, zone = found.groups()
    when = date(int(year), int(month), int(day))
    if hour is None:
        return Moment(datetime.combine(when, time(0), UTC), ("day_only",))
    at = datetime.combine(when, time(int(hour), int(minute), int(second or 0)))
    if zone is None:
        return Moment(at.replace(tzinfo=UTC), ("zone_assumed",))
    return Moment(at.replace(tzinfo=_zone(zone)))


def _zone(text: str) -> timezone:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return UTC
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(ahead if text[0] == "+" else -ahead)


def _from_mail(text: str) -> Moment | None:
    if not re.match(r"(?:\w{3},?\s+)?\d{1,2}\s+\w{3}\s+\d{4}", text):
        return None
    at = parsedate_to_datetime(text)
    return Moment(at) if at.tzinfo else Moment(at.replace(tzinfo=UTC), ("zone_assumed",))


def _statements(markup: Markup, node: Node, page: PageInfo) -> Iterator[tuple[Moment, DateOrigin]]:
    sources: tuple[tuple[DateOrigin, list[str]], ...] = (
        ("json-ld", [text_of(node.get("datePublished"))]),
        ("opengraph", _meta(markup, PUBLISHED_OG)),
    )
    for origin, texts in sources:
        for text in texts:
            if moment := parse_moment(text):
                yield moment, origin
    for text in _meta(markup, PUBLISHED_META) + markup.xpath(PUBLISHED_TIME) + _lone_time(markup):
        moment = parse_moment(text)
        if moment and "day_only" not in moment.flags:
            yield moment, "html"
    if day := _day(markup.tree, page):
        yield day, "html"


def _lone_time(markup: Markup) -> list[str]:
    """A single time element in the article is its date; among several one cannot tell."""
    times = list(dict.fromkeys(markup.xpath(LONE_TIME)))
    return times if len(times) == 1 and not markup.xpath(MODIFIED_TIME) else []


def _day(tree: html.HtmlElement, page: PageInfo) -> Moment | None:
    """The day that htmldate finds; statements about changes are taken away first, so that they cannot win."""
    from copy import deepcopy  # noqa: PLC0415 - only pages without an instant come here

    bare = deepcopy(tree)
    for element in bare.xpath(CHANGES):
        if element.getparent() is not None:
            element.drop_tree()
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    latest = page.fetched_at + TOLERATED_LEAD
    try:
        found = htmldate.find_date(
            bare,
            original_date=True,
            url=page.url,
            min_date=f"{EARLIEST_YEAR}-01-01",
            max_date=f"{latest:%Y-%m-%d}",
        )
    except Exception:  # noqa: BLE001 - a third-party search over hostile text; no day is the honest answer
        return None
    return parse_moment(found) if found else None


def _doubt(at: datetime, fetched_at: datetime) -> DateFlag | None:
    if at.year < EARLIEST_YEAR:
        return "implausible"
    return "future" if at > fetched_at + TOLERATED_LEAD else None


def _meta(markup: Markup, names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in markup.meta.get(name, ())]


def _unique(flags: list[DateFlag], more: tuple[DateFlag, ...]) -> tuple[DateFlag, ...]:
    return tuple(dict.fromkeys((*flags, *more)))
