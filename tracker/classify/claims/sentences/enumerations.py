"""Which weapons and names stand in one list ("tanks, howitzers"), whose commas begin no clause."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_class, is_trigger
from tracker.classify.claims.patterns import any_of
from tracker.classify.claims.sentences.objects import APPOSITION

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind a weapon and its comma the modal ends that begins a new clause.
VERB_REACH = 12
_QUOTES = {'"', "«", "»", "„", "“", "”"}
# What may stand between a weapon and the comma behind it ("kalibru 155 mm").
_CALIBRE = r"(?:\s+(?:[^\W\d_]+\s+){0,2}\d{2,3}(?:[.,]\d+)?[\s-]*[^\W\d_]+)?"
# What stands between a state and the next weapon of a list in which each has another.
_SHARE = re.compile(r", (?:and )?(?:[\w.-]+ ){0,4}")
# A word with what hyphens join to it ("air-to-air").
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"


def listed(low: str, hits: list[Hit], grammar: ClaimGrammar) -> list[tuple[int, int]]:
    """Return the spans between weapons of an enumeration ("tanks, howitzers"), and those of names with their quotes."""
    weapons = [hit for hit in hits if hit.rule.kind in {"weapon", "country", "party"} or is_class(hit)]
    if grammar.adjective_after or grammar.reports:
        weapons = _whole(weapons)
    spans = [] if grammar.reports else [  # quotation marks cut nothing in Chinese
        (hit.start - 2, hit.end + (0 if _ends_clause(low, hit, after, grammar) else 2))
        for hit, after in zip_longest(weapons, weapons[1:])
        if (hit.rule.kind == "weapon" or _quoted(low, hit)) and not _verb_between(hits, hit.end, hit.end + VERB_REACH)
    ]  # fmt: skip
    if grammar.dative:  # each comma parts clauses: "…, Leopard-Panzer zu liefern", "den Leopard, den …"
        spans = [(begin + 1, end - (1 if low[end - 2 : end - 1] in _QUOTES else 2)) for begin, end in spans]
    member = _member(tuple(grammar.examples), tuple(grammar.thousands), _kinds(grammar), tuple(grammar.besides))
    unspaced = _member_unspaced(tuple(grammar.besides))
    for one, other in pairwise(weapons):
        named = {one.rule.kind, other.rule.kind} & PARTIES
        near = not named and 0 < other.start - one.end <= APPOSITION and not _verb_between(hits, one.end, other.start)
        gap = low[one.end : other.start]
        joined = near and (member.match(gap) or unspaced.match(gap))
        if joined or (not named and "," in gap and _other_goods(gap, hits, (one.end, other.start), grammar)):
            spans.append((one.end, other.start))
    spans += _shares(low, hits, weapons, grammar) if grammar.noun_compounds else []
    return spans + _goods(low, hits, weapons, tuple(grammar.distinct))


def _kinds(grammar: ClaimGrammar) -> tuple[str, ...]:
    """Return patterns of what may stand between a weapon and its comma: "HIMARS sistemi, …", a plural ("جنگنده‌ها، …").

    With words that describe it behind some ("جنگنده‌های پنهان‌کار، …").
    """
    linked = (rf"{re.escape(word)}(?:\s{_WORD}){{1,3}}" for word in grammar.plurals_linked)
    return (*linked, *map(re.escape, sorted((*grammar.kinds, *grammar.plurals), key=len, reverse=True)))


def _shares(low: str, hits: list[Hit], weapons: list[Hit], grammar: ClaimGrammar) -> list[tuple[int, int]]:
    """Return the spans behind states of a list in which each gives or gets another weapon ("A from Lima, B from …")."""
    spans = []
    for one, other in pairwise(weapons):
        if one.rule.kind not in PARTIES or other.rule.kind in PARTIES:
            continue
        led = low[: one.start].removesuffix("the ").rstrip().endswith(tuple(f" {word}" for word in grammar.sided))
        gap, behind = low[one.end : other.start], low[other.end : other.end + APPOSITION]
        next_side = any(f" {word} " in f"{behind} " for word in grammar.sided)
        acts = any(is_trigger(hit) and one.end <= hit.start < other.start for hit in hits)
        if led and next_side and not acts and _SHARE.fullmatch(gap):
            spans.append((one.end, other.start))
    return spans


def _goods(low: str, hits: list[Hit], weapons: list[Hit], joints: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans behind weapons that other goods go on with: "Haubitzen, Medikamente und Decken"."""
    if "," not in low or not joints:
        return []
    pattern = _goods_pattern(joints)
    matches = [pattern.match(low, hit.end) for hit in weapons if hit.rule.kind not in PARTIES]
    spans = [match.span() for match in matches if match]
    return [
        (start, end) for start, end in spans
        if not any(start <= hit.start < end and (hit.rule.kind in PARTIES or is_trigger(hit)) for hit in hits)
    ]  # fmt: skip


