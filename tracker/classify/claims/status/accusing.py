"""Accusations beside a deed that they do not speak of: in another scene, or for which it is only the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import word_of
from tracker.classify.claims.sentences.raided import struck
from tracker.classify.claims.status.causes import cause_before, reason_words

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words, and characters, stand between an accusation and what turns it down: behind it, before it.
BEHIND_WORDS = 3
DENIED_WORDS = 5
REACH = 60


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


def turns_down(cue: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether what the *cue* rejects is an accusation: "rejected US claims", "wies Vorwürfe … zurück"."""
    if not grammar.charges:
        return False
    start, end = sentence.around(cue.start)
    pattern = word_of(tuple(grammar.charges), spaced=not grammar.reports)
    if grammar.verb_last or grammar.case_at_end:
        found = [*pattern.finditer(sentence.text, max(start, cue.start - REACH), cue.start)][-1:]
        if found and sentence.text.endswith(tuple(grammar.asides), 0, found[0].end()):
            return False  # "hat es nach Angaben der Regierung abgelehnt"
        return bool(found) and len(sentence.text[found[0].end() : cue.start].split()) <= BEHIND_WORDS
    match = pattern.search(sentence.text, cue.end, min(end, cue.end + REACH))
    return match is not None and len(sentence.text[cue.end : match.start()].split()) <= DENIED_WORDS


def in_other_scene(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells what somebody else does meanwhile: "would send arms after A signed a pact with B"."""
    sentence, grammar = reading.sentence, reading.grammar
    own = sentence.segment(cue.start)
    if not grammar.noun_compounds or own == sentence.segment(trigger.start) or cue.start < trigger.end:
        return False
    words = sentence.opening(cue.start)[:1]
    start = sentence.begin(cue.start)
    acting = (item for item in reading.parties if item.mark is None and start <= item.start and item.end <= cue.start)
    return bool(words) and words[0] in grammar.settings and any(acting)
