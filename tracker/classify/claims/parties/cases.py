"""The part that a grammatical case gives a party, alone or with a preposition (Russian, Ukrainian, Polish, Czech).

A preposition may mean one thing with one case and another with another ("в Иран": to, "в Иране": in), and a noun of
state before a genitive carries the case of both ("правительству Ирана": to the government of Iran).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.parties.datives import is_dative, is_fronted, is_owner
from tracker.classify.claims.parties.neighbours import is_noun, is_verb, term_before, terms_before

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

WINDOW = 60
MAX_WORDS_BETWEEN = 4
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?|[^\w\s«»„“”\"]")


def declined_mark(
    low: str, hits: list[Hit], index: int, start: int, words: Mapping[str, str], grammar: ClaimGrammar
) -> str | None:
    """Return the mark of the party ``hits[index]`` in the sentence that begins at *start*.

    *words* are the role words that mean the same with every case.
    """
    hit = hits[index]
    tokens = _TOKEN.findall(low[max(start, hit.start - WINDOW) : hit.start])
    head, tokens = _head(tokens, hit, grammar)
    if head in {"nom", "gen"} and _gets(low, hits, index, grammar):
        head = "dat"
    head = head or _described(low, hit, grammar) or _twin_case(low, hits, index, grammar)
    cases: Collection[str] = (head,) if head else hit.cases
    found, word = _role_word(tokens, words, grammar)
    if word in words:
        return words[word]
    if found:
        return _governed(low, hits, index, (word, cases), grammar)
    return _bare_mark(low, hits, index, (head, cases, tokens), grammar)


def _gets(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> bool:
    """Say whether the head of the party may be a dative, behind a deed or what it gives: "передасть танки уряду Кенії".

    So are short names without cases: "поставить ВВС Индии …".
    """
    before = low[: hits[index].start].rstrip()
    place = before.rfind(" ") + 1
    if before[place:] not in grammar.heads.get("dat", ()):
        return False
    deeds, given = {"trigger.give", "trigger.transfer"}, any("trigger.give" in hit.rule.tags for hit in hits[:index])
    return any(
        0 < place - other.end <= 1 and (other.rule.tags & deeds or (given and is_weapon(other)))
        for other in hits[:index]
    )


def _role_word(tokens: list[str], words: Mapping[str, str], grammar: ClaimGrammar) -> tuple[bool, str]:
    """Return whether a role word or preposition stands at the end of *tokens*, and which."""
    for count in range(min(MAX_WORDS_BETWEEN, len(tokens))):
        last = len(tokens) - count
        for width in (3, 2, 1):
            word = " ".join(tokens[last - width : last]) if last >= width else ""
            if word in words or word in grammar.cased:
                return True, word
        if tokens[last - 1] not in grammar.skip and not tokens[last - 1].isdigit():
            break
    return False, ""


def _governed(
    low: str, hits: list[Hit], index: int, said: tuple[str, Collection[str]], grammar: ClaimGrammar
) -> str | None:
    """Return the mark that a preposition gives with the case behind it."""
    word, cases = said
    marks = grammar.cased[word]
    if "nom" in cases:  # no nominative stands behind a preposition
        cases = [*cases, "acc"]
    if "gen" in marks and "gen" in cases and _of_people(low, hits[index], grammar):
        return marks["gen"]  # "у французьких виробників": of people, not into them
    if not cases and "acc" in marks and _sent(low, hits, index, word):
        return marks["acc"]
    return next((mark for case, mark in marks.items() if case in cases), marks.get("any"))


def _bare_mark(
    low: str, hits: list[Hit], index: int, said: tuple[str | None, Collection[str], list[str]], grammar: ClaimGrammar
) -> str | None:
    """Return the mark that the case alone gives."""
    head, cases, tokens = said
    near = terms_before(low, hits, index, grammar)
    neighbour = term_before(low, hits, index, grammar)
    if not cases:
        return _undeclined(hits, index, near, neighbour)
    if {"nom", "gen"} <= set(cases):
        # A form that may be any case belongs to a noun right before it.
        return "of" if neighbour is not None and is_noun(neighbour) else None
    giving = any("trigger.give" in other.rule.tags for other in near)
    if giving and "dat" in cases and "acc" in cases and "nom" not in cases:
        return str(grammar.cases["dat"]) if "dat" in grammar.cases else None  # "předá Indii rakety"
    if "nom" in cases or ("acc" in cases and any(is_verb(other) for other in near)):
        return None
    if head is None and "gen" in cases and "dat" in cases:
        dative = is_dative(low, hits, index, grammar) or is_fronted(low, tokens, (hits, index), grammar)
        return "to" if dative and not is_owner(hits, hits[index]) else "of"
    return next((str(mark) for case, mark in grammar.cases.items() if case in cases), None)


def _undeclined(hits: list[Hit], index: int, near: list[Hit], neighbour: Hit | None) -> str | None:
    """Return the mark of a name without cases: an army behind arms gets them, behind a noun it is a genitive."""
    if hits[index].rule.role == "institutions" and any("trigger.give" in other.rule.tags for other in near):
        return "to"  # "передало ВСУ десять танков"
    if hits[index].rule.role == "institutions" and any(is_weapon(other) for other in near):
        return "to" if any("trigger.transfer" in other.rule.tags for other in hits) else None
    return "of" if is_owner(hits, hits[index]) or (neighbour is not None and is_noun(neighbour)) else None


def _head(tokens: list[str], hit: Hit, grammar: ClaimGrammar) -> tuple[str | None, list[str]]:
    """Return the case of the noun of state at the end of *tokens* that the party belongs to, and what stands before."""
    # A capital that is not declined ("Oslo") stands there as well.
    seated = hit.rule.id.endswith((".capital", ".weak")) and ("loc" in hit.cases or not hit.cases)
    if seated and tokens and tokens[-1] in grammar.cased:
        case, left = _last_head(tokens[:-1], grammar)  # "rząd w Berlinie"
        if case:
            return case, left
    # An adjective comes here only before a noun of state: "szef norweskiego rządu".
    if not hit.cases or "gen" in hit.cases:
        case, left = _last_head(tokens, grammar)
        # "ambasadorowie państw UE": a genitive that itself has a head passes on that one's case.
        outer = _last_head(left, grammar) if case == "gen" else (None, left)
        return outer if outer[0] else (case, left)
    return None, tokens


def _last_head(tokens: list[str], grammar: ClaimGrammar) -> tuple[str | None, list[str]]:
    for width in (3, 2, 1):
        word = " ".join(tokens[-width:]) if len(tokens) >= width else ""
        for case, nouns in grammar.heads.items():
            if word in nouns:
                return case, tokens[:-width]
    return None, tokens


def _described(low: str, hit: Hit, grammar: ClaimGrammar) -> str | None:
    """Return the case of the noun of state that the adjective *hit* describes, where its own form leaves it open."""
    if hit.rule.role != "adjectives":
        return None
    words = _TOKEN.findall(low[hit.end : hit.end + WINDOW])
    for width in (3, 2, 1):
        noun = " ".join(words[:width])
        for case, nouns in grammar.heads.items():
            if case in hit.cases and noun in nouns:
                # Of people the accusative is spelt like the genitive.
                return None if case == "gen" and "acc" in hit.cases else case
    return None


def _of_people(low: str, hit: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether the adjective *hit* describes people or firms in the genitive."""
    if hit.rule.role != "adjectives" or "acc" not in hit.cases:
        return False
    words = _TOKEN.findall(low[hit.end : hit.end + WINDOW])[:3]
    return any(" ".join(words[:width]) in grammar.heads.get("gen", ()) for width in (1, 2, 3))


