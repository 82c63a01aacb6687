"""Accusations beside a deed that they do not speak of: in another scene, or for which it is only the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.raided import struck
from tracker.classify.claims.status.causes import cause_before, reason_words

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def accuses_elsewhere(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* accuses of something before the trigger's clause: "accused A of theft, while B sold …"."""
    own = reading.sentence.segment(trigger.start)
    if "trigger.accuse" in cue.rule.tags and any(cue.end <= place for place in struck(trigger, reading)):
        return True
    if "trigger.accuse" not in cue.rule.tags or reading.sentence.segment(cue.start) >= own:
        return False
    words = reading.sentence.text[reading.sentence.starts[own] : trigger.start].split(maxsplit=1)
    return bool(words) and words[0] in reading.grammar.settings


def beyond_reason(trigger: Hit, cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues* without an accusation that the deed is only the reason of ("wirft … wegen der Lieferungen …").

    Where verbs wait for the end of a clause, what stands behind the deed is said of another too.
    """
    cause = cause_before(reading.sentence, trigger, reading.grammar.causes)
    if cause is not None:
        return [
            cue for cue in cues
            if cause <= cue.start and (cue.start < trigger.end or not reading.grammar.verb_last)
        ]  # fmt: skip
    if not any(word in reading.grammar.background for word in reason_words(reading.sentence, trigger)):
        return cues
    return [cue for cue in cues if "trigger.accuse" not in cue.rule.tags]
