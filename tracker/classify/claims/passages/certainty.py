"""Half-known claims: said only where nobody is named beside them who may well be the missing side.

Measured on labelled news of fourteen languages: with another party in the same clause nine of ten half-known claims
miss just that party; where the passage names nobody else, two of three are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.passages.only_other import with_only_other

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.lexicon.grammar import ClaimGrammar

# Marks of a giver that need no getter beside them: "delivered by …", "US-supplied".
SURE_GIVERS = frozenset({"by", "giver"})
# Of a deal, an order or talks about arms one party may buy as well as sell: four of five such claims were wrong.
DEALS = frozenset({"agreed", "planned"})
# Who seizes arms on their way or gives up a purchase is neither side; who else stops something may be its giver.
STOPPED = frozenset({"trigger.get", "trigger.arrive", "status.blocked", "role.unsent"})
SEIZED = "role.seizure"
GIVING = frozenset({"trigger.give", "trigger.given"})
# Beside these words a place or a maker is no giver: "received tanks made in …", "arrived in …".
GETTING = frozenset({"trigger.get", "trigger.arrive", "trigger.seek"})
ASIDES = frozenset({"other", "adjective"})
# Marks of whom a war or an attack, not the delivery, is.
APART = frozenset({"of", "adjective", "other", "against", "with"})
# Marks of who has no part in what stands before them, where words are declined.
BEHIND = frozenset({"other", "of", "to", "against", "with"})
# Who is never under sanctions, and gives and gets no arms.
AUTHORITIES = frozenset({"UN"})
# Marks of who has nothing to do with the making of sanctions.
NO_AUTHOR = frozenset({"to", "against", "other", "with"})
# Marks of who may give what stands behind him.
LEADING = frozenset({None, "from", "by", "giver"})
# Who is aimed at in another sentence gives nothing in this one.
MEANT = frozenset({"to", "against"})


def is_half_known(draft: Draft) -> bool:
    """Say whether *draft* lacks its giver or its getter."""
    return not (draft.giver and draft.getter)


def only_certain(drafts: list[Draft], parties: list[PartyMention], grammar: ClaimGrammar) -> list[Draft]:
    """Drop the half-known *drafts* whose missing side may be one of the *parties* of the passage, or the getter."""
    drafts = [draft for draft in drafts if not _arms_itself(draft, grammar)]
    got = {(draft.getter, draft.what) for draft in drafts if draft.getter}  # nobody gives to himself
    whole = {(draft.giver, draft.getter, draft.what) for draft in drafts}
    kept: list[Draft] = []
    for draft in drafts:
        if not is_half_known(draft):
            kept.append(draft)
        elif (draft.giver, draft.what) not in got:
            begin, end = draft.sentence
            beside = _rivals(draft, drafts, draft.others, grammar)
            elsewhere = _rivals(draft, drafts, (item for item in parties if not begin <= item.start < end), grammar)
            if _of_known_make(draft, grammar) or not _doubtful(draft, beside, elsewhere, grammar):
                kept.append(draft)
                continue
            full = _usual(draft, (*beside, *elsewhere), grammar)
            full = full or with_only_other(draft, beside, elsewhere, drafts, grammar.world)
            if full is not None and (full.giver, full.getter, full.what) not in whole:
                whole.add((full.giver, full.getter, full.what))
                kept.append(full)
    return kept


def _usual(draft: Draft, others: Iterable[PartyMention], grammar: ClaimGrammar) -> Draft | None:
    """Return *draft* with who mostly gets what its giver gives, where the passage names him."""
    if draft.recipient is not None or not draft.trigger.rule.tags & GIVING or not grammar.by_order:
        return None
    getter = next((item for item in others if (draft.giver, item.code) in grammar.world.sells), None)
    return draft._replace(recipient=getter) if getter is not None else None


def _of_known_make(draft: Draft, grammar: ClaimGrammar) -> bool:
    """Say whether somebody gets arms whose make is told: who sells would have a mark (美国反对印度采购俄制导弹)."""
    got = draft.recipient is not None and draft.trigger.rule.tags & GETTING
    return bool(grammar.reports and got) and any(item.mark == "origin" for item in draft.others)


def _doubtful(draft: Draft, beside: list[PartyMention], elsewhere: list[PartyMention], grammar: ClaimGrammar) -> bool:
    """Say whether somebody *beside* the draft or *elsewhere* may be its missing side."""
    if draft.recipient is None:
        if (grammar.names_after or grammar.by_order) and _bought_from(draft):
            return bool(beside or elsewhere)
        taker = grammar.by_order and draft.giver in grammar.world.takers and not _is_sure(draft)
        doubt = taker or _may_be_bought(draft, beside, elsewhere)
        return doubt or (grammar.verb_first and _behind_object(draft))
    if grammar.cased:
        beside = [item for item in beside if _may_sell(item, draft, draft.recipient)]
    if grammar.reports and draft.recipient.mark == "to" and draft.trigger.rule.tags & GIVING:
        # Chinese: who gives stands right before the verb, and who only speaks is told apart.
        return any(item.mark in LEADING and item.start < draft.trigger.start for item in beside)
    if draft.status.value == "blocked":
        stopped = draft.trigger.rule.tags & STOPPED or SEIZED in draft.status.cue.rule.tags
        return any(item.mark is None for item in beside) and not stopped
    bought = draft.recipient.mark == "by" and "trigger.get" in draft.trigger.rule.tags  # "l'achat par Riga de …"
    if grammar.sellers and draft.trigger.rule.tags & GETTING:
        # "a reçu des missiles, ce qui irrite Washington": who sells has a mark
        beside = [item for item in beside if item.mark is not None or item.start < draft.trigger.end]
    if grammar.dative and draft.trigger.rule.tags & GETTING:
        # "Kenia kaufte Drohnen, und Benin verhandelt noch": who sells has a mark, or stands in the clause
        low, high = draft.span
        beside = [item for item in beside if item.mark is not None or low <= item.start < high]
    if draft.recipient.mark is None or bought or draft.status.value == "sought":
        return bool(beside)  # who needs arms does not say from whom
    return bool(beside) or any(item.mark not in MEANT for item in elsewhere)


def _may_sell(party: PartyMention, draft: Draft, getter: PartyMention) -> bool:
    """Say whether *party*, beside the *getter* of *draft*, may be who gives, where words are declined.

    Not behind the delivery, with a part in something else; nor as the subject beside "the purchase by Ankara".
    """
    if party.mark == "adjective":
        return party.start < draft.trigger.start  # behind it, whose make something is
    if getter.mark == "to":
        return not (party.mark in BEHIND and party.start >= max(draft.trigger.end, getter.end))
    if getter.mark == "by" and 0 <= getter.start - draft.trigger.end <= 1:
        return party.mark is not None or "trigger.get" not in draft.trigger.rule.tags
    return True


def _may_be_bought(draft: Draft, beside: list[PartyMention], elsewhere: list[PartyMention]) -> bool:
    """Say whether who is named as the giver of *draft* may as well be its getter, or another its getter."""
    if "trigger.get" in draft.trigger.rule.tags and "trigger.thanks" not in draft.trigger.rule.tags:
        # a purchase without a buyer: the name beside it is as often his
        return not _received(draft) or bool(beside or elsewhere)
    dealt = draft.status.value in DEALS or (draft.supplier is not None and draft.supplier.mark == "from")
    if dealt and not draft.trigger.rule.tags & GIVING:
        return True
    return not _is_sure(draft) and bool(beside or elsewhere)


def _is_sure(draft: Draft) -> bool:
    """Say whether a mark makes it sure who gives."""
    return draft.supplier is not None and draft.supplier.mark in SURE_GIVERS


def _bought_from(draft: Draft) -> bool:
    """Say whether the giver of what is bought is marked as such: "خرید سه تانک از سوئد" (Persian)."""
    return draft.supplier is not None and draft.supplier.mark == "from" and "trigger.get" in draft.trigger.rule.tags


def _behind_object(draft: Draft) -> bool:
    """Say whether the giver stands behind what is given, where the subject follows its verb and the object it."""
    supplier, item = draft.supplier, draft.item
    return supplier is not None and supplier.mark is None and draft.trigger.end <= item.start < supplier.start


def _received(draft: Draft) -> bool:
    """Say whether somebody not named tells that he has got arms from the giver: "we received rockets from Oslo"."""
    receipt = "role.receipt" in draft.trigger.rule.tags and draft.status.value == "delivered"
    return receipt and draft.supplier is not None and draft.supplier.mark == "from"


def _arms_itself(draft: Draft, grammar: ClaimGrammar) -> bool:
    """Say whether a state with arms makers of its own gets arms, and nothing says that others made them."""
    if draft.giver or draft.getter not in grammar.self_armed or "trigger.get" not in draft.trigger.rule.tags:
        return False
    made = {item.code for item in draft.others if item.mark == "origin"} | {draft.item.maker}
    return made <= {None, draft.getter}


def _rivals(
    draft: Draft, drafts: list[Draft], parties: Iterable[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return the *parties* that may be the missing side of *draft*: not who would never arm the known one."""
    parties = list(parties)
    side = draft.supplier or draft.recipient
    seeks = draft.status.value == "sought"
    # "Mientras Rusia …, los tanques prometidos a Kiev"
    hated = bool(grammar.sellers and draft.trigger.rule.tags & GIVING) and draft.recipient is not None
    getter = "" if draft.getter in grammar.world.exporters else draft.getter or ""
    origins = {item.code for item in parties if item.mark == "origin"}
    # Who gives something else in the passage is not who gets this.
    taken = {other.giver for other in drafts} if draft.recipient is None else set()
    asides = ASIDES if draft.trigger.rule.tags & GETTING else frozenset()
    return [
        item for item in parties
        if item.code not in {draft.giver, draft.getter, *origins, *taken, *AUTHORITIES}
        and item.mark not in asides and not item.foreign
        and not (side is not None and (item.group, item.mark) == (side.group, side.mark))  # members of a list
        and not _behind(item, draft)
        and not ((seeks or hated or item.mark in APART) and frozenset({item.code, getter}) in grammar.world.enemies)
    ]  # fmt: skip


