"""What the next sentence answers to a request for arms: "Oslo refused."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_trigger, is_weapon
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit

# The tags of words by which who is asked refuses or agrees.
SAYS_NO, SAYS_YES = "role.says-no", "role.says-yes"


def answered(drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Let whom the last sentence asks for arms refuse or grant them in the next one, which names only him.

    *hits*: those of the next sentence.
    """
    says = next((hit for hit in hits if hit.rule.tags & {SAYS_NO, SAYS_YES}), None)
    named = {hit.rule.value for hit in hits if hit.rule.kind in PARTIES}
    if says is None or len(named) != 1 or any(map(is_trigger, hits)) or any(map(is_weapon, hits)):
        return drafts
    status = Status("blocked" if SAYS_NO in says.rule.tags else "agreed", says)
    return [
        draft._replace(status=status) if draft.status.value == "sought" and draft.giver in named else draft
        for draft in drafts
    ]