def _twin_case(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> str | None:
    """Return the case of the noun of state that a name describes which is spelt like its adjective: "polski rząd"."""
    hit = hits[index]
    if hit.rule.role != "names":
        return None
    near = (*hits[max(0, index - 4) : index], *hits[index + 1 : index + 5])
    twins = [other for other in near if (other.start, other.end, other.rule.role) == (hit.start, hit.end, "adjectives")]
    return next((case for case in (_described(low, twin, grammar) for twin in twins) if case), None)


def described_case(low: str, hit: Hit, grammar: ClaimGrammar) -> str | None:
    """Return the case of the noun of state that an adjective describes ("украинским войскам": to the … forces)."""
    if hit.rule.role != "adjectives":
        return None
    words = _TOKEN.findall(low[hit.end : hit.end + WINDOW])[:3]
    for width in (1, 2, 3):
        found = {case for case, nouns in grammar.heads.items() if " ".join(words[:width]) in nouns}
        fitting = [case for case in hit.cases if case in found and case in {"dat", "ins"}]
        if fitting:
            return fitting[0]
    return None


def _sent(low: str, hits: list[Hit], index: int, preposition: str) -> bool:
    """Say whether a verb or noun of giving, or a weapon, stands right before the preposition of a name without case."""
    before = low[: hits[index].start].rstrip()
    if not before.endswith(preposition):
        return False
    place = len(before) - len(preposition)
    return any(
        place - 2 <= other.end <= place
        and (other.rule.kind == "weapon" or any(tag.startswith(("trigger.", "class.")) for tag in other.rule.tags))
        for other in hits[max(0, index - 8) : index]
    )


def is_meant(low: str, hit: Hit, start: int, words: Mapping[str, str]) -> bool:
    """Say whether a declined adjective stands behind a word for who is meant ("проти двох російських банків").

    *words* are the role words that mean the same with every case.
    """
    tokens = _TOKEN.findall(low[max(start, hit.start - WINDOW) : hit.start])[-MAX_WORDS_BETWEEN - 1 :]
    return any(
        words.get(" ".join(tokens[first : first + width])) == "against"
        for first in range(len(tokens))
        for width in (2, 1)
        if all(token[0].isalnum() for token in tokens[first + width :])
    )
