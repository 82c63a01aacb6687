"""Finds the weapon or party that a person means: by id, code, label or any name, in any language."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import LexiconError, UnknownNameError
from tracker.lexicon.notation import expand, lower, parse_form
from tracker.lexicon.schema import COUNTRY_KEYS
from tracker.lexicon.variants import code_spellings, fold_arabic, separated, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.lexicon.load import LexiconFiles
    from tracker.lexicon.schema import CountryFile

NEAREST = 3


class WeaponFacts(NamedTuple):
    """What the gazetteer says of one weapon."""

    label: str
    weapon_class: str
    maker: str
    origin: str
    source: str


class Gazetteer(NamedTuple):
    """What is asked of weapons and parties while texts are read; plain JSON data."""

    facts: dict[str, WeaponFacts]
    codes: list[str]
    thresholds: dict[str, int]


class NameIndex(NamedTuple):
    """Spellings in lower case → weapon id or party code: what people type; plain JSON data."""

    weapons: dict[str, str]
    parties: dict[str, str]


def build_gazetteer(files: LexiconFiles) -> Gazetteer:
    """Collect the facts of each weapon, the codes of all states and parties, and the themes' thresholds."""
    facts = {
        weapon_id: WeaponFacts(weapon.label, weapon.weapon_class, weapon.maker, weapon.origin, weapon.source)
        for weapon_id, weapon in files.weapons.items()
    }
    codes = sorted(entity.code for entity in (*files.countries.values(), *files.parties.values()))
    return Gazetteer(facts, codes, {f"theme.{theme.id}": theme.threshold for theme in files.themes.values()})


def build_index(files: LexiconFiles) -> NameIndex:
    """Collect every name of every weapon, state and party."""
    weapons: dict[str, str] = {}
    for weapon_id, weapon in files.weapons.items():
        for name in (weapon_id, weapon.label, *weapon.names, *weapon.weak.names):
            sure, loose = separated(lower(name))
            for spelling in sure | loose:
                weapons.setdefault(spelling, weapon_id)
    for weapon_id, weapon in files.weapons.items():
        weapons[weapon_id] = weapon_id
        weapons[lower(weapon.label)] = weapon_id
    parties: dict[str, str] = {}
    entities = (*files.countries.values(), *files.parties.values())
    for entity in entities:
        for spelling in _entity_names(entity, files):
            parties.setdefault(spelling, entity.code)
    for entity in entities:
        parties[lower(entity.code)] = entity.code
    return NameIndex(weapons, parties)


def _entity_names(entity: CountryFile, files: LexiconFiles) -> set[str]:
    found: set[str] = set()
    for language, words in entity.words.items():
        if language not in files.grammars:
            msg = f"{entity.code}: [{language}]: there is no languages/{language}/grammar.toml"
            raise LexiconError(msg)
        grammar = files.grammars[language]
        forms = [form for key in COUNTRY_KEYS if key != "institutions" for form in getattr(words, key)]
        for written in (*words.weak, *forms):
            try:
                patterns = expand(parse_form(written), grammar)
            except LexiconError as error:
                msg = f"{entity.code}, [{language}]: form {written!r}: {error}"
                raise LexiconError(msg) from None
            for pattern in patterns:
                for ending in pattern.endings:
                    found |= spellings(pattern.text + ending, language)
    return found


# A type code with the letters of a variant: Su-30MKM is a Su-30.
_VARIANT = re.compile(r"^(.*\d)[^\W\d_]{1,4}\d{0,2}$")
WEAPON = "weapon"
PARTY = "country or party"


def find_weapon(index: NameIndex, name: str) -> str:
    """Return the gazetteer id that *name* means.

    Raises:
        UnknownNameError: no weapon has this id, label or name; names the nearest.
    """
    text = " ".join(lower(name).split())
    sure, loose = code_spellings(text)
    for spelling in (text, fold_arabic(text), *sorted(sure), *sorted(loose)):
        if spelling in index.weapons:
            return index.weapons[spelling]
    variant = _VARIANT.match(text)
    if variant is not None:
        with suppress(UnknownNameError):
            return find_weapon(index, variant.group(1))
    near = difflib.get_close_matches(text, index.weapons, n=8, cutoff=0.6)
    nearest = _distinct(index.weapons[item] for item in near)
    raise UnknownNameError(WEAPON, name, nearest)


def find_party(index: NameIndex, name: str) -> str:
    """Return the code of the state or party that *name* means (``IR``, ``Iran``, ``Иран`` …).

    Raises:
        UnknownNameError: nobody is called so; names the nearest.
    """
    text = " ".join(lower(name).split())
    for spelling in (text, fold_arabic(text), text.replace(" ", "-"), text.replace("-", " ")):
        if spelling in index.parties:
            return index.parties[spelling]
    near = difflib.get_close_matches(text, index.parties, n=8, cutoff=0.7)
    nearest = _distinct(f"{index.parties[item]} ({item})" for item in near)
    raise UnknownNameError(PARTY, name, nearest)


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))[:NEAREST]
