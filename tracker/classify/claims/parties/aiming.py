"""Whom sanctions are against, by the words around a party, in a language without spaces (Chinese)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import HAN_CLAUSE, any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far whom sanctions are against stands before them.
AIM_REACH = 24
# How far the word that begins the phrase about whom is sanctioned stands before the receiver in it.
AIMED_REACH = 8
# How far a verb of imposing stands before the sanctions.
IMPOSED_REACH = 4
# How far before whose firms they are a list of these begins.
LIST_REACH = 60
# What ends a part of a clause here: not the comma of other scripts.
STOP = re.compile("[，、。]")


def counting(grammar: ClaimGrammar) -> re.Pattern[str] | None:
    """Return a number with a word that counts people or firms at the end of a text (对22名)."""
    return _counting("".join(grammar.numerals), tuple(grammar.counted)) if grammar.counted else None


def describing(grammar: ClaimGrammar, *, joined: bool = False) -> re.Pattern[str] | None:
    """Return what somebody is with respect to another, before his name (其西非邻国); *joined* without a possessive."""
    if not grammar.fellows:
        return None
    kinds = [word for word in grammar.fellow_kinds if not (joined and word in grammar.belongs)]
    return _describing(tuple(kinds), tuple(grammar.fellows))


@lru_cache(maxsize=8)
def _counting(signs: str, counted: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[\d{signs}]*{any_of(counted)}$")


@lru_cache(maxsize=8)
def _describing(kinds: tuple[str, ...], fellows: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{any_of(kinds)}*{any_of(fellows)}$")


def aim_sanctions(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let who stands between a role word and the sanctions be whom they are against (针对欧盟的制裁名单)."""
    sanctions = any("theme.sanctions" in hit.rule.tags for hit in hits)
    _blame(low, mentions, hits, grammar)
    for party in mentions:
        last = _before(party, mentions)
        if last is not None and last.mark == "against" and counted_on(low, last, party, grammar):
            party.mark = "against"
        meant = _sanctioned(low, party, hits, grammar) or _warned(low, party, mentions, hits, grammar)
        listed = party.mark in {None, "from"} and _listed(low, party, hits, grammar)
        if (party.mark in {None, "other"} and meant) or listed:
            party.mark = "against"
        if party.mark is None and _is_described(low, party, mentions, hits, grammar):
            _aim_described(low, party, mentions, grammar)
        if party.mark is None and _summed(low, party, grammar.aims, grammar):
            party.mark = "to"
        if party.mark != "to" or low.endswith(tuple(grammar.for_whom), 0, party.start):
            continue  # 为欧盟动用资产扫除障碍
        if sanctions and low.startswith(tuple(grammar.submits), party.end) and grammar.submits:
            party.mark = None  # 向欧盟提议制裁…
            continue
        _aim_before(low, party, hits, grammar)


