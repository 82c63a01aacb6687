"""One language's terms, ready to be searched: the automaton and its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tracker.lexicon.compile import (
    CASE_MASK,
    CASE_SHIFT,
    CODE,
    DASH_FIRST,
    DASHED,
    LEAD_SHIFT,
    LEFT_OPEN,
    RIGHT_OPEN,
    SIDE_MASK,
    TAIL_SHIFT,
    UNDASHED,
)
from tracker.lexicon.notation import ANY_CASE, EXACT
from tracker.lexicon.variants import ARABIC_SCRIPT, fold_arabic

if TYPE_CHECKING:
    from tracker.lexicon.compile import CompiledLanguage
    from tracker.lexicon.notation import Endings
    from tracker.lexicon.rules import RulePool, TableRule
    from tracker.lexicon.schema import Grammar

# What holds of every entry of a pattern: none begins inside a word, none takes an ending, all want a capital.
PLAIN_LEFT, WHOLE_WORD, WANTS_CAPITAL = 1, 2, 4


class Entry(NamedTuple):
    """One way to read a pattern: its rule, what may follow it, and how it must be written.

    *dash* is the place of a character of which it matters whether it is a dash, and whether it must be one. *plain*
    says that a word of its own needs no other look than at its first letter's case.
    """

    rule: TableRule
    endings: Endings
    left_open: bool
    right_open: bool
    letter_case: int
    code: bool
    lead: int = 0
    tail: int = 0
    dash: tuple[int, bool] | None = None
    plain: bool = False


class TermSet:
    """Patterns searched in one pass: *entries* and *shapes* run parallel to the patterns of the *automaton*."""

    def __init__(
        self, compiled: CompiledLanguage, rows: list[tuple[Entry, ...]], *, subject: bool, joined: bool
    ) -> None:
        """Keep the patterns that have entries of *subject* rules (or of the others); *joined*: prefixes may stand."""
        parts = [tuple(entry for entry in row if entry.rule.subject is subject) for row in rows]
        shapes = [_shape(part, joined=joined) for part in parts]
        chosen = [(pattern, row) for pattern, row in zip(compiled.patterns, compiled.row_of, strict=True) if parts[row]]
        self.entries = [parts[row] for _, row in chosen]
        self.shapes = [shapes[row] for _, row in chosen]
        patterns = [pattern for pattern, _ in chosen]
        self.automaton = AhoCorasick(
            patterns, matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.ContiguousNFA
        )


def _shape(entries: tuple[Entry, ...], *, joined: bool) -> int:
    """Return what holds of every entry of a pattern, as bits."""
    plain_left = not joined and not any(entry.left_open for entry in entries)
    whole_word = all(tuple(entry.endings) == ("",) and not entry.right_open and not entry.code for entry in entries)
    wants_capital = plain_left and all(entry.letter_case != ANY_CASE for entry in entries)
    return PLAIN_LEFT * plain_left | WHOLE_WORD * whole_word | WANTS_CAPITAL * wants_capital


class LanguageTable:
    """The searchable terms of one language (or of a script, where the language is not supported).

    *subjects* are what a text may be about: names, theme and class words, masks; *company* are the words around them
    (groups, triggers, cues), searched only where a subject asks for company. *fallback* names the script where the
    table stands in for an unsupported language. *codes* are the keys of type codes (``su35``).
    """

    def __init__(
        self, compiled: CompiledLanguage, grammars: list[Grammar], pool: RulePool, fallback: str | None = None
    ) -> None:
        """Build the automaton of *compiled*; *grammars* of the languages in it; the rules come from *pool*."""
        self.language = compiled.language
        self.fallback = fallback
        self.rules = [pool.rule(rule) for rule in compiled.rules]
        rows = [self._entries(compiled, row) for row in compiled.rows]
        self.boundaries = all(grammar.boundaries for grammar in grammars)
        self.apostrophe = any(grammar.apostrophe for grammar in grammars)
        self.arabic = any(grammar.code in ARABIC_SCRIPT for grammar in grammars)
        prefixes = {prefix for grammar in grammars for prefix in grammar.prefixes}
        self.prefixes = frozenset(fold_arabic(prefix) if self.arabic else prefix for prefix in prefixes)
        self.abbreviations = frozenset(word for grammar in grammars for word in grammar.abbreviations)
        joined = bool(self.prefixes)
        self.codes = frozenset(compiled.codes)
        self.subjects = TermSet(compiled, rows, subject=True, joined=joined)
        self.company = TermSet(compiled, rows, subject=False, joined=joined)
        self.company_bits = 0
        for table_rule in self.rules:
            if not table_rule.subject:
                self.company_bits |= table_rule.emits

    def _entries(self, compiled: CompiledLanguage, row: list[tuple[int, int, int]]) -> tuple[Entry, ...]:
        return tuple(self._entry(compiled, rule, endings, flags) for rule, endings, flags in row)

    def _entry(self, compiled: CompiledLanguage, rule: int, endings: int, flags: int) -> Entry:
        letter_case = flags >> CASE_SHIFT & CASE_MASK
        lead, tail, dash = flags >> LEAD_SHIFT & SIDE_MASK, flags >> TAIL_SHIFT & SIDE_MASK, _dash(flags)
        code = bool(flags & CODE)
        plain = not (code or lead or tail or dash or letter_case == EXACT)
        return Entry(
            self.rules[rule],
            compiled.endings[endings],
            bool(flags & LEFT_OPEN),
            bool(flags & RIGHT_OPEN),
            letter_case,
            code,
            lead,
            tail,
            dash,
            plain,
        )


def _dash(flags: int) -> tuple[int, bool] | None:
    if flags & DASH_FIRST:
        return 0, True
    return (1, bool(flags & DASHED)) if flags & (DASHED | UNDASHED) else None
