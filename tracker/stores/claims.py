"""What stores index of a mention besides its text: tags, claims, the story it counts for. All stores agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.models import Mention
    from tracker.stores.base import MentionQuery

# The tag that every mention has.
ANY_TAG = ("any", "")


class Claim(NamedTuple):
    """A transfer (supplier → recipient) or sanction (imposer → target) in one shape."""

    kind: str
    giver: str | None
    taker: str | None
    status: str


class ClaimFilter(NamedTuple):
    """What ONE claim of a mention must be; *kind* None is either, an empty tuple anything."""

    kind: str | None
    givers: tuple[str, ...]
    takers: tuple[str, ...]
    statuses: tuple[str, ...]


def story_of(mention: Mention) -> str:
    """Return the story that *mention* counts for: its article where none is known."""
    return mention.story_id or mention.article_id


def claims_of(mention: Mention) -> list[Claim]:
    """Return the different claims of *mention*."""
    claims = [Claim("transfer", t.supplier, t.recipient, t.status) for t in mention.transfers]
    claims += [Claim("sanction", s.imposer, s.target, s.status) for s in mention.sanctions]
    return list(dict.fromkeys(claims))


def pairs_of(mention: Mention) -> list[str]:
    """Return ``supplier>recipient`` of every transfer of *mention* with both known."""
    pairs = [f"{t.supplier}>{t.recipient}" for t in mention.transfers if t.supplier and t.recipient]
    return list(dict.fromkeys(pairs))


def tags_of(mention: Mention) -> list[tuple[str, str]]:
    """Return kind and value of everything that *mention* can be filtered or counted by."""
    tags = [ANY_TAG, ("source", mention.source), ("language", mention.language)]
    for kind, values in (
        ("theme", mention.themes),
        ("weapon", mention.weapons),
        ("weapon_class", mention.weapon_classes),
        ("country", mention.countries),
        ("pair", pairs_of(mention)),
    ):
        tags += [(kind, value) for value in values]
    return list(dict.fromkeys(tags))


def tag_filters(query: MentionQuery) -> list[tuple[str, tuple[str, ...]]]:
    """Return the kinds that *query* filters by tag, each with its wanted values."""
    filters = (
        ("theme", query.themes),
        ("weapon", query.weapons),
        ("weapon_class", query.weapon_classes),
        ("country", query.countries),
        ("source", query.sources),
        ("language", query.languages),
    )
    return [(kind, values) for kind, values in filters if values]


def claim_filters(query: MentionQuery) -> Iterator[ClaimFilter]:
    """Yield what the claims of a mention must be; statuses go with the parties they are asked together with."""
    transfer = query.suppliers or query.recipients
    sanction = query.imposers or query.targets
    if transfer:
        yield ClaimFilter("transfer", query.suppliers, query.recipients, query.statuses)
    if sanction:
        yield ClaimFilter("sanction", query.imposers, query.targets, () if transfer else query.statuses)
    if query.statuses and not transfer and not sanction:
        yield ClaimFilter(None, (), (), query.statuses)
