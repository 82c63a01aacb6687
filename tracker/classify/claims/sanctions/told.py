"""Sanctions that somebody announces: who says so imposes them himself, by another verb or in the next clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.measures import Measure
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# The tag of words for announcing what one does oneself.
ANNOUNCES = "group.announced"
# How far behind a verb of imposing the sanctions stand that are its object.
OBJECT_REACH = 30
# How many words stand before the verb of a clause without a subject: what begins it, an adverb, a negation.
DROPPED_WORDS = 3


def announces(measure: Measure, verb: Hit) -> bool:
    """Say whether *verb* only tells of what another does: "روسیه اعلام کرد تحریم‌هایی اعمال می‌کند" (Persian)."""
    return measure.grammar.names_after and "role.imposer" in verb.rule.tags


def taken_up(reading: Reading, verb: Hit, bare: list[PartyMention]) -> list[PartyMention]:
    """Return the subject of the clause before that a pronoun takes up: "Oslo said that it would impose …"."""
    sentence = reading.sentence
    own = sentence.segment(verb.start)
    words = sentence.opening(verb.start)
    led = _antecedent(reading, verb, bare)
    if led or not own or words[:1] == [] or words[0] not in (*reading.grammar.breaks, *reading.grammar.that_drops):
        return led
    if _drops_subject(reading, verb, words):  # a comma and the word behind it part them once
        led = [item for item in bare if item.end <= sentence.starts[own]]
        return nearest_group(
            [item for item in led if sentence.adjacent(sentence.segment(item.start), own)], last=False
        )  # fmt: skip
    before = [item for item in bare if sentence.segment(item.start) == own - 1]
    pronouns = {*reading.grammar.same_subject, *reading.grammar.subject_pronouns}
    told = reading.grammar.names_after and any(
        ANNOUNCES in hit.rule.tags for hit in reading.hits
    )  # "روسیه اعلام کرد که …"
    return nearest_group(before, last=False) if told or {*words[1:2]} & pronouns else []


def _antecedent(reading: Reading, verb: Hit, bare: list[PartyMention]) -> list[PartyMention]:
    """Return who stands right before the relative clause of *verb*, with sanctions for its object.

    "Canada, which imposed sanctions on …"; not "Belarus, which suffers from the sanctions imposed in 2020".
    """
    sentence, words = reading.sentence, reading.sentence.opening(verb.start)
    start = sentence.begin(verb.start)
    objects = [hit for hit in reading.hits if "theme.sanctions" in hit.rule.tags]
    if reading.grammar.verb_last:
        acts = any(start <= hit.start and hit.end <= verb.start for hit in objects)
    else:
        acts = any(0 <= hit.start - verb.end <= OBJECT_REACH or hit.start == verb.start for hit in objects)
    if not acts or words[:1] == [] or words[0] not in reading.grammar.relatives:
        return []
    return [item for item in bare if 0 <= start - item.end <= len(", ")]


def _drops_subject(reading: Reading, verb: Hit, words: list[str]) -> bool:
    """Say whether *verb*, behind *words*, has the subject of the main clause: "объявила, что введёт …".

    Not where somebody undergoes it: "объявила, что введены …", "anunció que se impondrán …".
    """
    grammar, text = reading.grammar, reading.sentence.text[verb.start : verb.end]
    if words[0] not in grammar.that_drops or len(words) > DROPPED_WORDS:
        return False
    said = {*words[1:], *text.split()}
    return not (said & {*grammar.undergone_words} or text.split()[0].endswith(tuple(grammar.undergone_endings)))


def begins_clause(reading: Reading, trigger: Hit) -> bool:
    """Say whether the clause begins with the sanctions, which the one before does not announce (…宣布，制裁…)."""
    own, before = reading.sentence.segment(trigger.start), reading.sentence.text[: trigger.start].rstrip(" ，：")
    announced = before.endswith(tuple(reading.grammar.announces))
    return own > 0 and not announced and reading.sentence.bounds(own, own)[0] == trigger.start
