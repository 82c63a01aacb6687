"""The shape of every data file of the lexicon (TOML; unknown keys are refused).

The form notation is described in notation.py, the meaning of tags in TAGS below.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from tracker.models import Record, Theme, WeaponClass

Script = Literal["latin", "cyrillic", "arabic", "han", "any"]
GrammaticalCase = Literal["nom", "gen", "dat", "acc", "ins", "loc", "abl", "voc"]
Window = Literal["near", "sentence", "passage"]
Endings = list[str]
Paradigm = Endings | dict[GrammaticalCase, Endings]
Forms = list[Annotated[str, Field(min_length=1)]]
CountryKey = Literal["names", "adjectives", "people", "capital", "seats", "institutions"]

COUNTRY_KEYS: tuple[CountryKey, ...] = ("names", "adjectives", "people", "capital", "seats", "institutions")

# What a rule's match stands for; several tags may go together.
TAGS = {
    "theme": "a word of a theme: theme.sanctions, theme.drones, theme.fighter_jets, theme.arms_transfer",
    "class": "a noun for a weapon class: class.drones, class.missiles, class.arms …",
    "group": "context that other rules ask for or shun: group.military, group.sport …",
    "trigger": "a word that opens a claim: trigger.give, trigger.get, trigger.impose …",
    "cue": "a word that gives a claim its status whatever the trigger says: cue.denied, cue.planned …; of one kind of "
    "claim only: cue.transfer-planned, cue.sanction-planned; cue.waiver, an easing until it is lifted itself; "
    "cue.restored, which undoes an easing",
    "status": "the status a trigger has where no cue says otherwise: status.delivered, status.agreed …",
    "role": "what a trigger wants: role.both, giver and getter (its verb also tells of a state's own doings); "
    "role.imposer, a subject that is known to impose sanctions; role.unsent, no subject that gives (entry of arms)",
    "clause": "a word that ends a clause: clause.break, clause.contrast",
    "number": "a number written as a word",
    "mask": "a longer phrase inside which nothing else counts",
}
TAG_PATTERN = re.compile(r"^(mask|number|(theme|class|group|trigger|cue|status|role|clause)\.[a-z_-]+)$")
# What `needs` and `not_with` may also name: a whole family of tags, or what the gazetteers find.
FAMILY_PATTERN = re.compile(r"^(weapon|country|party|class|theme|trigger|weapon\.[a-z_]+)$")


class Grammar(Record):
    """How a language builds its words: languages/<lang>/grammar.toml.

    *prefixes* may be joined to any word. An *article* that is joined to its noun (Arabic ال) may stand on each word of
    a form but the first, where it is a prefix like the others, and but *particles*, which never take it.
    """

    code: Annotated[str, Field(pattern=r"^([a-z]{2}|any)$")]
    name: str
    script: Script
    boundaries: bool = True
    apostrophe: bool = False
    prefixes: list[str] = []
    article: str = ""
    particles: list[str] = []
    name_suffixes: list[str] = []
    abbreviations: list[str] = []
    ordinals: list[str] = []
    paradigms: dict[str, Paradigm] = {}


class Examples(Record):
    """Texts in which a rule must fire (*yes*) and must not (*no*); `tracker lexicon check` runs them."""

    yes: Annotated[list[str], Field(min_length=1)]
    no: Annotated[list[str], Field(min_length=1)]


class Rule(Record):
    """One explainable rule: words that stand for its tags, and the company they need or shun.

    A theme is tagged when the weights of its distinct rules that fired in a passage reach the theme's threshold (3).
    *needs* is met by any one of its tags within *window*, *not_with* holds the match back when one is there.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    tags: Annotated[list[str], Field(min_length=1)]
    forms: Annotated[Forms, Field(min_length=1)]
    weight: Annotated[int, Field(ge=0, le=3)] = 3
    deny_left: list[str] = []
    needs: list[str] = []
    not_with: list[str] = []
    window: Window = "sentence"
    value: int | None = None
    note: str = ""
    examples: Examples

    @field_validator("tags")
    @classmethod
    def _known_tags(cls, tags: list[str]) -> list[str]:
        for tag in tags:
            if not TAG_PATTERN.match(tag):
                msg = f"unknown tag {tag!r}: use one of {', '.join(TAGS)}"
                raise ValueError(msg)
        return tags

    @field_validator("needs", "not_with")
    @classmethod
    def _known_context(cls, tags: list[str]) -> list[str]:
        for tag in tags:
            if not TAG_PATTERN.match(tag) and not FAMILY_PATTERN.match(tag):
                msg = f"unknown context {tag!r}: use a tag, a family of tags, weapon or country"
                raise ValueError(msg)
        return tags


class RuleFile(Record):
    """languages/<lang>/<file>.toml: the rules of one language for one subject."""

    rule: list[Rule] = []


class CountryWords(Record):
    """What one language calls a state: names, adjectives, people, capital, seats of power.

    *institutions* name a government body without its state: a party of claims, no country. *weak* names need a second
    sign in the sentence; inside *masks* none of the words counts.
    """

    names: Forms = []
    adjectives: Forms = []
    people: Forms = []
    capital: Forms = []
    seats: Forms = []
    institutions: Forms = []
    weak: Forms = []
    masks: Forms = []


class CountryFile(Record):
    """countries/<cc>.toml and parties/<id>.toml: one state (or party that is none) in every language."""

    code: str
    words: dict[str, CountryWords]


class Names(Record):
    """A list of names inside a weapon file's table."""

    names: Forms = []


class WeaponFile(Record):
    """weapons/<id>.toml: one system or family and every name that newspapers print for it, in any script."""

    label: str
    weapon_class: WeaponClass = Field(alias="class")
    maker: str
    origin: Annotated[str, Field(pattern=r"^[A-Z]{2}$|^$")]
    source: Annotated[str, Field(pattern=r"^https?://")]
    names: Forms = []
    weak: Names = Names()
    masks: Names = Names()


class ThemeFile(Record):
    """themes/<theme>.toml: what a theme means and how much evidence it takes."""

    id: Theme
    label: str
    meaning: str
    threshold: Annotated[int, Field(ge=1)] = 3
