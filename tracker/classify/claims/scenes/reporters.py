"""Who only says that somebody else does the deed, asks a leader for it or seizes what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.scene import Roles

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


def beside_leader(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    """Return none of *parties* of another clause, where a leader acts in that of the verb whose state is not named.

    "Kyiv begged for shells, but Chancellor Scholz refused to send them"
    """
    leader = scene.leader
    if leader is None or not scene.grammar.tells_that or not leader < scene.trigger.start:
        return parties
    text, joints = scene.sentence.text, [f", {word} " for word in scene.grammar.continues]
    return [
        item for item in parties
        if item.mark is not None or item.start > leader
        or not any(joint in text[item.end : leader] for joint in joints)
    ]  # fmt: skip


def unseizing(scene: Scene, roles: Roles) -> Roles:
    """Return *roles* without who seizes: "US sailors boarded a dhow ferrying rifles from Iran" gets nothing."""
    seized = [cue.start for cue in scene.cues if "role.seizure" in cue.rule.tags and cue.end <= scene.trigger.start]
    if not seized or not scene.grammar.noun_compounds:
        return roles
    kept = [[item for item in side if item.mark is not None or item.start > seized[0]] for side in roles[:2]]
    return Roles(kept[0], kept[1], roles.speakers)
