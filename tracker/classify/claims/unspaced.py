"""Parties in a language without spaces (Chinese): whose sanctions they are, and what a clause is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.match import Hit

# How much may stand between a name and the sanctions it owns.
OWNS_REACH = 14
# How far a topic stands from the receiver behind it.
TOPIC_REACH = 14
_STOP = re.compile("[，、。]")


def owning(words: list[str]) -> re.Pattern[str] | None:
    """Return what may stand between a name and the noun that it owns, None where the grammar names nothing."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"(?:{listed})*") if listed else None


def owns_sanctions(low: str, hits: list[Hit], index: int, between: re.Pattern[str] | None) -> bool:
    """Say whether the name owns the sanctions behind it, whatever stands before it (受西方的单边制裁影响)."""
    if between is None:
        return False
    end = hits[index].end
    for other in hits[index + 1 :]:
        if other.start > end + OWNS_REACH:
            break
        if other.start >= end and "theme.sanctions" in other.rule.tags:
            return between.fullmatch(low, end, other.start) is not None
    return False


def free_topics(low: str, mentions: list[PartyMention], hits: list[Hit]) -> None:
    """Let the first of two receivers be the subject: 针对美国向乌克兰提供…, about America's giving to Ukraine."""
    for one, other in pairwise(mentions):
        gap = low[one.end : other.start]
        if one.mark != "to" or other.mark != "to" or len(gap) > TOPIC_REACH or _STOP.search(gap):
            continue
        inside = [hit for hit in hits if one.end <= hit.start < other.start]
        if not any("theme.sanctions" in hit.rule.tags or hit.rule.opens_transfer for hit in inside):
            one.mark = None
