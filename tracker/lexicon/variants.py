"""Spelling variants made at compile time, so that the text need not be folded (and offsets stay true).

Dashes, no-break spaces, newlines, apostrophes and letters of type codes from the other alphabet are the exception:
classify/normalize.py replaces them in the text, one character by one. Everything else that newsrooms spell in two ways
is spelled out here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from tracker.lexicon.han import cornered, quoted, styled, traditional

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_VARIANTS = 24

# Each pair: what a data file may write, what else the press writes for it. Applied to the whole form at once.
ARABIC_SCRIPT = frozenset({"ar", "fa"})
ZWNJ = "\u200c"
_GERMAN = (("ß", "ss"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
# One letter, several code points or habits, in Arabic and Persian: folded in the text and in the lexicon alike, one
# character by one, since the press mixes them freely.
_ARABIC_FOLDS = (
    ("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("\u200c", " "),
    *zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True),
)  # fmt: skip
# Letters of type codes that look alike in Latin and Cyrillic (Сu-35, C-400): lower case.
_LOOKALIKES = {
    "a": "а",
    "c": "с",
    "e": "е",
    "k": "к",
    "m": "м",
    "o": "о",
    "p": "р",
    "t": "т",
    "x": "х",
    "b": "в",
    "h": "н",
    "y": "у",
}
_LOOKALIKES |= {twin: letter for letter, twin in _LOOKALIKES.items()}
MAX_LETTERS = 4
_CODE = re.compile(r"^([^\W\d_]{1,4})([- ]?)(\d.*)$")
# Two sets instead of one repeated: so the search skips what is no digit at three times the speed.
_NUMBER = re.compile("[0-9][0-9]*")
_ARABIC_LETTERS = re.compile(r"[\u0621-\u06cc]{2}")
# Written in Latin letters, in Cyrillic ones, and with a Cyrillic letter by its sound (Сu-35).
_ALPHABETS = (
    str.maketrans({letter: twin for letter, twin in _LOOKALIKES.items() if not letter.isascii()}),
    str.maketrans({letter: twin for letter, twin in _LOOKALIKES.items() if letter.isascii()}),
    str.maketrans({"с": "s"}),
)


def spellings(text: str, language: str) -> set[str]:
    """Return every spelling of the lower-case *text* that counts as the same in *language*, itself included."""
    if language in ARABIC_SCRIPT:
        # A joiner (ZWNJ) in the data is a space or nothing in the press.
        return {fold_arabic(text)} | ({fold_arabic(text.replace(ZWNJ, ""))} if ZWNJ in text else set())
    found = {text}
    if " " in text:
        found.add(text.replace(" ", "-"))
    for fold in _FOLDS.get(language, ()):
        found |= {fold(item) for item in list(found)}
    return found


def _german(text: str) -> str:
    for written, other in _GERMAN:
        text = text.replace(written, other)
    return text


def fold_yo(text: str) -> str:
    """Write *text* as most Russian newspapers do, without the two dots of ё."""
    return text.replace("ё", "е")


def _dotless(text: str) -> str:
    # Upper-case Turkish "SAVAŞ UÇAKLARI" lower-cases with a dotted i.
    return text.replace("ı", "i")


def _circumflex(text: str) -> str:
    return text.replace("â", "a").replace("î", "i").replace("û", "u")


def fold_arabic(text: str) -> str:
    """Write the lower-case *text* with one form of each Arabic or Persian letter and digit; its length stays."""
    for written, plain in _ARABIC_FOLDS:
        text = text.replace(written, plain)
    return text


_FOLDS = {
    "de": (_german,),
    "ru": (fold_yo,),
    "tr": (_circumflex, _dotless),
    "zh": (traditional, quoted, cornered, styled),
}


def code_spellings(name: str) -> tuple[set[str], set[str]]:
    """Return the (sure, weak) spellings of a weapon's lower-case *name*.

    A type code (letters, separator, number) is also written with a space or nothing (Su 35, Su35) and with letters of
    the other alphabet that look the same. One letter with a space or nothing (M1, T 72, A10) is also a road, a
    vitamin, a paper size: weak.
    """
    letters = code_letters(name)
    return separated(name, _twins(letters) if letters else ())


def separated(name: str, twins: Iterable[str] = ()) -> tuple[set[str], set[str]]:
    """Return the spellings of *name* as ``code_spellings``, the letters of a code only as written, and as *twins*."""
    code = _CODE.match(name)
    if code is None:
        return _separators(name), set()
    letters, _, rest = code.groups()
    tails = _separators(rest)
    dashed = {f"{twin}-{tail}" for twin in (letters, *twins) for tail in tails}
    seps = (" ", "", " - ") if _ARABIC_LETTERS.match(letters) else (" ", "")  # "اف – ۳۵"
    loose = {f"{twin}{sep}{tail}" for twin in (letters, *twins) for sep in seps for tail in tails}
    return (dashed, loose) if len(letters) == 1 else (dashed | loose, set())


def code_letters(name: str) -> str:
    """Return the letters with which the type code *name* begins (``su`` of ``su-35s``), nothing where it is none."""
    code = _CODE.match(name)
    return code[1] if code else ""


def code_key(name: str) -> str:
    """Return the letters and the number of the type code *name* (``su35`` of ``su-35s``), nothing where it is none."""
    code = _CODE.match(name)
    number = _NUMBER.match(code[3]) if code else None
    return f"{code[1]}{number[0]}" if code and number else ""


def in_one_alphabet(low: str, codes: frozenset[str]) -> str:
    """Write the letters of type codes in *low* as the lexicon has them, if they only look so (Latin C in С-400).

    *codes* are the keys of the known codes. The length stays; what is no known code stays too.
    """
    pieces: list[str] = []
    place = 0
    numbers = _numbers(codes)
    for number in _NUMBER.finditer(low):
        if number[0] not in numbers:
            continue
        end = number.start()
        gap = low[end - 1 : end] if end else ""
        end -= gap in {"-", " "}
        start = end
        while start > place and end - start <= MAX_LETTERS and low[start - 1].isalpha():
            start -= 1
        letters = low[start:end]
        if not 0 < len(letters) <= MAX_LETTERS or letters + number[0] in codes or (gap == " " and len(letters) == 1):
            continue
        known = next((twin for twin in map(letters.translate, _ALPHABETS) if twin + number[0] in codes), None)
        if known is not None:
            pieces += (low[place:start], known)
            place = end
    return "".join((*pieces, low[place:])) if pieces else low


@lru_cache(maxsize=64)
def _numbers(codes: frozenset[str]) -> frozenset[str]:
    """Return the numbers in *codes*: most numbers of a text are in no code."""
    return frozenset(number[0] for number in map(_NUMBER.search, codes) if number)


def _separators(name: str) -> set[str]:
    """Spell the separators before and after numbers as dash, space and nothing; other spaces also as a dash."""
    parts = re.split(r"[- ](?=\d)|(?<=\d)[- ](?=[^\W\d_]{1,2}\b)", name)
    if len(parts) == 1 or len(parts) > 3:  # noqa: PLR2004 - 3 separators would make 27 spellings
        return {name, name.replace(" ", "-")}
    found = set()
    for seps in product(("-", " ", ""), repeat=len(parts) - 1):
        found.add("".join(part + sep for part, sep in zip(parts, (*seps, ""), strict=True)))
    return found | {name, name.replace(" ", "-")}


def _twins(letters: str) -> set[str]:
    choices = [(letter, _LOOKALIKES[letter]) if letter in _LOOKALIKES else (letter,) for letter in letters]
    found = {"".join(choice) for choice in product(*choices)}
    return set(sorted(found)[:MAX_VARIANTS]) | {letters}
