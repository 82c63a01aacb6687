"""The naive store: a dictionary and loops. What it answers is what every store has to answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.stores.base import Bucket, MentionQuery, TrendPoint
from tracker.stores.words import index_words, parse_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.models import Mention, TaggedArticle
    from tracker.stores.words import Clause


class NaiveStore:
    """Keeps everything in memory and looks at all of it for every question."""

    def __init__(self) -> None:
        """Begin empty."""
        self.items: dict[str, TaggedArticle] = {}

    def put(self, items: Iterable[TaggedArticle]) -> None:
        """Replace what is there unless that was fetched later."""
        for item in items:
            there = self.items.get(item.article.id)
            if there is None or there.article.fetched_at <= item.article.fetched_at:
                self.items[item.article.id] = item

    def found(self, query: MentionQuery) -> list[Mention]:
        """Return every mention of *query* in order."""
        wanted = [m for item in self.items.values() for m in item.mentions if matches(m, query)]
        return sorted(wanted, key=lambda m: (-m.published_at.timestamp() if m.published_at else float("inf"), m.id))

    def facet(self, query: MentionQuery, field: str) -> tuple[Bucket, ...]:
        """Count the values of *field*."""
        carriers = defaultdict(list)
        for mention in self.found(query):
            for value in values_of(mention, field):
                carriers[value].append(mention)
        buckets = [
            Bucket(value=value, mentions=len(found), stories=len({story(m) for m in found}))
            for value, found in carriers.items()
        ]
        return tuple(sorted(buckets, key=lambda bucket: (-bucket.mentions, bucket.value)))

    def trends(self, query: MentionQuery, by: str, interval: str) -> list[TrendPoint]:
        """Count per interval and value."""
        crawled: dict[date, int] = defaultdict(int)
        for item in self.items.values():
            moment = item.article.published_at
            if moment and in_time(moment, query):
                crawled[begin(moment, interval)] += 1
        carriers = defaultdict(list)
        for mention in self.found(query):
            for value in values_of(mention, by) if mention.published_at else ():
                carriers[begin(mention.published_at, interval), value].append(mention)
        return [
            TrendPoint(
                start=start,
                value=value,
                mentions=len(found),
                stories=len({story(m) for m in found}),
                articles=len({m.article_id for m in found}),
                crawled=crawled[start],
            )
            for (start, value), found in sorted(carriers.items())
        ]


def story(mention: Mention) -> str:
    """Return the story, the article where there is none."""
    return mention.story_id or mention.article_id


def begin(moment: datetime, interval: str) -> date:
    """Return the first day of the interval of *moment*."""
    day = moment.astimezone(UTC).date()
    if interval == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if interval == "month" else day


def values_of(mention: Mention, field: str) -> set[str]:
    """Return the values that *mention* counts under."""
    if field == "pair":
        return {f"{t.supplier}>{t.recipient}" for t in mention.transfers if t.supplier and t.recipient}
    several = {"theme": "themes", "weapon": "weapons", "weapon_class": "weapon_classes", "country": "countries"}
    return set(getattr(mention, several[field])) if field in several else {getattr(mention, field)}


def in_time(moment: datetime, query: MentionQuery) -> bool:
    """Say whether *moment* lies between since and until."""
    return (query.since is None or moment >= query.since) and (query.until is None or moment < query.until)


def matches(mention: Mention, query: MentionQuery) -> bool:
    """Say whether *mention* is wanted."""
    if (query.since or query.until) and mention.published_at is None:
        return False
    return (
        (mention.published_at is None or in_time(mention.published_at, query))
        and all(not wanted or set(wanted) & values_of(mention, kind) for kind, wanted in _wanted(query))
        and (not query.stories or story(mention) in query.stories)
        and (not query.articles or mention.article_id in query.articles)
        and (query.fetched_since is None or mention.fetched_at >= query.fetched_since)
        and (query.fetched_until is None or mention.fetched_at < query.fetched_until)
        and _claims_match(mention, query)
        and all(_has(mention, clause) for clause in parse_words(query.words))
    )


def _wanted(query: MentionQuery) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("theme", query.themes), ("weapon", query.weapons), ("weapon_class", query.weapon_classes))
    yield from (("country", query.countries), ("language", query.languages), ("source", query.sources))


def _claims_match(mention: Mention, query: MentionQuery) -> bool:
    transfers = [(t.supplier, t.recipient, t.status) for t in mention.transfers]
    sanctions = [(s.imposer, s.target, s.status) for s in mention.sanctions]

    def one(claims: list, givers: tuple, takers: tuple, statuses: tuple) -> bool:
        return any(
            (not givers or giver in givers) and (not takers or taker in takers) and (not statuses or status in statuses)
            for giver, taker, status in claims
        )

    asks_transfer, asks_sanction = query.suppliers or query.recipients, query.imposers or query.targets
    if asks_transfer and not one(transfers, query.suppliers, query.recipients, query.statuses):
        return False
    if asks_sanction and not one(sanctions, query.imposers, query.targets, () if asks_transfer else query.statuses):
        return False
    if query.statuses and not asks_transfer and not asks_sanction:
        return one(transfers + sanctions, (), (), query.statuses)
    return True


def _has(mention: Mention, clause: Clause) -> bool:
    title, text, parts = (field.split() for field in index_words(mention.title, mention.text, mention.language))
    return any(_stands_in(words, clause) for words in (title, text)) or (
        clause.inside and any(part.startswith(clause.words[0]) for part in parts)
    )


def _stands_in(words: list[str], clause: Clause) -> bool:
    *firsts, last = clause.words
    for start in range(len(words) - len(firsts)):
        end = words[start + len(firsts)]
        if words[start : start + len(firsts)] == firsts and (end.startswith(last) if clause.prefix else end == last):
            return True
    return False
