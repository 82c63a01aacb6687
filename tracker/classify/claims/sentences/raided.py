"""Deliveries that are attacked: who bombs them gives nothing, who is accused of that is accused of no delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far before a delivery the word stands that tells of an attack on it.
STRIKE_REACH = 45


def struck(trigger: Hit, reading: Reading) -> list[int]:
    """Return where words before the noun of *trigger* tell that it is attacked: "bombed arms shipments to".

    Or behind it, where verbs come last: "hat eine Lieferung westlicher Waffen zerstört".
    """
    if "trigger.transfer" not in trigger.rule.tags:
        return []
    return [
        hit.start for hit in reading.hits
        if "role.strikes" in hit.rule.tags
        and (
            (0 <= trigger.start - hit.end <= STRIKE_REACH and hit.start >= reading.sentence.start)
            or (reading.grammar.verb_last and 0 <= hit.start - trigger.end <= STRIKE_REACH)
        )
    ]  # fmt: skip
