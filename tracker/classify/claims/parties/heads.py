"""The office behind a state that carries its case (Turkish "Almanya Savunma Bakanlığı'na", "ABD Başkanı Biden'dan")."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.kinds import PARTIES, is_weapon
from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind the state its office may end.
REACH = 70
# The endings of a possessive and of a name, by case; "-nca" says by whom.
_POSSESSIVE = (
    r"(?:'?(?:(?P<dat>n[ae])|(?P<gen>n[ıiuü]n)|(?P<abl>nd[ae]n)|(?P<loc>nd[ae](?:ki)?)|(?P<ins>yl[ae])|(?P<by>nc[ae])"
    r"|(?P<acc>n[ıiuü])))?"
)
# Those of a plain plural ("Norveçli yetkililere").
_PLURAL = (
    r"(?:(?P<dat>[ae])|(?P<gen>[ıi]n)|(?P<abl>d[ae]n)|(?P<loc>d[ae](?:ki)?)|(?P<ins>l[ae])|(?P<by>c[ae])"
    r"|(?P<acc>[ıi]))?"
)
_NAME = (
    r"(?:'(?:(?P<dat>y?[ae])|(?P<gen>n?[ıiuü]n)|(?P<abl>[dt][ae]n)|(?P<loc>[dt][ae])|(?P<ins>y?l[ae])"
    r"|(?P<acc>y?[ıiuü])))?"
)
# Those of both, a vowel before them or not ("cuntanın", "yönetiminden").
_EITHER = (
    r"(?:(?P<dat>[ny]?[ae])|(?P<gen>n?[ıiuü]n)|(?P<abl>n?d[ae]n)|(?P<loc>n?d[ae](?:ki)?)|(?P<ins>y?l[ae])|(?P<by>n?c[ae])"
    r"|(?P<acc>[ny][ıiuü]))?"
)
_CAPITALS = r"(?:\s+(?-i:[A-ZÇĞİÖŞÜ])[\w.-]*){0,3}"


_FIRM = re.compile(rf"\s+[A-ZÇĞİÖŞÜ][\w.-]*{_CAPITALS}{_NAME}(?![\w'])")
_DESCRIBING = {"adjectives", "people"}


class Head(NamedTuple):
    """Where the office ends, and the grammatical case (or ``by``) that it gives its state; empty where bare."""

    end: int
    case: str


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...], *, named: bool, plural: bool) -> re.Pattern[str]:
    tail = rf"{_CAPITALS}{_NAME}" if named else _PLURAL if plural else _POSSESSIVE
    return re.compile(rf"(?:\s+[^\W\d_]+){{0,3}}?\s+{any_of(words)}{tail}(?![\w'])", re.IGNORECASE)


@lru_cache(maxsize=16)
def _ruling(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\s+[^\W\d_]+){{0,2}}?\s+{any_of(words)}{_EITHER}(?![\w'])", re.IGNORECASE)


def _seated(cased: str, hit: Hit, end: int, grammar: ClaimGrammar) -> Head | None:
    """Return who rules where *hit* says that he is: "Mali'deki cunta yönetimine"."""
    within = cased.endswith(tuple(grammar.seats), hit.start, hit.end)  # "Mali'deki" is a form of its own
    seat = next((seat for seat in grammar.seats if cased.startswith(seat, hit.end)), "")
    place = hit.end + len(seat)
    match = _ruling(tuple(grammar.governments)).match(cased, place, end) if seat or within else None
    if match is None:
        return None
    return Head(match.end(), next((name for name, value in match.groupdict().items() if value), ""))


def find_head(cased: str, hits: list[Hit], index: int, end: int, grammar: ClaimGrammar) -> Head | None:
    """Return the office behind the party ``hits[index]`` that stands for it, None where there is none.

    Nothing of another party may stand between them, and the party itself carries no case.
    """
    hit = hits[index]
    others = (other.start for other in hits[index + 1 :] if other.start >= hit.end and other.rule.kind in PARTIES)
    end = min(hit.end + REACH, end, next(others, end))
    if grammar.governments and (seated := _seated(cased, hit, end, grammar)):
        return seated
    if not grammar.after_heads or (hit.cases and "nom" not in hit.cases) or cased[hit.end : hit.end + 1] == "'":
        return None
    text = cased[hit.end : end]
    heads, titles, people = grammar.after_heads, grammar.after_titles, grammar.after_people
    for words, named in ((heads, False), (people, False), (titles, False), (titles, True)):
        match = _pattern(tuple(words), named=named, plural=words is people).match(text) if words else None
        if match is not None and not _described(match.group(), grammar):
            case = next((name for name, value in match.groupdict().items() if value), "")
            if case or words is heads or words is people or named:
                return Head(hit.end + match.end(), case)
    return _maker(text, hit, hits[index + 1 :], grammar)


@lru_cache(maxsize=16)
def _bare(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\s\w+){{0,2}}?\s{any_of(words)}(?:'?n[ae])?(?=\s)")


def past_head(low: str, party: PartyMention, end: int, grammar: ClaimGrammar) -> int:
    """Return where *party* ends with its office, if one stands before *end*: "Romanya hükümeti ve …"."""
    bare = grammar.case_at_end and party.mark in {None, "to"} and bool(grammar.after_heads)
    match = _bare(tuple(grammar.after_heads)).match(low, party.end, end) if bare else None
    return match.end() if match else party.end


def _described(text: str, grammar: ClaimGrammar) -> bool:
    """Say whether the state only describes whose office follows: "Rusya destekli cunta yönetimi"."""
    first = text.split(maxsplit=1)[0]
    return first in grammar.after_other and first not in grammar.based


def _maker(text: str, hit: Hit, later: list[Hit], grammar: ClaimGrammar) -> Head | None:
    """Return the firm that stands with its name behind an adjective: "Güney Koreli Hanwha'dan", no weapon."""
    match = _FIRM.match(text) if hit.rule.role in _DESCRIBING else None
    if match is None or any(is_weapon(other) and other.start < hit.end + match.end() for other in later):
        return None
    case = next((name for name, value in match.groupdict().items() if value), "")
    acts = text.startswith(tuple(f" {word}" for word in (*grammar.after_by, *grammar.after_with)), match.end())
    return Head(hit.end + match.end(), case) if case or acts else None


@lru_cache(maxsize=16)
def _saying(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:'[^\W_]+)?(?:\s[^\s,;]+){{0,3}}?\s{any_of(words)}(?![\w'])", re.IGNORECASE)


def _announces(cased: str, hits: list[Hit], party: PartyMention, end: int, grammar: ClaimGrammar) -> bool:
    """Say whether *party* only says what follows: "Norveç Savunma Bakanlığından dün yapılan açıklamada, …"."""
    head = find_head(cased, hits, hits.index(party.hit), end, grammar)
    place = head.end if head else party.end
    others = (item.start for item in hits if item.start >= place and item.rule.kind in PARTIES)
    return _saying(tuple(grammar.announcing)).match(cased, place, min([end, *others])) is not None


def part_company(
    texts: tuple[str, str], mentions: list[PartyMention], hits: list[Hit], end: int, grammar: ClaimGrammar
) -> None:
    """Mark who only says what follows, and with whom the next party only does something else (Turkish).

    "Rusya ile savaşan Ukrayna'nın aldığı tanklar"; *texts*: the folded text, small and with its capitals.
    """
    if not grammar.announcing:
        return
    for party in mentions:
        party.announces = _announces(texts[1], hits, party, end, grammar)
    for one, other in pairwise(mentions):
        words = texts[0][one.end : other.start].split()
        dealt = any(hit.rule.is_cue or hit.rule.opens_transfer for hit in hits if one.end <= hit.start < other.start)
        if one.mark == "with" and not dealt and len(words) > 1 and words[-1].endswith(tuple(grammar.doing)):
            one.mark = "other"
