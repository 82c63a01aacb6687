"""Reads the claims.toml of every language, and writes its words as the folded text will have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.lexicon.grammar import ClaimGrammar, World
from tracker.lexicon.han import traditional
from tracker.lexicon.load import read_model
from tracker.lexicon.variants import ARABIC_SCRIPT, fold_arabic, fold_yo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def read_claim_grammars(data: Path) -> dict[str, ClaimGrammar]:
    """Read the claims.toml of every language that has one, and what all of them know of the world.

    Raises:
        LexiconError: a file is wrong (named with its key).
    """
    paths = sorted((data / "languages").glob("*/claims.toml"))
    known = data / "world.toml"
    world = read_model(known, World) if known.exists() else World()
    grammars = {path.parent.name: read_model(path, ClaimGrammar) for path in paths}
    return {code: _in_world(_respelled(code, grammar), world) for code, grammar in grammars.items()}


def _in_world(grammar: ClaimGrammar, world: World) -> ClaimGrammar:
    """Return *grammar* with what is known of states where its language says nothing else."""
    known = {"imposers": grammar.imposers or world.imposers, "sanctioned": grammar.sanctioned or world.sanctioned}
    return grammar.model_copy(update={**known, "world": world})


def _respelled(language: str, grammar: ClaimGrammar) -> ClaimGrammar:
    """Write the words of *grammar* as the folded text will have them."""
    if language in ARABIC_SCRIPT:
        return _mapped(grammar, lambda word: [fold_arabic(word)])
    if language == "zh":
        return _mapped(grammar, lambda word: list(dict.fromkeys((word, traditional(word)))))
    if language == "ru":
        return _mapped(grammar, lambda word: list(dict.fromkeys((word, fold_yo(word)))))
    return grammar


def _mapped(grammar: ClaimGrammar, spell: Callable[[str], list[str]]) -> ClaimGrammar:
    def spelled(words: list[str]) -> list[str]:
        return [spelling for word in words for spelling in spell(word)]

    words = {name: spelled(value) for name, value in grammar if isinstance(value, list) and name != "imposers"}
    ends = {joint: spelled(verbs) for joint, verbs in grammar.ends.items()}
    not_before = {tag: spelled(others) for tag, others in grammar.not_before.items()}
    own = {spelling: mark for word, mark in grammar.own_state.items() for spelling in spell(word)}
    return grammar.model_copy(update={**words, "ends": ends, "own_state": own, "not_before": not_before})
