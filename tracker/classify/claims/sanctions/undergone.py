"""Whom a verb of sanctions says to be under them, to face them or to suffer from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.beyond import not_behind
from tracker.classify.claims.sanctions.measures import (
    Measure,
    Sides,
    under_sanctions,
)

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def sanctioned(measure: Measure, near: list[Hit], imposers: list[PartyMention], bare: list[PartyMention]) -> Sides:
    """Return the sides beside a word of being under sanctions: its subject is who is hit."""
    if before := under_sanctions(measure.reading, near):
        return Sides([item for item in imposers if item not in before], before)
    if any("role.loose" in hit.rule.tags for hit in near):  # 因制裁: those commonly under them
        bare = [item for item in bare if item.code in measure.grammar.sanctioned]
    inside = [item for item in bare if measure.inside(item)]
    inside = (_facing(inside, near) if measure.grammar.by_order else []) or inside
    # A genitive in another clause owns something else: "Ukrayna'nın doğusundaki isyancıları desteklediği için".
    others = [item for item in not_behind(measure, bare) if item.mark != "of"]
    return Sides(imposers, nearest_group(inside or others or _far(measure), last=False))


def suffers(measure: Measure) -> bool:
    """Say whether a word before who imposes makes the subject who is hit (土耳其遭美国制裁)."""
    words, text, trigger = tuple(measure.grammar.undergoing), measure.reading.sentence.text, measure.trigger
    return bool(words) and any(
        item.mark in {"compound", "by"} and item.end <= trigger.start and measure.inside(item)
        and text.endswith(words, 0, item.start)
        for item in measure.parties
    )  # fmt: skip


def _facing(bare: list[PartyMention], verbs: list[Hit]) -> list[PartyMention]:
    """Return who stands nearest before a word of being under sanctions: "A warned B it could face sanctions"."""
    place = min(hit.start for hit in verbs if "trigger.sanctioned" in hit.rule.tags)
    return nearest_group([item for item in bare if item.end <= place], last=True)


def _far(measure: Measure) -> list[PartyMention]:
    """Return the receiver with which the sentence begins, where verbs come last: "Rusya'ya … yaptırım uygulanıyor".

    Or whose firm the subject is ("Serbiens Ölkonzern steht unter Sanktionen").
    """
    parties = [item for item in measure.parties if item.end <= measure.trigger.start]
    if measure.grammar.dative:
        return [item for item in parties if item.mark in {"of", "adjective"} and measure.inside(item)]
    return [item for item in parties[:1] if item.mark == "to" and measure.grammar.genitive_subject]


def undergone_verbs(reading: Reading, verbs: list[Hit]) -> list[Hit]:
    """Return the verbs that who stands before them undergoes (俄罗斯被冻结资产)."""
    by, text = tuple(reading.grammar.by), reading.sentence.text
    if not reading.grammar.reports:
        return []
    return [hit for hit in verbs if text.endswith(by, reading.sentence.start, hit.start)]
