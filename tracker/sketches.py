"""Sketches of texts: what tells how much of one text another one holds.

A text is cut into overlapping runs of words (characters where a script has no spaces); the smallest of their hashes
are its sketch. How much of the shorter of two texts the longer one holds is told by how many of these they share, which
finds shortened and re-headlined copies that a comparison of whole texts misses (Broder 1997, resemblance and
containment; here of the "bottom k").
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from functools import lru_cache
from hashlib import blake2b

import numpy as np

WORDS_PER_RUN = 4
CHARACTERS_PER_RUN = 8
TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯ก-๛]|[^\W_]+")
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿ก-๛]")
HASH_BITS = 62
MOST_KEPT = 128
FEWEST_SHARED = 4
FEWEST_KEPT = 6  # below this a text is compared as a whole
# Steele, Lea, Flood 2014 (SplitMix64): spreads each bit of a number over all of them.
ODD = 0x9E3779B97F4A7C15
MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
LAST_SHIFT = 31


def sketch(text: str) -> bytes:
    """Return what *text* is compared by: its smallest hashes, sorted, eight bytes each.

    A text too short for that has one hash of the whole.
    """
    tokens = TOKEN.findall(text.casefold())
    length = CHARACTERS_PER_RUN if UNSPACED.search(text) and _is_unspaced(tokens) else WORDS_PER_RUN
    kept = np.unique(_hashes_of_runs(tokens, length))[:MOST_KEPT]
    if len(kept) < FEWEST_KEPT:
        kept = _hashes_of_runs(tokens, len(tokens))
    return kept.astype("<i8").tobytes()


def _is_unspaced(tokens: list[str]) -> bool:
    return sum(len(token) == 1 for token in tokens) * 2 > len(tokens)


def _hashes_of_runs(tokens: list[str], length: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a hash of ``HASH_BITS`` for each run of *length* tokens; arithmetic is modulo 2**64."""
    words = np.fromiter(map(_hash_of_word, tokens), dtype=np.uint64, count=len(tokens))
    count = max(0, len(tokens) - length + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(length if count else 0):
        runs = runs * np.uint64(ODD) + words[place : place + count]
    for shift, factor in MIX:
        runs = (runs ^ (runs >> np.uint64(shift))) * np.uint64(factor)
    return (runs ^ (runs >> np.uint64(LAST_SHIFT))) >> np.uint64(64 - HASH_BITS)


@lru_cache(maxsize=1 << 16)
def _hash_of_word(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def hashes_of(packed: bytes) -> tuple[int, ...]:
    """Return the hashes of a sketch, the smallest first."""
    return struct.unpack(f"<{len(packed) // 8}q", packed)


def held(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how much of the shorter of two texts the longer one holds, 0 to 1, as far as their sketches tell.

    Both are compared up to the largest hash that both would have kept.
    """
    if not one or not other:
        return 0.0
    reach = min(part[-1] if len(part) >= MOST_KEPT else 1 << HASH_BITS for part in (one, other))
    low_one, low_other = (part[: bisect_right(part, reach)] for part in (one, other))
    shared = len(set(low_one).intersection(low_other))
    if shared < FEWEST_SHARED and one != other:
        return 0.0
    return shared / max(1, min(len(low_one), len(low_other)))
