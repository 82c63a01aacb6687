"""What is transferred: the weapons of a sentence, named or by class, and how many."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.numerals import han_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon
    from tracker.lexicon.claims import ClaimGrammar

    Scope = tuple[Sentence, list[str]]

# A class word this close to a name of its class is the same thing ("Su-35 fighter jets", "drones of the type Shahed").
APPOSITION = 30
_SPECIFIC_GAP = re.compile(r"[,;:.、，和与及]|的$|\b(?:und|and|и|et|y|e|ve|i|oraz|та|і|й|و|для)\b")
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:[ .,]\d{3})+|\d{1,6})\s*(?:[^\W\d_]+[\s-]+){0,2}$")
_NUMBER_HAN = re.compile(r"(\d{1,6})\s*[^\W\d_]{0,3}$")
# How much may stand between a weapon and the one it is meant for.
MEANT_FOR_WORDS = 3
# How many, where the word that leads to it stands right before its article.
MEANT_FOR_REACH = 6
# How many between a launcher and the name of its system.
PART_WORDS = 5
BELONGS_REACH = 14
# The classes of what fires ammunition and is none.
PLATFORMS = frozenset({"tanks", "artillery", "air_defence", "helicopters", "fighter_jets", "ships"})
FIRES_REACH = 8
# How far behind a weapon and its comma the modal ends that begins a new clause.
VERB_REACH = 12
MAX_QUANTITY = 10_000_000
YEARS = range(1900, 2101)


_QUOTES = {'"', "«", "»", "„", "“", "”"}
# What may stand between a weapon and the comma behind it ("kalibru 155 mm"), and how thousands are written short.
_CALIBRE = r"(?:\s+(?:[^\W\d_]+\s+){0,2}\d{2,3}(?:[.,]\d+)?[\s-]*[^\W\d_]+)?"
_SHORT = r"(?:(?:tys|тис|тыс|tis|mii)\.\s+)?"
_NUMBER_BEFORE = rf"(?:(?:[^\W\d_]+\s+)?\d[\d.,]*(?:\s\d{{3}})*\s+{_SHORT})?"
# A word with what hyphens join to it ("air-to-air").
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_LISTED = re.compile(rf"{_CALIBRE}\s*(?:[,،、，]|wie\b)\s*{_NUMBER_BEFORE}(?:{_WORD}[\s-]+){{0,2}}$")
_HAN = re.compile("[\u4e00-\u9fff]")
# Chinese has a comma of its own for lists.
_LISTED_HAN = re.compile(r"、[^\W_]{0,12}$")


def listed(low: str, hits: list[Hit]) -> list[tuple[int, int]]:
    """Return the spans between weapons of an enumeration ("tanks, howitzers"), and those of names with their quotes."""
    weapons = [hit for hit in hits if hit.rule.kind in {"weapon", "country", "party"} or _is_class(hit)]
    spans = [
        (hit.start - 2, hit.end + 2)
        for hit in weapons
        if (hit.rule.kind == "weapon" or _quoted(low, hit)) and not _verb_between(hits, hit.end, hit.end + VERB_REACH)
    ]  # fmt: skip
    for one, other in pairwise(weapons):
        named = {one.rule.kind, other.rule.kind} & {"country", "party"}
        near = not named and 0 < other.start - one.end <= APPOSITION and not _verb_between(hits, one.end, other.start)
        gap = low[one.end : other.start]
        if near and (_LISTED.match(gap) or _LISTED_HAN.match(gap)):
            spans.append((one.end, other.start))
    return spans


def _verb_between(hits: list[Hit], start: int, end: int) -> bool:
    """Say whether a word of intent behind a weapon begins a new clause ("which bought S-400, may lose F-35")."""
    return any(start <= hit.start and hit.end <= end and "cue.planned" in hit.rule.tags for hit in hits)


def _quoted(low: str, hit: Hit) -> bool:
    """Say whether a class of weapons, or a party's name, stands between quotation marks of its own."""
    around = {low[hit.start - 1 : hit.start], low[hit.end : hit.end + 1]}
    return (_is_class(hit) or hit.rule.kind == "party") and around <= _QUOTES


def inside_sanctions(hits: list[Hit], hit: Hit) -> bool:
    """Say whether *hit* belongs to a longer word of sanctions: an arms embargo is no arms."""
    return inside(hits, hit, {"theme.sanctions"})


def inside(hits: list[Hit], hit: Hit, tags: set[str]) -> bool:
    """Say whether *hit* is a part of a longer word with one of *tags*, or a compound that the data writes out there."""
    return any(
        other.rule.tags & tags
        and other.start <= hit.start
        and hit.end <= other.end
        and (other.end - other.start > hit.end - hit.start or other.written > hit.written)
        for other in hits
    )


# The tag of kinds of weapons that have no class of their own ("armoured vehicles"): no vague word for weapons at all.
PARTICULAR = "group.particular"


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
    classes = [hit for hit in hits if _is_class(hit)]
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
    return _inherit_quantities(objects, named, hits, low, numbers)


