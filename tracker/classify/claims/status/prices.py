"""A deal that only tells the price of what is planned: "plans to buy tanks in a deal worth $2 billion"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit

# How far before the deal the word stands that brings it in, with its price.
PRICE_REACH = 45
_LED = re.compile(r"\b(?:in|under) (?:an?|what would be an?) (?:[\w$€£.,-]+ ){0,4}$")
OPEN = frozenset({"cue.planned", "cue.transfer-planned", "cue.sought"})


def is_price(cue: Hit, cues: list[Hit], sentence: Sentence) -> bool:
    """Say whether *cue* is a deal in which something is to be bought that an earlier one of *cues* only plans."""
    if "cue.agreed" not in cue.rule.tags or "role.modal" in cue.rule.tags:
        return False
    planned = any(other.rule.tags & OPEN and other.end <= cue.start for other in cues)
    low = max(sentence.start, cue.start - PRICE_REACH)
    return planned and _LED.search(sentence.text, low, cue.start) is not None
