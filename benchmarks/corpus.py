"""Multilingual news-like text for the benchmarks: mostly ordinary sentences, a few that carry terms. Seeded."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
CASES = HERE.parent / "tests" / "cases"
# About one passage in twelve of a general crawl says something of ours.
SHARE_WITH_TERMS = 0.08
SENTENCES = (3, 7)


class Sample(NamedTuple):
    """One passage and its language."""

    language: str
    text: str


def passages(megabytes: float, seed: int = 1) -> list[Sample]:
    """Return about *megabytes* MB (UTF-8) of passages in turn of each language."""
    chance = random.Random(seed)
    filler = tomllib.loads((HERE / "filler.toml").read_text(encoding="utf-8"))
    spoken = {
        path.stem: [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        for path in sorted(CASES.glob("*.toml"))
    }
    size, found = 0, []
    while size < megabytes * 1e6:
        for language, sentences in filler.items():
            chosen = chance.choices(sentences, k=chance.randint(*SENTENCES))
            if chance.random() < SHARE_WITH_TERMS and spoken.get(language):
                chosen[0] = chance.choice(spoken[language])
            chosen.append(_number(chance))
            text = " ".join(chosen)
            size += len(text.encode())
            found.append(Sample(language, text))
    return found


def _number(chance: random.Random) -> str:
    """End each passage with a number of its own, so that no two are equal."""
    return f"({chance.randint(1, 10**9)})"
