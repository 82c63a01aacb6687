"""Transfers: from triggers with a weapon and at least one party in a clause to supplier → recipient claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.accusing import accuses_elsewhere, beyond_reason
from tracker.classify.claims.deals import deal_sides
from tracker.classify.claims.declined import in_wish
from tracker.classify.claims.demands import demanded_stop, is_permission, names_addressee
from tracker.classify.claims.describing import (
    attributed,
    is_beside_reason,
    is_describing,
    is_own,
    is_reason,
    without_announcements,
)
from tracker.classify.claims.movable import movable
from tracker.classify.claims.moved import moved_by, turned
from tracker.classify.claims.penalties import own_cues
from tracker.classify.claims.promises import promise
from tracker.classify.claims.pronouns import taken_up, takes_up
from tracker.classify.claims.roles import find_roles
from tracker.classify.claims.scene import Roles, Scene
from tracker.classify.claims.sides import bystanders, open_sides
from tracker.classify.claims.status import Negated, Status, cues_of, transfer_status
from tracker.classify.claims.triggers import repeats, telling_triggers, unled

if TYPE_CHECKING:
    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.moved import Turn
    from tracker.classify.claims.objects import WeaponObject
    from tracker.classify.claims.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon

# Who neither gives nor gets arms.
UNARMED = {"UN"}
# How far behind a weapon the adjective of its make may stand.
ORIGIN = 12


class Draft(NamedTuple):
    """A transfer before it is merged with others: parties, weapon, status, and the hits that say so.

    *others* are the parties of its *sentence* that may have a part in it: those who only speak or react have none.
    """

    trigger: Hit
    item: WeaponObject
    supplier: PartyMention | None
    recipient: PartyMention | None
    speaker: PartyMention | None
    status: Status
    span: tuple[int, int]
    sentence: tuple[int, int]
    others: tuple[PartyMention, ...] = ()
    inherited: str | None = None
    origin: str | None = None

    @property
    def giver(self) -> str | None:
        """The supplier's code, or the one taken over from the sentence before."""
        return self.supplier.code if self.supplier else self.inherited

    @property
    def getter(self) -> str | None:
        """The recipient's code."""
        return self.recipient.code if self.recipient else None

    @property
    def what(self) -> str:
        """Weapon id, else class."""
        return self.item.weapon or self.item.weapon_class


def draft_transfers(low: str, reading: Reading, lexicon: Lexicon) -> list[Draft]:
    """Return the transfers that one sentence claims."""
    triggers = telling_triggers(reading)
    if not triggers:
        return []
    objects = movable(low, triggers, reading, lexicon)
    triggers = unled(triggers, objects, reading)
    earlier = [] if objects else taken_up(low, reading, lexicon)
    drafts: list[Draft] = []
    for trigger in triggers:
        if repeats(trigger, triggers, reading):
            continue
        turns = turned(trigger, triggers, objects, reading)
        items = [
            item for item in moved_by(trigger, triggers, objects, reading)
            if not any(item in others for _, others in turns)
        ]  # fmt: skip
        items = items or (earlier if earlier and takes_up(trigger, reading) else [])
        if items:
            found = _drafts_of(trigger, triggers, items, reading, lexicon)
            drafts += [*found, *_turned(found, turns)]
    return drafts


def _drafts_of(
    trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading, lexicon: Lexicon
) -> list[Draft]:
    """Return a draft for each of *items* and each pair of who gives and who gets."""
    status, cues = _status(trigger, triggers, reading)
    scene = _scene(trigger, triggers, items, (status, cues), reading)
    roles = find_roles(scene)
    speaker = roles.speakers[0] if roles.speakers else None
    others = bystanders(scene, roles)
    whole = (reading.sentence.start, reading.sentence.end)
    drafts = []
    for item in items:
        origin = _origin(item, reading)
        for supplier, recipient in _pairs(deal_sides(scene, roles, item, reading.hits, lexicon)):
            span = _span(reading.sentence, trigger, item, supplier, recipient)
            drafts.append(
                Draft(trigger, item, supplier, recipient, speaker, status, span, whole, others, origin=origin)
            )
    return drafts


