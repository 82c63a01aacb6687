"""Who signs with whom, and whom a relative clause only describes, in a language without spaces (Chinese)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import HAN_CLAUSE, HAN_STOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How long the name of an office or a firm behind its state is.
OFFICE_REACH = 10
# How far behind the verb of signing stands what is bought or given.
CONTRACT_REACH = 40
# How far behind a state that only describes them others stand.
OTHERS_REACH = 12
# How far behind whom those harm who are sanctioned the sanctions stand.
AIM_REACH = 48
# The short name of a state, as it is taken up (荷方), but no word that only ends or begins so (新方案, 南方).
_SIDE = re.compile(r"([^\W\d_南北东東西])方(?![案式向法便針针米可能才队隊阵陣块塊位形])")


def read_relatives(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Set right the marks of who stands in a relative clause about others: buyers, partners, those harmed, users."""
    bought = {hit.end for hit in hits if "trigger.get" in hit.rule.tags}
    for party in mentions:
        if party.mark is None and _aimed_deed(low, party, hits, grammar):
            party.mark = "against"
        elif party.mark is None and party.start in bought and _describes(low, party, mentions, grammar):
            party.mark = "from"  # 购买俄罗斯石油的国家
        elif party.mark == "to" and _is_dealt_with(low, party, grammar):
            party.mark = "other"  # 对与俄罗斯做生意的国家
        elif party.mark == "to" and _buys(low, party, hits, grammar):
            party.mark = None
        elif party.mark == "by" and any(word in _behind(low, party) for word in grammar.makes):
            party.mark = "origin"  # 由美国波音公司制造
    _free_users(low, mentions, hits, grammar)


def recalled(
    low: str, mentions: list[PartyMention], bounds: tuple[int, int], glued: Callable[[str], str | None]
) -> list[PartyMention]:
    """Return *mentions* with the short names that take up a state named before them (荷兰首相表示，荷方愿意…)."""
    named = {low[item.start]: item for item in reversed(mentions) if item.hit.rule.kind == "country"}
    found = list(mentions)
    for match in _SIDE.finditer(low, *bounds) if named else ():
        item = named.get(match[1])
        inside = any(one.start < match.end() and match.start() < one.end for one in mentions)
        if item is None or item.end > match.start() or inside:
            continue
        mark = glued(low[max(bounds[0], match.start() - OTHERS_REACH) : match.start()])
        found.append(item.standing_in(mark, match.span(), max(one.group for one in found) + 1))
    return sorted(found, key=lambda item: item.start) if len(found) > len(mentions) else mentions


