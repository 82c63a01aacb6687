"""A bare name right behind a noun owns it: the Persian ezafe ("the sanctions of America": تحریم‌های آمریکا)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.kinds import inside, is_weapon

if TYPE_CHECKING:
    from collections.abc import Container

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# A plural ending that is written apart, an adjective, a "government of" may stand between.
REACH = 60
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_NOUNS = {"theme.sanctions", "trigger.transfer", "trigger.get"}


class Between(NamedTuple):
    """Words that may stand between a noun and whose it is.

    Beside those of *through* one other may stand, beside one that *joins* none; *plurals* stand apart from their noun,
    those of *counts* between a delivery and what it brings.
    Behind one of *breaks* ("that") stands who gives weapons, not whose make they are.
    Behind *goods* for which others are sanctioned stands nobody who does that: "را به دلیل فروش نفت ایران تحریم کرد".
    """

    through: Container[str]
    joins: Container[str]
    plurals: Container[str]
    breaks: Container[str]
    counts: Container[str]
    goods: tuple[str, ...] = ()


def owner_mark(
    low: str,
    hits: list[Hit],
    index: int,
    role_words: Container[str],
    words: Between,
) -> str | None:
    """Return the part of the name ``hits[index]`` by the noun before it: sanctions, a delivery, a weapon.

    *role_words* between the two (prepositions) part them, *words* do not. None where no such noun stands there, or one
    that is itself a role word ("delivered to").
    """
    hit = hits[index]
    sold = low.endswith(words.goods, 0, hit.start) and any("trigger.impose" in it.rule.tags for it in hits[index:])
    for other in reversed([] if sold else hits[:index]):
        if other.end < hit.start - REACH:
            return None
        mark = _mark(low, hits, other, words)
        if mark is None or other.end > hit.start or (mark != "compound" and inside(hits, other, _NOUNS)):
            continue
        tokens = [token for token in _TOKEN.findall(low[other.end : hit.start]) if token not in words.plurals]
        if any(token in role_words or not token.isalnum() for token in tokens):
            return None
        if mark != "compound" and any(token in words.breaks for token in tokens):
            return None
        others = len([token for token in tokens if token not in words.through])
        if others > (0 if any(token in words.joins for token in tokens) else 1):
            return None
        return None if low[other.start : other.end] in role_words else mark
    return None


def words_between(grammar: ClaimGrammar) -> Between:
    """Return what may stand between a noun and whose it is, and the trade in goods that are no arms ("فروش نفت ")."""
    through = frozenset(word for entry in (*grammar.skip, *grammar.owned_through) for word in entry.split())
    joins, plurals = frozenset(grammar.joins), frozenset(grammar.plurals)
    pairs = (word.split() for word in grammar.other if grammar.names_after and word.count(" ") == 1)
    goods = tuple(f"{trade} {sold} " for trade, sold in pairs if sold in grammar.skip)
    return Between(through, joins, plurals, frozenset(grammar.breaks), frozenset(grammar.skip), goods)


def name_homes(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Mark the state whose group was just named as no party of its own: حوثی‌های یمن, the Houthis of Yemen."""
    if not grammar.names_after:
        return
    for one, other in pairwise(mentions):
        beside = not low[one.end : other.start].strip()
        if beside and one.hit.rule.kind == "party" and other.hit.rule.kind == "country":
            other.mark = "other"


def is_object(low: str, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *party* is a bare object by the word behind it (Persian را)."""
    if party.mark is not None or not grammar.after_object:
        return False
    word = _TOKEN.search(low, party.end)
    return word is not None and word.group() in grammar.after_object


def _mark(low: str, hits: list[Hit], noun: Hit, words: Between) -> str | None:
    tags = noun.rule.tags
    if "theme.sanctions" in tags:
        return "compound"
    if "trigger.transfer" in tags:
        return "giver"
    if "trigger.get" in tags or not is_weapon(noun):
        return None
    mover = _mover(low, hits, noun, words)
    if mover is None:
        return "origin"
    return "to" if "trigger.supplier" in mover.rule.tags else "giver"


def _mover(low: str, hits: list[Hit], weapon: Hit, words: Between) -> Hit | None:
    """Return the delivery (or supplier) before the weapon, or before the class word that leads to its name.

    Only its number and how it is counted may stand between; of a weapon of several words the first counts.
    """
    whole = (other.start for other in hits if is_weapon(other) and other.start < weapon.start < other.end)
    start = min(whole, default=weapon.start)
    for other in reversed(hits):
        between = [token for token in _TOKEN.findall(low[other.end : start]) if token not in words.plurals]
        if other.end > start or any(not token.isdigit() and token not in words.counts for token in between):
            continue
        if other.rule.tags & {"trigger.transfer", "trigger.supplier"}:
            return other
        if is_weapon(other):
            start = other.start
    return None
