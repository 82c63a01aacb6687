"""What one sentence leaves open and the passage says: the other party of a half-known claim.

Only where there is nothing to choose: one giver and one getter in all claims of the passage; one state under sanctions
among its parties. The clause and the words stay those of the sentence that claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.transfers.drafts import Draft


def complete_transfers(drafts: list[Draft], makers: frozenset[str]) -> list[Draft]:
    """Give each half-known transfer the giver or getter of the passage's other transfers, if all name only one.

    One of the *makers* gives what is made at home.
    """
    drafts = _consistent(drafts)
    givers = {draft.giver: draft.supplier for draft in drafts if draft.supplier}
    getters = {draft.getter: draft.recipient for draft in drafts if draft.recipient}
    if len(getters) == 1 and len(givers) != 1 and not set(getters) & set(givers):
        (recipient,) = getters.values()
        return [draft._replace(recipient=draft.recipient or recipient) if _open(draft) else draft for draft in drafts]
    if len(givers) != 1 or len(getters) != 1 or set(givers) == set(getters):
        return drafts
    (supplier,), (recipient,) = givers.values(), getters.values()
    # A sentence that names neither side is taken along only where it names the weapon.
    return [
        draft._replace(
            supplier=draft.supplier
            or (None if _made_elsewhere(draft, supplier, drafts, makers) or _refused(draft, drafts) else supplier),
            recipient=draft.recipient or recipient,
        )
        for draft in drafts
        if draft.giver or draft.getter or draft.item.weapon or "role.listing" in draft.trigger.rule.tags
    ]


def _consistent(drafts: list[Draft]) -> list[Draft]:
    """Return *drafts* without the half-known in which gives who in the same sentence gets the same."""
    got = {(draft.sentence, draft.getter, draft.what) for draft in drafts if draft.giver and draft.getter}
    return [draft for draft in drafts if draft.getter or (draft.sentence, draft.giver, draft.what) not in got]


def _refused(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether whoever gives in the passage only refuses to, while *draft* tells of a delivery."""
    given = [other for other in drafts if other.supplier]
    return draft.status.value == "delivered" and all(other.status.value == "blocked" for other in given)


def _made_elsewhere(draft: Draft, supplier: PartyMention, drafts: list[Draft], makers: frozenset[str]) -> bool:
    """Say whether the sentence tells of a make other than that of the giver of another sentence ("drones turcs").

    Who gives arms of his own make there ("Moscow delivers S-400") gives no F-35 here.
    """
    foreign = draft.item.maker not in {None, supplier.code}
    if draft.origin is not None:
        return draft.origin != supplier.code or (foreign and supplier.code in makers)
    given = {other.item.maker for other in drafts if other.giver == supplier.code}
    if foreign and (given == {supplier.code} or supplier.code in makers):
        return True
    named = {item.code for item in draft.others if item.mark == "origin"}
    return bool(named) and supplier.code not in named and not draft.giver


def _open(draft: Draft) -> bool:
    """Say whether only the getter is open: a giver is named, or "my country" needs something."""
    return draft.giver is not None or "trigger.seek" in draft.trigger.rule.tags
