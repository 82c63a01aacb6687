"""What a word is, for every store alike: how a text becomes index words, and how typed words become clauses.

Both stores index the output of ``index_words`` as it is and answer the clauses of ``parse_words`` literally,
so that they find the same mentions. A typed word finds its inflected forms (a common ending is dropped and
the rest is a prefix), the compounds it is a part of (German), and the forms with an article (Arabic); quotes
ask for the exact words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Raise it when any function here changes what it returns: stores then rebuild their index.
WORDS_VERSION = 2

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W\d_{_CJK}]+|\d+")
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
# Accents, vowel points, tatweel, soft hyphen, joiners and direction marks: none of them parts or tells words.
# ZWNJ (U+200C) is not among them: it parts words in Persian.
_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
_ALIKE = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ґ": "г",
        "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ة": "ه",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟＂", '"'))
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')

# Languages that write compounds as one word, and the shortest compound, first and last part worth looking
# into.
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no", "nb", "nn"})
_COMPOUND, _HEAD, _TAIL = 8, 3, 4
_ARABIC_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=[\u0620-\u06ff]{3})")
_ARTICLE_STARTS = "الوفبك"
_PREFIX_FROM = 4  # a shorter typed word is taken as it is: "Iran" finds "iranisch", "EU" only itself
_STEM_FROM = 6
_STEM_KEEPS = 5
_ENDINGS = re.compile("(?:en|[aeiouysn]|[аеиоуыэюяьі])$")


# A stretch of letters and digits as written, marks included, or one character of a script without spaces.
_WRITTEN = re.compile(rf"[{_CJK}]|(?:[^\W_{_CJK}]|{_MARKS.pattern})+")


class IndexWords(NamedTuple):
    """Words parted by spaces: of the title, of the text, and the later parts of compounds in both."""

    title: str
    text: str
    parts: str


class Clause(NamedTuple):
    """Words that must stand side by side; *prefix*: the last may go on; *inside*: it may be a part of a compound."""

    words: tuple[str, ...]
    prefix: bool = False
    inside: bool = False


def split_words(text: str) -> list[str]:
    """Return the folded words of *text*: letters, digits and single Chinese, Japanese and Korean characters."""
    return _TOKEN.findall(fold(text))


def fold(text: str) -> str:
    """Take away what people write either way: case, accents, vowel points, dotless i, ё, Persian or Arabic ي and ك."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    if (lower := plain.casefold()) != plain:  # signs that stand for capitals: №, ℃, ㏆
        plain = unicodedata.normalize("NFKD", lower)
    plain = _MARKS.sub("", plain)
    return unicodedata.normalize("NFC", plain).translate(_ALIKE)


def index_words(title: str, text: str, language: str) -> IndexWords:
    """Return what a store indexes of a mention in *language*."""
    in_title, in_text = split_words(title), split_words(text)
    parts = set(_parts({*in_title, *in_text}, language))
    return IndexWords(" ".join(in_title), " ".join(in_text), " ".join(sorted(parts)))


def _parts(words: set[str], language: str) -> Iterator[str]:
    """Yield every later start of *words* at which a typed word may find them.

    All tails of a long German word are given, since any of them may be its last part: no dictionary, no wrong split.
    """
    if language in _COMPOUNDING:
        for word in words:
            for start in range(_HEAD, len(word) - _TAIL + 1) if len(word) >= _COMPOUND else ():
                yield word[start:]
    for word in words:
        if word[0] in _ARTICLE_STARTS and (bare := _ARABIC_ARTICLE.sub("", word)) != word:
            yield bare


def parse_words(typed: str) -> tuple[Clause, ...]:
    """Return the clauses, all of them wanted, that *typed* stands for: words, "exact phrases", prefix*.

    Raises:
        QueryError: something was typed and there is no word in it.
    """
    clauses = []
    for match in _PART.finditer(typed.translate(_QUOTES)):
        phrase, word = match.groups()
        clause = _word_clause(word) if word is not None else Clause(tuple(split_words(phrase)))
        if clause.words and clause not in clauses:
            clauses.append(clause)
    if typed.strip() and not clauses:
        msg = f"no word to search for in {typed.strip()!r}: type letters or digits"
        raise QueryError(msg)
    return tuple(clauses)


def _word_clause(typed: str) -> Clause:
    words = tuple(split_words(typed))
    starred = typed.endswith("*")
    if len(words) != 1 or _CJK_CHARACTER.match(words[0]):
        return Clause(words, prefix=starred and bool(words) and not _CJK_CHARACTER.match(words[-1]))
    word = words[0]
    if not starred:
        if len(word) < _PREFIX_FROM or word.isdigit():
            return Clause(words)
        word = stem(word)
    arabic = "\u0600" <= word[0] <= "\u06ff"
    return Clause((word,), prefix=True, inside=arabic or len(word) >= _TAIL)


def stem(word: str) -> str:
    """Drop an ending (or the Arabic article) of a folded *word*, leaving a prefix that its other forms share."""
    bare = _ARABIC_ARTICLE.sub("", word)
    if bare != word or len(word) < _STEM_FROM:
        return bare
    shorter = _ENDINGS.sub("", word)
    if len(shorter) < _STEM_KEEPS:
        shorter = word[:-1] if _ENDINGS.search(word[-1]) else word
    return shorter


def find_spans(text: str, clauses: Iterable[Clause], language: str) -> list[tuple[int, int]]:
    """Return where in *text* the *clauses* are met, as offsets of whole written words, in order."""
    places: list[tuple[int, int]] = []
    words: list[str] = []
    for match in _WRITTEN.finditer(text):
        for word in split_words(match.group()):
            words.append(word)
            places.append(match.span())
    spans = set()
    for clause in clauses:
        size = len(clause.words)
        for at in range(len(words) - size + 1):
            if _meets(words[at : at + size], clause, language):
                spans.add((places[at][0], places[at + size - 1][1]))
    return sorted(spans)


def _meets(words: list[str], clause: Clause, language: str) -> bool:
    *firsts, last = clause.words
    if words[:-1] != firsts:
        return False
    if not clause.prefix:
        return words[-1] == last
    if words[-1].startswith(last):
        return True
    return clause.inside and any(part.startswith(last) for part in _parts({words[-1]}, language))
