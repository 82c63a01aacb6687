"""Dative or genitive, to or of: German articles ("liefert der Ukraine", "Waffen der USA"), English possessives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_weapon

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# An article, and a number behind it ("der 27 EU-Staaten").
_ARTICLE = re.compile(r"([^\W\d_]+)\s+(?:\d+\s+)?$")
_NOUN = re.compile(r"([^\W\d_][^\W_]*)\s+$")
# How far back the word before the article may begin.
REACH = 40
_NOUNS = {"theme.sanctions", "trigger.transfer"}


def genitive_mark(  # noqa: PLR0911 - one answer per kind of word before the article
    low: str, cased: str, hits: list[Hit], index: int, grammar: ClaimGrammar
) -> str | None:
    """Return ``of`` where the article before the party makes a genitive: it stands right behind a noun.

    Nouns are known by their capital letter. Behind a party or a leader's name the article is a dative ("hat Polen der
    Ukraine"), behind an office of state it names the state itself ("der Präsident der Ukraine": ``bare``).
    """
    hit = hits[index]
    if not grammar.dative:
        return None
    word = _ARTICLE.search(low[max(0, hit.start - 12) : hit.start])
    if word is None or word.group(1) not in grammar.dative:
        return None
    article = hit.start - len(word.group(0))
    if grammar.twofold and any(low.endswith(f" {phrase} ", 0, article) for phrase in grammar.from_ if " " in phrase):
        return "from"  # "aus Beständen der Bundeswehr"
    ending = [other for other in hits[:index] if 0 <= article - other.end <= 1]
    if any(low[other.start : other.end].rsplit(maxsplit=1)[-1] in grammar.against for other in ending):
        return None
    owning = not grammar.twofold or word.group(1) in grammar.twofold  # "dem", "den" are datives
    if owning and any(other.rule.tags & _NOUNS or is_weapon(other) for other in ending):
        return "of"
    if owning and any("trigger.seek" in other.rule.tags for other in ending):
        # "the wish list of the Ukrainian embassy": who asks is who gets.
        return "to"
    offices = [other for other in ending if "group.state" in other.rule.tags]
    if offices:
        # "hat die slowakische Regierung der Ukraine …": an office that has its state owns no other
        named = any(other.end + 1 == office.start and _names(other) for other in hits[:index] for office in offices)
        return None if named else "bare"
    if any(other.rule.kind in PARTIES or "group.leader" in other.rule.tags for other in ending):
        return None
    return _noun_mark(cased, article, grammar) if owning else None


def office_before(low: str, hits: list[Hit], index: int) -> int:
    """Return where the office begins that stands before the article of the party: "die Regierung der Ukraine"."""
    word = _ARTICLE.search(low[max(0, hits[index].start - 12) : hits[index].start])
    article = hits[index].start - (len(word.group(0)) if word else 0)
    offices = [hit.start for hit in hits[:index] if "group.state" in hit.rule.tags and 0 <= article - hit.end <= 1]
    return min(offices, default=article)


def seat_of(low: str, hits: list[Hit], index: int, start: int, grammar: ClaimGrammar) -> int | None:
    """Return where the office begins that "von" gives its state: "den Präsidenten von Belarus" (German).

    Not where the state may be who gives: "hat die Armee von Mali Panzer erhalten", "die der Armee von Mali geliefert
    wurden". An office that begins the sentence has the verb behind it.
    """
    hit = hits[index]
    end = hit.start - len(" von ")
    if not grammar.twofold or hit.rule.role in {"adjectives", "people"} or not low.startswith(" von ", max(end, 0)):
        return None
    offices = [other for other in hits[:index] if "group.state" in other.rule.tags and other.end == end]
    if not offices or any(_names(other) and other.end + 1 == offices[0].start for other in hits[:index]):
        return None
    seat = min(other.start for other in offices)
    before = low[start:seat].replace("„", "").split()
    roles = {*grammar.dative, *grammar.of, *grammar.to, *grammar.against, *grammar.from_, *grammar.with_}
    led = not {*roles, *grammar.other}.isdisjoint((*before[-2:], " ".join(before[-2:])))
    given = set(low[hit.end : hit.end + REACH].split(",", maxsplit=1)[0].split()) & {*grammar.passives}
    return seat if not before[1:] or (led and not given) else None


def is_subject(low: str, seat: int, grammar: ClaimGrammar) -> bool:
    """Say whether the article before the office at *seat* makes it a subject: "der Präsident", not "der Armee"."""
    article = low[:seat].rstrip().rpartition(" ")[2]
    office = low[seat:].split(maxsplit=1)[0]
    return article in grammar.twofold and not office.endswith(tuple(grammar.feminine))


def _noun_mark(cased: str, article: int, grammar: ClaimGrammar) -> str | None:
    """Return what the noun before a genitive article makes of its party, None where it is no noun or owns nothing."""
    noun = _NOUN.search(cased, max(0, article - REACH), article)
    if noun is None or not noun.group(1)[0].isupper() or noun.group(1).isupper():
        return None
    word = noun.group(1).lower()
    if word in grammar.moments:
        return None  # "hat am Dienstag der Ukraine"
    before = cased[: noun.start(1)].rstrip()
    if word in grammar.voices or f"{before.rpartition(' ')[2].lower()} {word}" in grammar.other:
        return "other"  # "nach Ansicht der USA"
    # The first word of a sentence is written with a capital letter whatever it is.
    return "of" if before and before[-1] not in '.!?:\n„“"' else None


def _names(hit: Hit) -> bool:
    """Say whether *hit* describes an office by its state."""
    return hit.rule.kind in PARTIES and hit.rule.role == "adjectives"


def governing(hits: list[Hit], index: int, grammar: ClaimGrammar) -> int | None:
    """Return where the office begins that a bare genitive belongs to: "die Führung Chinas", "Chinas Führung"."""
    hit = hits[index]
    if not grammar.dative or "gen" not in hit.cases or "nom" in hit.cases:
        return None
    around = (*hits[max(0, index - 6) : index], *hits[index + 1 : index + 6])
    beside = [other for other in around if "group.state" in other.rule.tags]
    before = next((other.start for other in beside if other.end + 1 == hit.start), None)
    return hit.start if any(other.start == hit.end + 1 for other in beside) else before


def owns(low: str, place: int, grammar: ClaimGrammar) -> bool:
    """Say whether the ending of who owns something stands at *place*, and a blank behind it."""
    return any(low.startswith(f"{ending} ", place) for ending in grammar.possessives)


def owns_plan(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> bool:
    """Say whether the party leads to a word of intent: "to Washington's plan to send …", "on a US threat to hit …"."""
    end = hits[index].end
    owned = low.startswith(tuple(grammar.possessives), end)
    placed = low.endswith(tuple(f" {word} " for word in grammar.markets), 0, hits[index].start)
    if not owned and (not grammar.noun_compounds or placed):  # "leaders meeting in Ottawa vowed to …"
        return False
    start = end + 3 if owned else end + 1
    return any(
        0 <= other.start - start <= owned
        and other.rule.tags & {"cue.planned", "cue.agreed", "cue.blocked", "trigger.seek"}
        and (owned or any(f" {word} " in low[other.start : other.end + 4] for word in grammar.asks_to_do))
        for other in hits[index + 1 : index + 8]
    )
