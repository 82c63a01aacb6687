"""Where it is told what those evade whom sanctions hit: "yaptırımları aşmasına yardım eden bankaya" (Turkish)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind sanctions, whose subject has a mark, the word of evading them stands.
EVADING_REACH = 24
COMMA = ", "


def evaders_clause(reading: Reading, trigger: Hit) -> tuple[int, int] | None:
    """Return where it is told what those evade whom the sanctions of *trigger* hit, by a participle before them."""
    if not reading.grammar.genitive_subject:
        return None
    told = (
        (hit.start, evaded_before(reading, hit, trigger)) for hit in reading.hits
        if "theme.sanctions" in hit.rule.tags and hit.end <= trigger.start
    )  # fmt: skip
    start, end = next(((start, end) for start, end in told if end is not None), (0, None))
    if end is None:
        return None
    return max(reading.sentence.start, reading.sentence.text.rfind(COMMA, 0, start)), end


def without_evaded(reading: Reading, trigger: Hit) -> Reading:
    """Return *reading* without those who evade what the target of *trigger* helps to evade, and whose that is."""
    clause = evaders_clause(reading, trigger)
    if clause is None:
        return reading
    low, high = clause
    first = low == reading.sentence.start  # no comma parts the subject
    out = [item for item in reading.parties if low <= item.start < high and not (first and item.mark is None)]
    return reading._replace(parties=[item for item in reading.parties if item not in out])


def evaded_before(reading: Reading, evaded: Hit, trigger: Hit) -> int | None:
    """Return where a word of evading ends, of which a participle or reason between *evaded* and *trigger* tells."""
    text, doing, reasons = reading.sentence.text, tuple(reading.grammar.doing), reading.grammar.reasons_after
    cue = next(
        (
            hit for hit in reading.hits
            if "cue.evaded" in hit.rule.tags and evaded.start <= hit.start <= evaded.end + EVADING_REACH
            and hit.end < trigger.start
        ),
        None,
    )  # fmt: skip
    if cue is None or evaded.end > trigger.start or COMMA in text[evaded.end : trigger.start]:
        return None
    words = text[cue.start : trigger.start].split()[:-1]
    told = any((len(word) > len(doing[0]) and word.endswith(doing)) or word in reasons for word in words)
    return cue.end if told else None
