"""One sentence as it was read: what stands in it, before anybody is given a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar


class Reading(NamedTuple):
    """One sentence read: its hits, parties, triggers and weapons; *before*: the hits of the sentence before it."""

    sentence: Sentence
    hits: list[Hit]
    parties: list[PartyMention]
    grammar: ClaimGrammar
    before: list[Hit] = []
