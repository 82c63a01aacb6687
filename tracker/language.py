"""Which language a text is in: by its script, then by letters that only one language has, then by py3langid.

What a page or feed declares is often wrong, so it decides only where the text leaves doubt: short texts and near
neighbours such as Croatian and Serbian. Scripts, letters and codes stand in language.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from copy import copy
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
SAMPLE = 1_200  # code points looked at; 2,000 changed one answer of 1,440 (Croatian for Bosnian) and cost twice as much
PIECE = 300  # code points of these that suffice where a declaration only has to be confirmed
CONFIRMED = 0.999
NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
NOISE_MARKS = ("http", "www.", "@", "#")  # no noise without one of these
FEW_LETTERS = 40
SOME_LETTERS = 200
COMMON_WORD = 2.0  # what one of a language's commonest words counts
COMMON_LETTER = 0.3  # what a letter counts that is usual in one language and possible in another
LEAD = 2.5  # by how much the signs of one language must outweigh the next one's
DENSITY = 0.004  # how many signs per letter are the least to go by
JAPANESE = 0.08  # share of kana above which a text with Chinese signs is Japanese
ASIAN_CYRILLIC = re.compile("[қғңұүһәөҳҷӣӯҗ]")
SOUTH_CYRILLIC = re.compile("[јљњџ]")


def declared_language(claim: str) -> str | None:
    """Return the two-letter code that *claim* (``de-AT``, ``ru_RU``, ``eng``, ``Deutsch``) stands for, or None."""
    first = re.split(r"[-_,;\s]", claim.strip().lower(), maxsplit=1)[0]
    code = _table()["aliases"].get(first, first)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def detect_language(text: str, declared: str | None = None, hint: str | None = None) -> str:
    """Return the ISO 639-1 code of the language *text* is in, or ``und`` where nothing tells.

    *declared* is what the page claims, *hint* what its feed, sitemap or source says; both may be any BCP 47 tag.
    """
    claims = [code for claim in (declared, hint) if claim and (code := declared_language(claim))]
    # A first cut bounds the work on long texts before noise is taken out.
    start = text[: 2 * SAMPLE]
    sample = (NOISE.sub(" ", start) if any(mark in start for mark in NOISE_MARKS) else start)[:SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return claims[0] if claims else UNKNOWN
    script = scripts.most_common(1)[0][0]
    if script in {"han", "kana"}:
        # Japanese mixes kana into nearly each phrase; a Chinese text has at most a name in it.
        return "ja" if scripts["kana"] > JAPANESE * (scripts["han"] + scripts["kana"]) else "zh"
    candidates: list[str] = _table()["candidates"][script]
    return candidates[0] if len(candidates) == 1 else _within(script, sample, scripts[script], claims)


def _scripts(sample: str) -> Counter[str]:
    """How many letters of each script stand in *sample*, dense signs weighted; what stands first comes first."""
    dense = _table()["dense"]
    found: list[tuple[int, str, int]] = []
    rest = sample
    for name, letters in _script_patterns().items():
        first = letters.search(rest)
        if first is not None:
            left = letters.sub("", rest)
            found.append((sample.index(first[0][0]), name, (len(rest) - len(left)) * dense.get(name, 1)))
            rest = left
    return Counter({name: count for _, name, count in sorted(found)})


def _within(script: str, sample: str, letters: int, claims: list[str]) -> str:
    """Tell the languages of one script apart."""
    told = _by_signs(script, sample, letters)
    if told and not (told in {"bg", "mk"} and letters < SOME_LETTERS):
        return told
    if not told and _is_confirmed(script, sample, claims):
        return claims[0]
    weights = _weights(sample, script, letters, claims)
    if told:
        weights[told] = weights.get(told, 0.0) * 5
    best = max(weights, key=lambda code: weights[code])
    alike = claims and any({best, claims[0]} <= set(family) for family in _table()["families"].values())
    return claims[0] if alike and claims[0] in weights else best


def _is_confirmed(script: str, sample: str, claims: list[str]) -> bool:
    """Say whether a piece from the middle of *sample* is plainly in the language that is declared."""
    if not claims or len(sample) < 2 * PIECE:
        return False
    start = (len(sample) - PIECE) // 2
    code, probability = _identifier(script).classify(sample[start : start + PIECE])
    return bool(probability >= CONFIRMED) and _table()["aliases"].get(code, code) == claims[0]


def _by_signs(script: str, sample: str, letters: int) -> str | None:
    """Return the language that signs of its own betray, where one clearly leads; else None."""
    table = _table()["signs"].get(script)
    if table is None:
        return None
    lowered = sample.lower()
    scores = {code: _count_signs(lowered, signs) for code, signs in table.items()}
    if script == "cyrillic":
        _correct_cyrillic(lowered, scores)
    (first, most), (_, second) = Counter(scores).most_common(2)
    return first if most >= 1 and most >= LEAD * second and most >= DENSITY * letters else None


def _count_signs(lowered: str, signs: dict[str, Any]) -> float:
    own: float = signs["each"] * sum(map(lowered.count, signs["letters"]))
    own += COMMON_LETTER * sum(map(lowered.count, signs.get("common", "")))
    words = signs.get("words")
    return own + COMMON_WORD * len(set(lowered.split()).intersection(words)) if words else own


def _correct_cyrillic(lowered: str, scores: dict[str, float]) -> None:
    """Letters that the table's languages share with others speak for nobody."""
    if len(ASIAN_CYRILLIC.findall(lowered)) > 1:  # one may stand in a foreign name
        scores.update(dict.fromkeys(scores, 0.0))
        return
    if scores["be"]:
        scores["uk"] = scores["ru"] = 0.0
    if scores["ru"]:
        scores["bg"] = 0.0
    south = 0.1 * len(SOUTH_CYRILLIC.findall(lowered))
    scores["sr"] += south if scores["sr"] else 0.0
    scores["mk"] += south if scores["mk"] else 0.0


def _weights(sample: str, script: str, letters: int, claims: Iterable[str]) -> dict[str, float]:
    """Probability of each candidate by py3langid, raised for what is claimed, more so for short texts."""
    aliases = _table()["aliases"]
    weights: dict[str, float] = {}
    for code, probability in _identifier(script).rank(sample):
        known = aliases.get(code, code)
        weights[known] = max(weights.get(known, 0.0), float(probability))
    trust = 25.0 if letters < FEW_LETTERS else 6.0 if letters < SOME_LETTERS else 1.5
    for position, claim in enumerate(claims):
        if claim in weights:
            weights[claim] *= trust if position == 0 else trust**0.5
    return weights


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tracker").joinpath("language.toml").read_text("utf-8"))


@cache
def _script_patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{letters}]+") for name, letters in _table()["scripts"].items()}


@cache
def _identifier(script: str) -> LanguageIdentifier:
    """The model restricted to the languages of one script."""
    identifier = copy(_model())
    identifier.set_languages(_table()["candidates"][script])
    return identifier


@cache
def _model() -> LanguageIdentifier:
    """The whole model; loaded at the first text that needs it, time that many commands never need."""
    from tracker.language_model import load_model  # noqa: PLC0415 - see above

    return load_model()
