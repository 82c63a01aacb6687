"""Weapons that only name an attack, a test or a war: "after the drone attack", "nach dem Raketentest"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind the weapon a deed begins that moves it all the same: "attacks with drones supplied by …".
DEED_REACH = 30
# How far beside a weapon the noun of attack stands, and what parts them.
NOUN_REACH = 30
GAP = 4
# What may follow a noun of attack (Chinese), where a verb has an object.
ENDS = frozenset("后，。、的中之和及") | {""}


def in_attack(low: str, item: WeaponObject, moves: list[Hit], hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether a noun of attack stands right beside *item*, or in its own word, and no deed of *moves* behind it."""
    if any(item.end <= hit.start <= item.end + DEED_REACH for hit in moves):
        return False
    first = tuple(f"{word} " for word in grammar.attack_before)
    last = (*grammar.attack_inside, *(f" {word}" for word in grammar.attack_behind))
    if low.startswith(first, item.start, item.end) or low.endswith(last, item.start, item.end):
        return True
    return _behind(low, item, hits, grammar) or _before(low, item, grammar)


def _behind(low: str, item: WeaponObject, hits: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether a noun of attack stands behind *item*, no adjective of arms: "drone attack", not "attack jets"."""
    gap = low[item.end : item.end + GAP]
    place = item.end + len(gap) - len(gap.lstrip(" -'"))
    if any(is_weapon(hit) and hit.start == place for hit in hits):
        return False
    if grammar.reports:  # 无人机袭击后, but not 用武器攻击俄罗斯
        word = next((word for word in grammar.attack_behind if low.startswith(word, place)), None)
        return word is not None and low[place + len(word) : place + len(word) + 1] in ENDS
    if grammar.case_at_end:
        return low.startswith(tuple(grammar.attack_behind), place)
    words = TOKEN.findall(low[place : place + NOUN_REACH])
    return bool(words) and words[0] in grammar.attack_behind


def _before(low: str, item: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether a noun of attack, with its preposition, stands right before *item*: "attaque de drones"."""
    begin = low.rfind(" ", 0, item.start) + 1 if grammar.to_prefixes else item.start
    words = TOKEN.findall(low[max(0, begin - NOUN_REACH) : begin])
    return any(" ".join(words[-width:]) in grammar.attack_before for width in (1, 2))
