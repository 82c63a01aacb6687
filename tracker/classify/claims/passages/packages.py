"""Packages of aid: what one sentence says of a package holds for the next, which lists or gives what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.lexicon.grammar import ClaimGrammar

# How far before a list of what is sent the package stands.
LISTING_REACH = 160
# How far from the package who gives it stands.
PACKAGE_REACH = 90


def lists_alone(drafts: list[Draft]) -> bool:
    """Say whether one of *drafts* is a list of what is sent that names nobody."""
    return any(map(is_bare_list, drafts))


def is_bare_list(draft: Draft) -> bool:
    """Say whether *draft* is a list of what is sent that names nobody."""
    return "role.listing" in draft.trigger.rule.tags and not draft.giver and not draft.getter


def complete_listings(drafts: list[Draft], parties: list[PartyMention]) -> list[Draft]:
    """Give a list of what is sent ("it includes …") that names nobody the two sides of the sentence right before it."""
    return [_listed(draft, parties) if is_bare_list(draft) else draft for draft in drafts]


def _listed(draft: Draft, parties: list[PartyMention]) -> Draft:
    begin = draft.sentence[0]
    givers, getters = _sides([item for item in parties if begin - LISTING_REACH <= item.start < begin])
    getters = {code: item for code, item in getters.items() if code not in givers}
    if len(givers) != 1 or len(getters) != 1:
        return draft
    (supplier,), (recipient,) = givers.values(), getters.values()
    return draft._replace(supplier=supplier, recipient=recipient)


def complete_packaged(
    drafts: list[Draft], parties: list[PartyMention], packages: list[int], grammar: ClaimGrammar
) -> list[Draft]:
    """Give what somebody gets the giver of the package that another sentence promises him.

    *packages*: where a package of aid is named. Its only subject gives, if it goes to the same getter. Where words are
    declined, who tells what is in a package gives it, but not one who is under sanctions ("the Pentagon said that …").
    """
    told = grammar.sanctioned if grammar.cased else None
    return [
        _packaged(draft, parties, packages, told) if draft.getter and not draft.giver else draft for draft in drafts
    ]


def _teller(draft: Draft, parties: list[PartyMention], packages: list[int], apart: list[str]) -> PartyMention | None:
    """Return the one subject before a package in its sentence, none of *apart*, that only tells of it."""
    begin, end = draft.sentence
    place = next((place for place in packages if begin <= place < end), None)
    if place is None:
        return None
    inside = [item for item in parties if begin <= item.start < end and item.code != draft.getter]
    bare = [item for item in inside if item.mark is None and item.end <= place]
    alone = len(bare) == len({item.code for item in inside}) == 1
    return bare[0] if alone and bare[0].code not in apart else None


def _packaged(draft: Draft, parties: list[PartyMention], packages: list[int], told: list[str] | None) -> Draft:
    teller = _teller(draft, parties, packages, told) if told is not None else None
    if teller is not None:
        return draft._replace(supplier=teller)
    begin, end = draft.sentence
    place = max((place for place in packages if begin - LISTING_REACH <= place < begin), default=None)
    if place is None or any(item.mark == "origin" for item in parties if begin <= item.start < end):
        return draft
    givers, getters = _sides(
        [item for item in parties if item.start < begin and abs(item.start - place) <= PACKAGE_REACH]
    )
    givers = {code: item for code, item in givers.items() if code != draft.getter}
    if len(givers) != 1 or draft.getter not in getters:
        return draft
    (supplier,) = givers.values()
    promised = draft.status.value == "planned" and draft.status.cue is draft.trigger
    draft = _told(draft, "agreed") if promised else draft  # "will get" what an announced package holds
    return draft._replace(supplier=supplier)


def _sides(parties: list[PartyMention]) -> tuple[dict[str, PartyMention], dict[str, PartyMention]]:
    """Return by their codes who acts and who gets among *parties*."""
    givers = {item.code: item for item in parties if item.mark is None}
    return givers, {item.code: item for item in parties if item.mark == "to"}


def handed_over(drafts: list[Draft]) -> list[Draft]:
    """Let what a package is said to hold share the status of its delivery ("handed over a package. It includes …")."""
    if not any("role.listing" in draft.trigger.rule.tags for draft in drafts):
        return drafts
    # "are handing over a package. It will include …": only what is over counts.
    given = [
        draft for draft in drafts
        if draft.status.value == "delivered" and "cue.delivered" in draft.status.cue.rule.tags
        and "trigger.give" in draft.trigger.rule.tags
    ]  # fmt: skip
    return [_handed_over(draft, given) for draft in drafts]


def _handed_over(draft: Draft, given: list[Draft]) -> Draft:
    begin, pair = draft.sentence[0], (draft.giver, draft.getter)
    if "role.listing" not in draft.trigger.rule.tags or draft.status.cue is not draft.trigger or None in pair:
        return draft
    places = [begin - other.sentence[0] for other in given if (other.giver, other.getter) == pair]
    near = any(0 < place <= LISTING_REACH for place in places)
    return _told(draft, "delivered") if near else draft


def announced(drafts: list[Draft], packages: list[int]) -> list[Draft]:
    """Let what "will" be given share the status of the package that the sentence before announces."""
    return [_announced(draft, drafts, packages) for draft in drafts] if packages else drafts


def _announced(draft: Draft, drafts: list[Draft], packages: list[int]) -> Draft:
    begin, pair = draft.sentence[0], (draft.giver, draft.getter)
    if draft.status.value != "planned" or draft.status.cue is not draft.trigger or None in pair:
        return draft
    near = any(begin - LISTING_REACH <= place < begin for place in packages)
    told = any(
        (other.giver, other.getter) == pair and other.status.value == "agreed" and other.sentence[0] < begin
        for other in drafts
    )
    return _told(draft, "agreed") if near and told else draft


def _told(draft: Draft, value: str) -> Draft:
    """Return *draft* with the status that another sentence gives it."""
    return draft._replace(status=draft.status._replace(value=value))
