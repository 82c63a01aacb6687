"""Who is under sanctions from which somebody else is exempted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading


def not_exempted(reading: Reading, targets: list[PartyMention]) -> list[PartyMention]:
    """Return who is under sanctions from which somebody else is exempted: "Oslo'ya, Minsk'ten gübre … muafiyeti"."""
    under = reading.grammar.sanctioned
    if any(item.code in under or item.mark == "against" for item in targets):
        return targets
    others = [item for item in reading.parties if item.code in under]
    return others if len({item.code for item in others}) == 1 else []
