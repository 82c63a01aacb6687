"""Sanctions that somebody announces: who says so imposes them himself, by another verb or in the next clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.scene import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.measures import Measure
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# The tag of words for announcing what one does oneself.
ANNOUNCES = "group.announced"


def announces(measure: Measure, verb: Hit) -> bool:
    """Say whether *verb* only tells of what another does: "روسیه اعلام کرد تحریم‌هایی اعمال می‌کند" (Persian)."""
    return measure.grammar.names_after and "role.imposer" in verb.rule.tags


def taken_up(reading: Reading, verb: Hit, bare: list[PartyMention]) -> list[PartyMention]:
    """Return the subject of the clause before that a pronoun takes up: "Oslo said that it would impose …"."""
    sentence = reading.sentence
    own = sentence.segment(verb.start)
    words = sentence.opening(verb.start)
    if not own or len(words) < 2 or words[0] not in reading.grammar.breaks:  # noqa: PLR2004 - "that it"
        return []
    before = [item for item in bare if sentence.segment(item.start) == own - 1]
    pronouns = {*reading.grammar.same_subject, *reading.grammar.subject_pronouns}
    told = reading.grammar.names_after and any(
        ANNOUNCES in hit.rule.tags for hit in reading.hits
    )  # "روسیه اعلام کرد که …"
    return nearest_group(before, last=False) if told or words[1] in pronouns else []


def begins_clause(reading: Reading, trigger: Hit) -> bool:
    """Say whether the clause begins with the sanctions, which the one before does not announce (…宣布，制裁…)."""
    own, before = reading.sentence.segment(trigger.start), reading.sentence.text[: trigger.start].rstrip(" ，：")
    announced = before.endswith(tuple(reading.grammar.announces))
    return own > 0 and not announced and reading.sentence.bounds(own, own)[0] == trigger.start
