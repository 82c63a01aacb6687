"""What is transferred: the weapons of a sentence, named or by class, and how many."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_class
from tracker.classify.claims.patterns import any_of
from tracker.classify.claims.sentences.numerals import han_number

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon
    from tracker.lexicon.grammar import ClaimGrammar

    Scope = tuple[Sentence, list[str]]

# A class word this close to a name of its class is the same thing ("Su-35 fighter jets", "drones of the type Shahed").
APPOSITION = 30
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:[ .,]\d{3})+|\d{1,6})\s*(?:[^\W\d_]+[\s-]+){0,2}$")
_NUMBER_HAN = re.compile(r"(\d{1,6})\s*[^\W\d_]{0,3}$")
# The classes of what fires ammunition and is none.
PLATFORMS = frozenset({"tanks", "artillery", "air_defence", "helicopters", "fighter_jets", "ships"})
MAX_QUANTITY = 10_000_000
YEARS = range(1900, 2101)


_HAN = re.compile("[\u4e00-\u9fff]")


# The tag of kinds of weapons that have no class of their own ("armoured vehicles"): no vague word for weapons at all.
PARTICULAR = "group.particular"
# The tag of a word for shells that is one for missiles too ("pociski Patriot").
PROJECTILE = "group.projectile"


class WeaponObject:
    """A weapon as the object of a transfer: gazetteer id (or None) and class, ``[start, end)``, quantity as said."""

    __slots__ = ("added", "end", "hit", "maker", "quantity", "start", "weapon", "weapon_class")

    def __init__(
        self, hit: Hit, weapon: str | None, weapon_class: str, quantity: int | None, maker: str | None = None
    ) -> None:
        """Keep what *hit* names; *maker* is the state whose make the weapon is known to be."""
        self.hit = hit
        self.maker = maker
        self.weapon = weapon
        self.weapon_class = weapon_class
        self.quantity = quantity
        self.start, self.end = hit.start, hit.end
        # Whether "weapons" stands beside something else that is given, and is given too.
        self.added = False

    @property
    def vague(self) -> bool:
        """Say whether only "weapons" or "aid" was said."""
        return self.weapon is None and self.weapon_class == "arms" and PARTICULAR not in self.hit.rule.tags


def find_objects(
    low: str, hits: list[Hit], lexicon: Lexicon, numbers: list[Hit], grammar: ClaimGrammar
) -> list[WeaponObject]:
    """Return the weapons among *hits* in order; a class word beside a name of its class adds nothing.

    Between the two stands no word that says what one is meant for ("shells for HIMARS").
    """
    named = [hit for hit in hits if hit.rule.kind == "weapon"]
    classes = [hit for hit in hits if is_class(hit)]
    objects = []
    for hit in hits:
        quantity = _quantity(low, hit, numbers)
        if hit.rule.kind == "weapon":
            facts = lexicon.facts[hit.rule.value]
            objects.append(WeaponObject(hit, hit.rule.value, facts.weapon_class, quantity, facts.origin))
        elif hit.rule.kind == "rule" and not any(_fuller(other, hit) for other in (*classes, *named)):
            objects += [
                WeaponObject(hit, None, tag.removeprefix("class."), quantity)
                for tag in sorted(hit.rule.tags)
                if tag.startswith("class.")
                and not _beside_name(low, hit, tag.removeprefix("class."), named, grammar, lexicon)
            ]
    return _inherit_quantities(objects, named, hits, low, numbers, grammar)


def included(trigger: Hit, triggers: list[Hit], objects: list[WeaponObject], scope: Scope) -> list[WeaponObject]:
    """Return what the words behind *trigger* list as a part of what it moves ("a package, including tanks")."""
    sentence, words = scope
    own = sentence.segment(trigger.start)
    later = [hit.start for hit in triggers if sentence.segment(hit.start) > own]
    stop = min(later, default=sentence.end)
    places = [sentence.text.find(word, trigger.end, stop) for word in words]
    place = min((place for place in places if place >= 0), default=None)
    return [] if place is None else [item for item in objects if place < item.start < stop]


def _fuller(other: Hit, hit: Hit) -> bool:
    """Say whether *other* reads the same word more fully: an artillery shell is no artillery."""
    if other.start > hit.start or other.end < hit.end:
        return False
    return other.end - other.start > hit.end - hit.start or other.written > hit.written


def _inherit_quantities(
    objects: list[WeaponObject], named: list[Hit], hits: list[Hit], low: str, numbers: list[Hit], grammar: ClaimGrammar
) -> list[WeaponObject]:
    """Let a name take the quantity said before the class word it stands beside ("24 jets of the type Su-35")."""
    for item in objects:
        if item.quantity is None and item.hit in named:
            for hit in hits:
                if (
                    hit.rule.kind == "rule"
                    and 0 <= item.start - hit.end <= APPOSITION
                    and is_class(hit)
                    and not parts(low[hit.end : item.start], grammar)
                ):
                    item.quantity = _quantity(low, hit, numbers)
    return objects


def parts(gap: str, grammar: ClaimGrammar) -> bool:
    """Say whether what stands between a word for weapons and a name makes two things of them."""
    behind = tuple(grammar.belongs) if grammar.reports else ()
    return _parting((*grammar.distinct, *grammar.besides), behind).search(gap) is not None


@lru_cache(maxsize=32)
def _parting(words: tuple[str, ...], behind: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what parts two things; *behind*, at the end of it, only where words stand unspaced."""
    spoken = rf"|{any_of(words)}|{any_of(behind)}$" if behind else rf"|\b{any_of(words)}\b" if words else ""
    return re.compile(rf"[,;:.、，]{spoken}")


