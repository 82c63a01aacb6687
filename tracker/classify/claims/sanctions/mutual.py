"""Sanctions that two impose on each other, at once or one in answer to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_sanction
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.drafts import SanctionDraft
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind sanctions the words stand that make them mutual.
EACH_OTHER_REACH = 40
# The tag of words by which sanctions are answered in kind, and those of words by which that is not done yet.
IN_KIND = "role.in-kind"
NOT_DONE = frozenset({"cue.planned", "cue.sought", "cue.if", "cue.negation", "cue.alleged"})


def both_ways(drafts: list[SanctionDraft], reading: Reading) -> list[SanctionDraft]:
    """Return *drafts*, those that two impose on each other once for each: "A and B sanctioned each other"."""
    if not reading.grammar.mutual:
        return drafts
    return [one for draft in drafts for one in _turned(draft, reading)]


def _turned(draft: SanctionDraft, reading: Reading) -> list[SanctionDraft]:
    place, text = draft.trigger.start, reading.sentence.text
    near = text[place : min(reading.sentence.end, draft.trigger.end + EACH_OTHER_REACH)]
    before = reading.sentence.last_words(place, 1)
    if not (any(word in near for word in reading.grammar.mutual) or set(before) & set(reading.grammar.exchanged)):
        return [draft]
    bare = [item for item in reading.parties if item.mark is None and item.end <= place]
    two = {item.code: item for item in nearest_group(bare, last=True)}
    if len(two) != 2:  # noqa: PLR2004 - a pair
        return [draft]
    one, other = two.values()
    return [draft._replace(imposer=one, target=other), draft._replace(imposer=other, target=one)]


def in_kind(drafts: list[SanctionDraft], triggers: list[Hit], reading: Reading) -> list[SanctionDraft]:
    """Return *drafts*, or those of both where one of two answers the other's sanctions ("to Riga's with its own")."""
    answer = next((hit for hit in reading.hits if IN_KIND in hit.rule.tags), None)
    two = {item.code: item for item in reversed(reading.parties)}
    if answer is None or len(two) != 2 or any(hit.rule.tags & NOT_DONE for hit in reading.hits):  # noqa: PLR2004 - a pair
        return drafts
    first = next((hit for hit in triggers if hit.end <= answer.start or hit.start >= answer.end), None)
    if first is None or _of_else(answer, reading):
        return drafts
    one, other = two.values()
    sentence = reading.sentence.start, reading.sentence.end
    span = reading.sentence.span([one.start, other.start, first.start, answer.start])
    draft = SanctionDraft(first, one, other, Status("in_force", answer), span, sentence)
    return [draft, draft._replace(imposer=other, target=one)]


def _of_else(answer: Hit, reading: Reading) -> bool:
    """Say whether words without a sanction go on: "to Riga's sanctions with its own plan"."""
    named = any(is_sanction(hit) and answer.start <= hit.start < answer.end for hit in reading.hits)
    return not named and reading.sentence.text[answer.end : answer.end + 2].strip().isalnum()
