"""Who only says that somebody without a name does the deed: "The US said the country appears to supply rockets"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.lexicon.grammar import ClaimGrammar

# How many words of an office or a day stand between who speaks and the subject of what is said.
SAYING_WORDS = 4
# What nobody says of his own deeds.
OF_OTHERS = frozenset({"cue.alleged", "cue.denied"})


def without_reporters(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without who says it of another: a stranger, or a state whose deed is only alleged."""
    return [item for item in parties if not _tells_of_another(scene, item)] if scene.grammar.tells_that else parties


def _tells_of_another(scene: Scene, party: PartyMention) -> bool:
    """Say whether a word of saying leads from *party* to another subject before the verb."""
    grammar = scene.grammar
    words = scene.sentence.text[party.end : scene.trigger.start].removeprefix("'s").split()
    place = next((place for place, word in enumerate(words[:SAYING_WORDS]) if word in grammar.tells_that), None)
    if place is None:
        return False
    said = _undated(f"{' '.join(words[place + 1 :])} ", grammar)
    alleged = any(cue.rule.tags & OF_OTHERS for cue in scene.cues)
    nouns = [word for word in grammar.subject_pronouns if " " in word] if alleged else []
    leads = ("", *(f"{word} " for word in grammar.relatives_object))
    return said.startswith(tuple(f"{lead}{noun} " for noun in (*nouns, *grammar.strangers) for lead in leads))


def _undated(said: str, grammar: ClaimGrammar) -> str:
    """Return what is *said* without a date before it: "on Monday the country …"."""
    date = next((word for word in grammar.asides if said.startswith(f"{word} ")), "")
    return said.removeprefix(date).lstrip()
