"""Transfers: from triggers with a weapon and at least one party in a clause to supplier → recipient claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.declined import in_wish
from tracker.classify.claims.objects import WeaponObject, drop_attached, find_objects, included, inside_sanctions
from tracker.classify.claims.penalties import agrees_on_sanctions, own_cues, punished
from tracker.classify.claims.roles import find_roles
from tracker.classify.claims.scene import Roles, Scene
from tracker.classify.claims.speech import without_speakers
from tracker.classify.claims.status import Negated, Status, cues_of, transfer_status

if TYPE_CHECKING:
    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon
    from tracker.lexicon.claims import ClaimGrammar

# Who neither gives nor gets arms.
UNARMED = {"UN"}
# How far behind a weapon the adjective of its make may stand.
ORIGIN = 12
# How far from its trigger a weapon may stand when no weapon is in the trigger's own segment.
REACH = 90
# How far behind "arms for" the party stands.
AIM_REACH = 30
# How far behind a demand the word stands that says it is for an end.
END_REACH = 16
# How far before a weapon the "with" of "supports … with" may stand.
INSTRUMENT_REACH = 110
# Who speaks of arms, but gives and gets none.
NEUTRAL = {"UN"}


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


class Reading(NamedTuple):
    """One sentence read: its hits, parties, triggers and weapons."""

    sentence: Sentence
    hits: list[Hit]
    parties: list[PartyMention]
    grammar: ClaimGrammar


def is_trigger(hit: Hit) -> bool:
    """Say whether *hit* opens a transfer claim."""
    return hit.rule.opens_transfer


def draft_transfers(low: str, reading: Reading, lexicon: Lexicon) -> list[Draft]:
    """Return the transfers that one sentence claims."""
    triggers = [hit for hit in reading.hits if is_trigger(hit)]
    triggers = [hit for hit in triggers if not any(_longer(other, hit) for other in triggers)]
    triggers = [hit for hit in triggers if not inside_sanctions(reading.hits, hit) and not _aimless(hit, reading)]
    triggers = [hit for hit in triggers if not _thanked_for(hit, triggers, reading.sentence)]
    triggers = [hit for hit in triggers if not _ends(hit, reading)]
    # A seizure tells of a transfer where nothing else does ("seized missiles that were bound for …").
    triggers = [hit for hit in triggers if "role.marked" not in hit.rule.tags] or triggers
    if not triggers:
        return []
    numbers = [hit for hit in reading.hits if hit.rule.number is not None]
    objects = [
        item for item in find_objects(low, reading.hits, lexicon, numbers, reading.grammar.meant_for)
        if not _opposed(low, item, triggers, reading.grammar) and not inside_sanctions(reading.hits, item.hit)
    ]  # fmt: skip
    objects = drop_attached(low, objects, reading.grammar)
    triggers = [
        hit for hit in triggers
        if not _leads(hit, triggers, objects, reading) and not agrees_on_sanctions(hit, reading)
    ]  # fmt: skip
    drafts: list[Draft] = []
    for trigger in triggers:
        if _equips(trigger, triggers, reading.sentence):
            continue
        kept = reading.grammar.verb_last or reading.grammar.asks_to
        if not kept and (_asks_for(trigger, triggers, reading.sentence) or _given_too(trigger, triggers, reading)):
            continue
        if _supported(trigger, triggers, reading):
            continue
        items = _objects_of(trigger, triggers, objects, reading)
        if "role.with" in trigger.rule.tags:
            items = [item for item in items if _brought(item.start, reading)]
        listed = included(trigger, triggers, objects, (reading.sentence, reading.grammar.including))
        items = _specific([*items, *listed], reading) if listed else items
        if items:
            drafts += _drafts_of(trigger, triggers, items, reading)
    return [draft for draft in drafts if not _own_make(draft, lexicon)]


def _aimless(trigger: Hit, reading: Reading) -> bool:
    """Say whether a phrase like "drones for" leads to no party ("drones for reconnaissance")."""
    if reading.sentence.text[trigger.start : trigger.end].rpartition(" ")[2] not in reading.grammar.meant_for:
        return False
    aims = [item for item in reading.parties if item.mark == "to"]
    return not any(trigger.end <= item.start <= trigger.end + AIM_REACH for item in aims)


def _equips(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether the delivery is what a verb of equipping before it equips with ("provide Kyiv with deliveries")."""
    if "trigger.transfer" not in trigger.rule.tags:
        return False
    own = sentence.segment(trigger.start)
    return any(
        "trigger.equip" in other.rule.tags and other.end <= trigger.start and sentence.segment(other.start) == own
        for other in triggers
    )


