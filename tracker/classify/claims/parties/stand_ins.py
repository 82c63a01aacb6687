"""Words that stand for a state named before, in a language without spaces (Chinese): 向其, 使用其提供的, 针对两国."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import BLOCS
from tracker.classify.claims.patterns import HAN_CLAUSE, HAN_STOP, any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far before a pronoun and its mark the subject right before its verb ends.
VERB_REACH = 3
# How far behind who is meant by it something of his is sanctioned.
OWNED_REACH = 12
# How far behind whom they are on the sanctions stand.
AIM_REACH = 24
# How many are at least meant by a word for several.
SEVERAL = 2


def pronominal(
    low: str, mentions: list[PartyMention], hits: list[Hit], bounds: tuple[int, int], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return *mentions* with the pronouns that give, get or are aimed at (法国应塞尔维亚请求，同意向其出售…).

    One stands for the second subject of its sentence, or the last one before that of its own clause.
    """
    pronouns = _pronoun(tuple(grammar.receiver_pronouns)) if grammar.receiver_pronouns else None
    verbs = {hit.start for hit in hits if hit.rule.opens_transfer or hit.rule.opens_sanction}
    found = list(mentions)
    for match in pronouns.finditer(low, *bounds) if pronouns else ():
        place, end = match.span()
        near = verbs & {end, end + 1, end + 2} or _owned_target(low, end, hits, grammar)
        mark = (
            _part(low, place, end, hits, grammar) if near or low.endswith(tuple(grammar.signs_with), 0, place) else ""
        )
        named = [item for item in mentions if item.end < place and (mark != "giver" or _acts_here(low, item, place))]
        item = (_backed(low, named, place, grammar) or _meant(low, named, place)) if mark else None
        if item is not None:  # 对其实施, but not 对其公民的报复
            found.append(item.standing_in(mark, (place, end), max(one.group for one in found) + 1))
    found += _several(low, found, hits, bounds, grammar)
    return sorted(found, key=lambda item: item.start) if len(found) > len(mentions) else mentions


def counted_out(low: str, one: PartyMention, other: PartyMention, count: re.Pattern[str]) -> bool:
    """Say whether two names without a word between are joined: a pair (俄伊签署, 美西方), or counted (英法德三国)."""
    short = other.end - other.start == 1
    return other.code in BLOCS or (short and (one.end - one.start == 1 or count.match(low, other.end) is not None))


def without_office(text: str, offices: tuple[str, ...]) -> str:
    """Return *text* behind a name without the office that it begins with (智利总统和秘鲁总统)."""
    return text[match.end() :] if offices and (match := _pronoun(offices).match(text)) else text


def _acts_here(low: str, party: PartyMention, place: int) -> bool:
    """Say whether *party* stands in the clause of *place*."""
    return not HAN_CLAUSE.search(low[party.end : place])


@lru_cache(maxsize=8)
def _pronoun(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words))


def _part(low: str, place: int, end: int, hits: list[Hit], grammar: ClaimGrammar) -> str:
    """Return the mark of a pronoun from *place* to *end*, none where it has no part.

    It gives what others use (允许乌克兰使用其提供的导弹), gets behind a mark, or is hit (与其断交并实施制裁).
    """
    if low[place - 1 : place] in grammar.to:
        return "to"
    given = any("trigger.give" in hit.rule.tags and hit.start == end for hit in hits)
    if given and low.endswith(tuple(grammar.users), 0, place):
        return "giver"
    near = [hit for hit in hits if "trigger.impose" in hit.rule.tags and 0 < hit.start - end <= OWNED_REACH]
    between = low[end : near[0].start] if near and low.endswith(tuple(grammar.signs_with), 0, place) else ""
    goes_on = any(word in between for word in grammar.continues)
    return "against" if goes_on and not HAN_STOP.search(between) else ""


def _owned_target(low: str, end: int, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether something of a pronoun that ends at *end* is sanctioned (对其国防工业的制裁)."""
    return any(
        "theme.sanctions" in hit.rule.tags and 0 < hit.start - end <= OWNED_REACH
        and low.endswith(tuple(grammar.belongs), end, hit.start) and not HAN_STOP.search(low[end : hit.start])
        for hit in hits
    )  # fmt: skip


def _backed(low: str, named: list[PartyMention], place: int, grammar: ClaimGrammar) -> PartyMention | None:
    """Return who is backed by one verb and then stands as a pronoun (支持M23武装并向其提供…)."""
    words = tuple(grammar.continues)
    last = next(iter(named[-1:]), None)
    gap = low[last.end : place].removeprefix("，") if last is not None else ""
    return last if last is not None and last.mark == "to" and gap.startswith(words) and "，" not in gap else None


def _meant(low: str, named: list[PartyMention], place: int) -> PartyMention | None:
    """Return for whom of those *named* before it a pronoun at *place* stands, None where that is not sure."""
    subjects = [item for item in named if item.mark is None]
    inside = [item for item in subjects if not HAN_CLAUSE.search(low[item.end : place])]
    beside = [item.group for item in inside[-1:] if place - item.end <= VERB_REACH]  # 期待美国向其提供
    own = next(iter(beside or [item.group for item in inside]), None)
    groups = list(dict.fromkeys(item.group for item in subjects if item.group != own))
    groups = groups[1:2] if own is None else groups[:1] if beside else groups
    if groups:
        return next(item for item in subjects if item.group == groups[-1])
    codes = {item.code for item in subjects}
    others = [item for item in named if item.mark not in {None, "origin", "adjective"} and item.code not in codes]
    return others[0] if len({item.code for item in others}) == 1 else None


def _several(
    low: str, mentions: list[PartyMention], hits: list[Hit], bounds: tuple[int, int], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return who is meant where sanctions are on several that were named together (对这些国家实施制裁)."""
    places = [hit.start for hit in hits if "theme.sanctions" in hit.rule.tags]
    if not places or not grammar.several:
        return []
    found: list[PartyMention] = []
    for match in _pronoun(tuple(grammar.several)).finditer(low, *bounds):
        place, end = match.span()
        aimed = low.endswith(tuple(grammar.aims), 0, place)
        near = any(end <= start <= end + AIM_REACH and not HAN_STOP.search(low[end:start]) for start in places)
        named = _together([item for item in mentions if item.end <= place]) if aimed and near else []
        group = max((item.group for item in mentions), default=0) + 1
        found += [item.standing_in("against", (place, end), group) for item in named]
    return found


def _together(named: list[PartyMention]) -> list[PartyMention]:
    """Return the first of *named* that stand in one list, else the only two that act."""
    for item in named:
        group = [one for one in named if one.group == item.group]
        if len({one.code for one in group}) >= SEVERAL:
            return group
    acting = {item.code: item for item in reversed(named) if item.mark in {None, "other"}}
    first = sorted(acting.values(), key=lambda item: item.start)
    return first[:SEVERAL]
