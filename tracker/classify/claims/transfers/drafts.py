"""A transfer before merging: each pair of who gives and who gets, and of those who do the same without a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.status.status import Status
    from tracker.classify.claims.weapons.moved import Turn
    from tracker.classify.match import Hit

# Who neither gives nor gets arms.
UNARMED = {"UN"}


class Draft(NamedTuple):
    """A transfer before it is merged with others: parties, weapon, status, and the hits that say so.

    *others* are the parties of its *sentence* that may have a part in it: those who only speak or react have none.
    """

    trigger: Hit
    item: WeaponObject
    supplier: PartyMention | None
    recipient: PartyMention | None
    speaker: PartyMention | None
    status: Status
    span: tuple[int, int]
    sentence: tuple[int, int]
    others: tuple[PartyMention, ...] = ()
    inherited: str | None = None
    origin: str | None = None

    @property
    def giver(self) -> str | None:
        """The supplier's code, or the one taken over from the sentence before."""
        return self.supplier.code if self.supplier else self.inherited

    @property
    def getter(self) -> str | None:
        """The recipient's code."""
        return self.recipient.code if self.recipient else None

    @property
    def what(self) -> str:
        """Weapon id, else class."""
        return self.item.weapon or self.item.weapon_class


def turned_drafts(drafts: list[Draft], turns: list[Turn]) -> list[Draft]:
    """Return the drafts that say the same of other subjects: "Słowacja przekazała Ukrainie S-300, a Polska T-72"."""
    found = []
    for party, items in turns:
        for draft in drafts[:1]:
            gives = draft.supplier is not None and draft.supplier.mark is None
            gets = draft.recipient is not None and draft.recipient.mark is None
            if gives and gets:  # "Germany sent Kyiv tanks, and Poland howitzers": who stands first
                gets = not _leads(draft)
            if gives != gets:
                other = draft._replace(supplier=party) if gives else draft._replace(recipient=party)
                others = tuple(one for one in draft.others if one.code not in {draft.giver, draft.getter})
                found += [other._replace(others=others, item=item) for item in items]
    return found


def _leads(draft: Draft) -> bool:
    """Say whether the draft's giver stands before its getter."""
    return draft.supplier is not None and draft.recipient is not None and draft.supplier.end <= draft.recipient.start


def _denies_getting(roles: Roles) -> bool:
    """Say whether who speaks of deliveries to himself is taken for their giver: "A denied reports of a sale to A"."""
    speak = {item.code for item in roles.suppliers if item.mark is None}
    return bool(speak) and speak == {item.code for item in roles.recipients if item.mark == "to"}


def pairs(roles: Roles, *, reports: bool = False) -> list[tuple[PartyMention | None, PartyMention | None]]:
    """Pair every supplier with every recipient; nobody arms himself, and one side at least is known.

    *reports*: who is marked as the only getter may be named before as somebody else's topic (Chinese).
    """
    if reports and {item.code for item in roles.suppliers} == {item.code for item in roles.recipients if item.mark}:
        roles = roles._replace(suppliers=[])  # 要求以色列负责，并呼吁各国停止向以色列提供武器
    if _denies_getting(roles):
        roles = roles._replace(suppliers=[])
    suppliers: list[PartyMention | None] = [item for item in roles.suppliers if item.code not in UNARMED] or [None]
    recipients: list[PartyMention | None] = [item for item in roles.recipients if item.code not in UNARMED] or [None]
    return [
        (supplier, recipient)
        for supplier in suppliers
        for recipient in recipients
        if not (supplier and recipient and supplier.code == recipient.code)
    ]
