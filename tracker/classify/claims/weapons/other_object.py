"""Weapons beside a deed that moves something else: "sent experts to examine missile debris", "gave maps of …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# The tags of words for things and for persons that are no arms, in the form of an object.
GOODS, PERSONS = "role.other-goods", "role.other-persons"
# The tag of verbs of giving up, withdrawing or scrapping.
OWN_VERB = "role.own-verb"
# The tags of what has an object.
DEEDS = frozenset({"trigger.give", "trigger.get", "trigger.equip", "trigger.transfer"})
# How many words a list has between two of its members, at most ("food, 20 modern tanks").
LIST_WORDS = 4
# How many words stand between persons and what is examined or guarded, where one more would be what they get
# ("gave soldiers tanks").
APART_WORDS = 2
# How many words before a weapon its preposition stands ("wegen der abgeschossenen Drohne").
ASIDE_WORDS = 3
# The signs of a list.
_SIGNS = {",", "،", "、", "，", "/"}


def without_other_objects(trigger: Hit, items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return *items* without those in the description, purpose or cause of something else that *trigger* moves."""
    deed = items and trigger.rule.tags & DEEDS
    goods = _goods(trigger, reading) if deed else []
    return [
        item for item in items
        if (trigger.start < item.end and item.start < trigger.end) or not (
            _of_own_verb(trigger, item, reading) or (goods and _of_other(trigger, item, goods, reading))
        )
    ]  # fmt: skip


def _of_other(trigger: Hit, item: WeaponObject, goods: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* moves one of *goods*, which *item* describes or is meant for."""
    behind = [hit for hit in goods if hit.start >= trigger.end]
    if reading.grammar.reports:  # 提供了标有坦克位置的地图: what describes it stands before it
        return _described(trigger, item, behind, reading)
    if reading.grammar.verb_last and not behind:
        before = [hit for hit in goods if hit.end <= trigger.start]
        return any(item.start >= trigger.end or _apart(hit, item, reading) for hit in before[-1:])
    return bool(behind) and _behind_it(trigger, item, behind[0], reading)


def _behind_it(trigger: Hit, item: WeaponObject, goods: Hit, reading: Reading) -> bool:
    """Say whether *item* is no object of *trigger*, behind which *goods* stand first of what it moves."""
    if item.end <= trigger.start:
        return _before_subject(item, trigger, reading)
    aside = item.end > goods.start or _in_aside(item, reading)
    return aside and _apart(goods, item, reading)


def _of_own_verb(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* is what another is asked to give up, or is to be banned: "demand that Kenya give up …"."""
    verbs = [hit for hit in reading.hits if OWN_VERB in hit.rule.tags]
    if "trigger.seek" not in trigger.rule.tags:  # "got support for its call to ban armed drones"
        verbs = [hit for hit in verbs if trigger.end <= hit.start and hit.end <= item.start]
    behind = reading.grammar.verb_last or reading.grammar.dative
    text = reading.sentence.text
    return any(
        (hit.end <= item.start and len(text[hit.end : item.start].split()) <= LIST_WORDS and hit is not trigger)
        or (behind and item.end <= hit.start and len(text[item.end : hit.start].split()) <= APART_WORDS)
        for hit in verbs
    )


def _goods(trigger: Hit, reading: Reading) -> list[Hit]:
    """Return the words of the trigger's clause for what is no arms, and may be what it moves."""
    segment, parties = reading.sentence.segment, reading.parties
    return [
        hit for hit in reading.hits
        if hit.rule.tags & {GOODS, PERSONS} and segment(hit.start) == segment(trigger.start)
        and not any(party.start < hit.end and hit.start < party.end for party in parties)
        and not _received(hit, trigger, reading)
    ]  # fmt: skip


def _described(trigger: Hit, item: WeaponObject, behind: list[Hit], reading: Reading) -> bool:
    """Say whether *item* describes what stands behind it (Chinese): 坦克用燃料, 有关无人机的情报."""
    if item.end <= trigger.start:
        return bool(behind) and reading.sentence.segment(item.start) != reading.sentence.segment(trigger.start)
    if not behind or item.end > behind[-1].start or not _apart(behind[-1], item, reading):
        return False
    between = reading.sentence.text[item.end : behind[-1].start]
    return len(between) <= APART_WORDS or between.endswith(tuple(reading.grammar.belongs))


def _received(goods: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *goods* are who gets something: "sent to its soldiers", "lieferte den Soldaten"."""
    grammar = reading.grammar
    text = reading.sentence.text  # "von UN-Experten": what stands before the whole word counts
    ends = [party.end for party in reading.parties if party.end <= goods.start and text[party.end] != "-"]
    start = max([*ends, *([trigger.end] if goods.start >= trigger.end else [])], default=reading.sentence.start)
    words = text[start : goods.start].rsplit(maxsplit=2)[-2:]
    leads = {*grammar.to, *grammar.from_, *grammar.by, *grammar.other} - {*grammar.instruments}
    leads |= set(grammar.of) if not grammar.sellers else set()  # "du carburant"
    leads |= set(grammar.dative) if goods.start >= trigger.end else set()
    if grammar.reports:
        return text.endswith(tuple(leads), 0, goods.start)
    return any(word in leads for word in words)


def _apart(goods: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether no word that joins makes a list of *goods* and *item*."""
    grammar, text = reading.grammar, reading.sentence.text
    first, last = (goods.end, item.start) if goods.end <= item.start else (item.end, goods.start)
    joints = {*grammar.distinct, *grammar.joins, *grammar.adds, *_SIGNS} - {*grammar.to}
    if grammar.reports:
        return not any(word in text[first:last] for word in joints)
    words = [word for word in TOKEN.findall(text[first:last]) if not word.isdigit()]
    phrase = f" {' '.join(words)} "
    joined = any(f" {word} " in phrase for word in joints) or item.hit.prefix in joints
    opened = bool({*words} & {*grammar.breaks, *grammar.settings, *grammar.relatives}) or _clause(goods, item, reading)
    near = len(words) <= LIST_WORDS or any(phrase.endswith((f" {word} ", f" {word} {words[-1]} ")) for word in joints)
    right_before = any(phrase.endswith(f" {word} ") for word in joints - _SIGNS)
    if right_before or (joined and not opened and near):
        return False
    return bool(words or item.hit.prefix) and (GOODS in goods.rule.tags or len(words) >= APART_WORDS)


def _clause(goods: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* stands in a clause behind *goods* that begins with more than a number or an adjective."""
    segment = reading.sentence.segment
    own = segment(item.start)
    if goods.start > item.start or segment(goods.start) == own:
        return False
    first = min(hit.start for hit in reading.hits if is_weapon(hit) and segment(hit.start) == own)
    return len([word for word in reading.sentence.opening(first) if not word.isdigit()]) > 1


def _before_subject(item: WeaponObject, trigger: Hit, reading: Reading) -> bool:
    """Say whether *item* stands in a phrase before the clause's subject: "After the drone attack, Oslo granted …"."""
    grammar, segment = reading.grammar, reading.sentence.segment
    if grammar.verb_first or segment(item.start) != segment(trigger.start):
        return True
    bare = [party for party in reading.parties if party.mark is None and party.start >= item.end]
    return any(party.end <= trigger.start or grammar.cased for party in bare)


def _in_aside(item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* stands in a phrase of its own before what is given: "wegen der Drohne eine Note" (German)."""
    words = reading.sentence.last_words(item.start, ASIDE_WORDS)
    return bool(reading.grammar.dative) and bool({*words} & {*reading.grammar.other, *reading.grammar.causes})
