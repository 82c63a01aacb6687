"""Sanctions: who imposes them on whom, around the words of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.owners import is_object
from tracker.classify.claims.scene import nearest_group
from tracker.classify.claims.status import Status, cues_of, sanction_status

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.transfers import Reading
    from tracker.classify.match import Hit

# A genitive or compound belongs to a sanctions word this near.
BESIDE = 40
# The tag of words that belong to the theme and say nothing of who sanctions whom ("shadow fleet").
NO_CLAIM = "group.no-claim"


class SanctionDraft(NamedTuple):
    """A sanction before merging: parties, status and the words."""

    trigger: Hit
    imposer: PartyMention | None
    target: PartyMention | None
    status: Status
    span: tuple[int, int]
    sentence: tuple[int, int]


def is_sanction(hit: Hit) -> bool:
    """Say whether *hit* is a word around which a sanction is claimed."""
    return hit.rule.opens_sanction


def draft_sanctions(reading: Reading) -> list[SanctionDraft]:
    """Return the sanctions that one sentence claims."""
    triggers = [hit for hit in reading.hits if is_sanction(hit)]
    if not any("theme.sanctions" in hit.rule.tags for hit in triggers):
        return []
    drafts: list[SanctionDraft] = []
    words = [hit for hit in triggers if "theme.sanctions" in hit.rule.tags and NO_CLAIM not in hit.rule.tags]
    for trigger in words:
        if any(_covers(trigger, other) for other in words):
            continue
        imposers, targets = _roles(reading, trigger, triggers)
        cues = cues_of(trigger, triggers, reading.hits, reading.sentence)
        status = sanction_status(trigger, cues)
        asks = status.value == "eased" and not {item.code for item in imposers} & set(reading.grammar.imposers)
        if not targets and (status.value == "evaded" or (asks and imposers)):
            imposers, targets = _evaders(reading, trigger, imposers)
        if status.value == "rejected":
            # Who opposes sanctions stands where else their author does.
            imposing = reading.grammar.imposers
            imposers = [item for item in imposers if item.mark is not None or item.code in imposing]
        drafts += _pairs(reading, trigger, imposers, targets, status)
    return _merge(drafts)


def _covers(hit: Hit, other: Hit) -> bool:
    """Say whether *hit* says at length what the word *other* in it says too ("sanctions on", "EU sanctions")."""
    inside = hit.start <= other.start and other.end <= hit.end
    return inside and other.end - other.start < hit.end - hit.start


def _evaders(
    reading: Reading, trigger: Hit, imposers: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets of evaded or eased sanctions: who evades them or wants them gone is the target."""
    imposing = reading.grammar.imposers
    near = [item for item in reading.parties if item.mark in {None, "of", "by", "giver"} and item.code not in imposing]
    return [item for item in imposers if item.code in imposing], _nearest(near, trigger)


def _pairs(
    reading: Reading, trigger: Hit, imposers: list[PartyMention], targets: list[PartyMention], status: Status
) -> list[SanctionDraft]:
    found = []
    sides: tuple[list[PartyMention | None], list[PartyMention | None]] = ([*imposers] or [None], [*targets] or [None])
    imposing, sanctioned = reading.grammar.imposers, reading.grammar.sanctioned
    for one in sides[0]:
        for other in sides[1]:
            imposer, target = one, other
            if (
                imposer
                and target
                and imposer.code in sanctioned
                and target.code in imposing
                and target.mark != "against"
            ):
                imposer, target = target, imposer  # "that sanctions go on deepens North Korea's distrust of the US"
            if not _same(imposer, target):
                places = [trigger.start, *(party.start for party in (imposer, target) if party)]
                segments = [reading.sentence.segment(place) for place in places]
                span = reading.sentence.bounds(min(segments), max(segments))
                whole = (reading.sentence.start, reading.sentence.end)
                found.append(SanctionDraft(trigger, imposer, target, status, span, whole))
    return found


def _roles(reading: Reading, trigger: Hit, triggers: list[Hit]) -> tuple[list[PartyMention], list[PartyMention]]:
    parties = _reachable(reading, trigger, triggers)
    imposing, subject = set(reading.grammar.imposers), reading.grammar.genitive_subject
    verbal = "trigger.impose" in trigger.rule.tags
    # "Iranian officials" in a sanctions sentence aims at Iran as much as "Iran" does.
    targets = _nearest([item for item in parties if item.mark == "against"], trigger)
    beside = [item for item in parties if _is_beside(item, trigger)]
    authors = [item for item in beside if item.mark == "giver" or (item.mark == "compound" and item.code in imposing)]
    imposers = [item for item in authors if targets or item.code in imposing]
    targets = targets or [item for item in beside if item.mark in {"giver", "compound"} and item.code not in imposing]
    if not targets and reading.grammar.dative_target:
        targets = _nearest([item for item in beside if item.mark == "to"], trigger)
    own = reading.sentence.segment(trigger.start)
    authors = [item for item in parties if item.mark in {"by", "from"}]
    authors = [item for item in authors if item.mark == "by" or reading.sentence.segment(item.start) == own]
    # "on 200 people from Russia": who is said to come from there imposes nothing.
    authors = [item for item in authors if item.mark == "by" or targets or item.code in imposing]
    imposers = imposers or _nearest(authors, trigger)
    if not imposers:
        of = [item for item in beside if item.mark == "of" and (item.start < trigger.start) == subject]
        of = [item for item in of if reading.sentence.segment(item.start) == own]
        # A verb ("sanctioned des banques") has no author in a genitive.
        joins = set(reading.grammar.joins)
        of = (
            []
            if verbal
            else [item for item in of if not joins & set(reading.sentence.text[trigger.end : item.start].split())]
        )
        imposers = _nearest([item for item in of if targets or not subject or item.code in imposing], trigger)
    objects = [item for item in parties if is_object(reading.sentence.text, item, reading.grammar)]
    targets = targets or _nearest(objects, trigger)
    free = {None, "of"} if subject or verbal else {None}
    bare = [item for item in parties if item.mark in free and item not in imposers and item not in targets]
    imposers, targets = _bare_roles(reading, trigger, triggers, (imposers, targets), bare)
    return imposers, targets or _described(reading, trigger, imposers) or _topic(reading, imposers)


