"""Contracts that only lead to the deed they are about: a sale to somebody, what they are signed to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a contract stands what it is about.
CONTRACT_REACH = 80
CONTRACT = frozenset({"trigger.react", "cue.agreed"})


def beside(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> list[Hit]:
    """Return those of *triggers* that stand in the clause of *trigger*, itself among them."""
    own = sentence.segment(trigger.start)
    return [other for other in triggers if sentence.segment(other.start) == own]


def contracts(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is the contract of a deed named behind it ("acuerdo para la venta")."""
    if not reading.grammar.sellers or _signed_to_give(trigger, triggers, reading):
        return bool(reading.grammar.sellers)
    if not trigger.rule.tags >= CONTRACT:
        return False
    return any(
        ("trigger.transfer" in other.rule.tags and 0 < other.start - trigger.end <= CONTRACT_REACH)
        # "adjudicó a Oslo un contrato por …"
        or (other.rule.tags >= {"trigger.get", "status.agreed"} and 0 < trigger.start - other.end <= CONTRACT_REACH)
        for other in beside(trigger, triggers, reading.sentence)
    )


def _signed_to_give(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a contract is signed to give what stands behind it: "firmó un contrato para vender …"."""
    ends = any(hit.rule.tags >= CONTRACT and hit.end == trigger.end for hit in reading.hits)
    if not ends or not {"trigger.get", "status.agreed"} <= trigger.rule.tags:
        return False
    return any(
        {"trigger.give", "status.planned"} <= other.rule.tags
        and 0 < other.start - trigger.end <= CONTRACT_REACH
        and set(reading.sentence.last_words(other.start, 1)) & set(reading.grammar.meant_for)
        for other in beside(trigger, triggers, reading.sentence)
    )


def sells_to(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a contract is about a deed to somebody named behind it ("Vertrag über den Verkauf … an Polen")."""
    if not reading.grammar.dative or not {"trigger.get", "role.bilateral"} <= trigger.rule.tags:
        return False
    deeds = [
        other for other in beside(trigger, triggers, reading.sentence)
        if "trigger.transfer" in other.rule.tags and "trigger.get" not in other.rule.tags
        and trigger.start < other.start <= trigger.end + CONTRACT_REACH
    ]  # fmt: skip
    own = reading.sentence.segment(trigger.start)
    got = [item for item in reading.parties if item.mark == "to" and reading.sentence.segment(item.start) == own]
    return any(deed.end <= item.start for deed in deeds for item in got)
