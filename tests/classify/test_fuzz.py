"""Damaged news sentences of all languages, mixed and mutated: no crash, true offsets, the same answer twice."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from tracker.classify import classify
from tracker.lexicon import load_lexicon

CASES = Path(__file__).parents[1] / "cases"
CHARACTERS = "".join(map(chr, range(1, 0x3000)))


def _sentences() -> dict[str, list[str]]:
    return {
        path.stem: [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        for path in sorted(CASES.glob("??.toml"))
    }


def _damaged(chance: random.Random, sentences: dict[str, list[str]]) -> str:
    languages = list(sentences)
    chosen = [chance.choice(sentences[chance.choice(languages)]) for _ in range(chance.randint(1, 4))]
    text = list(" ".join(chosen))
    for _ in range(chance.randint(0, 12)):
        place = chance.randrange(len(text) + 1)
        text[place : place + chance.randint(0, 3)] = chance.choice(CHARACTERS)
    return "".join(text)


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.soak)])
def test_damaged_sentences(count: int) -> None:
    """Whatever is cut, glued and mixed in, evidence and claims point into the text."""
    chance = random.Random(count)  # noqa: S311 - repeatable, no secret
    sentences, lexicon = _sentences(), load_lexicon()
    for _ in range(count):
        language, text = chance.choice(list(sentences)), _damaged(chance, sentences)
        analysis = classify(text, language, lexicon)
        assert analysis == classify(text, language, lexicon)
        for item in analysis.evidence:
            assert text[item.start : item.end] == item.text
        for claim in (*analysis.transfers, *analysis.sanctions):
            assert 0 <= claim.start < claim.end <= len(text)