def counted_on(low: str, one: PartyMention, other: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *other* is whose some more of those are whom a list counts (三名俄罗斯官员和两家中国公司)."""
    gap, count = low[one.end : other.start], counting(grammar)
    if count is None or len(gap) > AIM_REACH or HAN_CLAUSE.search(gap):
        return False
    before = count.sub("", gap)
    return before != gap and before.endswith(tuple(grammar.joins))


def _aim_described(low: str, party: PartyMention, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Aim sanctions at *party*, and not at whom the clause that describes him names (对武装邻国的法国企业)."""
    party.mark = "against"
    last = _before(party, mentions)
    if last is not None and last.mark is None and not HAN_CLAUSE.search(low[last.end : party.start]):
        aimed = HAN_CLAUSE.split(low[max(0, last.start - AIM_REACH) : last.start])[-1]
        last.mark = "other" if any(word in aimed for word in grammar.aims) else None


def _aim_before(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Aim the sanctions behind *party*, a receiver, at him."""
    for hit in hits:
        gap, imposed = low[party.end : hit.start], _imposed(low, party, hit, hits, grammar)
        reach = LIST_REACH if imposed else AIM_REACH
        if "theme.sanctions" in hit.rule.tags and hit.start >= party.end and len(gap) <= reach:
            if low.startswith(tuple(grammar.replies), hit.end) and grammar.replies and not STOP.search(gap):
                party.mark = "compound"  # 作为对西方制裁的回应: whose sanctions are answered
                break
            between = [item for item in hits if party.end <= item.start < hit.start and item.rule.opens_transfer]
            # 针对古巴的限制、禁运: what stands in one list is all against him
            listed = imposed or (low.startswith(tuple(grammar.belongs), party.end) and bool(grammar.belongs))
            if not between and not (HAN_CLAUSE if listed else STOP).search(gap):
                party.mark = "against"
            break


def _imposed(low: str, party: PartyMention, measure: Hit, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether a verb before the *measure* ends a list that *party* begins (对英国媒体、智库实施制裁)."""
    return _uncounted(low, party, AIMED_REACH, grammar).endswith(tuple(grammar.aims)) and any(
        "trigger.impose" in hit.rule.tags and "theme.sanctions" not in hit.rule.tags
        and 0 <= measure.start - hit.end <= IMPOSED_REACH
        for hit in hits
    )  # fmt: skip


def _is_described(
    low: str, party: PartyMention, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar
) -> bool:
    """Say whether a clause behind a word of aiming describes *party*, or whom he joins (对打压媒体的英国官员…)."""
    last = _before(party, mentions)
    begin = last.end if last is not None else 0
    if last is not None and last.mark == "against" and low[begin : party.start].strip() in grammar.joins:
        return _is_imposed(low, party, hits)
    clause = HAN_CLAUSE.split(_uncounted(low, party, AIM_REACH, grammar))[-1]
    if last is not None and begin > party.start - AIM_REACH and last.mark is not None:
        clause = ""
    if not clause.endswith(tuple(grammar.belongs)):
        return False
    begins = [clause[: match.end()] for match in re.finditer(any_of(grammar.aims), clause)] if grammar.aims else []
    return any(not text.endswith(tuple(grammar.skip)) for text in begins) and _is_imposed(low, party, hits)


def _before(party: PartyMention, mentions: list[PartyMention]) -> PartyMention | None:
    """Return who is named last before *party*."""
    return max((item for item in mentions if item.end <= party.start), key=lambda item: item.end, default=None)


def _is_imposed(low: str, party: PartyMention, hits: list[Hit]) -> bool:
    """Say whether the clause of *party* goes on with a verb of imposing and the sanctions (…实施制裁)."""
    near = [hit for hit in hits if party.end <= hit.start and not HAN_CLAUSE.search(low[party.end : hit.start])]
    verbs = [hit.end for hit in near if "trigger.impose" in hit.rule.tags and "theme.sanctions" not in hit.rule.tags]
    return any(
        "theme.sanctions" in hit.rule.tags and 0 <= hit.start - end <= IMPOSED_REACH for hit in near for end in verbs
    )


def _blame(low: str, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar) -> None:
    """Let the first party of a reason be who is sanctioned, and no other impose (因俄国侵略乌克兰而施加的制裁)."""
    for hit in hits if grammar.therefore else []:
        if "theme.sanctions" not in hit.rule.tags:
            continue
        clause = HAN_CLAUSE.split(low[max(0, hit.start - LIST_REACH) : hit.start])[-1]
        therefore = max((clause.rfind(word) for word in grammar.therefore), default=-1)
        begin = max((clause.rfind(word, 0, therefore) for word in grammar.grounds), default=-1)
        if not 0 <= begin < therefore:
            continue
        begin, end = hit.start - len(clause) + begin, hit.start - len(clause) + therefore
        if any(deed.rule.opens_transfer and begin < deed.start < end for deed in hits):
            continue  # 因伊朗向俄罗斯提供无人机而实施的制裁
        inside = [item for item in mentions if begin < item.start < end and item.mark in {None, "to"}]
        told = any(end < item.start <= hit.end + AIMED_REACH for item in mentions)  # 以涉俄为由制裁印度企业
        for item in inside:
            item.mark = "against" if item is inside[0] and item.mark is None and not told else "other"


def _sanctioned(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *party* is the object of a verb of sanctioning before it (制裁欧盟, 制裁三名…)."""
    verbs = [hit for hit in hits if {"theme.sanctions", "trigger.impose"} <= hit.rule.tags and hit.end <= party.start]
    place = max(0, party.start - AIMED_REACH) + len(_uncounted(low, party, AIMED_REACH, grammar))
    return any(hit.end in {party.start, place} for hit in verbs) or bool(verbs and _is_portion(low, party, grammar))


def _is_portion(low: str, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *party* tells whose some of those are that were named before (其中两家是中国公司)."""
    clause = STOP.split(low[max(0, party.start - LIST_REACH) : party.start].replace("，", ""))[-1]
    being = next((word for word in grammar.being if clause.endswith(word)), "")
    counted = counting(grammar)
    before = clause[: len(clause) - len(being)]
    words = tuple(grammar.portions)
    return bool(being and words) and counted is not None and counted.sub("", before).endswith(words)


def _warned(
    low: str, party: PartyMention, mentions: list[PartyMention], hits: list[Hit], grammar: ClaimGrammar
) -> bool:
    """Say whether *party* is warned of sanctions that a later clause tells of, which names nobody."""
    if not low.endswith(tuple(grammar.warns), 0, party.start) or not grammar.warns:
        return False
    places = [hit.start for hit in hits if "theme.sanctions" in hit.rule.tags and hit.start >= party.end]
    clause = max((low.rfind(sign, party.end, places[0]) for sign in "，,；："), default=-1) if places else -1
    return clause >= 0 and not any(item.start > clause and item.end <= places[0] for item in mentions)


def _listed(low: str, party: PartyMention, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *party* is brought before a verb that puts it on a list of sanctions (将16家美国企业列入…清单)."""
    before = _uncounted(low, party, AIMED_REACH, grammar)
    home = next((word for word in grammar.being if before.endswith(word)), "")
    brought = before.removesuffix(home).endswith(tuple(grammar.objects_before))  # 将来自瑞典、挪威的公司列入
    if not brought and not _summed(low, party, grammar.objects_before, grammar):
        return False
    near = [hit for hit in hits if party.end <= hit.start and not HAN_CLAUSE.search(low[party.end : hit.start])]
    verbs = [hit for hit in near if {"trigger.impose"} == {tag for tag in hit.rule.tags if tag.startswith("trigger")}]
    lists = [hit.start for hit in near if "theme.sanctions" in hit.rule.tags and hit.start <= party.end + 2 * AIM_REACH]
    told = any(  # 对俄制裁方案将四家中国企业列入名单
        "theme.sanctions" in hit.rule.tags and hit.end <= party.start <= hit.end + AIM_REACH
        and not STOP.search(low[hit.end : party.start])
        for hit in hits
    )  # fmt: skip
    return (told and bool(verbs)) or any(verb.end <= place for verb in verbs for place in lists)


def _uncounted(low: str, party: PartyMention, reach: int, grammar: ClaimGrammar) -> str:
    """Return what stands before *party* without a number of people or firms right before it (…22名)."""
    count = counting(grammar)
    before = low[max(0, party.start - reach) : party.start]
    return count.sub("", before) if count else before


def _summed(low: str, party: PartyMention, words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *party* tells whose firms a list behind one of *words* names (对雷神公司等20家美国企业)."""
    if not any(low.find(word, max(0, party.start - AIMED_REACH), party.start) >= 0 for word in grammar.summing):
        return False
    clause = HAN_CLAUSE.split(_uncounted(low, party, LIST_REACH, grammar))[-1]
    return clause.endswith(tuple(grammar.summing)) and any(word in clause for word in words)
