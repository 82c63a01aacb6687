"""Verbs in two parts: "sagt … zu" gives only where its clause ends with "zu"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar

TAG = "role.split-"


def whole(hits: list[Hit], sentence: Sentence, grammar: ClaimGrammar) -> list[Hit]:
    """Return *hits* without the first halves of verbs whose second half does not end their clause."""
    if not grammar.particles:
        return hits
    return [hit for hit in hits if _complete(hit, sentence, grammar)]


def _complete(hit: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    wanted = [tag.removeprefix(TAG) for tag in hit.rule.tags if tag.startswith(TAG)]
    if not wanted:
        return True
    number = sentence.segment(hit.start)
    clause = sentence.text[hit.end : sentence.bounds(number, number)[1]]
    return any(_last(grammar.particles.get(name, name)).search(clause) for name in wanted)


@lru_cache(maxsize=64)
def _last(particle: str) -> re.Pattern[str]:
    """Return the pattern of *particle* at the end of a clause, or before an "and" that begins the next."""
    return re.compile(rf"\b{re.escape(particle)}(?=$| und )")
