"""What the next sentence says has come of what the last one orders: "Peru ordered 12 tanks. Four of them arrived"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words before what came a word stands by which it has not come yet.
DOUBT_WORDS = 5
# What was in store before.
IN_STORE = frozenset({"agreed", "planned"})


def fulfilled(drafts: list[Draft], hits: list[Hit], low: str, grammar: ClaimGrammar) -> list[Draft]:
    """Let the next sentence, whose *hits* name no weapon, deliver what the last one has in store, or a part of it."""
    came = [hit for hit in hits if "role.came" in hit.rule.tags]
    parts = [hit for hit in hits if "role.some-of" in hit.rule.tags]
    if not drafts or not came or not (parts or any("role.already" in hit.rule.tags for hit in came)):
        return drafts
    cue = next((hit for hit in came if not _doubted(hit, low, grammar)), None)
    told = {code for draft in drafts for code in (draft.giver, draft.getter)}
    named = {hit.rule.value for hit in hits if hit.rule.kind in PARTIES}
    if cue is None or len(named - told) > (None in told):  # one more may be the side that is not named yet
        return drafts
    store = [draft.status.value in IN_STORE and not draft.item.vague for draft in drafts]
    return [
        draft._replace(status=Status("delivered", cue)) if stored else draft
        for draft, stored in zip(drafts, store, strict=True)
    ]


def _doubted(hit: Hit, low: str, grammar: ClaimGrammar) -> bool:
    """Say whether it has not come yet: "none of them has been", "the first will be"."""
    begin = max(low.rfind(". ", 0, hit.start), 0)
    words = low[begin : hit.start].split()[-DOUBT_WORDS:]
    return any(word in grammar.not_yet for word in words)
