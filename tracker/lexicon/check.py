"""Checks the lexicon against itself: the rules' own examples, words defined twice, holes in the grid.

The classifier is passed in (the lexicon lies below it): ``fired(text, language) -> ids of the rules that count``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tracker.lexicon.compile import compile_language, script_of
from tracker.lexicon.load import ANY_LANGUAGE
from tracker.lexicon.rules import FAMILIES
from tracker.models import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.lexicon import Lexicon
    from tracker.lexicon.load import LexiconFiles, SourceRule

GRID_COLUMNS = (*THEMES, "class", "group", "trigger", "cue", "mask")


class Problem(NamedTuple):
    """One thing wrong: the file, the rule, and what to look at."""

    file: str
    rule: str
    message: str

    def __str__(self) -> str:
        """Show as one line."""
        return f"{self.file}: {self.rule}: {self.message}"


def check_examples(
    lexicon: Lexicon, fired: Callable[[str, str], set[str]], language: str | None = None
) -> Iterator[Problem]:
    """Run every rule's examples; yield those that fail. Rules of ``any`` language are run as English."""
    for source in lexicon.files.rules:
        if language is not None and source.language != language:
            continue
        spoken = "en" if source.language == ANY_LANGUAGE else source.language
        for text in source.rule.examples.yes:
            if source.full_id not in fired(text, spoken):
                yield _problem(source, f"should fire on {text!r} and does not")
        for text in source.rule.examples.no:
            if source.full_id in fired(text, spoken):
                yield _problem(source, f"should not fire on {text!r} and does")


def _problem(source: SourceRule, message: str) -> Problem:
    return Problem(f"languages/{source.language}/{source.file.name}", source.rule.id, message)


def check_names(files: LexiconFiles) -> Iterator[Problem]:
    """Yield every name that two weapons, or two states in one language, claim for themselves."""
    for language in files.grammars:
        if language == ANY_LANGUAGE:
            continue
        compiled = compile_language(files, language)
        for pattern, row in zip(compiled.patterns, compiled.row_of, strict=True):
            rules = [compiled.rules[rule] for rule, _, _ in compiled.rows[row]]
            weapons = {rule.value for rule in rules if rule.kind == "weapon"}
            if len(weapons) > 1:
                yield Problem("weapons", " and ".join(sorted(weapons)), f"both are called {pattern!r} ({language})")


def check_context(files: LexiconFiles) -> Iterator[Problem]:
    """Yield every ``needs`` or ``not_with`` that nothing can ever meet: a misspelt group, or one without words here."""
    found = {
        "country",
        "party",
        "weapon",
        *FAMILIES,
        *(f"weapon.{weapon.weapon_class}" for weapon in files.weapons.values()),
    }
    everywhere = {tag for source in files.rules for tag in source.rule.tags} | found
    for language in files.grammars:
        met = found.union(*(source.rule.tags for source in files.rules if source.language in {language, ANY_LANGUAGE}))
        for source in files.rules:
            if source.language == language:
                # A rule for all languages may name a group that some have no words for.
                known = everywhere if language == ANY_LANGUAGE else met
                for key, tags in (("needs", source.rule.needs), ("not_with", source.rule.not_with)):
                    for tag in tags:
                        if tag not in known:
                            yield _problem(source, f"{key} {tag!r}, which no rule of the language has")


def coverage(lexicon: Lexicon) -> dict[str, Counter[str]]:
    """Count rules per language and theme (or other kind of tag); zero is a hole."""
    grid: dict[str, Counter[str]] = {language: Counter() for language in lexicon.languages}
    for source in lexicon.files.rules:
        if source.language == ANY_LANGUAGE:
            continue
        for tag in source.rule.tags:
            family, _, name = tag.partition(".")
            grid[source.language][name if family == "theme" else family] += 1
    return grid


def holes(grid: dict[str, Counter[str]]) -> list[str]:
    """Name every empty field of the grid."""
    return [
        f"{language}: no {column}" for language, counts in grid.items() for column in GRID_COLUMNS if not counts[column]
    ]


def weapon_scripts(lexicon: Lexicon) -> dict[str, Counter[str]]:
    """Count, per weapon class, the systems that have a name in each script."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for weapon in lexicon.files.weapons.values():
        scripts = {script_of(name) for name in (*weapon.names, *weapon.weak.names)}
        table[weapon.weapon_class].update(scripts)
        table[weapon.weapon_class]["systems"] += 1
    return dict(table)


def where(lexicon: Lexicon, hits: set[str]) -> list[str]:
    """Name the file (and rule) of each rule id in *hits*."""
    files = {
        source.full_id: f"languages/{source.language}/{source.file.name}: {source.rule.id}"
        for source in lexicon.files.rules
    }
    return sorted(files.get(rule, _entity_file(rule)) for rule in hits)


def _entity_file(rule: str) -> str:
    kind, _, rest = rule.partition(".")
    if kind == "weapon":
        return f"weapons/{rest.removesuffix('.weak').removesuffix('.masks')}.toml"
    code, language, key = [*rest.split("."), "", ""][:3]
    folder = "countries" if kind == "country" else "parties"
    return f"{folder}/{code.lower()}.toml: [{language}] {key}"
