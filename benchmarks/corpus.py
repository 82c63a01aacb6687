"""Multilingual news-like text for the benchmarks: mostly ordinary sentences, a few that carry terms. Seeded."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
CASES = HERE.parent / "tests" / "cases"
# About one article in thirteen of a general crawl is tagged (7.6 % of 11,643 measured); in one that is, about every
# second passage says something of ours. Of real news 2 % of the passages carried a theme, 1 % a claim.
TAGGED_ARTICLES = 0.08
SPEAKING_PASSAGES = 0.5
PASSAGES = (4, 14)
SENTENCES = (3, 7)


class Sample(NamedTuple):
    """One passage and its language."""

    language: str
    text: str


def passages(megabytes: float, seed: int = 1) -> list[Sample]:
    """Return about *megabytes* MB (UTF-8) of passages: article after article, in turn of each language."""
    chance = random.Random(seed)
    filler = tomllib.loads((HERE / "filler.toml").read_text(encoding="utf-8"))
    spoken = {
        path.stem: [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        for path in sorted(CASES.glob("*.toml"))
    }
    size, found = 0, []
    while size < megabytes * 1e6:
        for language, sentences in filler.items():
            article = _article(chance, sentences, spoken.get(language, []))
            size += sum(len(text.encode()) for text in article)
            found += [Sample(language, text) for text in article]
    return found


def _article(chance: random.Random, sentences: list[str], spoken: list[str]) -> list[str]:
    """Return the passages of one article; in one that is tagged, some begin with a sentence of *spoken*."""
    tagged = bool(spoken) and chance.random() < TAGGED_ARTICLES
    texts = []
    for _ in range(chance.randint(*PASSAGES)):
        chosen = chance.choices(sentences, k=chance.randint(*SENTENCES))
        if tagged and chance.random() < SPEAKING_PASSAGES:
            chosen[0] = chance.choice(spoken)
        texts.append(" ".join([*chosen, _number(chance)]))
    return texts


def _number(chance: random.Random) -> str:
    """End each passage with a number of its own, so that no two are equal."""
    return f"({chance.randint(1, 10**9)})"
