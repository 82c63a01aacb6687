"""Several weapons, each to or from another state: "the sale of F-16s to Turkey and of F-35s to Greece"."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.objects import WeaponObject

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a weapon stands from whom it comes: "from the".
NEAR = 12
LAST = 2  # words before a party: its mark and an article
# Orders of weapons (w) and receivers (r) that leave no doubt who gets which.
ORDERS = frozenset({"wrwr", "rwrw", "rwwr", "wrwrwr", "rwrwrw"})


def each_to_another(trigger: Hit, items: list[WeaponObject], reading: Reading) -> dict[int, PartyMention | None]:
    """Return who gets each of *items*, by its place; nothing where they do not go to as many states in turn."""
    if reading.grammar.sellers and "trigger.get" in trigger.rule.tags:
        return {}  # "a commandé des chars aux États-Unis et des obusiers à Séoul": who sells is marked so
    getters = [item for item in reading.parties if item.mark == "to" and not _bracketed(trigger, item, reading)]
    return _each(trigger, items, getters, reading)


def _bracketed(trigger: Hit, party: PartyMention, reading: Reading) -> bool:
    """Say whether only an aside in brackets names *party*: "пообещал Киеву танки (ранее их обещали Литве)"."""
    between = reading.sentence.text[trigger.end : party.start]
    return between.count("(") > between.count(")")


def each_from_another(trigger: Hit, items: list[WeaponObject], reading: Reading) -> dict[int, PartyMention | None]:
    """Return from whom each of *items* is got: "bought tanks from Spain and helicopters from Italy"."""
    if "trigger.get" not in trigger.rule.tags and "trigger.seek" not in trigger.rule.tags:
        return {}
    places = tuple(f" {word} " for word in reading.grammar.markets) if "role.market" in trigger.rule.tags else ()
    text = reading.sentence.text  # "ordered tanks in Seoul and jets in Paris"
    sellers = [
        item for item in reading.parties
        if item.mark == "from" or (places and item.mark == "other" and text.endswith(places, 0, item.start))
    ]  # fmt: skip
    if len(items) == 1 and len({item.group for item in sellers}) > 1:  # "aircraft from Lima and drones from Quito"
        beside = [item for item in sellers if 0 < item.start - items[0].end <= NEAR]
        return {items[0].start: beside[0]} if beside else {}
    like_getters = [
        item for item in reading.parties
        if item.mark == "to" and set(reading.sentence.last_words(item.start, LAST)) & set(reading.grammar.sellers)
    ]  # fmt: skip
    return _each(trigger, items, sellers or like_getters, reading)


def _in_runs(items: list[WeaponObject], sides: list[PartyMention], reading: Reading) -> dict[int, PartyMention | None]:
    """Return whose each of *items* is where several stand before one state: "A and B from Lima and C from Quito".

    What only a comma parts from the next ("A, B from Lima and C from Quito") is of nobody named.
    """
    text, joins = reading.sentence.text, set(reading.grammar.joins)
    order: list[WeaponObject | PartyMention] = sorted([*items, *sides], key=attrgetter("start"))
    found: dict[int, PartyMention | None] = {}
    run: list[WeaponObject] = []
    for one in order:
        if isinstance(one, WeaponObject):
            run.append(one)
            continue
        gaps = [text[first.end : second.start] for first, second in pairwise(run)]
        shared = not gaps or any(joins & set(gap.split()) for gap in gaps)
        found |= {item.start: one if shared or item is run[-1] else None for item in run}
        run = []
    return {} if run else found


def of_clauses_before(
    trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading
) -> list[WeaponObject]:
    """Return what clauses before that of *trigger*, without a verb, move: "Oslo'dan tank, Roma'dan top aldı" (Turkish).

    Each has its own state, with the mark that the last one has.
    """
    mark = "from" if "trigger.get" in trigger.rule.tags else "to"
    sentence = reading.sentence
    segment, own = sentence.segment, sentence.segment(trigger.start)
    sides = [item for item in reading.parties if item.mark == mark and item.end <= trigger.start]
    if not reading.grammar.case_at_end or not any(segment(item.start) == own for item in sides):
        return []
    found: list[WeaponObject] = []
    for number in range(own - 1, -1, -1):
        first = next((item.end for item in sides if segment(item.start) == number), None)
        verbs = any(segment(other.start) == number for other in triggers)
        if first is None or verbs or not sentence.text[: sentence.starts[number + 1]].rstrip().endswith(","):
            break
        found = [*(item for item in objects if segment(item.start) == number and first <= item.start), *found]
    return found


def _behind(items: list[WeaponObject], sides: list[PartyMention]) -> dict[int, PartyMention]:
    """Return the one of *sides* behind which each of *items* stands, where they stand behind several."""
    found = {}
    for item in items:
        before = [side for side in sides if side.end <= item.start]
        if not before:
            return {}
        found[item.start] = before[-1]
    return found if len({side.group for side in found.values()}) > 1 else {}


def _each(
    trigger: Hit, items: list[WeaponObject], parties: list[PartyMention], reading: Reading
) -> dict[int, PartyMention | None]:
    """Return which of *parties* goes with each of *items*, by its place.

    Behind the trigger, or before a verb that stands last: "hat Panzer aus Ungarn und Haubitzen aus Serbien gekauft".
    """
    if len(items) < 2:  # noqa: PLR2004 - one weapon has nothing to share out
        return {}
    ahead = reading.grammar.verb_last and all(item.end <= trigger.start for item in items)
    sides = [item for item in parties if (item.end <= trigger.start if ahead else item.start >= trigger.end)]
    if ahead and reading.grammar.case_at_end and len({item.group for item in sides}) > 1:
        return dict(_behind(items, sorted(sides, key=lambda item: item.start)))
    places = "".join(kind for _, kind in sorted([*((i.start, "w") for i in items), *((i.start, "r") for i in sides)]))
    if len(sides) != len(items) or len({item.code for item in sides}) != len(sides) or places not in ORDERS:
        behind = all(item.start >= trigger.start for item in items) and reading.grammar.noun_compounds
        apart = len({item.group for item in sides}) == len(sides) > 1
        return _in_runs(items, sides, reading) if behind and apart else {}
    if not ahead and min(*(item.start for item in items), sides[0].start) < trigger.end:
        return {}
    sides.sort(key=lambda item: item.start)
    return {item.start: side for item, side in zip(sorted(items, key=lambda one: one.start), sides, strict=True)}
