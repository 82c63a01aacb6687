"""Turns the data files into what the matcher runs: per language, patterns with their entries.

The result is plain data (lists, strings, numbers), so that it can be kept as JSON between runs (cache.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import LexiconError
from tracker.lexicon.load import ANY_LANGUAGE, LexiconFiles, SourceRule
from tracker.lexicon.notation import ANY_CASE, CAPITAL, EXACT, Endings, Pattern, expand, lower, parse_form
from tracker.lexicon.schema import COUNTRY_KEYS, CountryFile, Grammar, WeaponFile
from tracker.lexicon.variants import code_key, separated, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a weak name needs in its sentence before it counts (any one).
WEAK_WEAPON_NEEDS = ("group.military", "class", "weapon", "theme.arms_transfer")
WEAK_WEAPON_SHUNS = ("group.sport", "group.weather", "group.culture")
WEAK_COUNTRY_NEEDS = ("country", "group.state", "group.military", "theme.sanctions", "weapon")
WEAK_COUNTRY_SHUNS = ("group.sport", "group.us-state")
# Bits of an entry's flags.
LEFT_OPEN, RIGHT_OPEN, CODE = 1, 2, 4
CASE_SHIFT = 3
CASE_MASK = 3
# How many characters of a bracketed form stand before and behind the name itself.
LEAD_SHIFT, TAIL_SHIFT, SIDE_MASK = 5, 9, 15
# A form that begins with a dash (-embargo); a one-letter code that must be written with a dash (T-72), or without.
DASH_FIRST, DASHED, UNDASHED = 1 << 13, 1 << 14, 1 << 15


class CompiledRule(NamedTuple):
    """A rule as the matcher sees it. *kind* is rule, weapon, country, party or mask; *value* its id or code."""

    id: str
    kind: str
    value: str
    role: str
    tags: tuple[str, ...]
    weight: int
    needs: tuple[str, ...]
    not_with: tuple[str, ...]
    window: str
    deny_left: tuple[str, ...]
    number: int | None


class CompiledLanguage(NamedTuple):
    """All patterns of one language: ``patterns[i]`` is read as ``rows[row_of[i]]`` says, in (rule, endings, flags).

    Most patterns are spellings of one name and share their row. *codes* are the keys of type codes.
    """

    language: str
    patterns: list[str]
    row_of: list[int]
    rows: list[list[tuple[int, int, int]]]
    endings: list[Endings]
    rules: list[CompiledRule]
    codes: list[str]


class _Builder:
    """Collects patterns, sharing equal texts and equal ending sets."""

    def __init__(self) -> None:
        self.entries: dict[str, list[tuple[int, int, int]]] = {}
        self.endings: dict[tuple[tuple[str, tuple[str, ...]], ...], int] = {}
        self.rules: list[CompiledRule] = []
        self.codes: set[str] = set()

    def add_rule(self, rule: CompiledRule) -> int:
        self.rules.append(rule)
        return len(self.rules) - 1

    def add(self, text: str, endings: Endings, rule: int, flags: int) -> None:
        flags |= DASH_FIRST * text.startswith("-")
        text = text.replace("-", " ")  # a dash in a text is searched as a space, see classify/match.py
        key = tuple(sorted(endings.items()))
        number = self.endings.setdefault(key, len(self.endings))
        entry = (rule, number, flags)
        entries = self.entries.setdefault(text, [])
        if entry not in entries:
            entries.append(entry)

    def finish(self, language: str) -> CompiledLanguage:
        patterns = sorted(self.entries)
        rows: dict[tuple[tuple[int, int, int], ...], int] = {}
        row_of = [rows.setdefault(tuple(self.entries[pattern]), len(rows)) for pattern in patterns]
        endings = [dict(key) for key in self.endings]
        return CompiledLanguage(
            language, patterns, row_of, list(map(list, rows)), endings, self.rules, sorted(self.codes - {""})
        )


def compile_language(files: LexiconFiles, language: str, members: Iterable[str] = ()) -> CompiledLanguage:
    """Compile the terms of *language*, or of all *members* together (a script's fallback)."""
    builder = _Builder()
    for code in members or (language,):
        grammar = files.grammars[code]
        for source in files.rules:
            if source.language in {code, ANY_LANGUAGE}:
                _add_rule(builder, source, files.grammars[source.language])
        for country in files.countries.values():
            _add_country(builder, country, grammar, "country")
        _add_short(builder, files.short.get(code, {}), grammar)
        for party in files.parties.values():
            _add_country(builder, party, grammar, "party")
        for weapon_id, weapon in files.weapons.items():
            _add_weapon(builder, weapon_id, weapon, grammar)
    return builder.finish(language)


def all_tags(files: LexiconFiles) -> list[str]:
    """Return every tag that a rule of any language has, needs or shuns, sorted."""
    tags = {"country", "party", "weapon", "mask", *WEAK_WEAPON_NEEDS, *WEAK_WEAPON_SHUNS}
    tags.update(WEAK_COUNTRY_NEEDS, WEAK_COUNTRY_SHUNS)
    tags.update(f"weapon.{weapon.weapon_class}" for weapon in files.weapons.values())
    for source in files.rules:
        tags.update(source.rule.tags, source.rule.needs, source.rule.not_with)
    return sorted(tags)


def _add_rule(builder: _Builder, source: SourceRule, grammar: Grammar) -> None:
    rule = source.rule
    kind = "mask" if "mask" in rule.tags else "rule"
    number = builder.add_rule(
        CompiledRule(
            source.full_id, kind, "", "", tuple(rule.tags), rule.weight, tuple(rule.needs), tuple(rule.not_with),
            rule.window, tuple(map(lower, rule.deny_left)), rule.value,
        )
    )  # fmt: skip
    for written in rule.forms:
        _add_form(
            builder,
            written,
            grammar,
            number,
            f"languages/{source.language}/{source.file.name}: rule {rule.id!r}",
        )


def _add_form(builder: _Builder, written: str, grammar: Grammar, rule: int, where: str) -> None:
    form = parse_form(written)
    try:
        patterns = expand(form, grammar)
    except LexiconError as error:
        msg = f"{where}: form {written!r}: {error}"
        raise LexiconError(msg) from None
    flags = (LEFT_OPEN * form.left_open) | (RIGHT_OPEN * form.right_open) | (form.letter_case << CASE_SHIFT)
    flags |= (form.lead << LEAD_SHIFT) | (form.tail << TAIL_SHIFT)
    for pattern in patterns:
        for text, endings in _spelled(pattern, grammar.code):
            builder.add(text, endings, rule, flags)


def _spelled(pattern: Pattern, language: str) -> Iterator[tuple[str, Endings]]:
    endings = {variant: cases for ending, cases in pattern.endings.items() for variant in spellings(ending, language)}
    for text in spellings(pattern.text, language):
        if text:
            yield text, endings


def _add_country(builder: _Builder, country: CountryFile, grammar: Grammar, kind: str) -> None:
    words = country.words.get(grammar.code)
    if words is None:
        return
    base = f"{kind}.{country.code}.{grammar.code}"
    where = f"{kind} {country.code}, [{grammar.code}]"
    for key in COUNTRY_KEYS:
        forms = getattr(words, key)
        if forms:
            party = kind == "party" or key == "institutions"
            rule = _entity(f"{base}.{key}", "party" if party else "country", country.code, key)
            number = builder.add_rule(rule)
            for written in forms:
                _add_form(builder, written, grammar, number, f"{where}.{key}")
    if words.weak:
        rule = _entity(f"{base}.weak", kind, country.code, "names", WEAK_COUNTRY_NEEDS, WEAK_COUNTRY_SHUNS)
        number = builder.add_rule(rule)
        for written in words.weak:
            _add_form(builder, written, grammar, number, f"{where}.weak")
    _add_masks(builder, words.masks, grammar, f"{base}.masks", where)


def _add_short(builder: _Builder, forms: dict[str, list[str]], grammar: Grammar) -> None:
    for code, written in forms.items():
        rule = builder.add_rule(_entity(f"country.{code}.{grammar.code}.short", "country", code, "names"))
        for form in written:
            _add_form(builder, form, grammar, rule, f"languages/{grammar.code}/short.toml: {code}")


def _entity(
    rule_id: str,
    kind: str,
    value: str,
    role: str,
    needs: tuple[str, ...] = (),
    shuns: tuple[str, ...] = (),
) -> CompiledRule:
    return CompiledRule(rule_id, kind, value, role, (kind,), 0, needs, shuns, "sentence", (), None)


def _add_masks(builder: _Builder, masks: list[str], grammar: Grammar, rule_id: str, where: str) -> None:
    if masks:
        rule = CompiledRule(rule_id, "mask", "", "", ("mask",), 0, (), (), "sentence", (), None)
        number = builder.add_rule(rule)
        for written in masks:
            _add_form(builder, written, grammar, number, f"{where}.masks")


def _add_weapon(builder: _Builder, weapon_id: str, weapon: WeaponFile, grammar: Grammar) -> None:
    tags = ("weapon", f"weapon.{weapon.weapon_class}")
    sure = builder.add_rule(_weapon_rule(f"weapon.{weapon_id}", weapon_id, tags, (), ()))
    weak = builder.add_rule(
        _weapon_rule(f"weapon.{weapon_id}.weak", weapon_id, tags, WEAK_WEAPON_NEEDS, WEAK_WEAPON_SHUNS)
    )
    for name in weapon.names:
        _add_name(builder, name, grammar, sure, weak)
    for name in weapon.weak.names:
        _add_name(builder, name, grammar, weak, weak)
    _add_masks(builder, [_plain(name) for name in weapon.masks.names if _fits(name, grammar)], grammar,
               f"weapon.{weapon_id}.masks", f"weapons/{weapon_id}.toml")  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("+", "")


def _weapon_rule(
    rule_id: str, weapon_id: str, tags: tuple[str, ...], needs: tuple[str, ...], shuns: tuple[str, ...]
) -> CompiledRule:
    return CompiledRule(rule_id, "weapon", weapon_id, "", tags, 0, needs, shuns, "sentence", (), None)


def _add_name(builder: _Builder, name: str, grammar: Grammar, rule: int, weak_rule: int) -> None:
    if not _fits(name, grammar):
        return
    text = lower(name)
    flags = (EXACT if _is_acronym(name) else CAPITAL if name[0] != text[0] else ANY_CASE) << CASE_SHIFT
    if text[-1].isdigit():
        flags |= CODE
        endings: Endings = {"": ()}
        if grammar.script == "latin":
            endings["s"] = ()
    else:
        endings = dict.fromkeys(["", *map(lower, grammar.name_suffixes)], ())
    sure, loose = separated(text)
    builder.codes.add(code_key(text))
    for group, number, dash in ((sure, rule, DASHED), (loose, weak_rule, UNDASHED)):
        for item in group:
            for spelling in spellings(item, grammar.code):
                builder.add(spelling, endings, number, flags | (dash if loose else 0))


def _is_acronym(name: str) -> bool:
    """Say whether *name* is a short word in capitals, which in lower case is another word (TOW, KUB)."""
    return name.isascii() and name.isupper() and name.isalpha() and len(name) <= 4  # noqa: PLR2004 - longer ones are no words


def _fits(name: str, grammar: Grammar) -> bool:
    """Say whether a text in the grammar's language may print *name*: Latin anywhere, other scripts at home."""
    return script_of(name) in {"latin", grammar.script}


def script_of(text: str) -> str:
    """Return the script of the first non-Latin letter of *text*, ``latin`` where there is none."""
    for char in text:
        if "\u0400" <= char <= "\u052f":
            return "cyrillic"
        if "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f":
            return "arabic"
        if "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af":
            return "han"
    return "latin"
