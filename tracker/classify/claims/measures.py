"""A word of sanctions with the parties that it reaches: what is looked at to find who imposes and who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar

# A genitive or compound belongs to a sanctions word this near.
BESIDE = 40
# Who mostly imposes sanctions: nobody's target by the order of words alone, and no mere opponent.
CORE = frozenset({"US", "EU", "UN", "GB", "West", "NATO"})


class Sides(NamedTuple):
    """Who imposes and who is meant; empty where not said."""

    imposers: list[PartyMention]
    targets: list[PartyMention]


class Measure(NamedTuple):
    """The *trigger*, one of the sentence's words of sanctions (*triggers*), and the *parties* within its reach."""

    reading: Reading
    trigger: Hit
    triggers: list[Hit]
    parties: list[PartyMention]

    @property
    def grammar(self) -> ClaimGrammar:
        """The grammar of the text's language."""
        return self.reading.grammar

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb: "sanctioned", not "sanctions"."""
        return "trigger.impose" in self.trigger.rule.tags

    def inside(self, party: PartyMention) -> bool:
        """Say whether *party* stands in the trigger's own segment."""
        segment = self.reading.sentence.segment
        return segment(party.start) == segment(self.trigger.start)

    def beside(self) -> list[PartyMention]:
        """Return the parties so near to the trigger that a genitive or a compound may belong to it."""
        start, end = self.trigger.start, self.trigger.end
        return [item for item in self.parties if min(abs(item.start - end), abs(start - item.end)) < BESIDE]


def nearest_to(parties: list[PartyMention], trigger: Hit) -> list[PartyMention]:
    """Return the parties joined with the one nearest to the trigger."""
    nearest = min(parties, key=lambda item: abs(item.start - trigger.start), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]
