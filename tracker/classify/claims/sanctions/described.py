"""Whose the people and firms are that sanctions are on: by an adjective ("two Iranian banks") or their home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery
from tracker.classify.claims.sanctions.measures import BESIDE, in_reason, nearest_to
from tracker.classify.claims.sanctions.seats import put_on_list, subject_listed

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def homes(parties: list[PartyMention], trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state that those come from whom a known author sanctions ("sanctions on firms from Germany")."""
    known = {item.code for item in imposers}
    if "role.imports" in trigger.rule.tags:  # "Rusya'dan elmas ithalatına yasak"
        near = [item for item in parties if item.mark == "from" and 0 < trigger.start - item.end <= BESIDE]
        return nearest_to([item for item in near if item.code not in known], trigger)
    behind = [item for item in parties if item.mark == "from" and trigger.end <= item.start < trigger.end + 2 * BESIDE]
    return nearest_to([item for item in behind if item.code not in known], trigger) if known else []


def described(reading: Reading, trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state in whose adjective the target is described ("sanctions on two Iranian banks")."""
    known = {item.code for item in imposers}
    segment = reading.sentence.segment(trigger.start)
    under = any("trigger.sanctioned" in hit.rule.tags and hit.end == trigger.end for hit in (trigger, *reading.hits))
    met = trigger if under and reading.grammar.cased else None
    behind = (imposers and not reading.grammar.cased) or under
    wide = 2 * BESIDE if reading.grammar.genitive_subject else BESIDE
    low, high = trigger.start - wide if behind else trigger.end, _felt(reading, trigger) + BESIDE
    verbs = {hit.start for hit in reading.hits if "trigger.impose" in hit.rule.tags and reading.grammar.dative}
    high = (
        reading.sentence.end if trigger.start in verbs else high
    )  # "friert nach Angaben der Bank die Konten von … ein"
    low = low if (listed := subject_listed(reading, trigger)) is None else listed - BESIDE
    states = [
        item for item in reading.parties
        if (item.mark in {"adjective", "origin"} or (item.mark == "of" and item.hit.rule.role == "adjectives"))
        and item.code not in known
        and low <= item.start < high
        and (reading.sentence.segment(item.start) == segment or _hit(reading, trigger, item))
        and (imposers or item.code in reading.grammar.sanctioned or not reading.grammar.cased or _is_met(item, met))
        and (imposers or item.code not in reading.grammar.imposers or _is_met(item, met))
        and not (_moved_before(reading, trigger, item) or in_reason(reading, trigger, item))
        and not (item.mark == "origin" and reading.grammar.reports)
    ]  # fmt: skip
    groups = {item.group for item in nearest_to(put_on_list(reading, trigger, known) or states, trigger)}
    beside = [item for item in reading.parties if item.group in groups and item.mark in {"adjective", "origin", "of"}]
    return beside or (_aimed_far(reading, trigger, known) if known else [])


def _is_met(party: PartyMention, under: Hit | None) -> bool:
    """Say whether *party* describes the subject behind *under* sanctions: "Под санкции может попасть сербский банк"."""
    return under is not None and "nom" in party.hit.cases and party.start > under.end + 1


def _felt(reading: Reading, trigger: Hit) -> int:
    """Return where the sanctions end, or the verb behind them that tells what they do: "are hurting A's economy"."""
    segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
    verbs = [
        hit.end for hit in reading.hits
        if "trigger.impose" in hit.rule.tags and trigger.end <= hit.start and segment(hit.start) == own
    ]  # fmt: skip
    return max([trigger.end, *verbs[:1]]) if reading.grammar.noun_compounds else trigger.end


def _moved_before(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether *party* made what a deed behind the sanctions moves: "on firms that ship Iranian drones"."""
    return party.mark == "origin" and any(
        is_delivery(hit) and trigger.end <= hit.start < party.start for hit in reading.hits
    )


def _aimed_far(reading: Reading, trigger: Hit, known: set[str]) -> list[PartyMention]:
    """Return the first state described behind "on" and the sanctions, however many words stand between.

    "sanctions on 22 high-ranking members of the Belarusian army"
    """
    text, segment = reading.sentence.text, reading.sentence.segment(trigger.start)
    behind = [
        item for item in reading.parties
        if trigger.end <= item.start < trigger.end + 3 * BESIDE and reading.sentence.segment(item.start) == segment
    ]  # fmt: skip
    first = behind[:1]
    words = set(text[trigger.end : first[0].start].split()) if first else set()
    aimed = bool(words & {*reading.grammar.against, *reading.grammar.cased})
    meant = first and first[0].hit.rule.role == "adjectives" and first[0].code not in known
    aimed = aimed and not (first and _moved_before(reading, trigger, first[0]))
    if not aimed or not meant or first[0].mark not in {"adjective", "origin"} or in_reason(reading, trigger, first[0]):
        return []
    return [item for item in behind if item.group == first[0].group]


def _hit(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether *party* stands in a clause right behind that says what the sanctions hit (", obejmujące …")."""
    segment = reading.sentence.segment(party.start)
    if not reading.grammar.aiming or not reading.sentence.adjacent(reading.sentence.segment(trigger.start), segment):
        return False
    clause = reading.sentence.clause(segment)
    return party.start > trigger.end and clause.startswith(tuple(reading.grammar.aiming))