def _other_goods(gap: str, hits: list[Hit], place: tuple[int, int], grammar: ClaimGrammar) -> bool:
    """Say whether only other goods of the list stand between two weapons: "ракеты, аптечки, каски и 20 гаубиц"."""
    if grammar.reports or grammar.verb_first or grammar.verb_last or not grammar.joins:
        return False
    if not _others(tuple(grammar.joins)).fullmatch(gap):
        return False
    if {*gap.replace(",", " ").split()} & {*grammar.breaks, *grammar.relatives, *grammar.attributes, *grammar.resumes}:
        return False
    if any({*part.split()[:1]} & {*grammar.joins, *grammar.distinct} for part in gap.split(",")[1:]):
        return False  # ", и" begins a clause
    low, high = place
    within = (hit for hit in hits if low <= hit.start and hit.end <= high)
    return not any(hit.rule.kind in PARTIES or is_trigger(hit) for hit in within)


@lru_cache(maxsize=32)
def _others(joints: tuple[str, ...]) -> re.Pattern[str]:
    """Return what stands between two weapons: other goods, each behind a comma, before the next a number and words."""
    goods = rf"{_CALIBRE}(?:\s*,\s(?:\d+\s)?(?:{_WORD}\s){{0,2}}{_WORD}){{1,3}}"
    return re.compile(rf"{goods}(?:\s*,|\s{any_of(joints)})\s(?:\d[\d.,]*\s+)?(?:{_WORD}\s){{0,2}}")


@lru_cache(maxsize=32)
def _goods_pattern(joints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_CALIBRE}\s*,\s(?:{_WORD}\s+){{1,2}}{any_of(joints)}\s")


def _whole(hits: list[Hit]) -> list[Hit]:
    """Return *hits* without those that are the beginning or the middle of another ("carri armati", 防空导弹系统)."""
    kept: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.end >= reach:
            kept.append(hit)
            reach = hit.end
    return kept


@lru_cache(maxsize=32)
def _member(
    examples: tuple[str, ...], thousands: tuple[str, ...], kinds: tuple[str, ...], besides: tuple[str, ...]
) -> re.Pattern[str]:
    """Return what stands between two weapons of a list: a comma or a word that brings an example, and a number.

    A pattern of *kinds* ("HIMARS sistemi, …") may stand before the comma, one of *besides* behind it.
    """
    kind = rf"(?:\s(?:{'|'.join(kinds)}))?" if kinds else ""
    short = rf"(?:{any_of(thousands)}\.\s+)?" if thousands else ""
    number = rf"(?:(?:[^\W\d_]+\s+)?\d[\d.,]*(?:\s\d{{3}})*\s+{short})?"
    joint = rf"(?:[,،、，]|{any_of(examples)}\b)" if examples else "[,،、，]"
    joint += rf"(?:\s*{any_of(besides)}\b)?" if besides else ""
    return re.compile(rf"{_CALIBRE}{kind}\s*{joint}\s*{number}(?:{_WORD}[\s-]+){{0,2}}$")


@lru_cache(maxsize=32)
def _member_unspaced(besides: tuple[str, ...]) -> re.Pattern[str]:
    """Return what stands between two weapons of a list in Chinese, which has a comma of its own for lists."""
    return re.compile(rf"(?:、|，{any_of(besides)})[“「『]?[^\W_]{{0,12}}[“「『]?$" if besides else r"(?!)")


def _ends_clause(low: str, hit: Hit, after: Hit | None, grammar: ClaimGrammar) -> bool:
    """Say whether a new clause begins behind a weapon's name: with its subject, or who says so (", сообщил …")."""
    said = low[hit.end + 2 : hit.end + 20].partition(" ")[0] in grammar.attributes
    return said or (after is not None and _turns(low[hit.end : after.start], after, grammar))


def _turns(gap: str, after: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether a new subject stands right behind the comma of a weapon's name: "livre des Rafale, Berlin aide …"."""
    named = after.rule.kind in PARTIES and gap.startswith(", ")
    return named and (gap == ", " or gap[2:] in grammar.determiners)


def _verb_between(hits: list[Hit], start: int, end: int) -> bool:
    """Say whether a word of intent behind a weapon begins a new clause ("which bought S-400, may lose F-35")."""
    return any(start <= hit.start and hit.end <= end and "cue.planned" in hit.rule.tags for hit in hits)


def _quoted(low: str, hit: Hit) -> bool:
    """Say whether a class of weapons, or a party's name, stands between quotation marks of its own."""
    around = {low[hit.start - 1 : hit.start], low[hit.end : hit.end + 1]}
    return (is_class(hit) or hit.rule.kind == "party") and around <= _QUOTES