def _turned(drafts: list[Draft], turns: list[Turn]) -> list[Draft]:
    """Return the drafts that say the same of other subjects: "Słowacja przekazała Ukrainie S-300, a Polska T-72"."""
    found = []
    for party, items in turns:
        for draft in drafts[:1]:
            gives = draft.supplier is not None and draft.supplier.mark is None
            gets = draft.recipient is not None and draft.recipient.mark is None
            if gives != gets:
                other = draft._replace(supplier=party) if gives else draft._replace(recipient=party)
                found += [other._replace(item=item) for item in items]
    return found


def _status(trigger: Hit, triggers: list[Hit], reading: Reading) -> tuple[Status, list[Hit]]:
    """Return how far the transfer of *trigger* is, and all words that say so."""
    grammar = reading.grammar
    negated = Negated(triggers, grammar.negation_words)
    ahead = bool(grammar.reports or grammar.cased)
    cues = cues_of(trigger, triggers, reading.hits, reading.sentence, ahead=ahead, negated=negated)
    sought = next((cue for cue in cues if "cue.sought" in cue.rule.tags), None)
    if sought is not None and reading.grammar.permissions:
        text = reading.sentence.text  # "demande l'autorisation": nothing is agreed yet
        permissions = tuple(reading.grammar.permissions)
        cues = [cue for cue in cues if cue.start < sought.end or not text.startswith(permissions, cue.start)]
    if grammar.reports:
        cues = attributed(trigger, cues, reading)
        # 运往莫斯科，但乌克兰指控…: an accusation stands before what it tells of
        place = reading.sentence.segment
        cues = [
            cue for cue in cues
            if "trigger.accuse" not in cue.rule.tags or place(cue.start) <= place(trigger.start)
        ]  # fmt: skip
    cues = [cue for cue in cues if not accuses_elsewhere(cue, trigger, reading)]
    if "role.listing" in trigger.rule.tags:  # "the sale will include": what it holds is agreed like the sale
        cues = [cue for cue in cues if not (trigger.start < cue.start and cue.end < trigger.end)]
    if is_reason(trigger, reading):
        cues = [cue for cue in cues if is_beside_reason(cue, trigger, reading)]
    if is_describing(trigger, reading):
        cues = [cue for cue in cues if is_own(cue, trigger, reading)]
    cues = without_announcements(cues, trigger, reading)
    wish = in_wish(trigger, reading)
    if wish:  # "that they deliver": a past form tells nothing of the past
        segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
        told = {"cue.delivered", "cue.agreed"} if grammar.cased else {"cue.delivered"}
        cues = [cue for cue in cues if not (cue.rule.tags & told and segment(cue.start) == own)]
    status = transfer_status(trigger, own_cues(trigger, beyond_reason(trigger, cues, reading), reading))
    if grammar.cased and status.value == "sought" and is_permission(_behind(status.cue, trigger, reading), grammar):
        return Status("planned", status.cue), cues  # who asks for leave to give means to give
    if status.cue is trigger:
        status = promise(trigger, triggers, reading) or status
    return Status("planned", trigger) if wish and status.value == "delivered" else status, cues


def _behind(cue: Hit, trigger: Hit, reading: Reading) -> str:
    """Return what stands between a word of asking and the deed asked for."""
    return reading.sentence.text[cue.end : trigger.start] if cue.end <= trigger.start else ""


