"""What every store can do, and the questions that can be asked of it.

A store keeps tagged articles (an article with its mentions) and answers queries. Every store gives the same
answers: tests/stores/test_contract.py asks all of them the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence  # noqa: TC003 - pydantic reads them
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol, Self

from tracker.models import (
    Article,
    Language,
    Mention,
    Record,
    SanctionStatus,
    TaggedArticle,
    Theme,
    TransferStatus,
    WeaponClass,
)

FacetField = Literal["theme", "weapon", "weapon_class", "country", "source", "language"]
TrendField = Literal["theme", "weapon", "country", "source", "language", "pair"]
Interval = Literal["day", "week", "month"]

FACET_FIELDS: tuple[FacetField, ...] = ("theme", "weapon", "weapon_class", "country", "source", "language")


class MentionQuery(Record):
    """Which mentions are wanted: values of one field are OR, different fields AND, nothing given is everything.

    *words* are all wanted in the passage or the title (a quoted part is a phrase, ``word*`` a prefix).
    *suppliers*, *recipients* and *statuses* must hold of ONE transfer of the mention (*statuses* may also
    match one sanction when neither supplier nor recipient is given). *since* is inclusive, *until* exclusive,
    both on the publication time; a mention without one is found only where neither is given. *fetched_since*
    (inclusive) and *fetched_until* (exclusive) bound when its article was last fetched.
    """

    words: str = ""
    themes: tuple[Theme, ...] = ()
    weapons: tuple[str, ...] = ()
    weapon_classes: tuple[WeaponClass, ...] = ()
    countries: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    imposers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    statuses: tuple[TransferStatus | SanctionStatus, ...] = ()
    languages: tuple[Language, ...] = ()
    sources: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    fetched_since: datetime | None = None
    fetched_until: datetime | None = None


class Bucket(Record):
    """One value of a facet and how many mentions and distinct stories carry it."""

    value: str
    mentions: int
    stories: int


class SearchPage(Record):
    """The newest *mentions* of a query, how many there are in all, and counts by field where asked for.

    Order: publication time, newest first, undated last; ties by id.
    """

    total: int
    stories: int
    mentions: tuple[Mention, ...]
    facets: dict[FacetField, tuple[Bucket, ...]] = {}


class Place(NamedTuple):
    """A place in the order of a search: that of the mention with this publication time and id."""

    published_at: datetime | None
    id: str


class TrendPoint(Record):
    """Counts of one *value* of the trend's field in the interval that begins on *start* (UTC).

    *articles* counts distinct articles with such a mention; *crawled* all articles stored of that interval
    (the denominator of a share), whatever they say.
    """

    start: date
    value: str
    mentions: int
    stories: int
    articles: int
    crawled: int


class StoreInfo(Record):
    """What a store holds and how it is."""

    url: str
    backend: str
    schema_version: int
    articles: int
    mentions: int
    stories: int
    first: datetime | None
    last: datetime | None
    details: dict[str, str] = {}


class MentionStore(Protocol):
    """Keeps tagged articles and finds their mentions again. Used as a context manager; ``close`` frees it."""

    def put(self, items: Iterable[TaggedArticle]) -> int:
        """Store *items* and return how many mentions they hold.

        An article that is there already is replaced with all its mentions (none is doubled, those that fell
        away go), unless the stored one was fetched later: older writes never win over newer.

        Raises:
            StoreUnavailableError: nothing or not all was written; the same call may be made again.
            StoreError: the store refused.
        """
        ...

    def search(self, query: MentionQuery, limit: int = 20, facets: Sequence[FacetField] = ()) -> SearchPage:
        """Return the newest *limit* mentions of *query*; each facet holds its 50 largest values, ties by value."""
        ...

    def count(self, query: MentionQuery) -> int:
        """Return how many mentions *query* has."""
        ...

    def export(self, query: MentionQuery, after: Place | None = None) -> Iterator[Mention]:
        """Yield every mention of *query*, in the order of a search, without holding them all.

        They are given as they were when the export began, whatever is written meanwhile. With *after* only those behind
        that place are given.
        """
        ...

    def trends(self, query: MentionQuery, by: TrendField, interval: Interval) -> list[TrendPoint]:
        """Count the mentions of *query* per interval (weeks begin on Monday) and value; sorted by start, value.

        ``pair`` counts ``supplier>recipient`` of transfers with both known. Undated mentions are left out.
        """
        ...

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[TaggedArticle]:
        """Yield stored articles with their mentions, by id; all of them where *ids* is None."""
        ...

    def article(self, article_id: str) -> Article | None:
        """Return one article, None where it is not stored."""
        ...

    def prepare(self) -> list[str]:
        """Make what the store needs and does not have; say line by line what was made, found, or would change."""
        ...

    def update(self) -> list[str]:
        """Bring an older schema up to this version without a query ever seeing half; say what was done."""
        ...

    def info(self) -> StoreInfo:
        """Count what is stored."""
        ...

    def close(self) -> None:
        """Free what the store holds open."""
        ...

    def __enter__(self) -> Self:
        """Return the store itself."""
        ...

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
        ...
