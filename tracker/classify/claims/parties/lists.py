"""Lists whose members have articles or repeat their preposition: "gegen Guinea, Gabun und den Tschad" (German)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.lexicon.grammar import ClaimGrammar

# The parts that a list has by the word before its first member.
LED = frozenset({"to", "from", "by", "against", "of", "with", "other"})
# The roles of names: an adjective describes something of its own.
NAMED = frozenset({"names", "capital", "people"})
# How many words the noun of an adjective has before the list goes on: "gegen lettische Abgeordnete sowie …".
NOUN_WORDS = 2


def link_lists(
    low: str,
    mentions: list[PartyMention],
    link: Callable[[PartyMention, PartyMention], str | None],
    marks: tuple[Mapping[str, str], frozenset[int]],
    grammar: ClaimGrammar,
) -> list[str | None]:
    """Return how each party is joined with the next: by *link*, or in a list whose members have articles of their own.

    *marks*: the role words, and where verbs begin that end a list before its last member ("an A und B liefert …").
    """
    found = [link(one, other) for one, other in pairwise(mentions)]
    if not grammar.twofold:
        return found
    for first, head in enumerate(mentions[:-1]):
        named = head.hit.rule.role in NAMED or head.mark == "against"
        if head.mark not in LED or not named or (first and found[first - 1] is not None):
            continue
        last = _last(low, mentions, first, marks[0], grammar)
        if last > first and mentions[last].end + 1 in marks[1]:  # "an A, B und C schicken Raketen"
            found[first] = None
            continue
        found[first:last] = ["beside"] * (last - first)
    return found


def case_of_others(words: list[str], cases: Mapping[str, str]) -> str | None:
    """Return the part that the noun of others among *words* gives a list that it ends: "Katar ve diğer ülkelere"."""
    return next((cases[word[-size:]] for word in words for size in (5, 4) if word[-size:] in cases), None)


def _last(low: str, mentions: list[PartyMention], first: int, before: Mapping[str, str], grammar: ClaimGrammar) -> int:
    """Return the last member of the list that begins with member *first*, or that itself where there is none."""
    head = mentions[first]
    for one, other in pairwise(mentions[first:]):
        tokens = TOKEN.findall(low[one.end : other.start])
        joint = next((place for place, word in enumerate(tokens) if word == "," or word in grammar.joins), None)
        noun = 0 if one.hit.rule.role in NAMED else NOUN_WORDS
        if joint is None or joint > noun or not _is_member(head, other, tokens[joint + 1 :], before, grammar):
            return first
        if tokens[joint] != ",":
            return mentions.index(other)
    return first


def _is_member(
    head: PartyMention, member: PartyMention, words: list[str], before: Mapping[str, str], grammar: ClaimGrammar
) -> bool:
    """Say whether *words* before *member* are an article, the preposition of *head* again, or who is aimed at."""
    if member.hit.rule.role not in NAMED and head.mark != "against":
        return False
    if before.get(" ".join(words)) == head.mark == member.mark:
        return True
    persons = grammar.persons if head.mark == "against" else []
    if any(word not in grammar.dative and word not in grammar.skip and word not in persons for word in words):
        return False
    if member.mark is None and words[-1:] and words[-1] in grammar.twofold and len(words) == 1 and head.mark != "of":
        return False  # "Sanktionen gegen Moskau und der Westen liefert …": a subject
    return member.mark in {None, "to", "of", "adjective", head.mark}
