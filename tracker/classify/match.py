"""Finds every term of a language's table in a folded text: boundaries, endings, compounds, case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.errors import InputError
from tracker.lexicon.compile import CASE_SHIFT, CODE, LEFT_OPEN, RIGHT_OPEN
from tracker.lexicon.notation import ANY_CASE, CAPITAL, EXACT, MIN_COMPOUND_PART
from tracker.lexicon.table import PLAIN, PLAIN_LEFT, WANTS_CAPITAL, WHOLE_WORD

if TYPE_CHECKING:
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon.rules import TableRule
    from tracker.lexicon.table import Entry, LanguageTable, TermSet

# The rest of a word; Han characters have words of their own (F-16V战机).
_WORD = re.compile(r"[^\W_\u2e80-\u9fff]*")
# After a type code that ends in a digit a variant may follow: F-16C, T-72B3, Leopard 2A6, S-300PMU2.
_VARIANT = re.compile(r"[^\W\d_]{1,3}\d{0,2}[^\W\d_]?$")
# A code written without a dash is no type where it is a price, a share or a year: Su 35 %, F 16,5.
_MEASURE = re.compile(
    r"[.,]\d|\s?(?:%|€|\$|£|euro|prozent|percent|процент|jahre|years|litre|lira\b|derece|лет\b|km\b|kg\b)"
)
# From here on scripts stand beside each other without a space (Arabic, Han).
SCRIPT_EDGE = "\u0600"
# Words after an apostrophe: Turkish case endings.
_APOSTROPHE = re.compile(r"'([^\W\d_]{1,8})")


class Hit:
    """One term found: ``[start, end)`` in the folded text covers the whole word with its ending.

    *stem* is where the term itself begins (later than *start* in a compound), *written* how many characters of it the
    data writes out, *around* the whole of a form that names only a part of itself (中美: each half), *cases*
    the grammatical cases its ending may stand for, *prefix* what is joined before it (Arabic),
    *held* what holds it back, if anything.
    """

    __slots__ = ("around", "cases", "end", "held", "prefix", "rule", "start", "stem", "written")

    def __init__(self, span: tuple[int, int], rule: TableRule, cases: tuple[str, ...], stem: int, prefix: str) -> None:
        """Keep where *rule* matched and how."""
        self.start, self.end = span
        self.rule = rule
        self.cases = cases
        self.stem = stem
        self.prefix = prefix
        self.written = 0
        self.around: tuple[int, int] | None = None
        self.held: str | None = None

    def __repr__(self) -> str:
        """Show rule and span, for debugging."""
        return f"Hit({self.rule.id} {self.start}:{self.end}{' -' + self.held if self.held else ''})"


def find_hits(folded: FoldedText, table: LanguageTable) -> list[Hit]:
    """Return every accepted match, subjects and company, in order of its start, the longer first.

    Raises:
        InputError: the text holds lone surrogates.
    """
    return merged(find_terms(folded, table, table.subjects), find_terms(folded, table, table.company))


def merged(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    """Return both lists as one in order."""
    return sorted([*hits, *others], key=_order) if others else hits


def find_terms(folded: FoldedText, table: LanguageTable, terms: TermSet) -> list[Hit]:  # noqa: C901, PLR0912 - the hot loop
    """Return the accepted matches of one set of *terms* in order of its start, the longer first.

    Raises:
        InputError: the text holds lone surrogates.
    """
    low, cased = folded.low, folded.cased
    length = len(low)
    rows, row_of, shapes = terms.rows, terms.row_of, terms.shapes
    hits: list[Hit] = []
    for pattern, start, end in _search(low, terms):
        shape = shapes[pattern]
        # The cheap refusals come first: most raw matches are parts of longer words.
        if shape & WANTS_CAPITAL and not cased[start].isupper():
            continue
        attached = False
        if start:
            char = low[start - 1]
            if char.isalnum() and (char < SCRIPT_EDGE > low[start] or not _parted(char, low[start])):
                if shape & PLAIN_LEFT:
                    continue
                attached = True
        stop, rest = end, ""
        if end < length:
            char, last = low[end], low[end - 1]
            # Behind an elision the next word begins at once: "don d'obus".
            if (
                char.isalnum()
                and (last != "'" or table.apostrophe)
                and (char < SCRIPT_EDGE > last or not _parted(char, last))
            ):
                if shape & WHOLE_WORD:
                    continue
                word = _WORD.match(low, end)
                stop = word.end() if word else end
                rest = low[end:stop]
        bare = not attached and not (table.apostrophe and low.startswith("'", stop))
        for entry in rows[row_of[pattern]]:
            if rest in entry.endings or (rest and _open_rest(entry, rest, cased, end)):
                if not (bare and entry.flags & PLAIN):
                    hit = _accept(folded, table, entry, (start, end, stop), rest)
                elif not entry.flags >> CASE_SHIFT & CAPITAL or cased[start].isupper():
                    hit = Hit((start, stop), entry.rule, entry.endings.get(rest, ()), start, "")
                    hit.written = end - start
                else:
                    continue
                if hit is not None:
                    hits.append(hit)
    if len(hits) > 1:
        hits.sort(key=_order)
    return hits


def _search(low: str, terms: TermSet) -> list[tuple[int, int, int]]:
    try:
        # What is written with a dash is also written with a space: the patterns have spaces only.
        spaced = low.replace("-", " ")
        found: list[tuple[int, int, int]] = terms.automaton.find_matches_as_indexes(spaced, overlapping=True)
    except UnicodeEncodeError:
        msg = "text holds lone surrogates (U+D800-U+DFFF): decode it properly first"
        raise InputError(msg) from None
    return found


def _order(hit: Hit) -> tuple[int, int, int]:
    """Sort by place, the longer word first, and the name that the data writes out before a variant of a shorter."""
    return hit.start, -hit.end, -hit.written


def _parted(outside: str, inside: str) -> bool:
    """Say whether two neighbouring word characters still belong to two words: Han has no spaces, scripts do not mix."""
    if "\u2e80" <= outside <= "\u9fff" or "\u2e80" <= inside <= "\u9fff":
        return True
    return ("\u0600" <= outside <= "\u06ff") != ("\u0600" <= inside <= "\u06ff")


def _open_rest(entry: Entry, rest: str, cased: str, end: int) -> bool:
    if entry.flags & RIGHT_OPEN:
        return len(rest) >= MIN_COMPOUND_PART
    if entry.flags & CODE and cased[end : end + 1].isupper():
        return _VARIANT.match(rest) is not None
    return False


def _accept(
    folded: FoldedText, table: LanguageTable, entry: Entry, span: tuple[int, int, int], rest: str
) -> Hit | None:
    """Check what stands before the term, its case and what follows; return the hit if all fits."""
    start, end, stop = span
    low = folded.low
    word_start, prefix = start, ""
    if start and low[start - 1].isalnum() and not _parted(low[start - 1], low[start]):
        word_start = _word_start(low, start)
        left = low[word_start:start]
        if left in table.prefixes:
            prefix = left
        elif not _open_left(entry, left):
            return None
    letter_case = entry.letter_case
    if letter_case != ANY_CASE and not _case_fits(folded.cased, letter_case, word_start + len(prefix), start, end):
        return None
    dash = entry.dash
    if dash is not None and (low[start + dash[0]] == "-") is not dash[1]:
        return None
    if entry.flags & CODE and not rest and low[start:end].find("-") < 0 and _MEASURE.match(low, stop):
        return None
    cases = entry.endings.get(rest, ())
    if table.apostrophe and stop < len(low) and low[stop] == "'":
        tail = _APOSTROPHE.match(low, stop)
        if tail:
            cases = _turkish_cases(tail.group(1))
    if entry.lead or entry.tail:
        part = Hit((start + entry.lead, end - entry.tail), entry.rule, (), start + entry.lead, "")
        part.around = (start, end)
        return part
    hit = Hit((word_start + len(prefix), stop), entry.rule, cases, start, prefix)
    hit.written = end - start
    return hit


def _word_start(low: str, start: int) -> int:
    while start and low[start - 1].isalnum() and not _parted(low[start - 1], low[start]):
        start -= 1
    return start


def _open_left(entry: Entry, left: str) -> bool:
    if not entry.flags & LEFT_OPEN or len(left) < MIN_COMPOUND_PART:
        return False
    return not any(left.startswith(denied) or left.endswith(denied) for denied in entry.rule.deny_left)


def _case_fits(cased: str, letter_case: int, word_start: int, start: int, end: int) -> bool:
    if letter_case == EXACT:
        found = cased[start:end]
        return found == found.upper() and found != found.lower()
    return cased[word_start].isupper()


# Turkish case endings after an apostrophe, by their consonants and vowels (vowel harmony aside).
_TURKISH = (
    (re.compile(r"^[nd]?[ıiuü]n$|^n[ıiuü]n$"), ("gen",)),
    (re.compile(r"^(?:n|s[ıi]n)?[dt][ae]n$"), ("abl",)),
    (re.compile(r"^(?:n|s[ıi]n)?[dt][ae](?:ki)?$"), ("loc",)),
    (re.compile(r"^[yn]?[ae]$|^s[ıi]n[ae]$"), ("dat",)),
    (re.compile(r"^[yn]?[ıiuü]$|^s[ıi]n[ıi]$"), ("acc",)),
    (re.compile(r"^(?:y)?l[ae]$"), ("ins",)),
)


def _turkish_cases(ending: str) -> tuple[str, ...]:
    for shape, cases in _TURKISH:
        if shape.match(ending):
            return cases
    return ()