def _thanked_for(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether *trigger* is what somebody is thanked for: the word of thanks tells who gave."""
    own = sentence.segment(trigger.start)
    return "trigger.transfer" in trigger.rule.tags and any(
        "trigger.thanks" in other.rule.tags and other.end <= trigger.start and sentence.segment(other.start) == own
        for other in triggers
    )


def _asks_for(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> bool:
    """Say whether *trigger* asks for what a word of giving behind it says in full ("asked Germany to supply …")."""
    if "trigger.seek" not in trigger.rule.tags:
        return False
    own = sentence.segment(trigger.start)
    # "delivering the shells that Ukraine needs" is no request.
    wanted = "role.wanted" in trigger.rule.tags
    return any(
        (other.start > trigger.start or (wanted and other is not trigger))
        and sentence.segment(other.start) == own
        and "trigger.seek" not in other.rule.tags
        for other in triggers
    )


def _ends(trigger: Hit, reading: Reading) -> bool:
    """Say whether it is the end of something that *trigger* demands ("fordert ein Ende der Waffenlieferungen")."""
    if "trigger.seek" not in trigger.rule.tags or reading.grammar.case_at_end:
        return False  # where verbs come last, what stands behind a request refuses it
    return any("cue.blocked" in hit.rule.tags and 0 <= hit.start - trigger.end <= END_REACH for hit in reading.hits)


def _replaced(trigger: Hit, party: PartyMention, reading: Reading) -> bool:
    """Say whether *party* sells what is not bought: "buys A instead of B from Russia"."""
    between = reading.sentence.text[trigger.end : party.start].split()
    return any(word in reading.grammar.replacing for word in between)


def _brought(place: int, reading: Reading) -> bool:
    """Say whether what stands at *place* is what somebody is supported *with*."""
    start = reading.sentence.bounds(*[reading.sentence.segment(place)] * 2)[0]
    words = reading.sentence.text[max(start, place - INSTRUMENT_REACH) : place].split()
    return any(word in words for word in reading.grammar.instruments)


def _supported(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is only the delivery that a verb in its clause supports somebody with."""
    segment = reading.sentence.segment(trigger.start)
    supports = any(
        "role.with" in other.rule.tags and reading.sentence.segment(other.start) == segment for other in triggers
    )
    return supports and "trigger.transfer" in trigger.rule.tags and _brought(trigger.start, reading)


def _leads(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> bool:
    """Say whether *trigger* only asks for what the clause behind it says in full ("pidió a París que le venda …")."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    if "trigger.seek" not in trigger.rule.tags or not reading.grammar.sellers:
        return False
    return not any(segment(item.start) == own for item in objects) and any(
        segment(other.start) == own + 1 and "trigger.give" in other.rule.tags for other in triggers
    )


def _given_too(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a noun of getting only repeats a verb of giving before it ("provides half of the arms imports")."""
    if not {"trigger.get", "trigger.transfer"} <= trigger.rule.tags or not reading.grammar.adjective_after:
        return False
    segment = reading.sentence.segment
    return any(
        other.start < trigger.start and segment(other.start) == segment(trigger.start)
        and "trigger.give" in other.rule.tags
        for other in triggers
    )  # fmt: skip


def _longer(other: Hit, hit: Hit) -> bool:
    """Say whether *hit* is a part of the phrase *other* ("delivery" in "take delivery")."""
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start


def _own_make(draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether a state only gets what its own industry makes, from nobody named: no transfer."""
    if draft.supplier is not None or draft.recipient is None:
        return False
    if draft.item.weapon is None:
        if draft.recipient.mark == "to" and "trigger.transfer" in draft.trigger.rule.tags:
            return False
        # "die deutsche Marine": a navy that orders ships without a seller has its own programme.
        navy = draft.recipient.hit.rule.role == "adjectives" and draft.recipient.mark in {None, "of"}
        navy = navy and draft.item.weapon_class == "ships"
        own = draft.recipient.hit.rule.role == "institutions" or (navy and "trigger.get" in draft.trigger.rule.tags)
        return own and draft.status.value != "sought"
    return lexicon.facts[draft.item.weapon].origin == draft.recipient.code


def _drafts_of(trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading) -> list[Draft]:
    negated = Negated(triggers, reading.grammar.negation_words)
    cues = cues_of(
        trigger,
        triggers,
        reading.hits,
        reading.sentence,
        ahead=bool(reading.grammar.reports or reading.grammar.cased),
        negated=negated,
    )
    wish = in_wish(trigger, reading)
    if wish:  # "that they deliver": a past form tells nothing of the past
        cues = [cue for cue in cues if "cue.delivered" not in cue.rule.tags]
    status = transfer_status(trigger, own_cues(trigger, cues, reading))
    if wish and status.value == "delivered":
        status = Status("planned", trigger)
    accuse = next((cue for cue in cues if "trigger.accuse" in cue.rule.tags), None)
    # Who must give does not ask: "the allies have to supply …".
    sought = status.value == "sought" and "cue.duty" not in status.cue.rule.tags
    behind = any(0 <= trigger.start - item.end <= 1 for item in items)
    reacts = _reacts(trigger, reading)
    grammar = reading.grammar
    orders = sought or "role.order" in status.cue.rule.tags
    asks = status.cue if orders and status.cue is not trigger and status.cue.end <= trigger.start else None
    if asks is None and grammar.sellers:
        # "asks Iran not to supply …": the status is the refusal, the request still says who is asked.
        sought_before = (cue for cue in cues if "cue.sought" in cue.rule.tags and cue.end <= trigger.start)
        asks = next((cue for cue in sought_before if cue is not trigger), None)
    if asks is not None and "cue.transfer-sought" in asks.rule.tags:
        asks = None  # "NATO should send …": who should give is no asker
    parties = without_speakers(trigger, reading.sentence, punished(trigger, reading), grammar)
    if accuse is None:
        parties = [item for item in parties if item.code not in NEUTRAL]
    if "role.marked" in trigger.rule.tags:
        # "The navy seized missiles for the rebels": who seizes neither gives nor gets.
        parties = [item for item in parties if item.mark in {"to", "from", "giver"}]
    parties = [item for item in parties if not _replaced(trigger, item, reading)]
    leader, words = _leader(trigger, reading), tuple(cues)
    scene = Scene(
        reading.sentence, trigger, triggers, parties, accuse, sought, grammar, behind, reacts, asks, words, leader
    )
    roles = find_roles(scene)
    drafts = []
    whole = (reading.sentence.start, reading.sentence.end)
    others = () if reacts else tuple(item for item in parties if item not in roles.speakers)
    if asks is not None and grammar.cased:
        # Who calls on others to give is neither side.
        others = tuple(item for item in others if item.mark is not None or item.end > asks.start)
    for item in items:
        for supplier, recipient in _pairs(roles):
            span = _span(reading.sentence, trigger, item, supplier, recipient)
            speaker = roles.speakers[0] if roles.speakers else None
            origin = _origin(item, reading)
            drafts.append(
                Draft(trigger, item, supplier, recipient, speaker, status, span, whole, others, origin=origin)
            )
    return drafts


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


def _reacts(trigger: Hit, reading: Reading) -> bool:
    """Say whether the trigger's clause, or the one that reports it ("warned that …"), only speaks of others' deeds."""
    segment = reading.sentence.segment(trigger.start)
    for hit in reading.hits:
        clauses = segment - reading.sentence.segment(hit.start)
        if "trigger.react" in hit.rule.tags and 0 <= clauses <= 1:
            return True
        # "Beijing imposed sanctions after an arms sale to …"
        if clauses == 0 and "theme.sanctions" in hit.rule.tags and hit.start < trigger.start:
            return True
    return False


def _opposed(low: str, item: WeaponObject, moves: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *item* is what the transferred thing is meant to fight ("rifles against drones") or replaces."""
    before = low[max(0, item.start - 45) : item.start].split()
    place = item.start - len(before[-1]) - 1 if before else 0
    # "against the delivery of arms" opposes the delivery
    words = before[-1:] if any(hit.start <= place < hit.end for hit in moves) else before[-2:]
    return any(word in grammar.opposing for word in words) or any(word in grammar.replacing for word in before)


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


def _objects_of(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return what *trigger* moves: in its own word, else in its segment, else the nearest beside it."""
    sentence = reading.sentence
    own_word = [item for item in objects if item.start < trigger.end and trigger.start < item.end]
    segment = sentence.segment(trigger.start)
    inside = [item for item in objects if sentence.segment(item.start) == segment and item not in own_word]
    specific = _specific(inside or _beside(trigger, triggers, objects, sentence), reading)
    equip = "trigger.equip" in trigger.rule.tags
    if own_word and not (specific and equip) and not any(item.weapon for item in specific):
        return own_word
    return specific or own_word


def _beside(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], sentence: Sentence) -> list[WeaponObject]:
    # An aid package is both the word of giving and what is given: "military aid, which it granted to …".
    itself = [other for other in triggers if any(item.hit.start == other.start for item in objects)]
    taken = {sentence.segment(other.start) for other in triggers if other is not trigger and other not in itself}
    near = [
        item for item in objects
        if sentence.segment(item.start) not in taken and abs(item.start - trigger.start) <= REACH
        and sentence.adjacent(sentence.segment(item.start), sentence.segment(trigger.start))
    ]  # fmt: skip
    if not near:
        return []
    nearest = min(near, key=lambda item: abs(item.start - trigger.start))
    return [item for item in near if sentence.segment(item.start) == sentence.segment(nearest.start)]


def _specific(items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Drop "weapons" where it is said which, but not "weapons and ammunition"; keep each weapon or class once."""
    kept: dict[str, WeaponObject] = {}
    clear = [item for item in items if not item.vague]
    for item in items:
        item.added = item.vague and any(_added(item, other, reading) for other in clear)
    for item in [item for item in items if item in clear or item.added] if clear else items:
        kept.setdefault(item.weapon or item.weapon_class, item)
    return list(kept.values())


def _added(vague: WeaponObject, other: WeaponObject, reading: Reading) -> bool:
    """Say whether only a joining word stands between "weapons" and what else is given."""
    first, second = sorted((vague, other), key=lambda item: item.start)
    words = reading.sentence.text[first.end : second.start].split()
    return bool(words) and words[0] in reading.grammar.joins and all(word in reading.grammar.more for word in words[1:])


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
