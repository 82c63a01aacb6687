"""Parties in a language without spaces (Chinese): whose sanctions they are, and what a clause is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.parties.aiming import (
    AIM_REACH,
    AIMED_REACH,
    LIST_REACH,
    STOP,
    counting,
    describing,
)
from tracker.classify.claims.patterns import HAN_CLAUSE, any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How much may stand between a name and the sanctions it owns.
OWNS_REACH = 14
# Groups whose members are named behind them.
GROUPS = frozenset({"NATO", "EU", "West"})
# How far a topic stands from the receiver behind it.
TOPIC_REACH = 14
# How far a contract and its words of buying stand behind the two who sign, and the verb of signing.
CONTRACT_REACH, SIGNED_REACH = 40, 4
# How far behind whose make it is a weapon stands.
MADE_REACH = 12
# How long a clause between its two halves is.
CLAUSE_REACH = 50


def owning(words: list[str]) -> re.Pattern[str] | None:
    """Return what may stand between a name and the noun that it owns, None where the grammar names nothing."""
    return re.compile(f"{any_of(words)}*") if words else None


def _sell_to(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let who stands before a sale that is known to be one to him get (台湾军售)."""
    for party in mentions:
        if party.mark in {None, "giver", "adjective"} and low.startswith(tuple(grammar.sales_to), party.start):
            party.mark = "to"


