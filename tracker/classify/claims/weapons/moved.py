"""What a trigger moves: the weapons in its own word, beside it, or in a list with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.nameless import before_described
from tracker.classify.claims.sentences.objects import WeaponObject, included
from tracker.classify.claims.sentences.repeats import brought
from tracker.classify.claims.weapons.clause_before import antecedent, passed_on
from tracker.classify.claims.weapons.colons import behind_colon
from tracker.classify.claims.weapons.next_deed import is_paid_for, of_next_deed
from tracker.classify.claims.weapons.other_object import without_other_objects
from tracker.classify.claims.weapons.paired import of_clauses_before
from tracker.classify.claims.weapons.shares import (
    NO_VERB,
    apart,
    bought_before,
    carries,
    counted,
    deals_itself,
    for_which,
    is_bought,
    is_topic,
    joined_to,
    of_another,
    other_goods,
    preferred,
    told_of,
)

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

    # Somebody and what else he gives or gets.
    Turn = tuple[PartyMention, list[WeaponObject]]

# How far behind "destined for" its receiver stands.
DESTINED_REACH = 40
# How far behind somebody stands what he gives without a verb of his own.
TURN_REACH = 60
# How many words a relative and what stands between it and its verb are.
RELATIVE_WORDS = 4
ORDERED = frozenset({"trigger.get", "status.agreed"})  # the tags of an order
# How far from its trigger a weapon may stand when no weapon is in the trigger's own segment.
REACH = 90


def moved_by(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return what *trigger* moves, with what stands in a list with it."""
    items = _objects_of(trigger, triggers, objects, reading)
    items = [item for item in items if not (is_topic(trigger, item, reading) or carries(trigger, item, reading))]
    items = [item for item in items if not of_another(trigger, item, items, reading)]
    items = [item for item in items if not bought_before(trigger, item, reading)]
    items = [item for item in items if is_paid_for(trigger, item, reading) and not of_next_deed(trigger, item, reading)]
    items = without_other_objects(trigger, items, reading)
    if "trigger.arrive" in trigger.rule.tags and reading.grammar.noun_compounds:  # "arrived in six Y-20 transports"
        items = [item for item in items if item.end <= trigger.start] or items
    if "role.chooses" in trigger.rule.tags:
        items = preferred(trigger, items, reading)
    if "role.with" in trigger.rule.tags:
        items = [item for item in items if brought(item.start, reading)]
    if "trigger.thanks" in trigger.rule.tags and reading.grammar.noun_compounds:
        items = [item for item in items if for_which(trigger, item, reading)]
    if "trigger.arrive" in trigger.rule.tags and any(item.weapon_class == "ships" for item in items):
        return []  # a carrier that arrives with its jets is on a visit
    if "role.before" in trigger.rule.tags:  # "destinados a los programas de misiles" moves no missiles
        items = [item for item in items if item.start < trigger.start]
        segment = reading.sentence.segment
        got = [item for item in reading.parties if item.mark == "to" and segment(item.start) == segment(trigger.start)]
        if reading.grammar.sellers and not any(0 <= item.start - trigger.end <= DESTINED_REACH for item in got):
            return []  # "munitions destinées aux chars"
    listed = included(trigger, triggers, objects, (reading.sentence, reading.grammar.including))
    listed += behind_colon(trigger, items, triggers, objects, reading)
    listed += of_clauses_before(trigger, triggers, objects, reading) if items else []
    return _specific([*items, *listed], reading) if listed else items


