"""Who else gives or gets a number of arms, without a verb: "Norway gave thirty tanks to Kenya, Denmark twenty"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.objects import YEARS, WeaponObject

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.weapons.moved import Turn
    from tracker.classify.match import Hit

# A number in digits, and what ends a clause.
_DIGITS = re.compile(r" (\d{1,6})(?![\w%])")
_ENDS = re.compile(r"[.,;:]|\s*$")


def numbered(trigger: Hit, objects: list[WeaponObject], reading: Reading) -> list[Turn]:
    """Return who else does what *trigger* says of the first weapon, if his clause is just a number, or that of arms."""
    if not objects or "trigger.transfer" in trigger.rule.tags:
        return []
    first = objects[0]
    behind = max(first.end, trigger.end)
    found: list[Turn] = []
    for party in reading.parties:
        if party.mark is None and party.start >= behind:
            item = _numbered_item(party, first, objects, reading)
            if item is not None:
                found.append((party, [item]))
    others = {item.start for _, items in found for item in items}
    told = {item.start for item in objects} - others
    return found if told <= {first.start} else []


def _numbered_item(
    party: PartyMention, first: WeaponObject, objects: list[WeaponObject], reading: Reading
) -> WeaponObject | None:
    """Return what the clause of *party* names behind a number, or as many of the *first*; nothing if it says more."""
    text = reading.sentence.text
    quantity, end = _number_behind(party, reading)
    if quantity is None:
        return None
    if _ENDS.match(text, end) is not None and quantity not in YEARS:
        return WeaponObject(first.hit, first.weapon, first.weapon_class, quantity, first.maker)
    item = next((item for item in objects if item.start == end + 1), None)
    return item if item is not None and _ENDS.match(text, item.end) is not None else None


def _number_behind(party: PartyMention, reading: Reading) -> tuple[int | None, int]:
    """Return the number right behind *party*, and where it ends."""
    digits = _DIGITS.match(reading.sentence.text, party.end)
    if digits is not None:
        return int(digits[1]), digits.end()
    for hit in reading.hits:
        if hit.rule.number is not None and hit.start == party.end + 1:
            return hit.rule.number, hit.end
    return None, party.end
