"""Whose accusation it is that somebody denies: he has no part in the deed ("China rejected US claims about …")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_noun_trigger, is_weapon
from tracker.classify.claims.patterns import TOKEN, word_of

if TYPE_CHECKING:
    import re

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

DENIALS = frozenset({"cue.denied", "cue.blocked", "cue.rejected"})
# How many words, and characters, stand between an accusation and whose it is.
LED_WORDS = 3
LED_REACH = 30


def without_accusers(
    low: str, parties: list[PartyMention], hits: list[Hit], bounds: tuple[int, int], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return *parties* without those whose accusation is denied in the sentence with *bounds*."""
    if not grammar.charges or not any(hit.rule.tags & DENIALS for hit in hits):
        return parties
    for match in word_of(tuple(grammar.charges), spaced=not grammar.reports).finditer(low, *bounds):
        content = [item for item in parties if not _moves(item, hits)]
        author = next((item for item in content if _led(low, match.end(), item, grammar)), None)
        author = author or next((item for item in reversed(parties) if _owns(low, item, match, grammar)), None)
        if author is not None:
            parties = [item for item in parties if item.group != author.group]
    return parties


def _moves(item: PartyMention, hits: list[Hit]) -> bool:
    """Say whether *item* describes arms or a delivery, which the accusation is about: "reports of Omani shipments"."""
    described = item.hit.rule.role == "adjectives"
    return described and any(hit.start == item.end + 1 and (is_weapon(hit) or is_noun_trigger(hit)) for hit in hits)


def _led(low: str, end: int, item: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *item* stands behind the accusation that ends at *end*: "claims by the US", "обвинения США"."""
    words = TOKEN.findall(low[end : item.start]) if 0 < item.start - end <= LED_REACH else None
    if words is None or len(words) > LED_WORDS:
        return False
    led = {*grammar.of, *grammar.by, *grammar.from_, *grammar.skip, *grammar.dative, *grammar.articles, *grammar.cased}
    return all(word in led for word in words)


def _owns(low: str, item: PartyMention, match: re.Match[str], grammar: ClaimGrammar) -> bool:
    """Say whether *item* stands before the accusation that is his: "US claims", "американские обвинения"."""
    between = low[item.end : match.start()] if item.end <= match.start() else None
    if between is None or grammar.verb_first or grammar.names_after:
        return False  # who stands there turns it down
    if grammar.reports:  # 英国关于其向苏丹提供无人机的指控
        return "，" not in between and (between in {"", "的", "方"} or between.startswith(tuple(grammar.about)))
    if grammar.case_at_end:
        return item.mark == "of" and "," not in between
    words = between.replace("'s", " ").split()
    return not words or (len(words) == 1 and words[0] in grammar.skip)