def _buy_from(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let who signs a contract of selling with somebody else get (已与沙特签署无人机出口协议，…签署协议，出售…)."""
    gives = {hit.start for hit in hits if "trigger.give" in hit.rule.tags}
    contracts, signed, fellows = tuple(grammar.sales), tuple(grammar.signs_with), describing(grammar)
    for party in mentions if contracts else []:
        clause = STOP.split(low[party.end : party.end + CONTRACT_REACH])[0]
        before = low[max(0, party.start - TOPIC_REACH) : party.start]
        before = fellows.sub("", before) if fellows else before
        comma = party.end + len(clause)
        agreed = any("cue.agreed" in hit.rule.tags and party.end <= hit.start < comma for hit in hits)
        talks = [hit.end for hit in hits if "role.deal" in hit.rule.tags and party.end <= hit.start < comma]
        follows = agreed and low.startswith("，", comma) and comma + 1 in gives
        sold = follows or any(word in clause for word in contracts) or any(place in gives for place in talks)
        if party.mark == "from" and before.endswith(signed) and sold:
            party.mark = "to"


def aim_givers(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let who is sanctioned for what a relative clause tells be the target (对向台湾出售武器的美国企业实施制裁)."""
    sanctions = [hit for hit in hits if "theme.sanctions" in hit.rule.tags]
    bought, count = {hit.end for hit in hits if "trigger.get" in hit.rule.tags}, counting(grammar)
    for party in mentions:
        before = STOP.split(low[max(0, party.start - AIMED_REACH) : party.start])[-1]
        aimed = any(word in before for word in grammar.aims) or (sanctions and not _makes(low, party, hits, grammar))
        if party.mark is None and party.start in bought and aimed:
            party.mark = "from"  # 对购买俄罗斯石油的国家, 若购买俄罗斯石油，将面临制裁
    for one, other in pairwise(mentions):
        before = STOP.split(low[max(0, one.start - AIMED_REACH) : one.start])[-1]
        within = count.sub("", low[one.end : other.start]) if count else low[one.end : other.start]
        if one.mark not in {"to", "from", "against"} or STOP.search(within):
            continue
        if not within.endswith(tuple(grammar.belongs)):
            continue
        # 制裁向俄罗斯提供武器的朝鲜企业
        verb = any(0 <= one.start - hit.end <= len(before) and "trigger.impose" in hit.rule.tags for hit in sanctions)
        aimed = _begins_aim(low, one, before, grammar)
        gaps = [(hit.start, low[other.end : hit.start]) for hit in sanctions if hit.start >= other.end]
        places = [place for place, gap in gaps if aimed and len(gap) <= AIM_REACH and not STOP.search(gap)]
        if verb or places:
            other.mark = "against"
            if one.mark == "against" or one.start in bought:
                one.mark = "other"  # 对与俄罗斯有联系的中国企业实施制裁
        for party in mentions:
            if other.end <= party.start < max(places, default=0) and party.mark == "compound":
                party.mark = "against"


def _makes(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether a weapon stands close behind *party*, or another word of its make (俄制雷达)."""
    near = low[party.end : party.end + MADE_REACH]
    return near[:1] in {word[0] for word in grammar.made} or any(
        is_weapon(hit) and 0 <= hit.start - party.end < MADE_REACH for hit in hits
    )


def _begins_aim(low: str, party: PartyMention, before: str, grammar: ClaimGrammar) -> bool:
    """Say whether a word of aiming stands *before* the party, but not as its own (对参与对台军售的美国企业)."""
    if not before.endswith(tuple(grammar.aims)):
        return any(word in before for word in (*grammar.aims, *grammar.objects_before))  # 将协助俄罗斯…的公司列入
    clause = HAN_CLAUSE.split(low[max(0, party.start - LIST_REACH) : party.start])[-1]
    return party.mark == "to" and any(clause.count(word) > 1 for word in grammar.aims)


def part_buyers(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let the second of two who sign a contract of buying sell (沙特与韩国签署导弹采购合同)."""
    for number, (one, other) in enumerate(pairwise(mentions)):
        last = mentions[number + 2].start if number + 2 < len(mentions) else other.end + CONTRACT_REACH
        if one.mark is not None or other.mark is not None or low[one.end : other.start].strip() not in grammar.joins:
            continue
        near = [hit for hit in hits if other.end <= hit.start < min(last, other.end + CONTRACT_REACH)]
        signed = any("cue.agreed" in hit.rule.tags and hit.start <= other.end + SIGNED_REACH for hit in near)
        if signed and any("trigger.get" in hit.rule.tags for hit in near):
            other.mark = "from"
            bought = min(hit.start for hit in near if "trigger.get" in hit.rule.tags)
            if any(
                "trigger.transfer" in hit.rule.tags and "trigger.get" not in hit.rule.tags and hit.start > bought
                for hit in near
            ):
                one.mark = "to"  # 导弹采购合同, a noun
            for party in mentions[number + 1 :]:
                party.group += 1


def owns_sanctions(
    low: str, hits: list[Hit], index: int, between: re.Pattern[str] | None, places: tuple[str, ...]
) -> bool:
    """Say whether the name owns the sanctions behind it, whatever stands before it (受西方的单边制裁影响).

    Behind one of *places* it is only where somebody's property is (在华资产).
    """
    if between is None:
        return False
    end = hits[index].end
    for other in hits[index + 1 :]:
        if other.start > end + OWNS_REACH:
            break
        if other.start >= end and "theme.sanctions" in other.rule.tags:
            if "role.property" in other.rule.tags and low.endswith(places, 0, hits[index].start):
                return False
            return between.fullmatch(low, end, other.start) is not None
    return False


def part_unspaced(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Set right the marks that the words and parties around tell."""
    for one, other in pairwise(mentions):
        if one.end == other.start and one.end - one.start == 1 and other.mark == "other" and one.mark is None:
            one.mark = "other"  # 俄乌冲突
    _back_others(low, mentions, grammar)
    _describe_members(low, mentions, grammar)
    _sell_to(low, mentions, grammar)
    _buy_from(low, mentions, hits, grammar)
    _open_clauses(low, mentions, grammar)
    _free_topics(low, mentions, hits, grammar)


def _back_others(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let who is backed by somebody have his part (向伊朗支持的胡塞武装运送武器)."""
    words = tuple(grammar.backed)
    for number, one in enumerate(mentions if words else []):
        if low.startswith(words, one.end):
            near = mentions[number + 1 : number + 2]
            if near and near[0].start - one.end <= TOPIC_REACH and near[0].mark is None:
                near[0].mark = one.mark
            one.mark = "other"


def _describe_members(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let a group only describe its member that is named right behind it (北约盟友波兰)."""
    between = describing(grammar, joined=True)
    for one, other in pairwise(mentions if between else []):
        gap = low[one.end : other.start].rstrip("“「")
        if one.code in GROUPS and between is not None and between.fullmatch(gap):
            one.mark = "other"


def _open_clauses(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let who stands in a clause between two halves act (在美国向乌克兰提供坦克之后): it is no place."""
    opening, closing = tuple(grammar.opening), tuple(grammar.closing)
    for party in mentions:
        if party.mark == "other" and low.endswith(opening, 0, party.start):
            clause = STOP.split(low[party.end : party.end + CLAUSE_REACH])[0]
            if clause.endswith(closing) and len(clause) < CLAUSE_REACH:
                party.mark = None
        elif party.mark == "to" and grammar.about and low.endswith(tuple(grammar.about), 0, party.start):
            clause = STOP.split(low[party.end : party.end + CLAUSE_REACH])[0]
            if clause.endswith(tuple(grammar.topical)):
                party.mark = None  # 针对欧盟冻结资产一事: a topic


def _free_topics(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let the first of two receivers be the subject: 针对美国向乌克兰提供…, about America's giving to Ukraine."""
    together = {"", *grammar.joins}
    for number, (one, other) in enumerate(pairwise(mentions)):
        gap, first = low[one.end : other.start], number
        while first and one.mark is None and low[mentions[first - 1].end : one.start] in together:
            first -= 1
            one = mentions[first]  # noqa: PLW2901 - 针对美西方向…, 针对英国和法国向…: they stand together
        if one.mark != "to" or other.mark not in {"to", "against"} or len(gap) > TOPIC_REACH or HAN_CLAUSE.search(gap):
            continue
        inside = [hit for hit in hits if one.end <= hit.start < other.start]
        if not any("theme.sanctions" in hit.rule.tags or hit.rule.opens_transfer for hit in inside):
            one.mark = None
