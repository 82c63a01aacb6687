"""The form notation: how the data files write words, and what text forms it stands for.

    sanktion+en        a stem and the name of a paradigm of the language's grammar
    ~drohne+n          open on the left: any letters may stand before (Kampfdrohne)
    drohne+n~          open on the right: any letters may follow (Drohnenabwehr)
    боев+adj самолёт+m several words, each with its own paradigm
    Iran               a capital first letter wants one in the text; lower case takes either
    =US                exactly these letters in exactly this case
    对[俄]              the bracketed part is what is named; what stands around it must be there

A form becomes patterns: a lower-case text to search, and the endings that may follow it up to the end of the word,
each with the grammatical cases it may stand for.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import LexiconError

if TYPE_CHECKING:
    from tracker.lexicon.schema import Grammar

ANY_CASE, CAPITAL, EXACT = 0, 1, 2
# How few letters an open side must have to count as a word part of a compound.
MIN_COMPOUND_PART = 3
Endings = dict[str, tuple[str, ...]]


class Form(NamedTuple):
    """A parsed form: *words* are (stem, paradigm or ""), the last word's endings stay open.

    *lead* and *tail* count the characters before and behind a bracketed part.
    """

    words: tuple[tuple[str, str], ...]
    left_open: bool
    right_open: bool
    letter_case: int
    written: str
    lead: int = 0
    tail: int = 0


class Pattern(NamedTuple):
    """A lower-case *text* to search for and the *endings* that may complete its last word."""

    text: str
    endings: Endings


def parse_form(written: str) -> Form:
    """Read one form of the notation (see the module's head)."""
    body = written.strip()
    exact = body.startswith("=")
    body = body.removeprefix("=")
    left_open, right_open = body.startswith("~"), body.endswith("~")
    body = body.removeprefix("~").removesuffix("~")
    lead, tail = max(body.find("["), 0), len(body) - 1 - body.find("]") if "]" in body else 0
    body = body.replace("[", "").replace("]", "")
    words = []
    for word in body.split():
        stem, _, paradigm = word.rpartition("+") if "+" in word[1:] else (word, "", "")
        words.append((stem, paradigm))
    first = words[0][0][0] if words and words[0][0] else ""
    letter_case = EXACT if exact else CAPITAL if first != first.lower() else ANY_CASE
    return Form(tuple(words), left_open, right_open, letter_case, written, lead, tail)


def lower(text: str) -> str:
    """Lower-case without changing the length: ``İ`` is the one character whose ``lower()`` grows."""
    return text.replace("İ", "i").lower()


def expand(form: Form, grammar: Grammar) -> list[Pattern]:
    """Spell out *form*: inner words with all their endings, the last word as stem with open endings.

    Raises:
        LexiconError: the form names a paradigm that the grammar lacks, or is empty.
    """
    if not form.words:
        msg = f"empty form {form.written!r}"
        raise LexiconError(msg)
    words = [
        [(lower(stem + ending), cases) for ending, cases in paradigm_endings(grammar, paradigm).items()]
        for stem, paradigm in form.words[:-1]
    ]
    stem, paradigm = form.words[-1]
    endings = paradigm_endings(grammar, paradigm)
    words.append([(lower(stem), ())])
    if grammar.article:
        words[1:] = [_with_article(choices, grammar) for choices in words[1:]]
    return [
        Pattern(" ".join(word for word, _ in chosen), _agreeing(endings, [cases for _, cases in chosen if cases]))
        for chosen in product(*words)
    ]


def _agreeing(endings: Endings, others: list[tuple[str, ...]]) -> Endings:
    """Return *endings* with those of their cases that the words before may stand for too ("Koreę Południową")."""
    if not others:
        return endings
    shared = set(others[0]).intersection(*others[1:])
    return {ending: tuple(case for case in cases if case in shared) or cases for ending, cases in endings.items()}


def _with_article(words: list[tuple[str, tuple[str, ...]]], grammar: Grammar) -> list[tuple[str, tuple[str, ...]]]:
    bare = [
        choice for choice in words if not choice[0].startswith(grammar.article) and choice[0] not in grammar.particles
    ]
    return [*words, *((grammar.article + word, cases) for word, cases in bare)]


def paradigm_endings(grammar: Grammar, name: str) -> Endings:
    """Return the endings of paradigm *name* with the cases each may stand for (none where the list has none)."""
    if not name:
        return {"": ()}
    if name not in grammar.paradigms:
        msg = f"no paradigm {name!r} in languages/{grammar.code}/grammar.toml"
        raise LexiconError(msg)
    paradigm = grammar.paradigms[name]
    if isinstance(paradigm, list):
        return {lower(ending): () for ending in paradigm}
    endings: dict[str, tuple[str, ...]] = {}
    for case, forms in paradigm.items():
        for ending in forms:
            key = lower(ending)
            endings[key] = (*endings.get(key, ()), case)
    return endings
