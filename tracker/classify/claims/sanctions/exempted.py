"""Who is under sanctions from which somebody else is exempted, and who only opposes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def not_exempted(reading: Reading, targets: list[PartyMention]) -> list[PartyMention]:
    """Return who is under sanctions from which somebody else is exempted: "Oslo'ya, Minsk'ten gübre … muafiyeti"."""
    under = reading.grammar.sanctioned
    if any(item.code in under or item.mark == "against" for item in targets):
        return targets
    others = [item for item in reading.parties if item.code in under]
    return others if len({item.code for item in others}) == 1 else []


def without_opponents(targets: list[PartyMention], trigger: Hit, cue: Hit, reading: Reading) -> list[PartyMention]:
    """Return *targets* without who only opposes the sanctions of others, and is not known to be under any.

    "Берлин раскритиковал американские санкции"; where words are declined, and in Bulgarian.
    """
    grammar = reading.grammar
    if not (grammar.cased or grammar.asked_between) or cue.start > trigger.start:
        return targets
    return [
        item for item in targets if item.mark is not None or item.end > cue.start or item.code in grammar.sanctioned
    ]
