"""The state whose firms and people sanctions are on: "20 ABD savunma şirketi ile 10 yöneticiye yaptırım" (Turkish)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.endings import ACCUSATIVE, COMPOUND, DATIVE, GENITIVE

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words stand between a state and its firms, and between it and the sanctions.
NEAR = 4
FAR = 14
# Marks of who has a part of his own.
_QUOTED = re.compile(r"[\"”’»']n?[ae]\b")
APART = frozenset({"of", "to", "from", "by", "against"})


def mark_firms(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Mark each of *mentions* as aimed at whose firms or people stand behind it and before sanctions on them."""
    if not grammar.firms:
        return
    places = sorted({hit.start for hit in hits if "theme.sanctions" in hit.rule.tags})
    onto = {hit.start for hit in hits if "theme.sanctions" in hit.rule.tags and _dative(low, hit)}
    listing = {hit.start for hit in hits if "trigger.sanctioned" in hit.rule.tags}
    holdings = {hit.start for hit in hits if "role.holdings" in hit.rule.tags}  # "bankasının varlıklarını dondurdu"
    ends_at = [*(item.start for item in mentions[1:]), len(low)]
    for item, end in zip(mentions, ends_at, strict=False):
        place = next((place for place in places if item.end <= place < end), None)
        listed, held = place in listing, place in holdings
        if place is None or (item.mark in APART and not ((listed or held) and item.mark == "of")):
            continue
        words = low[item.end : place].split()
        words = words[:-1] if words[-1:] and words[-1] in grammar.after_against else words  # "bankalarına yönelik"
        endings = [DATIVE, *([GENITIVE] if listed or held else []), *([ACCUSATIVE] if place in onto else [])]
        ends = any(ending.search(words[-1]) for ending in endings) if words else False  # "firmasını listesine"
        ends = ends or (listed and bool(words) and words[-1].startswith(tuple(grammar.firms)))  # "Çinli şirket"
        if ends and len(words) <= FAR and _has_firms(item, words, grammar):
            item.mark = "against"


def _dative(low: str, hit: Hit) -> bool:
    """Say whether *hit* is in the dative, be its ending behind a quotation mark: "“varlık listesi”ne"."""
    return DATIVE.search(low[hit.start : hit.end]) is not None or _QUOTED.match(low, hit.end) is not None


def _has_firms(item: PartyMention, words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether firms or people of *item* stand behind it, and no office of its own."""
    stems, offices = tuple(grammar.firms), {*grammar.after_heads, *grammar.after_titles}
    number = next((number for number, word in enumerate(words[:NEAR]) if word.startswith(stems)), None)
    if number is None or any(word in offices for word in words[: number + 1] if word != words[number]):
        return False
    described = item.hit.rule.role in {"adjectives", "people"} or words[0].startswith("'l")
    return described or COMPOUND.search(words[number]) is not None
