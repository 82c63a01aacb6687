"""What a hyphen makes of a party: "US-Regierung" is the state, "US-Medien" or "Russia-friendly" is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

_WORD = re.compile(r"-([^\W\d_]+)")
_KINDS = {"group.state", "group.leader", "theme.sanctions"}


def apart(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> bool:
    """Say whether the party ``hits[index]`` is the first part of a compound that is no party.

    Words of state, arms, giving and sanctions keep it one, and so do the heads that the grammar names.
    """
    hit = hits[index]
    if not grammar.compound_heads or low[hit.end : hit.end + 1] != "-":
        return False
    word = _WORD.match(low, hit.end)
    if word is None or word.group(1).endswith(tuple(grammar.compound_heads)):
        return False
    inside = [other for other in hits[index + 1 : index + 8] if hit.end < other.start < word.end()]
    return not any(_keeps(other) for other in inside)


def masculine_compound(low: str, hit: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether the German article before a party belongs to the second part of its compound ("der NATO-Gipfel")."""
    word = _WORD.match(low, hit.end)
    return word is not None and not word.group(1).endswith(tuple(grammar.feminine))


def again(low: str, hits: list[Hit], index: int) -> bool:
    """Say whether the party was just named: in the first part of the same compound ("US-Kongress"), or in full.

    ("the European Union (EU)")
    """
    hit = hits[index]
    before = hits[max(0, index - 4) : index]
    short = low[hit.start - 2 : hit.start] == " (" and low[hit.end : hit.end + 1] == ")"
    if not short and low[hit.start - 1 : hit.start] != "-":
        return False
    end = hit.start - (2 if short else 1)
    return any(other.end == end and other.rule.value == hit.rule.value for other in before)


def _keeps(hit: Hit) -> bool:
    tags = hit.rule.tags
    return (
        hit.rule.kind == "weapon"
        or bool(tags & _KINDS)
        or any(tag.startswith(("class.", "trigger.transfer", "trigger.given")) for tag in tags)
    )
