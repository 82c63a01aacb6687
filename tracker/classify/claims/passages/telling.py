"""A minister who says that arms come to another state speaks of his own: 挪威国防部说，火炮已交付…, "заявил, что …"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.lexicon.grammar import ClaimGrammar

# What such a speaker tells as done or to be done, and what lawmakers demand or demand an end of.
TOLD = frozenset({"delivered", "planned", "agreed"})
DEMANDED = frozenset({"delivered", "sought"})
# The words of who gets, who is not who tells of it.
BOUGHT = frozenset({"trigger.get", "trigger.seek", "role.market"})
# How such a speaker stands: as the subject, or where it is said ("в Минобороны ФРГ сообщили").
SPEAKING = frozenset({None, "other", "of"})
# The words of what one state gives another.
GIFTS = frozenset({"trigger.give", "trigger.given"})
# How much of what he is, or where, stands before his office.
OFFICE_REACH = 6
# How long his name, and the day on which he speaks, may be.
NAME_REACH = 14


def told_by_giver(drafts: list[Draft], parties: list[PartyMention], low: str, grammar: ClaimGrammar) -> list[Draft]:
    """Let the office of a state that says so give, where its sentence names nobody else but who gets.

    So do its lawmakers who demand that it gives more, or no more (美国议员要求暂停对阿联酋的军售).
    """
    if grammar.tells:
        return [_told_of(draft, parties, low, grammar) for draft in drafts]
    if not (grammar.reports and grammar.offices):
        return drafts
    says = _speaks(tuple(grammar.offices), (*grammar.reports, *grammar.announces), "[，：]")
    asks = _speaks(tuple(grammar.lawmakers), tuple(grammar.urges), "")
    found = []
    for draft in drafts:
        speaker = _only_other(draft, parties, grammar)
        told = draft.status.value in TOLD and _comes(draft)
        if speaker is not None and (
            (told and says.match(low, speaker.end)) or (draft.status.value in DEMANDED and asks.match(low, speaker.end))
        ):
            draft = draft._replace(supplier=speaker)  # noqa: PLW2901
        found.append(draft)
    return found


def _told_of(draft: Draft, parties: list[PartyMention], low: str, grammar: ClaimGrammar) -> Draft:
    """Let who says that a delivery is made or will be give: "Министр обороны ФРГ сообщил, что поставка … завершена".

    Not who only judges it ("сказал, что поставки ничего не изменят"): something else than its noun tells how it stands.
    """
    tags, (begin, end) = draft.trigger.rule.tags, draft.sentence
    others = [item for item in parties if begin <= item.start < end and item.code != draft.getter]
    judged = draft.status.cue is draft.trigger and not tags & GIFTS
    if draft.giver or draft.recipient is None or draft.origin or judged or tags & BOUGHT:
        return draft
    spoken = SPEAKING if grammar.cased else {*SPEAKING, "to"}  # Bulgarian has one word for "of" and "to"
    if draft.status.value not in TOLD or len(others) != 1 or others[0].mark not in spoken:
        return draft
    got = low[draft.recipient.start : draft.recipient.end]
    if "trigger.give" in tags and low[begin : draft.trigger.start].strip() not in {"", got}:
        return draft  # a subject without a state: "Несколько стран передали Киеву танки, сообщил …"
    (speaker,) = others
    barred = speaker.code in grammar.world.unions or frozenset({speaker.code, draft.getter}) in grammar.world.enemies
    return draft if barred or not _says(speaker, draft, low, grammar) else draft._replace(supplier=speaker)


def _says(speaker: PartyMention, draft: Draft, low: str, grammar: ClaimGrammar) -> bool:
    """Say whether *speaker* tells that it is so, in a clause before the draft's or at the end of its sentence."""
    begin, end = draft.sentence
    if speaker.start >= draft.trigger.end:  # "Киеву передадут танки, сообщили в Минобороны ФРГ"
        words = low[draft.trigger.end : speaker.start].rpartition(",")[2].split()
        return bool({*words[:1]} & {*grammar.tells}) and "," not in low[speaker.end : end]
    told, comma, content = low[begin : draft.trigger.start].partition(",")
    says = bool(comma) and speaker.end <= begin + len(told) and bool({*told.split()} & {*grammar.tells})
    return says and bool({*told.split()[:1], *content.split()[:1]} & {*grammar.attributes[:1], *grammar.breaks})


@lru_cache(maxsize=8)
def _speaks(offices: tuple[str, ...], verbs: tuple[str, ...], sign: str) -> re.Pattern[str]:
    """Return an office with its verb and the *sign* behind this, as they stand behind a state's name."""
    before, name = f"[^，。、：]{{0,{OFFICE_REACH}}}", f"[^，。、：]{{0,{NAME_REACH}}}"
    return re.compile(before + any_of(list(offices)) + name + any_of(list(verbs)) + sign)


def _comes(draft: Draft) -> bool:
    """Say whether arms are the subject, of which is told to whom they come (火炮已交付乌克兰)."""
    gets = draft.recipient is not None and draft.item.end <= draft.recipient.start
    return gets and draft.item.end <= draft.trigger.start and bool(draft.trigger.rule.tags & GIFTS)


def _only_other(draft: Draft, parties: list[PartyMention], grammar: ClaimGrammar) -> PartyMention | None:
    """Return who is named first in the sentence of a draft without a giver, where nobody else is but who gets."""
    begin, end = draft.sentence
    inside = [item for item in parties if begin <= item.start < end]
    if draft.giver or draft.recipient is None or draft.origin or not inside:
        return None
    speaker = inside[0]
    alone = {item.code for item in inside} == {speaker.code, draft.getter} and speaker.code != draft.getter
    enemies = frozenset({speaker.code, draft.getter}) in grammar.world.enemies
    return speaker if alone and speaker.mark is None and not enemies else None
