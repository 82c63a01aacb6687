"""The phrases of boilerplate.toml, of all languages at once: pages often mix their own with English ones."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

KINDS = ("consent", "paywall", "login", "missing", "blocked", "related", "promo")


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return every language's phrases of one *kind*, longest first."""
    return tuple(sorted({p for table in _tables().values() for p in table.get(kind, ())}, key=lambda p: (-len(p), p)))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("tracker.extract").joinpath("boilerplate.toml").read_text("utf-8"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) + _edge(phrase[-1]) for phrase in phrases(kind)))


def _edge(last: str) -> str:
    """A phrase ends where a word ends; scripts written without blanks have no such place."""
    return r"(?!\w)" if last.isalnum() and last < "\u2e80" else ""


def folded(text: str) -> str:
    """Return *text* as phrases are written: lower case, single blanks, straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").replace("\u0307", "").split())


def count(kind: str, text: str) -> int:
    """Return how many different phrases of *kind* stand in *text*."""
    return len(set(_pattern(kind).findall(folded(text))))


def starts(kind: str, text: str) -> bool:
    """Tell whether *text* begins with a phrase of *kind*, signs and symbols before it left aside."""
    return _pattern(kind).match(folded(text).lstrip(" •·►▶→»›>-–—*▪■●👉📌[(\"'")) is not None