def turned(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[Turn]:
    """Return who else does what *trigger* says, without a verb of his own, and with what (", a Polska czołgi")."""
    if not reading.grammar.turns or "trigger.transfer" in trigger.rule.tags:
        return []
    text = reading.sentence.text
    later = min((other.start for other in triggers if other.start > trigger.start), default=reading.sentence.end)
    starts = [
        party for party in reading.parties
        if party.mark is None and trigger.end <= party.start < later
        and text.endswith(tuple(reading.grammar.turns), 0, party.start)
    ]  # fmt: skip
    found = []
    for number, party in enumerate(starts):
        end = starts[number + 1].start if number + 1 < len(starts) else later
        items = [item for item in objects if party.end <= item.start < min(end, party.end + TURN_REACH)]
        if items and _counts(text, party, items[0], reading.grammar):
            found.append((party, _specific(items, reading)))
    return found


def _counts(text: str, party: PartyMention, item: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether no verb stands between *party* and *item*: "and Poland 12 tanks", "and Poland with tanks"."""
    if not grammar.noun_compounds:
        return True
    between = text[party.end : item.start]
    words = between.split(maxsplit=1)
    return not words or between in grammar.partners or words[0][0].isdigit() or words[0] in grammar.skip


def _objects_of(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return what *trigger* moves: in its own word, else in its segment, else the nearest beside it."""
    sentence = reading.sentence
    own_word = [item for item in objects if item.start < trigger.end and trigger.start < item.end]
    if own_word and "role.supplier" in trigger.rule.tags and reading.grammar.noun_compounds:
        return own_word  # "buys jets from its main arms supplier"
    if own_word and "role.listing" in trigger.rule.tags and reading.grammar.reports:  # 军售内容包括火炮
        return _objects_of(trigger, triggers, [item for item in objects if item not in own_word], reading)
    if not own_word and other_goods(trigger.end, reading):  # 供应燃料: what stands behind the verb is all that it gives
        own = sentence.segment(trigger.start)
        objects = [item for item in objects if item.start >= trigger.end and sentence.segment(item.start) == own]
        return _specific(objects, reading)
    segment = sentence.segment(trigger.start)
    inside = [item for item in objects if sentence.segment(item.start) == segment and item not in own_word]
    inside = _own_side(trigger, triggers, inside, reading) if len(inside) > 1 else inside
    inside = apart(trigger, triggers, inside, reading) if len(inside) > 1 and reading.grammar.sellers else inside
    if not inside and deals_itself(trigger, reading):
        return own_word
    near = _nearest(trigger, triggers, objects, reading)
    if own_word and reading.grammar.reports:  # 反对输送武器，但F-16…: another clause, another matter
        near = [item for item in near if item.start < trigger.start or not _begins_anew(item, reading)]
    found = inside or near or antecedent(trigger, objects, reading) or passed_on(trigger, triggers, objects, reading)
    found = found or counted(trigger, objects, reading)
    specific = _specific(found, reading)
    equip = "trigger.equip" in trigger.rule.tags
    holds = bool(own_word) and _contained(trigger, specific, reading)
    if own_word and not (specific and (equip or holds)) and not any(item.weapon for item in specific):
        return [*own_word, *joined_to(own_word, inside, reading)]
    return specific or own_word


def _contained(trigger: Hit, items: list[WeaponObject], reading: Reading) -> bool:
    """Say whether a word behind *items* says that what *trigger* names holds them: "tank içeren yardım paketi"."""
    before = [item.end for item in items if item.end <= trigger.start]
    between = reading.sentence.text[max(before) : trigger.start].split() if before else []
    return bool({*between} & {*reading.grammar.contained})


def _begins_anew(item: WeaponObject, reading: Reading) -> bool:
    """Say whether the clause of *item* begins with a word that parts it from the one before (Chinese)."""
    number = reading.sentence.segment(item.start)
    return reading.sentence.clause(number).startswith(tuple(reading.grammar.breaks))


def _own_side(trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return those of *items* that no contrast and no other verb parts from *trigger*, if there are any.

    "Will not send Patriots, but will send missiles": each verb has what stands behind it.
    """
    contrasts = [hit.start for hit in reading.hits if "clause.contrast" in hit.rule.tags]
    mine = [item for item in items if not any(_parts(place, item, trigger) for place in contrasts)] or items
    if "role.behind" in trigger.rule.tags:  # "a frigate stopped a boat carrying arms"
        return [item for item in mine if item.start >= trigger.end]
    if not reading.grammar.adjective_after:
        end = before_described(trigger, [item.start for item in mine], reading)
        return told_of(trigger, mine, reading) or [item for item in mine if item.start < end]
    segment = reading.sentence.segment
    others = [
        hit for hit in triggers
        if hit.start != trigger.start and segment(hit.start) == segment(trigger.start)
    ]  # fmt: skip
    verbs = [hit.start for hit in others if not hit.rule.tags & NO_VERB]
    apart = [item for item in mine if not any(_parts(verb, item, trigger) for verb in verbs)]
    if trigger.rule.tags & NO_VERB:  # "the delivery of A after the decision to buy B"
        return (apart or mine) if "trigger.transfer" in trigger.rule.tags else mine
    behind = [item for item in apart if item.start >= trigger.end]
    return behind if behind and others else mine


def _parts(place: int, item: WeaponObject, trigger: Hit) -> bool:
    """Say whether *place* lies between *item* and *trigger*."""
    low, high = sorted((item.start, trigger.start))
    return low < place < high


def _nearest(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    sentence = reading.sentence
    # An aid package is both the word of giving and what is given: "military aid, which it granted to …".
    itself = [other for other in triggers if any(item.hit.start == other.start for item in objects)]
    taken = {sentence.segment(other.start) for other in triggers if other is not trigger and other not in itself}
    near = [
        item for item in objects
        if (sentence.segment(item.start) not in taken or _described(trigger, item, objects, reading))
        and abs(item.start - trigger.start) <= REACH
        and sentence.adjacent(sentence.segment(item.start), sentence.segment(trigger.start))
    ]  # fmt: skip
    if "trigger.arrive" in trigger.rule.tags:
        # What arrives stands before a clause of its own: "arrived in Kyiv, where he announced a package".
        near = [item for item in near if item.start < trigger.start]
    near = [item for item in near if item.start < trigger.start or not _own_clause(item, reading)]
    near = [item for item in near if item.start < trigger.start or not _in_setting(item, reading)]
    near = near or _beyond_participle(trigger, objects, reading)
    if not near:
        return []
    nearest = min(near, key=lambda item: abs(item.start - trigger.start))
    return [item for item in near if sentence.segment(item.start) == sentence.segment(nearest.start)]


def _beyond_participle(trigger: Hit, objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return what arrives where a participle between commas stands before it: "Tanks, supplied by A, arrived in B"."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    given = {segment(hit.start) for hit in reading.hits if "trigger.given" in hit.rule.tags}
    if "trigger.arrive" not in trigger.rule.tags or own - 1 not in given:
        return []
    return [item for item in objects if segment(item.start) == own - 2]


def _in_setting(item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* stands in a clause that tells what happened meanwhile ("sent food as tanks rolled in")."""
    segment = reading.sentence.segment(item.start)
    words = reading.sentence.text[reading.sentence.starts[segment] : item.start].split(maxsplit=1)
    return bool(words) and words[0] in reading.grammar.settings


def _own_clause(item: WeaponObject, reading: Reading) -> bool:
    """Say whether a subject stands before *item* in its clause ("liefert Strom, Russland schoss Raketen")."""
    start = reading.sentence.begin(item.start)
    begins = reading.sentence.text[start : item.start].split()[:1]
    acting = tuple(reading.grammar.acting)
    if begins and acting and begins[0].endswith(acting) and reading.grammar.cased:
        return True  # "продала долю в заводе, производящем снаряды"
    first = next((party for party in reading.parties if start <= party.start < item.start), None)
    return first is not None and first.mark is None and first.start - start <= 1


def _described(trigger: Hit, item: WeaponObject, objects: list[WeaponObject], reading: Reading) -> bool:
    """Say whether the clause of the trigger describes *item*, however its own verb goes on.

    A participle or a relative stands right behind the comma of the weapon: "tanks, donated by …, arrived".
    """
    gap = reading.sentence.text[item.end : trigger.start]
    if not gap.startswith(",") or any(item.end <= other.start < trigger.start for other in objects):
        return False
    words = gap.strip(" ,").split()
    if not words:
        return "trigger.given" in trigger.rule.tags or is_bought(trigger, reading)
    # "tanks which it was to get" come later
    gives = bool(trigger.rule.tags & {"trigger.give", "trigger.given"} or trigger.rule.tags >= ORDERED)
    return (
        gives and bool(reading.grammar.cased) and words[0] in reading.grammar.relatives and len(words) <= RELATIVE_WORDS
    )


def _specific(items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Drop "weapons" where it is said which, but not "weapons and ammunition"; keep each weapon or class once."""
    kept: dict[str, WeaponObject] = {}
    clear = [item for item in items if not item.vague]
    for item in items:
        item.added = item.vague and any(_added(item, other, reading) for other in clear)
        item.added = item.added or any(_apart_in_list(item, other, reading) for other in clear)
    for item in [item for item in items if item in clear or item.added] if clear else items:
        kept.setdefault(item.weapon or item.weapon_class, item)
    return list(kept.values())


def _apart_in_list(item: WeaponObject, named: WeaponObject, reading: Reading) -> bool:
    """Say whether a class stands in a list with a name of it as one thing more: "HIMARS, drones and howitzers"."""
    same = item.weapon is None and named.weapon is not None and item.weapon_class == named.weapon_class
    if not same or not reading.grammar.noun_compounds:
        return False
    first, second = sorted((item, named), key=lambda one: one.start)
    between = reading.sentence.text[first.end : second.start]
    if any(word in f"{between} " for word in reading.grammar.including):
        return False
    return any(word in reading.grammar.joins for word in between.split())


def _added(vague: WeaponObject, other: WeaponObject, reading: Reading) -> bool:
    """Say whether only a joining word stands between "weapons" and what else is given."""
    first, second = sorted((vague, other), key=lambda item: item.start)
    words = reading.sentence.text[first.end : second.start].split()
    if words == [","] and vague.start < other.start:
        return True  # "weapons, ammunition and …"
    if vague.start > other.start and words and words[0] in reading.grammar.summing:
        return False  # 坦克、火炮等武器: the word for all of them
    return bool(words) and words[0] in reading.grammar.joins and all(word in reading.grammar.more for word in words[1:])
