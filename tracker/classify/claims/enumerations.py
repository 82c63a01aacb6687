"""Which weapons and names stand in one list ("tanks, howitzers"), whose commas begin no clause."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_class
from tracker.classify.claims.objects import APPOSITION

if TYPE_CHECKING:
    from tracker.classify.match import Hit

# How far behind a weapon and its comma the modal ends that begins a new clause.
VERB_REACH = 12
_QUOTES = {'"', "«", "»", "„", "“", "”"}
# What may stand between a weapon and the comma behind it ("kalibru 155 mm"), and how thousands are written short.
_CALIBRE = r"(?:\s+(?:[^\W\d_]+\s+){0,2}\d{2,3}(?:[.,]\d+)?[\s-]*[^\W\d_]+)?"
_SHORT = r"(?:(?:tys|тис|тыс|tis|mii)\.\s+)?"
_NUMBER_BEFORE = rf"(?:(?:[^\W\d_]+\s+)?\d[\d.,]*(?:\s\d{{3}})*\s+{_SHORT})?"
# A word with what hyphens join to it ("air-to-air").
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_LISTED = re.compile(rf"{_CALIBRE}\s*(?:[,،、，]|wie\b)\s*{_NUMBER_BEFORE}(?:{_WORD}[\s-]+){{0,2}}$")
# Chinese has a comma of its own for lists.
_LISTED_HAN = re.compile(r"、[^\W_]{0,12}$")


def listed(low: str, hits: list[Hit]) -> list[tuple[int, int]]:
    """Return the spans between weapons of an enumeration ("tanks, howitzers"), and those of names with their quotes."""
    weapons = [hit for hit in hits if hit.rule.kind in {"weapon", "country", "party"} or is_class(hit)]
    spans = [
        (hit.start - 2, hit.end + 2)
        for hit in weapons
        if (hit.rule.kind == "weapon" or _quoted(low, hit)) and not _verb_between(hits, hit.end, hit.end + VERB_REACH)
    ]  # fmt: skip
    for one, other in pairwise(weapons):
        named = {one.rule.kind, other.rule.kind} & {"country", "party"}
        near = not named and 0 < other.start - one.end <= APPOSITION and not _verb_between(hits, one.end, other.start)
        gap = low[one.end : other.start]
        if near and (_LISTED.match(gap) or _LISTED_HAN.match(gap)):
            spans.append((one.end, other.start))
    return spans


def _verb_between(hits: list[Hit], start: int, end: int) -> bool:
    """Say whether a word of intent behind a weapon begins a new clause ("which bought S-400, may lose F-35")."""
    return any(start <= hit.start and hit.end <= end and "cue.planned" in hit.rule.tags for hit in hits)


def _quoted(low: str, hit: Hit) -> bool:
    """Say whether a class of weapons, or a party's name, stands between quotation marks of its own."""
    around = {low[hit.start - 1 : hit.start], low[hit.end : hit.end + 1]}
    return (is_class(hit) or hit.rule.kind == "party") and around <= _QUOTES