def _free_users(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let who is hit with what a relative clause says that he got be who got it (袭击乌军从德国获得的防空炮)."""
    belongs = tuple(grammar.belongs)
    gets = {hit.start: hit.end for hit in hits if "trigger.get" in hit.rule.tags}
    for one, other in pairwise(mentions):
        if one.mark == "other" and other.mark == "from" and low[one.end : other.start].endswith(tuple(grammar.from_)):
            end = next((gets[place] for place in gets if 0 <= place - other.end <= OFFICE_REACH), None)
            if end is not None and low.startswith(belongs, end):
                one.mark = None


def _buys(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *party*, at whose purchase a word of aiming points, is who buys (对土耳其从德国购买潜艇表示不满)."""
    if not grammar.aims or not low.endswith((*grammar.aims, *grammar.about), 0, party.start):
        return False
    gaps = [low[party.end : hit.start] for hit in hits if "role.buys" in hit.rule.tags and hit.start >= party.end]
    gap = min(gaps, key=len, default="，")
    return len(gap) <= OTHERS_REACH and not HAN_STOP.search(gap) and (not gap or gap.startswith(tuple(grammar.from_)))


def _aimed_deed(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *party* is whom those harm or back who are sanctioned (对破坏马里和平的个人实施制裁)."""
    words = tuple(f"{aim}{deed}" for aim in grammar.aims for deed in grammar.aimed_deeds)
    if not words or not low.endswith(words, 0, party.start):
        return False
    ends = (hit.start for hit in hits if "theme.sanctions" in hit.rule.tags and hit.start >= party.end)
    gap = low[party.end : next(ends, party.end)]
    return 0 < len(gap) <= AIM_REACH and not HAN_CLAUSE.search(gap)


def _behind(low: str, party: PartyMention) -> str:
    """Return what stands close behind *party* in its clause."""
    return HAN_STOP.split(low[party.end : party.end + OTHERS_REACH])[0]


def _leads_to(behind: str, others: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *behind* leads to one of *others*, who are not named (购买俄罗斯石油的国家)."""
    return any(f"{word}{other}" in behind for word in grammar.belongs for other in others)


def _is_dealt_with(low: str, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether states that are not named deal with *party*."""
    dealt = low.endswith(tuple(grammar.dealing), 0, party.start)
    return dealt and _leads_to(_behind(low, party), grammar.third_states, grammar)


def _describes(low: str, party: PartyMention, mentions: list[PartyMention], grammar: ClaimGrammar) -> bool:
    """Say whether *party* only describes others, named or not (购买俄罗斯石油的国家, 购买俄罗斯石油的印度企业)."""
    behind = _behind(low, party)
    if _leads_to(behind, [*grammar.third_states, *grammar.third_parties], grammar):
        return True
    return any(behind[: max(0, item.start - party.end)].endswith(tuple(grammar.belongs)) for item in mentions)


def part_signatories(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let with whom a contract is signed sell what the clause behind buys, or get what it gives (与瑞典签约，购买…)."""
    words = tuple(grammar.signs_with)
    for number, (one, other) in enumerate(pairwise(mentions)):
        bare = one.mark is None and other.mark in {None, "other"} and not HAN_STOP.search(low[one.end : other.start])
        deed = _signed_deed(low, other, hits, grammar) if bare and _stands_with(low, other, words, grammar) else None
        if deed is None:
            continue
        later = [item for item in mentions[number + 2 :] if item.start < deed.end]
        if not any(item.mark in {"to", "from"} for item in later):
            sold = "role.sells" in deed.rule.tags and one.code not in grammar.world.exporters
            bought = deed.rule.tags & {"trigger.get", "role.buys"} or (sold and other.code in grammar.world.exporters)
            other.mark = "from" if bought else "to"
            if bought and sold:
                one.mark = "to"  # 沙特与美国敲定军售大单
            for party in mentions[number + 1 :]:
                party.group += 1


def _stands_with(low: str, party: PartyMention, words: tuple[str, ...], grammar: ClaimGrammar) -> bool:
    """Say whether a word of company stands before *party*, or before what kind of state it is (与非洲国家乍得)."""
    before = low[max(0, party.start - OFFICE_REACH) : party.start]
    if before.endswith(tuple(grammar.third_states)):
        return any(word in HAN_STOP.split(before)[-1] for word in words)
    return before.endswith(words)


def _signed_deed(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> Hit | None:
    """Return what somebody signs with *party*: a deal of buying or selling, or the verb of the clause behind."""
    places = [hit.end for hit in hits if "cue.agreed" in hit.rule.tags and 0 <= hit.start - party.end <= OFFICE_REACH]
    if not places or (party.mark and low.startswith(tuple(grammar.belongs), places[0])):
        return None  # 波兰同韩国签署的合同: it only describes
    stop = HAN_STOP.search(low, places[0], places[0] + CONTRACT_REACH)
    end = stop.start() if stop else places[0] + CONTRACT_REACH
    near = [hit for hit in hits if 0 <= hit.start - places[0] <= CONTRACT_REACH]
    noun = next((hit for hit in near if hit.start < end and hit.rule.tags & {"role.buys", "role.sells"}), None)
    behind = end - places[0] <= OFFICE_REACH
    deeds = (hit for hit in near if behind and hit.start >= end and hit.rule.tags & {"trigger.get", "trigger.give"})
    return noun or next(deeds, None)
