"""Participles that only describe a weapon ("les missiles fournis par …"): the verb of their clause is another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.reading import Reading
    from tracker.classify.match import Hit

# How far before a participle its auxiliary stands.
AUXILIARY_REACH = 25
# What a verb behind "the missiles delivered by …" says of something else.
MAIN_VERBS = frozenset({"cue.planned", "cue.agreed", "cue.sought", "cue.blocked"})


def is_describing(trigger: Hit, reading: Reading) -> bool:
    """Say whether the trigger only describes a weapon: "les missiles fournis par …", no auxiliary before it."""
    grammar = reading.grammar
    if "trigger.given" not in trigger.rule.tags or not grammar.sellers:
        return False
    words = reading.sentence.text[max(reading.sentence.start, trigger.start - AUXILIARY_REACH) : trigger.start].split()
    auxiliaries = {*grammar.passives, *grammar.actives}
    text = reading.sentence.text[trigger.start : trigger.end]
    return text.endswith(tuple(grammar.participles)) and not any(word in auxiliaries for word in words)


def is_own(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* stands before a describing *trigger*, or tells what became of the weapons: their seizure."""
    if cue.start < trigger.end or not cue.rule.tags & MAIN_VERBS:
        return True
    return any("trigger.react" in hit.rule.tags and cue.start <= hit.start < cue.end for hit in reading.hits)
