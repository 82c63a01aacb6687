"""Sanctions that two impose on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.classify.claims.sentences.reading import Reading

# How far behind sanctions the words stand that make them mutual.
EACH_OTHER_REACH = 40


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
