"""What one weapon is for or belongs to is not given with it: "shells for howitzers", 榴弹炮的炮弹."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_class
from tracker.classify.claims.sentences.objects import WeaponObject, fired_by, parts, shot_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How much may stand between a weapon and the one it is meant for.
MEANT_FOR_WORDS = 3
# How many, where the word that leads to it stands right before its article.
MEANT_FOR_REACH = 6
# How many between a launcher and the name of its system.
PART_WORDS = 5
BELONGS_REACH = 14
FIRES_REACH = 8
# How far behind a kind of weapon the word for its parts stands.
PARTS_REACH = 10
# A word that joins and a kind of weapon.
KIND_WORDS = 2
# How far behind the word of purpose what is armed stands.
PLATFORM_REACH = 20


def drop_attached(
    low: str, objects: list[WeaponObject], grammar: ClaimGrammar, hits: Sequence[Hit] = ()
) -> list[WeaponObject]:
    """Drop the weapon that another one is meant for: "shells for howitzers", 榴弹炮的炮弹, 火炮弹药."""
    _parts_only(low, objects, grammar)
    dropped: set[WeaponObject] = set()
    inside: set[WeaponObject] = set()  # what is dropped as a kind of what was
    for one, other in pairwise(objects):
        gap = low[one.end : other.start].strip(' ”’"»“«')
        ends = [word for word in low[one.start : one.end].split()[1:][-1:] if word in grammar.meant_for]
        words = [*ends, *gap.split()]  # "spare parts for" is one word
        kinds = [hit for hit in hits if one.end < hit.start < other.start and hit.end <= other.start and is_class(hit)]
        if kinds:  # "missiles for the air defence systems Patriot"
            words = [*ends, *low[one.end : kinds[0].start].split()][:MEANT_FOR_WORDS]
        listed = "," in gap or any(f" {word.strip()} " in f" {gap} " for word in grammar.including)
        last = words[-2:-1] if len(words) <= MEANT_FOR_REACH else []  # "munitions suisses destinées aux chars"
        meant = any(word in grammar.meant_for for word in [*words[:1], *last]) and not listed
        beside = low[one.end : other.start] == " " and fired_by(one.weapon_class, other.weapon_class)
        if beside and other.weapon and not one.weapon:
            dropped.add(other)  # "munitions Gepard"
        elif _fires_itself(low, one, other, grammar) or (
            meant and "role.part" in one.hit.rule.tags and other.weapon and len(words) <= PART_WORDS
        ):
            dropped.add(one)  # "Gepard ammunition", "launchers for the Patriot air defence system"
        elif meant and (len(words) <= MEANT_FOR_WORDS or last):
            dropped.add(other)
        elif one in dropped and (
            _included(gap, grammar) if not one.weapon else one in inside and _joined(words, grammar)
        ):
            inside.add(other)
            dropped.add(other)  # "parts for fighters, including the Gripen"
        elif one in dropped and other.weapon and not one.weapon and len(words) <= 1 and not parts(gap, grammar):
            dropped.add(other)  # "munitions pour les chars Gepard"
        elif other.weapon and one.weapon_class == other.weapon_class and any(word in gap for word in grammar.including):
            dropped.add(one)  # "tanks, such as the Leopard"
        elif grammar.belongs and (
            _belongs(gap, grammar)
            or _compounded(one, other)
            or _fires(one, other, gap, grammar)
            or _armed(low, one, gap, grammar)
        ):
            dropped.add(one)
    return [item for item in objects if item not in dropped and not _carries(low, item, grammar)]


def _carries(low: str, item: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether *item* only carries what is given (F-16战机挂载的吊舱)."""
    behind = low[item.end : item.end + PARTS_REACH]
    nouns = (behind.partition(word)[0] for word in grammar.carried if word in behind)
    return any(not noun or noun.isalnum() for noun in nouns)


def _fires_itself(low: str, one: WeaponObject, other: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether *one* only names what *other*, a word for ammunition right behind it, is for."""
    name, kind = (one.start, one.end, one.weapon_class), (other.start, other.weapon_class)
    return one.weapon is not None and shot_by(low, name, kind, grammar)


def _included(gap: str, grammar: ClaimGrammar) -> bool:
    """Say whether *gap* opens a list of what the kind before it includes (", w tym maszyn …")."""
    return gap.lstrip(", ").startswith(tuple(word.strip(" ,") for word in grammar.including))


def _joined(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *words* only join two names of a list ("… i transportowców")."""
    return len(words) <= KIND_WORDS and words[:1] != [] and words[0] in grammar.joins


def _parts_only(low: str, objects: list[WeaponObject], grammar: ClaimGrammar) -> None:
    """Make arms of listed kinds of weapons of which only parts are given (直升机和无人机等军机的零部件)."""
    words = tuple(grammar.parts_behind)
    following = None
    for item in reversed(objects if words else []):
        behind = low[item.end : item.end + PARTS_REACH]
        listed = following is not None and (
            item.start == following.start or low[item.end : following.start].strip() in grammar.joins
        )
        gap = next((behind[: behind.find(word)] for word in words if word in behind), "，")
        meant = gap.isalnum() and gap.startswith(tuple(grammar.summing))
        following = item if item.weapon is None and (meant or listed) else None
        if following is not None:
            item.weapon_class = "arms"


def _armed(low: str, one: WeaponObject, gap: str, grammar: ClaimGrammar) -> bool:
    """Say whether *one* is what something is armed for with the weapon behind it (为印度的七艘战舰装备导弹)."""
    if not grammar.fitted or len(gap) > FIRES_REACH or not gap.startswith(tuple(grammar.fitted)):
        return False
    before = low[max(0, one.start - PLATFORM_REACH) : one.start]
    place = max((before.rfind(word) for word in grammar.for_whom), default=-1)
    return place >= 0 and not any(word in before[place:] for word in (*grammar.fitted, "，"))


def _belongs(gap: str, grammar: ClaimGrammar) -> bool:
    word = next((word for word in grammar.belongs if gap.endswith(word)), None)
    return word is not None and len(gap) <= BELONGS_REACH and not parts(gap.removesuffix(word), grammar)


def _compounded(one: WeaponObject, other: WeaponObject) -> bool:
    """Say whether *other* is what *one* fires: 火炮弹药, “海马斯”火箭炮弹药."""
    return other.weapon_class == "ammunition" and other.start <= one.end < other.end


def _fires(one: WeaponObject, other: WeaponObject, gap: str, grammar: ClaimGrammar) -> bool:
    """Say whether shells stand right behind the name of what fires them and its class (“海马斯”火箭炮弹药)."""
    if other.weapon_class != "ammunition" or not one.weapon or one.weapon_class == "ammunition":
        return False
    return len(gap) <= FIRES_REACH and not parts(gap, grammar) and gap.isalnum()