def _beside_name(
    low: str, hit: Hit, weapon_class: str, named: list[Hit], grammar: ClaimGrammar, lexicon: Lexicon
) -> bool:
    behind = grammar.belongs if grammar.case_at_end else []
    leads = low[hit.start : hit.end].split()[1:][-1:]
    for other in named:
        if hit.end <= other.start and any(word in grammar.meant_for for word in leads):
            continue  # "spare parts for" Patriots
        same = lexicon.facts[other.rule.value].weapon_class
        if fired_by(weapon_class, same) and hit.start >= other.end and _HAN.match(low, hit.start):
            continue  # “海马斯”火箭炮弹药
        if shot_by(low, (other.start, other.end, same), (hit.start, weapon_class), grammar):
            continue
        if low[hit.end : other.start] == " ":
            # "les chars AMX-10", "pociski Patriot", but "les munitions Gepard"
            return PROJECTILE in hit.rule.tags or not fired_by(weapon_class, same)
        if weapon_class not in {same, "arms"} and not {weapon_class, same} <= {
            "missiles",
            "air_defence",
            "artillery",
            "ammunition",
        }:
            continue
        gap = low[hit.end : other.start] if hit.start < other.start else low[other.end : hit.start]
        # Turkish has its "for" behind what something is meant for: "HIMARS için mühimmat".
        parting = grammar.meant_for if hit.start < other.start else behind
        parted = any(word in parting for word in gap.split()[:1])
        if len(gap) <= APPOSITION and not parts(gap, grammar) and not parted:
            return True
    return False


def fired_by(weapon_class: str, other: str) -> bool:
    """Say whether ammunition stands beside what fires it: "munitions Gepard" are for it."""
    return weapon_class == "ammunition" and other in PLATFORMS


def shot_by(low: str, name: tuple[int, int, str], kind: tuple[int, str], grammar: ClaimGrammar) -> bool:
    """Say whether the word for ammunition right behind a *name* is for it: "Leopard 2 ammunition".

    *name* is its start, its end and its class, *kind* the start and the class of the word.
    """
    behind = low[name[1] : kind[0]] == " " and fired_by(kind[1], name[2])
    return behind and grammar.noun_compounds


def _quantity(low: str, hit: Hit, numbers: list[Hit]) -> int | None:
    """Return the number said right before the weapon (up to two words between), None where none is."""
    before = low[max(0, hit.start - 40) : hit.start]
    match = _NUMBER.search(before) or _NUMBER_HAN.search(before)
    if match is not None:
        value = int(re.sub(r"[ .,]", "", match.group(1)))
        return value if value <= MAX_QUANTITY and value not in YEARS else None
    for number in reversed(numbers):
        gap = low[number.end : hit.start]
        if number.end <= hit.start and len(gap) <= 25 and len(gap.split()) <= 2 and not re.search(r"[,;:.]", gap):  # noqa: PLR2004 - the reach of a count
            return han_number(low, number.start) or number.rule.number
    return None
