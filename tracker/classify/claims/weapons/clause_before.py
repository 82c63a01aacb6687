"""What a verb moves that its own clause does not name: the weapons of the clause before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How long the noun behind a weapon's name is, before its relative clause, and where adjectives stand behind nouns.
NOUN_REACH = 10
DESCRIBED_REACH = 45


def passed_on(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return what the clause before got and *trigger* gives to another (购买无人机，并且送给乌克兰; Chinese)."""
    sentence, words = reading.sentence, tuple(reading.grammar.resumes)
    own = sentence.segment(trigger.start)
    if not (reading.grammar.reports and "trigger.give" in trigger.rule.tags and sentence.clause(own).startswith(words)):
        return []
    got = [hit for hit in triggers if "trigger.get" in hit.rule.tags and sentence.segment(hit.start) == own - 1]
    found = [item for item in objects if got and item.start >= got[0].end and sentence.segment(item.start) == own - 1]
    getters = (item for item in reading.parties if item.mark == "to" or item.start == trigger.end)
    return found if any(sentence.segment(item.start) == own for item in getters) else []


def antecedent(trigger: Hit, objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return the weapon right before the relative clause of *trigger*: "24 F-16, que llegarán a …"."""
    sentence = reading.sentence
    start, words = sentence.begin(trigger.start), sentence.opening(trigger.start)
    relatives = (*reading.grammar.relatives, *reading.grammar.relatives_object)
    tags = trigger.rule.tags
    declined = bool(reading.grammar.cased)
    gives = (reading.grammar.by_order or declined) and "trigger.give" in tags and "status.agreed" not in tags
    if not (reading.grammar.adjective_after or gives) or not words or words[0] not in relatives:
        return []
    # "24 Rafale de l'armée, que …", but "ammunition for Gepard tanks that …"
    reach = DESCRIBED_REACH if reading.grammar.adjective_after else NOUN_REACH
    before = [item for item in objects if 0 <= start - item.end <= reach]
    if reading.grammar.verb_first:
        own = sentence.segment(trigger.start)
        before = [item for item in before if sentence.adjacent(sentence.segment(item.start), own)]
    return before[-1:]
