"""What flows between the stages: article → passages → mentions, and what a mention claims.

All offsets count Unicode code points, end exclusive: ``text[start:end]`` is the matched text.
Codes: languages ISO 639-1, countries ISO 3166-1 alpha-2 and ``EU``; weapons are gazetteer ids.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Literal, get_args
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

Theme = Literal["sanctions", "drones", "fighter_jets", "arms_transfer"]
WeaponClass = Literal[
    "fighter_jets",
    "drones",
    "missiles",
    "air_defence",
    "tanks",
    "artillery",
    "ammunition",
    "helicopters",
    "ships",
    "arms",
]
TransferStatus = Literal["denied", "blocked", "alleged", "delivered", "agreed", "planned", "sought"]
SanctionStatus = Literal["evaded", "eased", "rejected", "planned", "in_force"]
DateOrigin = Literal["json-ld", "opengraph", "html", "sitemap", "feed", "none"]
DateFlag = Literal["future", "implausible", "zone_assumed", "day_only"]

# Part of what was published: another one would rename everything.
_NAMESPACE = UUID("5b0f6a0e-7f0c-5d8c-9a3e-0d7c1c0f5f3a")

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code, `und` where unknown")]
Party = Annotated[str, Field(min_length=1, description="ISO 3166-1 alpha-2, EU, UN, NATO, West, or a group's id")]

WEAPON_CLASSES: tuple[WeaponClass, ...] = get_args(WeaponClass)
THEMES: tuple[Theme, ...] = ("sanctions", "drones", "fighter_jets", "arms_transfer")


class Record(BaseModel):
    """Shared behaviour: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Record):
    """One match: which rule fired on which words, or what held it back.

    *label* is what the match stands for: a theme, ``weapon:su-35``, ``class:drones``, ``country:IR``,
    ``party:Hamas``, or a part of a claim (``transfer:0:supplier``). *suppressed_by* names the rule, mask or missing
    context that held the match back, else it is None and the match counts.
    """

    rule: str
    start: int
    end: int
    text: str
    label: str
    suppressed_by: str | None = None


class Transfer(Record):
    """Who is said to arm whom: supplier → recipient, weapon, status, and the clause ``[start, end)`` that says so.

    *weapon* is a gazetteer id or None where only the class is said; *quantity* is a number as said.
    """

    supplier: Party | None
    recipient: Party | None
    weapon: str | None
    weapon_class: WeaponClass
    quantity: int | None = None
    status: TransferStatus
    asserted_by: Party | None = None
    start: int
    end: int


class Sanction(Record):
    """Who is said to sanction whom, with status, and the clause ``[start, end)`` that says so."""

    imposer: Party | None
    target: Party | None
    status: SanctionStatus
    start: int
    end: int


class Analysis(Record):
    """Everything the classifier says about one text; all offsets point into that text.

    *countries* and *weapons* are given whether or not a theme was found, sorted, without repeats.
    """

    language: Language
    themes: tuple[Theme, ...] = ()
    weapons: tuple[str, ...] = ()
    weapon_classes: tuple[WeaponClass, ...] = ()
    countries: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Article(Record):
    """One news article as published: its text and where, when and in what language it appeared.

    *id* is the hash of *canonical_url*. *published_at* has a zone (UTC where the page gave none, flagged
    ``zone_assumed``); *date_origin* says where it was read. *language* is what the text is in (detected and declared
    reconciled), *language_declared* what the page claimed.
    """

    id: str
    url: str
    canonical_url: str
    source: str
    source_country: str | None = None
    title: str
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    date_origin: DateOrigin = "none"
    date_flags: tuple[DateFlag, ...] = ()
    modified_at: datetime | None = None
    fetched_at: datetime
    first_seen_at: datetime | None = None
    language: Language
    language_declared: str | None = None
    text: str
    text_sha256: str
    story_id: str | None = None


class Passage(Record):
    """A paragraph or so of one article; ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str
    language: Language


class Mention(Record):
    """A passage with at least one theme, with its explanation and its article's fields copied in: the unit of counts.

    *id* depends only on the article's id and the passage's text (and its how-manieth repetition in the article), so
    that re-crawls and re-runs write the same document. *passage_start* points into the article's text; every other
    offset into *text*.
    """

    id: str
    article_id: str
    url: str
    title: str
    source: str
    source_country: str | None = None
    language: Language
    published_at: datetime | None = None
    modified_at: datetime | None = None
    fetched_at: datetime
    story_id: str | None = None
    text: str
    passage_start: int = 0
    themes: tuple[Theme, ...]
    weapons: tuple[str, ...] = ()
    weapon_classes: tuple[WeaponClass, ...] = ()
    countries: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lexicon_version: str


class TaggedArticle(Record):
    """One article with its mentions (none where no passage has a theme): what ingest writes to a store at once."""

    article: Article
    mentions: tuple[Mention, ...] = ()


def stable_id(*parts: str) -> str:
    """Return a 32-character hexadecimal id that depends on *parts* alone (BLAKE2b, parts length-prefixed)."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def stable_uuid(*parts: str) -> UUID:
    """Return a UUID that depends on *parts* alone: for formats that want one."""
    return uuid5(_NAMESPACE, stable_id(*parts))
