"""Relative clauses that tell which arms are meant: "the howitzers that it promised Peru", "tanks it got from Chile"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind the weapon the verb of the clause stands.
VERB_REACH = 60
GETS = frozenset({"trigger.get"})
GIVES = frozenset({"trigger.give"})


class Described(NamedTuple):
    """A clause ``[start, end)`` behind a weapon with its verb *deed* and its subject, None where that is a pronoun."""

    weapon: int
    start: int
    end: int
    deed: Hit
    subject: PartyMention | None

    def holds(self, place: int) -> bool:
        """Say whether *place* lies in the clause."""
        return self.start <= place < self.end


def described(trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading) -> Described | None:
    """Return the clause that tells which of *items* is meant, if *trigger* stands outside it or is its verb."""
    if not reading.grammar.described_by:
        return None
    gives = not trigger.rule.tags & {"trigger.get", "trigger.seek"}
    clauses = (_clause(item, deed, reading) for item in items for deed in triggers)
    found = (clause for clause in clauses if clause is not None)
    return next(
        (clause for clause in found if clause.deed is trigger or (gives and not clause.holds(trigger.start))), None
    )


def _clause(item: WeaponObject, deed: Hit, reading: Reading) -> Described | None:
    """Return the clause behind *item* whose verb is *deed*: "that", a subject, an auxiliary at most between."""
    text, grammar = reading.sentence.text, reading.grammar
    if not item.end < deed.start <= item.end + VERB_REACH or not deed.rule.tags & (GETS | GIVES):
        return None
    if not text[deed.start : deed.end].endswith(tuple(grammar.pasts)):
        return None
    parties = [party for party in reading.parties if item.end <= party.start and party.end <= deed.start]
    subject = parties[0] if len(parties) == 1 else None
    between = text[item.end : deed.start]
    if subject is not None:
        between = text[item.end : subject.start] + "it" + text[subject.end : deed.start]
    words = between.split()
    if words[:1] and words[0] in grammar.relatives_object:
        words = words[1:]
    if parties[1:] or not words or words[0] not in grammar.same_subject or between.startswith(","):
        return None
    if any(word not in grammar.described_by for word in words[1:]):
        return None
    return Described(item.start, item.end, reading.sentence.around(deed.start)[1], deed, subject)
