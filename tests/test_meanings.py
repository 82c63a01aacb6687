"""One meaning in many languages: tests/meanings.toml, the same claims whichever language says it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from told import sanctions_told, transfers_told

from tracker.classify import classify
from tracker.lexicon import load_lexicon

MEANINGS = tomllib.loads((Path(__file__).parent / "meanings.toml").read_text(encoding="utf-8"))["meaning"]
# How many of the languages a meaning is written in at least.
LANGUAGES = 6


def _said() -> list[Any]:
    return [
        pytest.param(meaning, language, id=f"{meaning['name']}: {language}")
        for meaning in MEANINGS
        for language in meaning["text"]
    ]


@pytest.mark.parametrize(("meaning", "language"), _said())
def test_meaning(meaning: dict[str, Any], language: str) -> None:
    """The claims of a sentence are those of its meaning, and no others."""
    analysis = classify(meaning["text"][language], language, load_lexicon())
    assert transfers_told(analysis) == sorted(meaning.get("transfers", []))
    assert sanctions_told(analysis) == sorted(meaning.get("sanctions", []))


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning["name"])
def test_a_meaning_is_said_in_several_languages(meaning: dict[str, Any]) -> None:
    """No meaning is left with a language or two: it would tell nothing of the others."""
    assert len(meaning["text"]) >= LANGUAGES
