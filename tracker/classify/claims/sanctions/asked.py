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
# How many words behind a word of asking stands that only leave is asked for ("pidió ayer autorización").
LEAVE_WORDS = 2
# The tag of verbs of proposing something to somebody.
PROPOSES = "role.proposes"


def asked_to_impose(
    reading: Reading, trigger: Hit, parties: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return the parties without who asks for sanctions, and who is asked to impose them ("demande à l'UE de …")."""
    segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
    proposed = _proposed_to(reading, trigger, parties)
    if proposed:
        return [item for item in parties if item.mark is not None], proposed
    words = reading.sentence.clause(own).split(maxsplit=1)
    dependent = bool(words) and words[0] in reading.grammar.breaks and bool(reading.grammar.sellers)
    clauses = (0, 1) if dependent else (0,)
    asks = next((
        hit for hit in reading.hits
        if "cue.sought" in hit.rule.tags and hit.end <= trigger.start and own - segment(hit.start) in clauses
    ), None)  # fmt: skip
    if asks is not None and reading.grammar.reports:
        return asked_to_act(parties, asks, trigger, reading.grammar)
    names = reading.grammar.adjective_after or reading.grammar.cased or reading.grammar.asked_between
    if asks is None or not names or _asks_leave(reading, asks):
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


def _proposed_to(reading: Reading, trigger: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return to whom somebody proposes sanctions: "schlug der EU vor, Sanktionen gegen … zu verhängen"."""
    segment = reading.sentence.segment
    words = [hit for hit in reading.hits if PROPOSES in hit.rule.tags and hit.start <= trigger.start]
    if reading.grammar.verb_last and not words:
        words = [hit for hit in reading.hits if PROPOSES in hit.rule.tags]
    if not words:
        return []
    clause = segment(words[0].start)
    to = [item for item in parties if item.mark == "to" and segment(item.start) == clause]
    return nearest_group([item for item in to if item.code in reading.grammar.imposers], last=False)


def _asks_leave(reading: Reading, asks: Hit) -> bool:
    """Say whether who asks means to impose sanctions himself: "pidió autorización a la OMC para aplicar sanciones"."""
    words = reading.sentence.text[asks.end :].split(maxsplit=LEAVE_WORDS)[:LEAVE_WORDS]
    return bool({*words} & {*reading.grammar.permissions})
