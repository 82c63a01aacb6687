"""Offers that somebody turns down beside what he buys: "turned down offers from Lima and chose tanks from Quito"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind the word of refusal the offer stands.
OFFER_REACH = 30


def turned_down(trigger: Hit, reading: Reading) -> list[tuple[int, int]]:
    """Return where other offers are turned down than what *trigger* gets: what stands there says nothing of it."""
    if "trigger.get" not in trigger.rule.tags or "trigger.transfer" in trigger.rule.tags:
        return []
    offers = [hit.start for hit in reading.hits if "role.offer" in hit.rule.tags]
    spans = []
    for hit in reading.hits if offers else ():
        near = any(0 <= place - hit.end <= OFFER_REACH for place in offers)
        if "role.refusal" not in hit.rule.tags or not near:
            continue
        if hit.start >= trigger.end:
            spans.append((hit.start, reading.sentence.around(hit.start)[1]))
        elif _joined(trigger, reading):
            spans.append((hit.start, trigger.start))
    return spans


def outside(spans: list[tuple[int, int]], hits: Iterable[Hit]) -> list[Hit]:
    """Return *hits* without those inside *spans*."""
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in spans)]


def _joined(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* is a second verb of its sentence: right behind "and", "before" or the like."""
    words = reading.sentence.last_words(trigger.start, 3)
    joints = {*reading.grammar.distinct, *reading.grammar.settings, *reading.grammar.continues}
    return any(word in joints for word in words)