def _scene(
    trigger: Hit, triggers: list[Hit], items: list[WeaponObject], said: tuple[Status, list[Hit]], reading: Reading
) -> Scene:
    """Return what is looked at to find who gives *items* and who gets them; *said* is the status and its words."""
    status, cues = said
    accuse = next((cue for cue in cues if "trigger.accuse" in cue.rule.tags), None)
    return Scene(
        reading.sentence,
        trigger,
        triggers,
        open_sides(trigger, reading, accused=accuse is not None),
        accuse,
        # Who must give does not ask: "the allies have to supply …".
        status.value == "sought" and "cue.duty" not in status.cue.rule.tags,
        reading.grammar,
        behind_weapon=any(0 <= trigger.start - item.end <= 1 for item in items),
        weapon_first=all(item.end <= trigger.start for item in items),
        reacts=_reacts(trigger, reading),
        asks=_asks(trigger, status, cues, reading),
        cues=tuple(cues),
        leader=_leader(trigger, reading),
        makers=frozenset(item.maker for item in items),
    )


def _asks(trigger: Hit, status: Status, cues: list[Hit], reading: Reading) -> Hit | None:
    """Return the word before *trigger* that makes a request of it."""
    sought = status.value == "sought" or "cue.sought" in status.cue.rule.tags
    sought = sought and "cue.duty" not in status.cue.rule.tags
    orders = sought or ("role.order" in status.cue.rule.tags and names_addressee(trigger, status.cue, reading.parties))
    asks = status.cue if orders and status.cue is not trigger and status.cue.end <= trigger.start else None
    if asks is None and reading.grammar.sellers:
        # "asks Iran not to supply …": the status is the refusal, the request still says who is asked.
        sought_before = (cue for cue in cues if "cue.sought" in cue.rule.tags and cue.end <= trigger.start)
        asks = next((cue for cue in sought_before if cue is not trigger), None)
    if asks is None:
        asks = demanded_stop(trigger, cues)
    # "NATO should send …": who should give is no asker.
    should = asks is not None and "cue.transfer-sought" in asks.rule.tags and "role.call" not in asks.rule.tags
    return None if should else asks


def _origin(item: WeaponObject, reading: Reading) -> str | None:
    """Return whose make the weapon is said to be by an adjective behind it."""
    makers = [party for party in reading.parties if party.mark == "origin" and 0 <= party.start - item.end <= ORIGIN]
    return makers[0].code if makers and reading.grammar.adjective_after else None


def _leader(trigger: Hit, reading: Reading) -> int | None:
    """Return where the trigger's clause names a leader."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    named = (hit.start for hit in reading.hits if "group.leader" in hit.rule.tags and segment(hit.start) == own)
    return next(named, None)


def _reacts(trigger: Hit, reading: Reading) -> Hit | None:
    """Return the word by which the trigger's clause, or the one that reports it, only speaks of others' deeds."""
    segment = reading.sentence.segment(trigger.start)
    for hit in reading.hits:
        clauses = segment - reading.sentence.segment(hit.start)
        if "trigger.react" in hit.rule.tags and 0 <= clauses <= 1:
            return hit
        # "Beijing imposed sanctions after an arms sale to …"
        if clauses == 0 and "theme.sanctions" in hit.rule.tags and hit.start < trigger.start:
            return hit
    return None


def _pairs(roles: Roles) -> list[tuple[PartyMention | None, PartyMention | None]]:
    """Pair every supplier with every recipient; nobody arms himself, and one side at least is known."""
    suppliers: list[PartyMention | None] = [item for item in roles.suppliers if item.code not in UNARMED] or [None]
    recipients: list[PartyMention | None] = [item for item in roles.recipients if item.code not in UNARMED] or [None]
    return [
        (supplier, recipient)
        for supplier in suppliers
        for recipient in recipients
        if not (supplier and recipient and supplier.code == recipient.code)
    ]


def _span(
    sentence: Sentence,
    trigger: Hit,
    item: WeaponObject,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
) -> tuple[int, int]:
    places = [trigger.start, item.start, *(party.start for party in (supplier, recipient) if party)]
    segments = [sentence.segment(place) for place in places]
    return sentence.bounds(min(segments), max(segments))
