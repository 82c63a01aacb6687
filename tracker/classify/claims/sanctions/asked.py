"""Who is asked to impose sanctions, and who of a sentence only asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.measures import (
    asked_to_act,
    is_refused,
)

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far before a word of asking its addressee ends.
ADDRESSEE_REACH = 3


def asked_to_impose(
    reading: Reading, trigger: Hit, parties: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return the parties without who asks for sanctions, and who is asked to impose them ("demande à l'UE de …")."""
    segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
    words = reading.sentence.clause(own).split(maxsplit=1)
    dependent = bool(words) and words[0] in reading.grammar.breaks and bool(reading.grammar.sellers)
    clauses = (0, 1) if dependent else (0,)
    asks = next((
        hit for hit in reading.hits
        if "cue.sought" in hit.rule.tags and hit.end <= trigger.start and own - segment(hit.start) in clauses
    ), None)  # fmt: skip
    if asks is not None and reading.grammar.reports:
        return asked_to_act(parties, asks, trigger, reading.grammar)
    if asks is None or not (reading.grammar.adjective_after or reading.grammar.cased or reading.grammar.asked_between):
        return parties, []
    if is_refused(reading, asks):
        return [item for item in parties if item.mark is not None or not asks.end <= item.start < trigger.start], []
    marks = {"to", None, "of"} if reading.grammar.cased else {"to", None}
    asked = [item for item in parties if item.mark in marks and asks.end <= item.start < trigger.start]
    called = bool(reading.grammar.sellers) and segment(asks.start) != own  # "pidió a Tokio que imponga …"
    named = [item for item in asked if called and item.mark == "to" and segment(item.start) == segment(asks.start)]
    if reading.grammar.cased:  # "обратился к США с призывом"
        asked += [item for item in parties if item.mark == "to" and 0 <= asks.start - item.end <= ADDRESSEE_REACH]
    asked = [item for item in asked if item.code in reading.grammar.imposers or item in named]
    if (reading.grammar.cased or reading.grammar.asked_between) and not asked:
        return parties, []
    others = [item for item in parties if item.end > asks.start or item.mark is not None]
    return others, nearest_group(asked, last=False)
