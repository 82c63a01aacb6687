"""One language's terms, ready to be searched: the automaton and its entries."""

from __future__ import annotations

from array import array
from functools import cache
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

# Of such an entry more than the first letter's case is looked at.
_LOOKED_AT = CODE | SIDE_MASK << LEAD_SHIFT | SIDE_MASK << TAIL_SHIFT | DASH_FIRST | DASHED | UNDASHED
PLAIN = 1 << 16
# What holds of every entry of a pattern: none begins inside a word, none takes an ending, all want a capital.
PLAIN_LEFT, WHOLE_WORD, WANTS_CAPITAL = 1, 2, 4
# The largest number that two bytes hold.
MAX_SHORT = 0xFFFF


class Entry(NamedTuple):
    """One way to read a pattern: its rule, what may follow it, and how it must be written.

    The *flags* are those of compile.py and ``PLAIN``: a word of its own needs no other look than at the case of its
    first letter.
    """

    rule: TableRule
    endings: Endings
    flags: int

    @property
    def letter_case(self) -> int:
        """How the word must be written: ``ANY_CASE``, ``CAPITAL`` or ``EXACT``."""
        return self.flags >> CASE_SHIFT & CASE_MASK

    @property
    def lead(self) -> int:
        """How many characters stand before what is named."""
        return self.flags >> LEAD_SHIFT & SIDE_MASK

    @property
    def tail(self) -> int:
        """How many characters stand behind what is named."""
        return self.flags >> TAIL_SHIFT & SIDE_MASK

    @property
    def dash(self) -> tuple[int, bool] | None:
        """The place of a character of which it matters whether it is a dash, and whether it must be one."""
        if self.flags & DASH_FIRST:
            return 0, True
        return (1, bool(self.flags & DASHED)) if self.flags & (DASHED | UNDASHED) else None


class SharedEndings(dict[str, tuple[str, ...]]):
    """The endings of a paradigm, never changed and equal only to themselves: so what holds them can be a key."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        """Tell by identity."""
        return id(self)


class EntryPool:
    """The entries of all languages, each once: most are names of weapons, the same in every language."""

    def __init__(self) -> None:
        """Begin empty."""
        self._endings: dict[tuple[tuple[str, tuple[str, ...]], ...], SharedEndings] = {}
        self._rows: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}

    def endings(self, told: Endings) -> SharedEndings:
        """Return the endings *told* as all languages share them."""
        key = tuple(told.items())
        shared = self._endings.get(key)
        if shared is None:
            shared = self._endings[key] = SharedEndings(told)
        return shared

    def row(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return *entries* as all languages share them."""
        return self._rows.setdefault(entries, entries)


class TermSet:
    """Patterns searched in one pass: *row_of* and *shapes* run parallel to the patterns of the *automaton*.

    ``rows[row_of[pattern]]`` are the entries of a pattern; most patterns are spellings of one name and share them.
    """

    def __init__(self, compiled: CompiledLanguage, rows: list[tuple[Entry, ...]], *, joined: bool) -> None:
        """Keep the patterns whose row of *rows* is not empty; *joined*: prefixes may stand before words."""
        shapes = [_shape(row, joined=joined) for row in rows]
        chosen = [(pattern, row) for pattern, row in zip(compiled.patterns, compiled.row_of, strict=True) if rows[row]]
        numbers = {row: number for number, row in enumerate(dict.fromkeys(row for _, row in chosen))}
        self.rows = [rows[row] for row in numbers]
        self.row_of = array("I" if len(numbers) > MAX_SHORT else "H", (numbers[row] for _, row in chosen))
        self.shapes = bytes(shapes[row] for _, row in chosen)
        patterns = [pattern for pattern, _ in chosen]
        self.automaton = AhoCorasick(
            patterns, matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.ContiguousNFA
        )


def _shape(entries: tuple[Entry, ...], *, joined: bool) -> int:
    """Return what holds of every entry of a pattern, as bits."""
    plain_left = not joined and not any(entry.flags & LEFT_OPEN for entry in entries)
    whole_word = all(tuple(entry.endings) == ("",) and not entry.flags & (RIGHT_OPEN | CODE) for entry in entries)
    wants_capital = plain_left and all(entry.letter_case != ANY_CASE for entry in entries)
    return PLAIN_LEFT * plain_left | WHOLE_WORD * whole_word | WANTS_CAPITAL * wants_capital


class LanguageTable:
    """The searchable terms of one language (or of a script, where the language is not supported).

    *subjects* are what a text may be about: names, theme and class words, masks; *company* are the words around them
    (groups, triggers, cues), searched only where a subject asks for company. *fallback* names the script where the
    table stands in for an unsupported language. *codes* are the keys of type codes (``su35``).
    """

    def __init__(
        self,
        compiled: CompiledLanguage,
        grammars: list[Grammar],
        pools: tuple[RulePool, EntryPool],
        fallback: str | None = None,
    ) -> None:
        """Build the automaton of *compiled*; *grammars* of the languages in it; rules and entries come from *pools*."""
        self.language = compiled.language
        self.fallback = fallback
        rule_pool, entry_pool = pools
        self.rules = [rule_pool.rule(rule) for rule in compiled.rules]
        endings = list(map(entry_pool.endings, compiled.endings))
        rows = [self._entries(endings, row) for row in compiled.rows]
        self.boundaries = all(grammar.boundaries for grammar in grammars)
        self.apostrophe = any(grammar.apostrophe for grammar in grammars)
        self.arabic = any(grammar.code in ARABIC_SCRIPT for grammar in grammars)
        prefixes = {prefix for grammar in grammars for prefix in grammar.prefixes}
        self.prefixes = frozenset(fold_arabic(prefix) if self.arabic else prefix for prefix in prefixes)
        self.abbreviations = frozenset(word for grammar in grammars for word in grammar.abbreviations)
        self.ordinals = frozenset(word for grammar in grammars for word in grammar.ordinals)
        joined = bool(self.prefixes)
        self.codes = frozenset(compiled.codes)
        subjects, company = (
            [entry_pool.row(tuple(entry for entry in row if entry.rule.subject is subject)) for row in rows]
            for subject in (True, False)
        )
        self.subjects = TermSet(compiled, subjects, joined=joined)
        self.company = TermSet(compiled, company, joined=joined)
        self.company_bits = 0
        for table_rule in self.rules:
            if not table_rule.subject:
                self.company_bits |= table_rule.emits

    def _entries(self, endings: list[SharedEndings], row: list[tuple[int, int, int]]) -> tuple[Entry, ...]:
        return tuple(Entry(self.rules[rule], endings[number], _looked_at(flags)) for rule, number, flags in row)


@cache
def _looked_at(flags: int) -> int:
    """Return *flags* with ``PLAIN`` where it holds; equal flags are one number in memory."""
    plain = not flags & _LOOKED_AT and flags >> CASE_SHIFT & CASE_MASK != EXACT
    return flags | PLAIN * plain
