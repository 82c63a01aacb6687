"""How a text is cut into words, and how words of the data are written as a part of a pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A word, with the apostrophe of an elision ("d'"), or one sign.
TOKEN = re.compile(r"[^\W_]+'?|[^\w\s]")
# Where the next word is looked for: how long one may be, with what stands before it.
WORD_REACH = 60
# What ends a part of a clause, and a clause, in a language without spaces (Chinese).
HAN_STOP = re.compile("[，,、。]")
HAN_CLAUSE = re.compile("[，。；：]")


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of one of *words*, the longest first; of no words one that never matches."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return f"(?:{listed or '(?!)'})"


@lru_cache(maxsize=256)
def word_of(words: tuple[str, ...], *, spaced: bool) -> re.Pattern[str]:
    """Return what finds one of *words*; *spaced*: words are parted by spaces."""
    return re.compile(rf"\b{any_of(words)}\b" if spaced else any_of(words))
