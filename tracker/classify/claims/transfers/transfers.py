"""Transfers: from triggers with a weapon and at least one party in a clause to supplier → recipient claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.roles.deals import deal_sides
from tracker.classify.claims.roles.described import roles_beside
from tracker.classify.claims.roles.pairs import jointly, known_sides
from tracker.classify.claims.scenes.headlines import headline
from tracker.classify.claims.scenes.markets import bought_from
from tracker.classify.claims.scenes.pronouns import taken_up, takes_up
from tracker.classify.claims.scenes.quoted import of_speaker
from tracker.classify.claims.scenes.scene import Scene
from tracker.classify.claims.sentences.described import Described, described
from tracker.classify.claims.sentences.reasons import keeps_from
from tracker.classify.claims.sentences.repeats import repeats
from tracker.classify.claims.sentences.triggers import telling_triggers, unled
from tracker.classify.claims.status.demands import demanded_stop, names_addressee
from tracker.classify.claims.status.transfer_cues import transfer_cues
from tracker.classify.claims.transfers.drafts import Draft, pairs, turned_drafts
from tracker.classify.claims.transfers.sides import bystanders, open_sides
from tracker.classify.claims.weapons.movable import movable
from tracker.classify.claims.weapons.moved import moved_by, turned
from tracker.classify.claims.weapons.numbered import numbered
from tracker.classify.claims.weapons.paired import each_from_another, each_to_another
from tracker.classify.claims.weapons.raids import without_raids

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.status.status import Status
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon

# How far behind a weapon the adjective of its make may stand.
ORIGIN = 12


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
        if (
            repeats(trigger, triggers, reading)
            or keeps_from(trigger, reading)
            or _asked_for(trigger, triggers, reading)
        ):
            continue
        turns = turned(trigger, triggers, objects, reading) or numbered(trigger, objects, reading)
        items = [
            item for item in moved_by(trigger, triggers, objects, reading)
            if not any(item in others for _, others in turns)
        ]  # fmt: skip
        items = items or (earlier if earlier and takes_up(trigger, reading) else [])
        items = without_raids(trigger, items, reading) if items else items
        if items:
            others = [party for party, _ in turns]
            rest = reading._replace(parties=[item for item in reading.parties if item not in others])
            found = _drafts_of(trigger, triggers, items, rest if turns else reading, lexicon)
            drafts += [*found, *turned_drafts(found, turns)]
    return drafts


def _asked_for(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is the noun of what a verb before it tells (转交给…的请求, 向…采购坦克的订单; Chinese)."""
    asks, orders = "trigger.seek" in trigger.rule.tags, "trigger.transfer" in trigger.rule.tags
    if not (asks or orders) or not reading.grammar.belongs or not reading.grammar.reports:
        return False
    if not reading.sentence.text.endswith(tuple(reading.grammar.belongs), 0, trigger.start):
        return False
    segment = reading.sentence.segment
    beside = [hit for hit in triggers if segment(hit.start) == segment(trigger.start) and hit.end <= trigger.start]
    if orders:
        low = reading.sentence.begin(trigger.start)
        sold = [item for item in reading.parties if item.mark in {"from", "to"} and low <= item.start]
        bought = {hit.start for hit in beside if "trigger.get" in hit.rule.tags}
        return any(item.end in bought for item in sold)
    gives = [hit for hit in beside if "trigger.give" in hit.rule.tags]
    return any(hit.end <= item.start < trigger.start for hit in gives for item in reading.parties)


def _drafts_of(
    trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading, lexicon: Lexicon
) -> list[Draft]:
    """Return a draft for each of *items* and each pair of who gives and who gets."""
    clause = described(trigger, triggers, items, reading)
    status, cues = transfer_cues(_approved(trigger, triggers, reading), triggers, _told(trigger, clause, reading))
    scene = _scene(trigger, triggers, items, (status, cues), reading)
    roles = roles_beside(scene, clause)
    if roles.recipients and not roles.suppliers:
        roles = roles._replace(suppliers=bought_from(scene))
    roles = of_speaker(scene, headline(scene, roles), reading.parties)
    speaker = roles.speakers[0] if roles.speakers else None
    others = bystanders(scene, roles)
    whole = (reading.sentence.start, reading.sentence.end)
    getters, givers = each_to_another(trigger, items, reading), each_from_another(trigger, items, reading)
    drafts = []
    for item in items:
        origin = _origin(item, reading)
        own = roles._replace(recipients=_one(getters[item.start])) if item.start in getters else roles
        own = own._replace(suppliers=_one(givers[item.start])) if item.start in givers else own
        known = jointly(scene, known_sides(scene, own, item), item, lexicon)
        sides = _apart(deal_sides(scene, known, item, reading.hits, lexicon))
        for giver, getter in pairs(sides, reports=bool(reading.grammar.reports)):
            supplier, recipient = (getter, giver) if _takes(giver, getter, reading) else (giver, getter)
            if "status.planned" in trigger.rule.tags and _in_one_list(supplier, recipient, reading):
                recipient = None
            if "trigger.give" in trigger.rule.tags and recipient is not None and recipient.code == "NATO":
                continue  # a member puts forces at its disposal
            places = [trigger.start, item.start, *(party.start for party in (supplier, recipient) if party)]
            span = reading.sentence.span(places)
            drafts.append(
                Draft(trigger, item, supplier, recipient, speaker, status, span, whole, others, origin=origin)
            )
    return drafts


