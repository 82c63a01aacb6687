"""Who stands beside a word for a supplier as the same: "its main supplier Russia", "Russia, its supplier"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

_BEHIND = re.compile(r",? ?(?:the )?")
# How far before "supplier" what describes it and its owner reach.
OWNED_REACH = 70


@lru_cache(maxsize=8)
def _owning(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of "its" and what describes the supplier."""
    return re.compile(rf"(?P<comma>, )?\b{any_of(words)} (?:[\w-]+ ){{0,4}}$")


def owned(sentence: Sentence, trigger: Hit, grammar: ClaimGrammar) -> re.Match[str] | None:
    """Return "its" before the supplier of *trigger*, with what describes it."""
    low = max(sentence.start, trigger.start - OWNED_REACH)
    return _owning(tuple(grammar.its)).search(sentence.text, low, trigger.start)


def named_beside(
    sentence: Sentence, trigger: Hit, parties: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return who stands right beside "its supplier" as the same: "its main supplier Russia", "Russia, its supplier"."""
    if not grammar.noun_compounds or "role.supplier" not in trigger.rule.tags:
        return []
    text = sentence.text
    behind = [
        item for item in parties
        if trigger.end <= item.start and _BEHIND.fullmatch(text, trigger.end, item.start)
        and not owns(text, item.end, grammar)
    ]  # fmt: skip
    if behind:
        return [item for item in parties if item.group == behind[0].group]
    before = owned(sentence, trigger, grammar)
    if before is None or before["comma"] is None:
        return []
    groups = {item.group for item in parties if item.end == before.start()}
    return [item for item in parties if item.group in groups]