def drop_attached(
    low: str, objects: list[WeaponObject], grammar: ClaimGrammar, hits: Sequence[Hit] = ()
) -> list[WeaponObject]:
    """Drop the weapon that another one is meant for: "shells for howitzers", 榴弹炮的炮弹, 火炮弹药."""
    dropped = set()
    for one, other in pairwise(objects):
        gap = low[one.end : other.start].strip(' ”’"»“«')
        words = gap.split()
        kinds = [hit for hit in hits if one.end < hit.start < other.start and hit.end <= other.start and _is_class(hit)]
        if kinds:  # "missiles for the air defence systems Patriot"
            words = low[one.end : kinds[0].start].split()[:MEANT_FOR_WORDS]
        listed = "," in gap or any(word.strip() in words for word in grammar.including)
        last = words[-2:-1] if len(words) <= MEANT_FOR_REACH else []  # "munitions suisses destinées aux chars"
        meant = any(word in grammar.meant_for for word in [*words[:1], *last]) and not listed
        beside = low[one.end : other.start] == " " and _platform(one.weapon_class, other.weapon_class)
        if beside and other.weapon and not one.weapon:
            dropped.add(other)  # "munitions Gepard"
        elif meant and "role.part" in one.hit.rule.tags and other.weapon and len(words) <= PART_WORDS:
            dropped.add(one)  # "launchers for the Patriot air defence system"
        elif meant and (len(words) <= MEANT_FOR_WORDS or last):
            dropped.add(other)
        elif one in dropped and other.weapon and not one.weapon and len(words) <= 1 and not _SPECIFIC_GAP.search(gap):
            dropped.add(other)  # "munitions pour les chars Gepard"
        elif other.weapon and one.weapon_class == other.weapon_class and any(word in gap for word in grammar.including):
            dropped.add(one)  # "tanks, such as the Leopard"
        elif grammar.belongs and (_belongs(gap, grammar.belongs) or _compounded(one, other) or _fires(one, other, gap)):
            dropped.add(one)
    return [item for item in objects if item not in dropped]


def _belongs(gap: str, words: list[str]) -> bool:
    word = next((word for word in words if gap.endswith(word)), None)
    return word is not None and len(gap) <= BELONGS_REACH and not _SPECIFIC_GAP.search(gap.removesuffix(word))


def _compounded(one: WeaponObject, other: WeaponObject) -> bool:
    """Say whether *other* is what *one* fires: 火炮弹药, “海马斯”火箭炮弹药."""
    return other.weapon_class == "ammunition" and other.start <= one.end < other.end


def _fires(one: WeaponObject, other: WeaponObject, gap: str) -> bool:
    """Say whether shells stand right behind the name of what fires them and its class (“海马斯”火箭炮弹药)."""
    if other.weapon_class != "ammunition" or not one.weapon or one.weapon_class == "ammunition":
        return False
    return len(gap) <= FIRES_REACH and not _SPECIFIC_GAP.search(gap) and gap.isalnum()


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
    objects: list[WeaponObject], named: list[Hit], hits: list[Hit], low: str, numbers: list[Hit]
) -> list[WeaponObject]:
    """Let a name take the quantity said before the class word it stands beside ("24 jets of the type Su-35")."""
    for item in objects:
        if item.quantity is None and item.hit in named:
            for hit in hits:
                if (
                    hit.rule.kind == "rule"
                    and 0 <= item.start - hit.end <= APPOSITION
                    and _is_class(hit)
                    and not _SPECIFIC_GAP.search(low[hit.end : item.start])
                ):
                    item.quantity = _quantity(low, hit, numbers)
    return objects


def replaced_behind(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *words* hold one behind which stands what is replaced ("instead", "cheaper than")."""
    return _holds(words, grammar.replacing)


def served_behind(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *words* hold one behind which stands what something else is for ("spare parts for")."""
    return _holds(words, grammar.serving)


def _holds(words: list[str], phrases: list[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def _is_class(hit: Hit) -> bool:
    return any(tag.startswith("class.") for tag in hit.rule.tags)


def _beside_name(
    low: str, hit: Hit, weapon_class: str, named: list[Hit], grammar: ClaimGrammar, lexicon: Lexicon
) -> bool:
    behind = grammar.belongs if grammar.case_at_end else []
    for other in named:
        same = lexicon.facts[other.rule.value].weapon_class
        if _platform(weapon_class, same) and hit.start >= other.end and _HAN.match(low, hit.start):
            continue  # “海马斯”火箭炮弹药
        if low[hit.end : other.start] == " ":
            return not _platform(weapon_class, same)  # "les chars AMX-10", but "les munitions Gepard"
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
        if len(gap) <= APPOSITION and not _SPECIFIC_GAP.search(gap) and not parted:
            return True
    return False


def _platform(weapon_class: str, other: str) -> bool:
    """Say whether ammunition stands beside what fires it: "munitions Gepard" are for it."""
    return weapon_class == "ammunition" and other in PLATFORMS


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