def _topic(reading: Reading, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state that a headline puts before a colon: "Iran: EU adopts new sanctions"."""
    first = next(iter(reading.parties), None)
    if first is None or not imposers or first.code in {item.code for item in imposers}:
        return []
    return [first] if reading.sentence.text[first.end : first.end + 2].lstrip().startswith(":") else []


def _described(reading: Reading, trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state in whose adjective the target is described ("sanctions on two Iranian banks")."""
    known = {item.code for item in imposers}
    segment = reading.sentence.segment(trigger.start)
    behind = imposers or "trigger.sanctioned" in trigger.rule.tags
    low = trigger.start - BESIDE if behind else trigger.end
    described = [
        item for item in reading.parties
        if item.mark in {"adjective", "origin"} and item.code not in known
        and low <= item.start < trigger.end + BESIDE and reading.sentence.segment(item.start) == segment
        and (imposers or item.code not in reading.grammar.imposers)
    ]  # fmt: skip
    return _nearest(described, trigger)


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
        inside = [item for item in bare if reading.sentence.segment(item.start) == own]
        return imposers, nearest_group(inside or bare, last=False)
    verbs = [hit for hit in near if "trigger.impose" in hit.rule.tags]
    if not verbs:
        return imposers, targets
    verb = min(verbs, key=lambda hit: abs(reading.sentence.segment(hit.start) - own))
    clause = reading.sentence.segment(verb.start)
    if not reading.grammar.genitive_subject:  # Turkish parts the subject from its clause by a comma
        bare = [item for item in bare if reading.sentence.segment(item.start) == clause] or bare
    # The subject stands first where verbs wait for the end of the clause, else right before its verb.
    before = [item for item in bare if item.start < verb.start]
    between = reading.sentence.text[before[0].end : before[-1].start] if before else ""
    last = not reading.grammar.verb_last and not any(word in between for word in reading.grammar.objects_before)
    if reading.grammar.objects_before:
        before = [item for item in before if item.code in reading.grammar.imposers] or before
    first = nearest_group(before, last=last)
    after = [item for item in bare if item.start >= verb.end]
    if not imposers:
        subject = [item for item in after if item.start < trigger.start and item.code in reading.grammar.imposers]
        imposers = first or nearest_group(after if targets else subject, last=False)
    if not targets:
        rest = [item for item in bare if item not in imposers]
        # "sanctioned a Turkish firm for sending drones to Russia": the nearer adjective says whom.
        described = not reading.grammar.verb_last and _described(reading, trigger, imposers)
        to = (
            []
            if described
            else _nearest([item for item in reading.parties if _may_be_aimed_at(reading, trigger, item)], trigger)
        )
        targets = to or nearest_group(rest, last=False)
    return imposers, targets


def _may_be_aimed_at(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a receiver may be the target: behind "na" ("imposed on Russia"), not behind "do" ("to Germany").

    Where goods follow the word of sanctions, they go to its target ("an embargo on chips to China").
    """
    if party.mark != "to":
        return False
    segment = reading.sentence.segment
    if party.start > trigger.end and segment(party.start) == segment(trigger.start):
        return True
    before = reading.sentence.text[max(reading.sentence.start, party.start - BESIDE) : party.start].split()
    words = [word for word in before if word in reading.grammar.to or word in reading.grammar.cased]
    return not words or words[-1] not in reading.grammar.not_target


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
            if imposer and target and not _same(other.imposer or draft.imposer, other.target or draft.target):
                status = other.status if other.status.cue is not other.trigger else draft.status
                merged[index] = other._replace(
                    imposer=other.imposer or draft.imposer, target=other.target or draft.target, status=status
                )
                break
        else:
            merged.append(draft)
    return merged


def _same(one: PartyMention | None, other: PartyMention | None) -> bool:
    return one is not None and other is not None and one.code == other.code


def _one(one: PartyMention | None, other: PartyMention | None) -> bool:
    return one is None or other is None or one.code == other.code
