"""Folds a text for matching so that every offset of the folded text leads back into the original.

The common case changes no length: lower case, and dashes, no-break spaces, newlines and apostrophes replaced one by
one. Only a text with decomposed letters, soft hyphens, joiners inside words, vowel signs or direction marks takes the
slow path, where characters vanish and a map keeps their places.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tracker.lexicon.notation import lower
from tracker.lexicon.variants import fold_arabic, in_one_alphabet

# One character by one: what typography varies and meaning does not.
_SAME_LENGTH = (
    ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2013", "-"), ("\u2212", "-"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2019", "'"), ("\u02bc", "'"),
)  # fmt: skip
# Characters that carry no letter: soft hyphen, zero-width space, direction marks, word joiner, BOM, Arabic vowel
# signs and tatweel. ZWNJ (U+200C) stays: it parts words in Persian.
_INVISIBLE = re.compile("[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u0652\u0670]")
# A quote typed for the Ukrainian apostrophe: прем"єр, об"єднання.
_QUOTED = re.compile('(?<=[\u0430-\u045f\u0491])"(?=[\u044e\u044f\u0454\u0457])')

# A Western comma, colon or semicolon in a text of Han signs, and what says that a text is one.
_WESTERN = re.compile("(?<=[\u3400-\u9fff”》」』）)])[,;:]|[,;:](?=[\u3400-\u9fff“《「『（])")
_FULL_WIDTH = {",": "，", ";": "；", ":": "："}
_HAN_SIGNS = ("的", "。", "、")


class FoldedText(NamedTuple):
    """A text ready for matching.

    *cased* keeps the original letters and *low* is its folded lower case, both of one length; ``origin[i]`` is the
    place of character *i* in the original text, None where the places are the same.
    """

    cased: str
    low: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of ``[start, end)`` in the original text."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end]


def fold(text: str, *, arabic: bool = False, codes: frozenset[str] = frozenset()) -> FoldedText:
    """Fold *text* for matching; *arabic* also writes Arabic and Persian letters and digits in one way.

    *codes* are the keys of type codes; these are found in letters of the other alphabet, too.
    """
    if text.isascii():
        low = text.lower()
        return FoldedText(text, low.replace("\n", " ") if "\n" in low else low, None)
    cased, origin = _readable(text)
    low = lower(cased)
    for variant, plain in _SAME_LENGTH:
        low = low.replace(variant, plain)
    if '"' in low:
        low = _QUOTED.sub("'", low)
    if any(sign in low for sign in _HAN_SIGNS):
        low = _WESTERN.sub(lambda sign: _FULL_WIDTH[sign.group()], low)
    if arabic:
        low = fold_arabic(low)
    if codes and _has_cyrillic(low):
        low = in_one_alphabet(low, codes)
    return FoldedText(cased, low.replace("\n", " "), origin)


def _has_cyrillic(low: str) -> bool:
    """Say whether Cyrillic letters may stand in *low*: their lead bytes are found faster than they are."""
    written = low.encode(errors="surrogatepass")
    return b"\xd0" in written or b"\xd1" in written


def _readable(text: str) -> tuple[str, list[int] | None]:
    """Compose what is decomposed and drop what is invisible; the map is None where nothing had to be done."""
    composed = unicodedata.is_normalized("NFC", text)
    if _INVISIBLE.search(text) is None:
        return (text, None) if composed else _compose(text)
    if composed:
        seen, origin = _drop_invisible(text)
        if unicodedata.is_normalized("NFC", seen):  # no letter met a mark that stood apart from it
            return seen, origin
    return _compose(text)


def _drop_invisible(text: str) -> tuple[str, list[int]]:
    """Leave out what is invisible; the map has one more entry than the text."""
    pieces: list[str] = []
    origin: list[int] = []
    place = 0
    for gap in _INVISIBLE.finditer(text):
        pieces.append(text[place : gap.start()])
        origin.extend(range(place, gap.start()))
        place = gap.end()
    pieces.append(text[place:])
    origin.extend(range(place, len(text) + 1))
    return "".join(pieces), origin


def _compose(text: str) -> tuple[str, list[int]]:
    """Compose letters with their marks and drop what is invisible; the map has one more entry than the text."""
    out: list[str] = []
    origin: list[int] = []
    place = 0
    for cluster in _clusters(text):
        composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster))
        for char in composed:
            out.append(char)
            origin.append(place)
        place += len(cluster)
    origin.append(len(text))
    return "".join(out), origin


def _clusters(text: str) -> list[str]:
    """Split into a character with all combining marks after it."""
    clusters: list[str] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            clusters.append(text[start:index])
            start = index
    return clusters
