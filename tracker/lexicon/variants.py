"""Spelling variants made at compile time, so that the text need not be folded (and offsets stay true).

Dashes, no-break spaces, newlines and apostrophes are the exception: classify/normalize.py replaces them in the text,
one character by one. Everything else that newsrooms spell in two ways is spelled out here.
"""

from __future__ import annotations

import re
from itertools import product

from tracker.lexicon.han import cornered, quoted, traditional

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
_CODE = re.compile(r"^([^\W\d_]{1,4})([- ]?)(\d.*)$")


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


def _yo(text: str) -> str:
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
    "ru": (_yo,),
    "tr": (_circumflex, _dotless),
    "zh": (traditional, quoted, cornered),
}


def code_spellings(name: str) -> tuple[set[str], set[str]]:
    """Return the (sure, weak) spellings of a weapon's lower-case *name*.

    A type code (letters, separator, number) is also written with a space or nothing (Su 35, Su35) and with letters of
    the other alphabet that look the same. One letter with a space or nothing (M1, T 72, A10) is also a road, a
    vitamin, a paper size: weak.
    """
    code = _CODE.match(name)
    if code is None:
        return _separators(name), set()
    letters, _, rest = code.groups()
    twins = list(_twins(letters))
    tails = _separators(rest)
    dashed = {f"{twin}-{tail}" for twin in twins for tail in tails}
    loose = {f"{twin}{sep}{tail}" for twin in twins for sep in (" ", "") for tail in tails}
    return (dashed, loose) if len(letters) == 1 else (dashed | loose, set())


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
