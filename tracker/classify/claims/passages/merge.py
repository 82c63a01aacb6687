"""Joins what several words, clauses and sentences say of one transfer (or sanction) into one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.status.status import TRANSFER_ORDER, Status

if TYPE_CHECKING:
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit


# What is told that a denial may take up.
TOLD = frozenset({"delivered", "agreed", "planned", "sought"})
# A refusal that takes up what was told.
REFUSAL = frozenset({"cue.blocked", "role.anaphor"})
# What is said of arms before they are got.
WANTED = frozenset({"sought", "planned"})


def merge_sentence(drafts: list[Draft], *, tensed: bool = True) -> list[Draft]:
    """Join the drafts of one sentence: the same weapon with parties that do not contradict is one claim.

    Only in a *tensed* language does a verb alone tell that something is done.
    """
    merged: list[Draft] = []
    for draft in _read_once(drafts):
        for index, other in enumerate(merged):
            if _compatible(other, draft):
                merged[index] = _join(other, draft, tensed=tensed)
                break
        else:
            merged.append(draft)
    return [item for item in _drop_vague(merged) if not _half(item)]


def _read_once(drafts: list[Draft]) -> list[Draft]:
    """Drop the reading of a word in which only who gives in another gets (Arabic "سلم": gives, is given)."""
    gives = {(draft.trigger.start, draft.item.start, draft.giver) for draft in drafts if draft.giver and draft.getter}
    return [
        draft for draft in drafts
        if draft.giver or (draft.trigger.start, draft.item.start, draft.getter) not in gives
    ]  # fmt: skip


def deny(drafts: list[Draft], hits: list[Hit], *, near: bool = True) -> list[Draft]:
    """Let a later sentence, whose *hits* claim nothing, deny or refuse what the last one tells.

    "Tehran denies": what is told as a fact is not meant, but where a pronoun takes it up ("lo niega", "denied these
    reports", "such a step is not considered"); that may stand one sentence further on (not *near*).
    """
    cues = [hit for hit in hits if "cue.denied" in hit.rule.tags or hit.rule.tags >= REFUSAL]
    cues = cues if near else [hit for hit in cues if "role.anaphor" in hit.rule.tags]
    if not cues:
        return drafts
    cue = next((hit for hit in cues if "role.anaphor" in hit.rule.tags), cues[0])
    refused = "cue.denied" not in cue.rule.tags
    meant = WANTED if refused else {"alleged", *TOLD} if "role.anaphor" in cue.rule.tags else {"alleged"}
    status = Status("blocked" if refused else "denied", cue)
    return [draft._replace(status=status) if draft.status.value in meant else draft for draft in drafts]


def signed(drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Let the next sentence, whose *hits* claim nothing, sign what the last one has in store.

    "Egypt will buy jets. The contract was signed in May": of a delivery the last one says no more than the noun.
    """
    cue = next((hit for hit in hits if "role.signed" in hit.rule.tags), None)
    if cue is None:
        return drafts
    return [draft._replace(status=Status("agreed", cue)) if _is_open(draft) else draft for draft in drafts]


def signed_beside(drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Let a clause behind a transfer that is to come sign it: "will be bought from Seoul; the contract was signed"."""
    cues = [hit for hit in hits if "role.signed" in hit.rule.tags]
    if not cues:
        return drafts
    behind = [next((cue for cue in cues if cue.start >= draft.span[1]), None) for draft in drafts]
    return [
        draft if cue is None or draft.status.value != "planned" or not _is_open(draft)
        else draft._replace(status=Status("agreed", cue))
        for draft, cue in zip(drafts, behind, strict=True)
    ]  # fmt: skip


def _is_open(draft: Draft) -> bool:
    """Say whether only the form of its trigger says how far *draft* is: it is to come, or a mere noun."""
    if draft.status.cue is not draft.trigger:
        return False
    noun = draft.status.value == "delivered" and "trigger.transfer" in draft.trigger.rule.tags
    return noun or draft.status.value == "planned"


def _deny_all(drafts: list[Draft]) -> list[Draft]:
    """Let who denies all arms deny those that he was accused of: "… of sending drones. It denied any military aid"."""
    for draft in drafts:
        if draft.status.value != "denied" or not draft.item.vague or None in {draft.giver, draft.getter}:
            continue
        meant = [
            other for other in drafts
            if other.status.value == "alleged" and (other.giver, other.getter) == (draft.giver, draft.getter)
            and other.sentence[0] < draft.sentence[0]
        ]  # fmt: skip
        if meant:
            itself = draft.item.hit.start == draft.trigger.start  # "military aid" says no more than what it was
            drafts = [
                other._replace(status=draft.status) if other in meant else other
                for other in drafts if not (itself and other is draft)
            ]  # fmt: skip
    return drafts


def _half(draft: Draft) -> bool:
    """Say whether a word that also tells of a state's own doings ("sends", "moves") names only one side.

    Others ("weapons for") are no transfer without a getter.
    """
    tags = draft.trigger.rule.tags
    return ("role.both" in tags and not (draft.giver and draft.getter)) or ("role.getter" in tags and not draft.getter)


def merge_passage(drafts: list[Draft], *, tensed: bool = True) -> list[Draft]:
    """Join the sentences' drafts: equal triples once; a missing party is taken over from a fuller claim."""
    drafts = _deny_all(_inherit(drafts))
    merged: list[Draft] = []
    for draft in drafts:
        for index, other in enumerate(merged):
            if (draft.what == other.what and _same_side(draft, other)) or _named(draft, other):
                merged[index] = _join(other, draft, tensed=tensed)
                break
        else:
            merged.append(draft)
    return [item for item in merged if not _said_better(item, merged)]


def _named(one: Draft, other: Draft) -> bool:
    """Say whether one claim has the other's weapon by name: the same pair with a Su-35 and with "the jets"."""
    if (one.giver, one.getter) != (other.giver, other.getter) or not (one.giver or one.getter):
        return False
    if one.item.weapon is not None and other.item.weapon is not None:
        return _is_family(one.item.weapon, other.item.weapon) or _is_family(other.item.weapon, one.item.weapon)
    if one.item.weapon is other.item.weapon or one.item.added or other.item.added:
        return False
    return one.item.weapon_class == other.item.weapon_class != "arms"


def _is_family(family: str, member: str) -> bool:
    """Say whether one weapon's name is the family of the other's: a Leopard and the Leopard 2."""
    return member.startswith(f"{family}-")


def _said_better(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether another sentence says which arms: the same pair and status with a named weapon, or a list of them."""
    if draft.item.weapon is not None or draft.item.added or draft.giver is None or draft.getter is None:
        return False
    return any(
        (_packed(other) if draft.item.vague else other.item.weapon is not None)
        and other is not draft
        and draft.what in ({"arms", other.item.weapon_class} if draft.item.vague else {other.item.weapon_class})
        and (other.giver, other.getter) == (draft.giver, draft.getter)
        and (other.status.value == draft.status.value or _lists(other, draft))
        for other in drafts
    )


def _packed(draft: Draft) -> bool:
    """Say whether a sentence tells all that a package holds, not what was "among" it."""
    return "role.listing" in draft.trigger.rule.tags and "role.among" not in draft.trigger.rule.tags


def _lists(other: Draft, draft: Draft) -> bool:
    """Say whether *other* says what is in the package that *draft* only gives."""
    return draft.item.vague and "trigger.give" in draft.trigger.rule.tags and "role.listing" in other.trigger.rule.tags


def _same_side(one: Draft, other: Draft) -> bool:
    """Say whether two claims of different sentences are one: equal parties, or one lacks what the other has."""
    if one.getter == other.getter and one.giver == other.giver:
        return True
    if (one.status.value == "sought") != (other.status.value == "sought"):
        return False  # "A delivered tanks to B. B called on its partners for more": who is asked is not said
    same_getter = one.getter is not None and one.getter == other.getter and None in {one.giver, other.giver}
    same_giver = one.giver is not None and one.giver == other.giver and None in {one.getter, other.getter}
    return same_getter or same_giver


def _compatible(one: Draft, other: Draft) -> bool:
    if one.what != other.what and not _same_hit(one, other):
        return False
    giver = one.giver is None or other.giver is None or one.giver == other.giver
    getter = one.getter is None or other.getter is None or one.getter == other.getter
    crossed = one.giver is not None and one.giver == other.getter
    crossed = crossed or (one.getter is not None and one.getter == other.giver)
    return giver and getter and not crossed


def _same_hit(one: Draft, other: Draft) -> bool:
    return one.item.hit is other.item.hit


def _join(one: Draft, other: Draft, *, tensed: bool) -> Draft:
    chosen = min((one, other), key=lambda item: (_doubt(item), TRANSFER_ORDER.index(item.status.value)))
    if other.sentence != one.sentence and chosen.status.value in WANTED:
        chosen = next((item for item in (one, other) if _is_got(item)), chosen)
    if tensed and chosen.status.value == "agreed":
        chosen = next((item for item in (one, other) if _is_given(item)), chosen)
    return one._replace(
        item=other.item if _is_clearer(other, one) else one.item,
        supplier=one.supplier or other.supplier,
        recipient=one.recipient or other.recipient,
        speaker=one.speaker or other.speaker,
        inherited=one.inherited or other.inherited,
        status=chosen.status,
        span=(min(one.span[0], other.span[0]), max(one.span[1], other.span[1])) if _touch(one, other) else one.span,
    )


def _is_got(draft: Draft) -> bool:
    """Say whether a verb tells that the arms were got: "asked for tanks. Later it received tanks from …"."""
    tags = draft.trigger.rule.tags
    return draft.status.value == "delivered" and "trigger.get" in tags and not tags & {"trigger.transfer", "role.buys"}


def _is_given(draft: Draft) -> bool:
    """Say whether a verb tells that both sides gave and got: "has shipped missiles to …. The deal was signed in …"."""
    tags = draft.trigger.rule.tags
    told = draft.status.value == "delivered" and draft.status.cue is draft.trigger and "trigger.give" in tags
    first = draft.supplier is not None and draft.supplier.start < draft.trigger.start
    return told and first and draft.recipient is not None


def _is_clearer(one: Draft, other: Draft) -> bool:
    """Say whether *one* names the weapon where *other* has only its class or family."""
    if one.item.weapon is None:
        return False
    return other.item.weapon is None or _is_family(other.item.weapon, one.item.weapon)


def _doubt(draft: Draft) -> int:
    """Rank where a status comes from: a cue, the trigger's form ("will send"), a trigger without any, what once was."""
    if draft.status.past or "role.ordered" in draft.status.cue.rule.tags:
        return 3  # "the promised tanks" only tells which
    if draft.status.cue is not draft.trigger or "trigger.arrive" in draft.trigger.rule.tags:
        return 0
    own = {tag for tag in draft.trigger.rule.tags if tag.startswith("status.")} - {"status.sought"}
    if "status.delivered" in own:
        return 0  # "is the main supplier of"
    # Where something is bound for says less than that it was sent.
    return 1 if own and "role.before" not in draft.trigger.rule.tags else 2


def _touch(one: Draft, other: Draft) -> bool:
    return one.trigger.start <= other.span[1] and other.trigger.start <= one.span[1]


def _drop_vague(drafts: list[Draft]) -> list[Draft]:
    """Drop a claim about unspecified arms with one party where the sentence says the same more fully."""
    full = [item for item in drafts if (item.giver and item.getter) or not item.item.vague]
    return [
        item for item in drafts
        if not item.item.vague or item.item.added or (item.giver and item.getter)
        or not any(
            other is not item and (item.giver in {other.giver, None}) and (item.getter in {other.getter, None})
            for other in full
        )
    ]  # fmt: skip


def _inherit(drafts: list[Draft]) -> list[Draft]:
    """Let a hope or request without a giver take the one named in the claim right before, of the same getter."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if (
            last is not None and draft.giver is None and draft.getter is not None and draft.getter == last.getter
            and draft.status.value == last.status.value == "sought"
        ):  # fmt: skip
            found.append(draft._replace(inherited=last.giver))
        else:
            found.append(draft)
    return found
