"""What a language needs for claims beside its rules: languages/<lang>/claims.toml.

The words here stand before or after a party and give it its part; they are looked up only around parties and
triggers, so they may be as short and common as they like. All are lower case; an entry may hold several words.
"""

from __future__ import annotations

from tracker.lexicon.grammar.clauses import ClauseGrammar
from tracker.lexicon.grammar.deeds import DeedGrammar
from tracker.lexicon.grammar.marks import Mark, MarkGrammar
from tracker.lexicon.grammar.parties import PartyGrammar
from tracker.lexicon.grammar.sanctions import SanctionGrammar
from tracker.lexicon.grammar.speech import SpeechGrammar
from tracker.lexicon.grammar.weapons import WeaponGrammar
from tracker.lexicon.grammar.world import World

__all__ = ["ClaimGrammar", "Mark", "World"]


class ClaimGrammar(
    MarkGrammar, PartyGrammar, ClauseGrammar, SpeechGrammar, DeedGrammar, WeaponGrammar, SanctionGrammar
):
    """Role words and word order of one language; each field says what its words do, and which language has the like."""

    world: World = World()
    """What is known of states: the same for all languages, and no part of their files."""

    @property
    def by_order(self) -> bool:
        """Whether order and prepositions alone tell who does what, in words with spaces between them (English)."""
        return self.noun_compounds and not self.reports
