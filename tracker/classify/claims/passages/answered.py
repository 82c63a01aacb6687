"""What a short sentence adds to the one before it: "Oslo refused.", "They will be supplied by Norway."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_trigger
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit

# The tags of words by which who is asked refuses or agrees.
SAYS_NO, SAYS_YES = "role.says-no", "role.says-yes"
# The tag of words that say who gives what was spoken of, and the marks of who may.
SUPPLIES_THEM = "role.supplies-them"
GIVERS = frozenset({None, "by", "from"})


def answered(drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Let whom the last sentence asks for arms refuse or grant them in the next one, which names only him.

    *hits*: those of the next sentence, which names no weapon.
    """
    says = next((hit for hit in hits if hit.rule.tags & {SAYS_NO, SAYS_YES}), None)
    named = {hit.rule.value for hit in hits if hit.rule.kind in PARTIES}
    if says is None or len(named) != 1 or any(map(is_trigger, hits)):
        return drafts
    status = Status("blocked" if SAYS_NO in says.rule.tags else "agreed", says)
    return [
        draft._replace(status=status) if draft.status.value == "sought" and draft.giver in named else draft
        for draft in drafts
    ]


def supplied(drafts: list[Draft], hits: list[Hit], parties: Callable[[], list[PartyMention]]) -> list[Draft]:
    """Let the only state of the next sentence give what the last one orders, if it says just that.

    *hits*: those of the next sentence, which names no weapon; *parties* reads its states, only if it says so.
    """
    if not any(SUPPLIES_THEM in hit.rule.tags for hit in hits):
        return drafts
    named = parties()
    if len({party.code for party in named}) != 1 or named[0].mark not in GIVERS:
        return drafts
    giver = named[0]
    return [
        draft._replace(supplier=giver) if draft.giver is None and draft.getter not in {None, giver.code} else draft
        for draft in drafts
    ]
