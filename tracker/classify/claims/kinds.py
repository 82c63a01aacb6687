"""What kind of word a hit is: a weapon or a class, a delivery, a noun that an adjective may describe, a longer word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from tracker.classify.match import Hit

# The kinds of rules that name a state, or a union or group of some.
PARTIES = frozenset({"country", "party"})
# The tag of verbs of paying for arms.
PAYS = "role.pays"
# The words that grant or turn down a request.
ANSWERS = frozenset({"cue.blocked", "role.answers"})


def one_word(gap: str) -> bool:
    """Say whether *gap* holds one word at most, and no mark that parts clauses."""
    return len(TOKEN.findall(gap.replace("-", " "))) <= 1 and not re.search(r"[,;:.()]", gap)


def modifiable(hit: Hit) -> bool:
    """Say whether an adjective of a state beside *hit* may describe it."""
    return is_weapon(hit) or is_noun_trigger(hit) or bool(hit.rule.tags & {"theme.sanctions", "group.state"})


def has_object(low: str, verb: Hit, hits: list[Hit]) -> bool:
    """Say whether a party stands right behind *verb*, at most an article between, and no verb behind that party.

    "France arms Armenia", not "the arms Armenia needs".
    """
    for hit in hits:
        gap = low[verb.end : hit.start] if hit.start > verb.end else ""
        if hit.rule.kind in PARTIES and gap.startswith(" ") and len(gap.split()) <= 1 and one_word(gap):
            return not any(other.start == hit.end + 1 and other.rule.opens_transfer for other in hits)
    return False


def is_weapon(hit: Hit) -> bool:
    """Say whether *hit* names a weapon or a class of them."""
    return hit.rule.kind == "weapon" or hit.rule.is_class


def is_noun_trigger(hit: Hit) -> bool:
    """Say whether *hit* is a noun of delivery, no weapon with whom it is for ("Panzer für")."""
    return "trigger.transfer" in hit.rule.tags and "role.marked" not in hit.rule.tags


def is_delivery(hit: Hit) -> bool:
    """Say whether *hit* opens a transfer and is no word of sanctions."""
    return hit.rule.opens_transfer and "theme.sanctions" not in hit.rule.tags


def inside_sanctions(hits: list[Hit], hit: Hit) -> bool:
    """Say whether *hit* belongs to a longer word of sanctions or talk: an arms embargo, a tank debate are no arms."""
    return inside(hits, hit, {"theme.sanctions", "group.topic"})


def inside(hits: list[Hit], hit: Hit, tags: set[str]) -> bool:
    """Say whether *hit* is a part of a longer word with one of *tags*, or a compound that the data writes out there."""
    return any(
        other.rule.tags & tags
        and other.start <= hit.start
        and hit.end <= other.end
        and (other.end - other.start > hit.end - hit.start or other.written > hit.written)
        for other in hits
    )


def is_class(hit: Hit) -> bool:
    """Say whether *hit* names a class of weapons."""
    return hit.rule.is_class


def is_trigger(hit: Hit) -> bool:
    """Say whether *hit* opens a transfer claim."""
    return hit.rule.opens_transfer


def is_sanction(hit: Hit) -> bool:
    """Say whether *hit* is a word around which a sanction is claimed."""
    return hit.rule.opens_sanction
