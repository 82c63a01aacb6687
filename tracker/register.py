"""Registers of claims: what several articles say of one transfer (or sanction) is one entry, counted by story.

An entry is one pair, weapon, status and month of first report; researchers know its columns from the arms-transfer
registers (supplier, recipient, designation, weapon class, number, status, first and last reported).
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.lexicon import Lexicon
    from tracker.models import Mention, Sanction, Transfer
    from tracker.stores.base import MentionQuery

UNDATED = "undated"
Key = tuple[str | None, ...]


class Quote(Record):
    """The clause that says so and where it stands."""

    text: str
    url: str


class TransferEntry(Record):
    """One transfer as the news has it. *numbers* are the quantities said, smallest first; times are of publication."""

    supplier: str | None
    recipient: str | None
    designation: str | None
    weapon_class: str
    numbers: tuple[int, ...]
    status: str
    asserted_by: tuple[str, ...]
    month: str
    first_reported: datetime | None
    last_reported: datetime | None
    stories: int
    sources: int
    quotes: tuple[Quote, ...]


class SanctionEntry(Record):
    """One sanction as the news has it."""

    imposer: str | None
    target: str | None
    status: str
    month: str
    first_reported: datetime | None
    last_reported: datetime | None
    stories: int
    sources: int
    quotes: tuple[Quote, ...]


class _Group:
    """The claims that say the same."""

    def __init__(self) -> None:
        self.times: list[datetime] = []
        self.stories: set[str] = set()
        self.sources: set[str] = set()
        self.quotes: dict[str, Quote] = {}
        self.numbers: set[int] = set()
        self.speakers: set[str] = set()

    def add(self, mention: Mention, claim: Transfer | Sanction) -> None:
        story = mention.story_id or mention.article_id
        if mention.published_at is not None:
            self.times.append(mention.published_at)
        self.sources.add(mention.source)
        if story not in self.stories:
            # One quote a story: copies of a wire text say nothing new.
            self.stories.add(story)
            self.quotes[story] = Quote(text=" ".join(mention.text[claim.start : claim.end].split()), url=mention.url)

    def facts(self) -> dict[str, object]:
        return {
            "first_reported": min(self.times, default=None),
            "last_reported": max(self.times, default=None),
            "stories": len(self.stories),
            "sources": len(self.sources),
            "quotes": tuple(self.quotes.values()),
        }


def transfer_register(mentions: Iterable[Mention], query: MentionQuery, lexicon: Lexicon) -> list[TransferEntry]:
    """Group the transfers of *mentions* that fit *query* (parties, weapons, classes, statuses); most stories first."""
    groups: dict[Key, _Group] = {}
    for mention in mentions:
        for claim in mention.transfers:
            if _fits(claim, query):
                weapon = claim.weapon or claim.weapon_class
                group = groups.setdefault(
                    (claim.supplier, claim.recipient, weapon, claim.status, _month(mention)), _Group()
                )
                group.add(mention, claim)
                group.numbers |= {claim.quantity} if claim.quantity is not None else set()
                group.speakers |= {claim.asserted_by} if claim.asserted_by else set()
    entries = [
        TransferEntry.model_validate(
            {
                "supplier": supplier,
                "recipient": recipient,
                "designation": lexicon.facts[weapon].label if weapon in lexicon.facts else None,
                "weapon_class": lexicon.facts[weapon].weapon_class if weapon in lexicon.facts else weapon,
                "numbers": tuple(sorted(group.numbers)),
                "status": status,
                "asserted_by": tuple(sorted(group.speakers)),
                "month": month,
                **group.facts(),
            }
        )
        for (supplier, recipient, weapon, status, month), group in groups.items()
    ]
    return sorted(entries, key=lambda entry: (-entry.stories, str(entry.supplier), str(entry.recipient), entry.month))


def sanction_register(mentions: Iterable[Mention], query: MentionQuery) -> list[SanctionEntry]:
    """Group the sanctions of *mentions* that fit *query* (its imposers, targets, statuses); most stories first."""
    groups: dict[Key, _Group] = {}
    for mention in mentions:
        for claim in mention.sanctions:
            sides = _among(claim.imposer, query.imposers) and _among(claim.target, query.targets)
            if sides and _among(claim.status, query.statuses):
                key = (claim.imposer, claim.target, claim.status, _month(mention))
                groups.setdefault(key, _Group()).add(mention, claim)
    entries = [
        SanctionEntry.model_validate(
            {"imposer": imposer, "target": target, "status": status, "month": month, **group.facts()}
        )
        for (imposer, target, status, month), group in groups.items()
    ]
    return sorted(entries, key=lambda entry: (-entry.stories, str(entry.imposer), str(entry.target), entry.month))


def matrix(pairs: Iterable[tuple[str | None, str | None, int]]) -> dict[str, Counter[str]]:
    """Sum (from, to, stories) into rows of from → to; an unknown side is ``?``."""
    rows: dict[str, Counter[str]] = {}
    for giver, taker, stories in pairs:
        rows.setdefault(giver or "?", Counter())[taker or "?"] += stories
    return rows


def _fits(claim: Transfer, query: MentionQuery) -> bool:
    return (
        _among(claim.supplier, query.suppliers)
        and _among(claim.recipient, query.recipients)
        and _among(claim.weapon, query.weapons)
        and _among(claim.weapon_class, query.weapon_classes)
        and _among(claim.status, query.statuses)
    )


def _among(value: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _month(mention: Mention) -> str:
    return f"{mention.published_at:%Y-%m}" if mention.published_at else UNDATED
