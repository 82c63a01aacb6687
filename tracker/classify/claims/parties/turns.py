"""Where a name behind a joining word is a subject of its own, and where "with" joins two names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

DEEDS = frozenset({"trigger.give", "trigger.get", "trigger.equip"})
PASSIVES = frozenset({"trigger.given", "trigger.transfer"})
# How long the word behind a verb may be.
WORD = 20


def verbs(low: str, hits: list[Hit], grammar: ClaimGrammar) -> frozenset[int]:
    """Return where the verbs begin by which a name right before them is a subject of its own, or their auxiliaries."""
    if grammar.twofold:
        return _followed(low, hits, grammar)
    if not grammar.sellers:
        return frozenset()
    endings = tuple(grammar.participles)
    deeds = [hit for hit in hits if hit.rule.tags & DEEDS and "trigger.transfer" not in hit.rule.tags]
    found = {hit.start for hit in deeds if not low.endswith(endings, 0, hit.end)}
    helped = (
        hit.start - len(word) - 1
        for hit in deeds
        for word in grammar.actives
        if low.endswith(f" {word} ", 0, hit.start)
    )
    return frozenset({*found, *helped})


def _followed(low: str, hits: list[Hit], grammar: ClaimGrammar) -> frozenset[int]:
    """Return where verbs begin behind which their object stands: "an Riga und die USA schicken Raketen" (German)."""
    things = {hit.start for hit in hits if is_weapon(hit)}
    leading = {*grammar.skip, *grammar.dative}
    deeds = [hit for hit in hits if hit.rule.tags & DEEDS and not hit.rule.tags & PASSIVES]
    behind = {hit.start: low[hit.end + 1 : hit.end + WORD].partition(" ")[0] for hit in deeds}
    return frozenset(
        hit.start
        for hit in deeds
        if hit.end + 1 in things or behind[hit.start] in leading or behind[hit.start].isdigit()
    )


def part_opening(low: str, mentions: list[PartyMention], links: list[str | None], grammar: ClaimGrammar) -> None:
    """Part the name that ends an opening phrase from two subjects behind its comma, if the sentence has no other.

    "En guerra con Rusia, Francia y Alemania envían …", not "Tras visitar Rusia, China y Omán, el ministro …".
    """
    bare = all(item.mark is None for item in mentions[1:3])
    if not grammar.sellers or links[:2] != ["comma", "and"] or mentions[0].mark is None or not bare:
        return
    asides = tuple(f", {word} " for word in grammar.asides)
    more = len(links) > 2 and links[2] is not None  # noqa: PLR2004 - the link behind the pair
    behind = low[mentions[2].end :]
    if (
        more
        or (behind.startswith(",") and not behind.startswith(asides))
        or any(item.mark is None for item in mentions[3:])
    ):
        return
    links[0] = None


def pair_up(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let two with only a "with" between be joined: "Fransa ile Almanya'dan" is from both (Turkish)."""
    for one, other in pairwise(mentions if grammar.case_at_end else []):
        if other.mark == "other" and low[one.end : other.start] == "-":
            one.mark = "other"  # "Rusya-Ukrayna savaşı"
        if one.mark == "with" and low[one.end : other.start].strip() in grammar.after_with:
            one.mark = None
