"""Who gives in an infinitive: its clause names nobody, the one before does ("dementiert, Russland … zu haben")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.sentences.particles import TAG as PARTICLE

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar


def is_infinitive(trigger: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether the clause of *trigger* has a word of an infinitive, or one inside a word ("abzuschließen")."""
    own = sentence.segment(trigger.start)
    words = sentence.clause(own).split()
    for mark in grammar.infinitive:
        _, inside, end = mark.split("~") if "~" in mark else (mark, "", "")
        if any(inside in word[1:] and word.endswith(end) for word in words) if inside else mark in words:
            return True
    return False


def in_infinitive(scene: Scene) -> Roles | None:
    """An infinitive clause takes its giver from the clause before: "Nordkorea dementiert, Russland … zu haben"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    split = any(tag.startswith(PARTICLE) for tag in scene.trigger.rule.tags)  # "sagt … zu" is no infinitive
    if own == 0 or split or not is_infinitive(scene.trigger, sentence, scene.grammar):
        return None
    bare = [item for item in scene.parties if item.mark is None]
    before = [item for item in scene.parties if sentence.segment(item.start) == own - 1]
    owners = _owners(scene, own)
    main = owners or [item for item in bare if item in before]
    # "verlangt von Berlin, Panzer zu liefern"
    asked = _asked(scene, before, main)
    if scene.grammar.dative and any("cue.permits" in cue.rule.tags for cue in scene.cues):
        # "erlaubte der Regierung in Riga, Panzer zu liefern"
        main = [item for item in before if item.mark == "to"][-1:] or main
    inside = [item for item in bare if scene.inside(item)]
    marked = [item for item in scene.parties if item.mark == "to" and scene.inside(item)]
    getters = nearest_group(marked or inside, last=True)
    if asked:
        return Roles(nearest_group(asked, last=False), getters or nearest_group(main, last=True), [])
    if not main:
        return None
    if scene.asks is None or scene.asks.start >= main[-1].start:
        return Roles(nearest_group(main, last=True), getters, []) if getters or owners else None
    asked = nearest_group(main, last=True)
    askers = [item for item in main if item.end <= scene.asks.start] or [item for item in main if item not in asked]
    return Roles(asked, getters or nearest_group(askers, last=True), [])


def _asked(scene: Scene, before: list[PartyMention], main: list[PartyMention]) -> list[PartyMention]:
    """Return who is asked by a word before him: "appelliert an Berlin", "am Montag appellierte Kiew an Berlin"."""
    if scene.asks is None:
        return []
    end = scene.asks.end
    behind = [item for item in before if item.mark in {"by", "to"} and item.start >= end]
    if main and main[-1].start >= end:
        inverted = main[0].start >= end and main[0].group == main[-1].group
        behind = [item for item in behind if inverted and item.start >= main[-1].end]
    return behind


def hoping(scene: Scene) -> Roles | None:
    """Return who hopes or plans to get what its infinitive tells of: "Marokko hofft, von den USA … zu bekommen"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    gets = {"trigger.get", "status.planned"} <= scene.trigger.rule.tags and bool(scene.grammar.dative)
    if not gets or own == 0 or not is_infinitive(scene.trigger, sentence, scene.grammar):
        return None
    inside = [item for item in scene.parties if scene.inside(item)]
    givers = [item for item in inside if item.mark in {"from", "by"}]
    main = [item for item in scene.parties if item.mark is None and sentence.segment(item.start) == own - 1]
    if not givers or not main or any(item.mark is None for item in inside) or main[0].group != main[-1].group:
        return None
    return Roles(nearest_group(givers, last=True), nearest_group(main, last=False), [])


def _owners(scene: Scene, own: int) -> list[PartyMention]:
    """Return whose the noun is that segment *own* explains: "die Entscheidung der Regierung, Panzer zu liefern"."""
    text, last = scene.sentence.text, scene.sentence.bounds(own - 1, own - 1)[1]
    return [
        item for item in scene.parties
        if item.mark == "of" and item.end <= last and len(text[item.end : last].split()) <= 1
    ]  # fmt: skip
