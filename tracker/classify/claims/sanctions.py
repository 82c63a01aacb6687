"""Sanctions: who imposes them on whom, around the words of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.roles import nearest_group
from tracker.classify.claims.status import Status, cues_of, sanction_status

if TYPE_CHECKING:
    from tracker.classify.claims.parties import PartyMention
    from tracker.classify.claims.transfers import Reading
    from tracker.classify.match import Hit

# A genitive or compound belongs to a sanctions word this near.
BESIDE = 40


class SanctionDraft(NamedTuple):
    """A sanction before merging: parties, status and the words."""

    trigger: Hit
    imposer: PartyMention | None
    target: PartyMention | None
    status: Status
    span: tuple[int, int]


def is_sanction(hit: Hit) -> bool:
    """Say whether *hit* is a word around which a sanction is claimed."""
    return hit.rule.opens_sanction


def draft_sanctions(reading: Reading) -> list[SanctionDraft]:
    """Return the sanctions that one sentence claims."""
    triggers = [hit for hit in reading.hits if is_sanction(hit)]
    if not any("theme.sanctions" in hit.rule.tags for hit in triggers):
        return []
    drafts: list[SanctionDraft] = []
    for trigger in triggers:
        if "theme.sanctions" not in trigger.rule.tags:
            continue
        imposers, targets = _roles(reading, trigger, triggers)
        cues = cues_of(trigger, triggers, reading.hits, reading.sentence)
        status = sanction_status(trigger, cues)
        drafts += _pairs(reading, trigger, imposers, targets, status)
    return _merge(drafts)


def _pairs(
    reading: Reading, trigger: Hit, imposers: list[PartyMention], targets: list[PartyMention], status: Status
) -> list[SanctionDraft]:
    found = []
    sides: tuple[list[PartyMention | None], list[PartyMention | None]] = ([*imposers] or [None], [*targets] or [None])
    for imposer in sides[0]:
        for target in sides[1]:
            if (imposer or target) and not (imposer and target and imposer.code == target.code):
                places = [trigger.start, *(party.start for party in (imposer, target) if party)]
                segments = [reading.sentence.segment(place) for place in places]
                span = reading.sentence.bounds(min(segments), max(segments))
                found.append(SanctionDraft(trigger, imposer, target, status, span))
    return found


def _roles(reading: Reading, trigger: Hit, triggers: list[Hit]) -> tuple[list[PartyMention], list[PartyMention]]:
    parties = _reachable(reading, trigger, triggers)
    imposing, subject = set(reading.grammar.imposers), reading.grammar.genitive_subject
    # "Iranian officials" in a sanctions sentence aims at Iran as much as "Iran" does.
    targets = _nearest([item for item in parties if item.mark == "against"], trigger)
    beside = [item for item in parties if _is_beside(item, trigger)]
    imposers = [item for item in beside if item.mark in {"giver", "compound"} and item.code in imposing]
    targets = targets or [item for item in beside if item.mark in {"giver", "compound"} and item.code not in imposing]
    if not targets and reading.grammar.dative_target:
        targets = _nearest([item for item in beside if item.mark == "to"], trigger)
    imposers = imposers or _nearest([item for item in parties if item.mark in {"by", "from"}], trigger)
    if not imposers:
        of = [item for item in beside if item.mark == "of" and (subject or item.start >= trigger.end)]
        imposers = _nearest(of, trigger)
    free = {None, "of"} if subject else {None}
    bare = [item for item in parties if item.mark in free and item not in imposers and item not in targets]
    return _bare_roles(reading, trigger, triggers, (imposers, targets), bare)


def _bare_roles(
    reading: Reading,
    trigger: Hit,
    triggers: list[Hit],
    known: tuple[list[PartyMention], list[PartyMention]],
    bare: list[PartyMention],
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give parties without a mark their part by the verb: who imposes stands first, who is sanctioned is its object."""
    imposers, targets = known
    own = reading.sentence.segment(trigger.start)
    near = [hit for hit in triggers if abs(reading.sentence.segment(hit.start) - own) <= 1]
    verb = next((hit for hit in near if "trigger.sanctioned" in hit.rule.tags), None)
    if verb is not None and not targets:
        return imposers, nearest_group(bare, last=False)
    verb = next((hit for hit in near if "trigger.impose" in hit.rule.tags), None)
    if verb is None:
        return imposers, targets
    first = nearest_group([item for item in bare if item.end <= verb.start], last=False)
    after = [item for item in bare if item.start >= verb.end]
    if not imposers:
        imposers = first or (nearest_group(after, last=False) if targets else [])
    if not targets:
        rest = [item for item in bare if item not in imposers]
        to = _nearest([item for item in reading.parties if item.mark == "to"], trigger)
        targets = to or nearest_group(rest, last=False)
    return imposers, targets


def _reachable(reading: Reading, trigger: Hit, triggers: list[Hit]) -> list[PartyMention]:
    """Return the parties of the trigger's segment, and of segments beside it that hold no other trigger."""
    own = reading.sentence.segment(trigger.start)
    nouns = {reading.sentence.segment(hit.start) for hit in triggers if "theme.sanctions" in hit.rule.tags} - {own}
    return [
        item for item in reading.parties
        if item.mark not in {"other", "origin", "adjective"} and reading.sentence.segment(item.start) not in nouns
        and abs(reading.sentence.segment(item.start) - own) <= 2  # noqa: PLR2004 - the clause before and behind
    ]  # fmt: skip


def _is_beside(party: PartyMention, trigger: Hit) -> bool:
    return min(abs(party.start - trigger.end), abs(trigger.start - party.end)) < BESIDE


def _nearest(parties: list[PartyMention], trigger: Hit) -> list[PartyMention]:
    nearest = min(parties, key=lambda item: abs(item.start - trigger.start), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]


def _merge(drafts: list[SanctionDraft]) -> list[SanctionDraft]:
    """Join drafts that do not contradict: one names the imposer, another the target."""
    merged: list[SanctionDraft] = []
    for draft in drafts:
        for index, other in enumerate(merged):
            imposer = _one(draft.imposer, other.imposer)
            target = _one(draft.target, other.target)
            if imposer and target:
                status = other.status if other.status.cue is not other.trigger else draft.status
                merged[index] = other._replace(
                    imposer=other.imposer or draft.imposer, target=other.target or draft.target, status=status
                )
                break
        else:
            merged.append(draft)
    return merged


def _one(one: PartyMention | None, other: PartyMention | None) -> bool:
    return one is None or other is None or one.code == other.code
