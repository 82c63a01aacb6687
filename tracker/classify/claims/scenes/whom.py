"""To whom a relative clause gives: "Kenya, to which Norway sold …", "کنیا که نروژ به آن …", "كينيا التي سلمتها …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.standing import COMMA

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene


def whom(scene: Scene) -> list[PartyMention]:
    """Return to whom the relative clause of the trigger gives: "Česko, kterému Německo darovalo"."""
    led = scene.antecedent(scene.grammar.relatives_to)
    if led or not scene.parties:
        return led
    found = (way(scene) for way in (_phrase, _taken_up, _feminine, _supplied_with))
    start = next((place for place in found if place is not None), None)
    return [] if start is None else [item for item in scene.parties if 0 <= start - item.end <= COMMA]


def equipped_by_another(scene: Scene, givers: list[PartyMention]) -> list[PartyMention]:
    """Return whom the clause is about where *givers* act within: "Kenya, which Norway has supplied with tanks"."""
    acts = bool(givers) and scene.inside(givers[0]) and givers[-1].end <= scene.trigger.start
    told = scene.antecedent(scene.grammar.relatives_object) if scene.grammar.cased or acts else []
    return [item for item in told if item not in givers]


def _phrase(scene: Scene) -> int | None:
    """Return where a relative with its preposition begins the clause: "to which", "à laquelle", "a quien"."""
    text, begin = scene.sentence.text, scene.sentence.begin(scene.trigger.start)
    place = begin + len(text[begin:]) - len(text[begin:].lstrip())
    for phrase in scene.grammar.relatives_to:
        lead, _, last = phrase.rpartition(" ")
        if not lead:
            continue
        if text.startswith(f"{phrase} ", place):
            return place
        before = text[:place].rstrip()
        if text.startswith(f"{last} ", place) and before.endswith(f" {lead}"):
            return len(before) - len(lead)
    return None


def _taken_up(scene: Scene) -> int | None:
    """Return where a clause begins whose verb, or a word of its own, takes up whom it is about: "به آن", "سلمتها"."""
    text, begin = scene.sentence.text, scene.sentence.begin(scene.trigger.start)
    words = text[begin : scene.trigger.start].split()
    if not words or words[0] not in scene.grammar.relatives:
        return None
    inside = f" {' '.join(words)} "
    taken = any(f" {word} " in inside for word in scene.grammar.taken_up)
    object_inside = bool(scene.behind()) and scene.trigger_ends(scene.grammar.object_endings)
    return begin if taken or object_inside else None


def _feminine(scene: Scene) -> int | None:
    """Return where a relative begins that is a dative behind a feminine name: "die Türkei, der Oslo … liefert"."""
    text, begin = scene.sentence.text, scene.sentence.begin(scene.trigger.start)
    words = text[begin : scene.trigger.start].split(maxsplit=1)
    names = tuple(f"{name}," for name in scene.grammar.feminine_names)
    dative = bool(words) and words[0] in scene.grammar.dative
    return begin if dative and text[:begin].rstrip().endswith(names) else None


def _supplied_with(scene: Scene) -> int | None:
    """Return where a relative begins whom another supplies *with* arms: "Kenya, which Norway has supplied with …"."""
    text, begin = scene.sentence.text, scene.sentence.begin(scene.trigger.start)
    led = tuple(f" {word} " for word in scene.grammar.instruments)
    words = text[begin : scene.trigger.start].split()
    acts = scene.before()
    if not (scene.grammar.noun_compounds and text.startswith(led, scene.trigger.end) and acts):
        return None
    return begin if words and words[0] in scene.grammar.relatives_object and scene.inside(acts[0]) else None
