"""What has come of an order: "Peru ordered 12 tanks. Four of them arrived", "the tanks that Peru ordered arrived"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_weapon
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words before what came a word stands by which it has not come yet.
DOUBT_WORDS = 5
# What was in store before.
IN_STORE = frozenset({"agreed", "planned"})
# An order; the words by which arms have come, those by which they have not, and how many words stand before them.
ORDER = frozenset({"status.agreed", "trigger.get"})
COME = frozenset({"trigger.arrive", "cue.delivered", "trigger.given"})
TO_COME = frozenset({"cue.negation", "cue.planned", "cue.sought", "cue.blocked", "cue.if", "status.planned"})
COME_WORDS = 4
# How many signs count what was ordered (订购的首批坦克; Chinese).
COUNT_SIGNS = 4


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


def come(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """Let what a relative clause or a participle says was ordered be delivered if the main clause says it has come.

    "Czołgi, które Kenia zamówiła w Korei, dotarły", "die von Kenia bestellten Panzer sind eingetroffen".
    """
    return [_come(draft, reading) if draft.trigger.rule.tags >= ORDER else draft for draft in drafts]


def _come(draft: Draft, reading: Reading) -> Draft:
    """Return *draft* as delivered if the clause behind the order, or behind what was ordered, begins by saying so."""
    sentence, item, trigger = reading.sentence, draft.item, draft.trigger
    if draft.status.value != "agreed" or draft.status.cue.start > max(trigger.end, item.end):
        return draft
    own = sentence.segment(trigger.start)
    relative = item.start < trigger.start and sentence.segment(item.start) < own
    begin = sentence.bounds(own, own)[1] if relative else item.end
    adjoins = 0 <= item.start - trigger.end <= (COUNT_SIGNS if reading.grammar.reports else 1)
    came = next((hit for hit in reading.hits if hit.start >= begin and COME & hit.rule.tags), None)
    if not (relative or adjoins) or came is None or len(sentence.text[begin : came.start].split()) > COME_WORDS:
        return draft
    others = [hit for hit in reading.hits if hit.end > begin and hit.start < came.end]
    if any(is_weapon(hit) or hit.rule.tags & TO_COME or hit.rule.kind in PARTIES for hit in others):
        return draft
    return draft._replace(status=Status("delivered", came))
