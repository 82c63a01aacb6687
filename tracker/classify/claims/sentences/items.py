"""Items of a list behind a colon, each a "sentence" of its own: "will send: four tanks; 20 drones"."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_sanction, is_trigger, is_weapon

if TYPE_CHECKING:
    from tracker.classify.match import Hit

COLONS = (":", "：")
SEMICOLONS = (";", "؛", "；")
BULLETS = "-–—•*·►▪"
# How many blanks may stand between two items.
GAP = 4
# How many items one list has at most: a longer one is a table.
MOST = 40
# How long an item that names no weapon may be: "medicine".
GOODS = 60


def without_items(low: str, starts: list[int], hits: list[Hit]) -> list[int]:
    """Return *starts* of sentences without those of list items, which belong to the sentence with the colon.

    An item stands behind a semicolon, or on a line of its own that begins with a bullet or a number; it names a weapon,
    but no state that could do anything with it, and has no word of giving.
    """
    if not any(colon in low for colon in COLONS):
        return starts
    inside: dict[int, list[Hit]] = {}
    for hit in hits:
        inside.setdefault(bisect_right(starts, hit.start) - 1, []).append(hit)
    kept, led, items = starts[:1], False, 0
    for number, (last, start) in enumerate(pairwise(starts), 1):
        end = starts[number + 1] if number + 1 < len(starts) else len(low)
        led = led or any(low.find(colon, last, start) >= 0 for colon in COLONS)
        listed = led and items < MOST and _follows(low, start)
        if listed and _is_item(inside.get(number, []), short=end - start <= GOODS):
            items += 1
        else:
            kept.append(start)
            led, items = False, 0
    return kept


def _follows(low: str, start: int) -> bool:
    """Say whether an item may begin at *start*."""
    if low[max(0, start - GAP) : start].rstrip().endswith(SEMICOLONS):
        return True
    return low[start - 1] == "\n" and (low[start] in BULLETS or low[start].isdigit())


def _is_item(hits: list[Hit], *, short: bool) -> bool:
    """Say whether *hits* are those of a list item: weapons, or in a *short* one other goods."""
    if any(is_trigger(hit) or is_sanction(hit) for hit in hits):
        return False
    acting = any(hit.rule.kind in PARTIES and hit.rule.role != "adjectives" for hit in hits)
    return not acting and (short or any(map(is_weapon, hits)))


def without_subjects(low: str, starts: list[int], hits: list[Hit]) -> list[int]:
    """Return *starts* without those right behind a semicolon that only parts a bare name from its clause (Turkish).

    "Mısır; Fransa ile vardığı anlaşma uyarınca …"
    """
    if ";" not in low:
        return starts
    names = {hit.end for hit in hits if hit.rule.kind in PARTIES and low.startswith(";", hit.end)}
    return [start for start in starts if len(low[:start].rstrip()) - 1 not in names]