def _in_one_list(giver: PartyMention | None, getter: PartyMention | None, reading: Reading) -> bool:
    """Say whether the two are one subject: "che Francia e Italia hanno promesso di consegnare"."""
    if giver is None or getter is None or not reading.grammar.sellers:
        return False
    return giver.group == getter.group and giver.mark is None and getter.mark is None


def _told(trigger: Hit, clause: Described | None, reading: Reading) -> Reading:
    """Return *reading* without the words of a *clause* that only tells which arms *trigger* moves."""
    if clause is None or clause.deed is trigger:
        return reading
    return reading._replace(hits=[hit for hit in reading.hits if not clause.holds(hit.start)])


def _apart(sides: Roles) -> Roles:
    """Return *sides* without the giver that is only named as whom sanctions are on, where he gets.

    "Sanctions against Syria hold up the delivery of S-400 to Damascus"
    """
    got = {item.code for item in sides.recipients}
    return sides._replace(suppliers=[item for item in sides.suppliers if item.mark != "giver" or item.code not in got])


def _one(party: PartyMention | None) -> list[PartyMention]:
    """Return the one that is named, if any."""
    return [] if party is None else [party]


def _approved(trigger: Hit, triggers: list[Hit], reading: Reading) -> Hit:
    """Return *trigger*, or the sale of which it only tells that the clause before approves (批准对台军售，出售…)."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    begins = reading.grammar.reports and "trigger.give" in trigger.rule.tags and reading.sentence.begin(trigger.start)
    if not begins or begins != trigger.start or own == 0:
        return trigger
    before = [hit for hit in reading.hits if segment(hit.start) == own - 1]
    agreed = [hit.end for hit in before if "cue.agreed" in hit.rule.tags]
    sales = [hit for hit in triggers if "trigger.transfer" in hit.rule.tags and segment(hit.start) == own - 1]
    return sales[-1] if sales and agreed and agreed[0] <= sales[-1].start else trigger


def _takes(giver: PartyMention | None, getter: PartyMention | None, reading: Reading) -> bool:
    """Say whether a partner of talks is known for getting arms: "Gespräche mit Kiew über die Abgabe von …"."""
    takers = reading.grammar.world.takers if reading.grammar.dative else frozenset()
    partner = giver is not None and giver.code in takers and giver.mark in {"other", "with"}
    return partner and getter is not None and getter.code not in takers


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
    refused = bool(reading.grammar.reports) and "role.refusal" in status.cue.rule.tags  # 请求德国提供坦克，但遭拒绝
    if asks is None and (refused or reading.grammar.sellers):
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
        if (
            "trigger.react" in hit.rule.tags
            and 0 <= clauses <= 1
            and not any(
                other(hit, trigger, reading) for other in (_undergone, _blamed, _refuses, _goes_on, _conceded, _grounds)
            )
            and not _calls_false(hit, reading)
        ):
            return hit
        # "Beijing imposed sanctions after an arms sale to …"
        if clauses == 0 and "theme.sanctions" in hit.rule.tags and hit.start < trigger.start:
            return hit
    return None


def _goes_on(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether the subject that reacts then agrees to a deed of its own: "condenó el ataque y anunció el envío"."""
    text, joints = reading.sentence.text, tuple(f" {word} " for word in reading.grammar.distinct)
    return bool(reading.grammar.sellers) and any(
        "cue.agreed" in cue.rule.tags and hit.end < cue.start <= trigger.start and text.endswith(joints, 0, cue.start)
        for cue in reading.hits
    )


def _grounds(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether the word is the contract under which the deed is done: "en vertu d'un accord"."""
    return hit is not trigger and any(
        "role.ground" in other.rule.tags and other.start <= hit.start < other.end for other in reading.hits
    )


def _calls_false(hit: Hit, reading: Reading) -> bool:
    """Say whether the word denies the deed: "bezeichnete Berichte über Lieferungen an Moskau als falsch" (German)."""
    return bool(reading.grammar.twofold) and any(
        "cue.denied" in cue.rule.tags and (cue.start, cue.end) == (hit.start, hit.end) for cue in reading.hits
    )


def _conceded(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether the deed is done in spite of the reaction in a clause before it: "Despite protests from X, …"."""
    sentence = reading.sentence
    before = sentence.segment(hit.start) < sentence.segment(trigger.start)
    return before and bool(set(sentence.opening(hit.end)[:1]) & set(reading.grammar.hanging))


def _refuses(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether the clause's subject refuses to do it himself: "rechazó entregar", not "rechazó la entrega"."""
    refusal = hit.end + 1 == trigger.start and {"trigger.give", "status.planned"} <= trigger.rule.tags
    return refusal and bool(reading.grammar.sellers)


def _undergone(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether somebody else reacts to the deed behind it: "Oslo's decision to stop … was condemned by"."""
    if hit.start < trigger.end or not reading.grammar.noun_compounds:
        return False
    return any(word in reading.grammar.passives for word in reading.sentence.last_words(hit.start, 2))


def _blamed(hit: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether who does the deed is blamed for it: "critiquée pour avoir vendu", "criticata per le forniture"."""
    text, grammar = reading.sentence.text, reading.grammar
    passive = bool(grammar.sellers) and text[hit.start : hit.end].endswith(tuple(grammar.participles))
    return passive and text[hit.end : trigger.start].strip() in grammar.for_deeds