def _behind(item: PartyMention, draft: Draft) -> bool:
    """Say whether *item* comes too late: behind who was given something, or as a place or speaker behind the clause."""
    if item.mark in {"other", "of"}:
        return item.start >= draft.span[1]
    passive = "trigger.given" in draft.trigger.rule.tags
    return passive and draft.recipient is not None and item.start > draft.recipient.end > draft.trigger.start


def only_certain_sanctions(
    drafts: list[SanctionDraft], parties: list[PartyMention], grammar: ClaimGrammar
) -> list[SanctionDraft]:
    """Drop the half-known sanctions whose missing side may be one of several *parties* of the passage."""
    return [draft for draft in drafts if not _unclear(draft, parties, grammar)]


def _unclear(draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar) -> bool:
    if draft.imposer and (draft.target or draft.unaimed):
        return False
    low, high = draft.sentence
    known = {side.code for side in (draft.imposer, draft.target) if side}
    others = [item for item in parties if item.code not in known]
    inside = [item for item in others if low <= item.start < high]
    known = {*grammar.imposers, *grammar.sanctioned}
    if draft.target is None and draft.imposer and grammar.reports and draft.imposer.code not in known:
        return True  # who is not known for it, on nobody
    under = draft.imposer is not None and draft.imposer.mark is None and draft.imposer.code in grammar.sanctioned
    if draft.target is None and grammar.reports and under and draft.status.value != "in_force":
        return True  # 伊朗就制裁威胁致函安理会: who is commonly under them
    author = draft.imposer if draft.target is None else None
    if author is not None and author.mark == "of" and author.code in grammar.sanctioned:
        return True  # "İran ordusunun saldırıları sürerse yaptırımlar …": whose deeds lead to sanctions imposes none
    if draft.target is None:
        rejected = draft.status.value == "rejected"  # who rejects them is named, and may be hit or not
        group = draft.imposer.group if draft.imposer is not None else None
        joined = {item.code for item in inside if item.group == group}  # "Britain, France and Canada will sanction …"
        inside = [item for item in inside if item.mark is None and item.code not in {*joined, *AUTHORITIES}]
        return not rejected and any(item.hit.rule.role != "adjectives" for item in inside)
    # Who is told of them, or what they lead to, imposes none: "told the UN that sanctions deepen its distrust of …".
    imposing = [item.code for item in inside if item.code in grammar.imposers and item.mark not in NO_AUTHOR]
    imposing = imposing or [
        item.code for item in others
        if item.code in grammar.imposers and (item.mark not in NO_AUTHOR or not grammar.voices)
    ]  # fmt: skip
    return not grammar.reports and draft.status.value != "evaded" and len(set(imposing)) > 1
