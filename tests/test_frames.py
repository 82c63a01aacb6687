"""One claim in every frame of a language: tests/frames.toml, verbs, nouns, headlines, compounds that say the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.classify import classify
from tracker.lexicon import load_lexicon

TABLES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))


def _frames() -> list[Any]:
    """Return each sentence of the frames, each compound of a grid, and each that a cast of givers and getters plays."""
    frames = [(frame, sentence) for frame in TABLES["frame"] for sentence in frame["sentences"]]
    frames += [
        (grid, grid["template"].format(stem + noun))
        for grid in TABLES["grid"] for stem in grid["stems"] for noun in grid["nouns"]
    ]  # fmt: skip
    frames += [
        (cast, template.format(giver=giver, getter=getter))
        for cast in TABLES["cast"]
        for template in cast["templates"] for giver in cast["givers"] for getter in cast["getters"]
    ]  # fmt: skip
    return [pytest.param(frame, sentence, id=f"{frame['language']}: {sentence}") for frame, sentence in frames]


@pytest.mark.parametrize(("frame", "sentence"), _frames())
def test_frame(frame: dict[str, Any], sentence: str) -> None:
    """A sentence says who arms or sanctions whom, with what, and nothing else; its status is tested elsewhere."""
    analysis = classify(sentence, frame["language"], load_lexicon())
    transfers = {f"{x.supplier or '?'}>{x.recipient or '?'} {x.weapon or x.weapon_class}" for x in analysis.transfers}
    sanctions = {f"{x.imposer or '?'}>{x.target or '?'}" for x in analysis.sanctions}
    assert transfers == ({frame["transfers"]} if "transfers" in frame else set())
    assert sanctions == ({frame["sanctions"]} if "sanctions" in frame else set())
