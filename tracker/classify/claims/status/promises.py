"""Infinitives that hang on a promise or a permission: whose deed they tell of, and how far it is (German)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.infinitives import is_infinitive
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles
from tracker.classify.claims.status.causes import cause_before
from tracker.classify.claims.status.demands import asks_leave
from tracker.classify.claims.status.status import Status

if TYPE_CHECKING:
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def promise(trigger: Hit, triggers: list[Hit], reading: Reading) -> Status | None:
    """Return the promise or request that an infinitive hangs on: "hat Kiew zugesagt, …", "bat Rom, … zu liefern"."""
    sentence = reading.sentence
    own = sentence.segment(trigger.start)
    if cause_before(sentence, trigger, reading.grammar.causes) is not None:
        return None
    wished = sentence.clause(own).split(maxsplit=1)[:1]  # "fordert, dass Oslo liefert"
    if not reading.grammar.verb_last or not (
        set(wished) & set(reading.grammar.that) or is_infinitive(trigger, sentence, reading.grammar)
    ):
        return None
    before = own - 1 if own and sentence.clause(own - 1) else own - 2  # ", dass" parts twice
    promises = [
        hit for hit in triggers if "status.agreed" in hit.rule.tags and sentence.segment(hit.start) == before
    ]  # fmt: skip
    if promises:
        return Status("agreed", promises[-1])
    asked = [hit for hit in triggers if "trigger.seek" in hit.rule.tags and sentence.segment(hit.start) == before]
    return Status("sought", asked[-1]) if asked and reading.grammar.dative else None


def is_bespoken(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether what *trigger* moves was promised or ordered: "die bestellten Panzer sollen … geliefert werden"."""
    segment = reading.sentence.segment
    return bool(reading.grammar.dative) and any(
        {"trigger.given", "status.agreed"} <= other.rule.tags and "trigger.give" not in other.rule.tags
        and other.start <= trigger.start and segment(other.start) == segment(trigger.start)
        for other in triggers
    )  # fmt: skip


def is_finite(trigger: Hit, reading: Reading) -> bool:
    """Say whether a form that may be an infinitive is the clause's verb: "the allies send", "A and B supply"."""
    sentence, grammar = reading.sentence, reading.grammar
    start = sentence.begin(trigger.start)
    words = sentence.text[start : trigger.start].split()
    if not grammar.finite or not words or "status.planned" not in trigger.rule.tags:
        return False
    if "role.awaits" in trigger.rule.tags:
        return False  # "expects" tells of what is to come
    subject = next((item for item in reading.parties if item.mark is None and trigger.start - item.end == 1), None)
    if subject is None:
        return words[-1] in grammar.finite and not set(words[:-1]) & set(grammar.letting)
    return not set(sentence.text[start : subject.start].split()) & set(grammar.letting)


def promised(scene: Scene) -> Roles | None:
    """Return who promises whom to do what the trigger tells of ("hat Kiew zugesagt, die Lieferung … abzuschließen")."""
    named = any(scene.inside(item) and item.mark != "origin" for item in scene.parties)
    agreed = any(
        hit.rule.tags & {"cue.agreed", "status.agreed"} and hit.end <= scene.trigger.start
        for hit in (*scene.cues, *scene.triggers)
    )
    if named or not agreed or "trigger.get" in scene.trigger.rule.tags or not scene.grammar.verb_last:
        return None
    own = scene.sentence.segment(scene.trigger.start)
    main = [item for item in scene.parties if item.mark is None and scene.sentence.segment(item.start) == own - 1]
    if not own or not main or not is_infinitive(scene.trigger, scene.sentence, scene.grammar):
        return None
    getters = [item for item in main if item.group != main[0].group]
    return Roles(nearest_group(main, last=False), nearest_group(getters, last=True), [])


def permitted(scene: Scene) -> Roles | None:
    """Return who gives by the leave of another: "hat den Niederlanden die Lieferung von Panzern an Kiew genehmigt".

    Where verbs do not come last, the permission stands before ("povolila Polsku vyvézt tanky na Ukrajinu").
    """
    leaves = [cue for cue in scene.cues if "cue.permits" in cue.rule.tags]
    if not leaves or (not scene.grammar.verb_last and leaves[0].start > scene.trigger.start):
        return None
    getting = [item for item in scene.parties if item.mark == "to" and scene.inside(item)]
    leave = nearest_group([item for item in getting if item.end <= scene.trigger.start], last=True)
    later = nearest_group([item for item in getting if item.start >= scene.trigger.end], last=False)
    return Roles(leave, later, []) if leave and later else None


def asking_leave(scene: Scene) -> Roles | None:
    """Return who asks another for leave to give: "запросила у Берлина разрешение на передачу танков Киеву"."""
    asks, trigger = scene.asks, scene.trigger
    if asks is None or not scene.grammar.cased:
        return None
    if not asks_leave(scene, asks):
        return None
    askers = [item for item in scene.near({None}) if item.end <= asks.start]
    getters = [item for item in receivers(scene) if item.start >= trigger.end]
    return Roles(nearest_group(askers, last=True), getters, []) if askers else None
