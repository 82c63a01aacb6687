"""Embargoes that somebody breaks: whose they are, and on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.measures import Sides

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.status.status import Status

# Marks of whom an embargo is on, where the verb stands last: "تحریم تسلیحاتی علیه لیبی را نقض کرد", "به لیبی", "لیبی".
BEFORE_VERB = frozenset({"against", "to", "compound"})


def broken(reading: Reading, status: Status, sides: Sides) -> Sides | None:
    """Return whose embargo on whom is broken: who breaks it imposes none, and it is not on him. None where none is.

    ("exports arms to A in violation of an embargo"; "انتهكت أنقرة الحظر على ليبيا")
    """
    grammar = reading.grammar
    if grammar.noun_compounds and "role.violation" in status.cue.rule.tags and sides.imposers and not sides.targets:
        return Sides(sides.imposers, _supplied(reading, status))
    delivers = grammar.verb_first or grammar.verb_last or any(is_delivery(hit) for hit in reading.hits)
    if "role.violation" not in status.cue.rule.tags or not delivers:
        return None
    marks = BEFORE_VERB if grammar.verb_last else {"against"}
    imposers = [item for item in sides.imposers if item.mark is not None and item.code in grammar.imposers]
    return Sides(imposers, [item for item in sides.targets if item.mark in marks])


def _supplied(reading: Reading, status: Status) -> list[PartyMention]:
    """Return to whom something goes by which an embargo is broken: "exported chips to A in breach of sanctions"."""
    got = [item for item in reading.parties if item.mark == "to"]
    before = [item for item in got if item.end <= status.cue.start]
    return nearest_group(before, last=True) or nearest_group(got, last=False)
