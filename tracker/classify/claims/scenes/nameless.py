"""Who acts in a clause without a name before its verb, in a language without spaces (Chinese)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scenes.scene import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind the beginning of a clause its subject stands.
SUBJECT_REACH = 2


def described(low: str, party: PartyMention, place: int, belongs: list[str]) -> bool:
    """Say whether a relative clause with a verb that ends at *place* is about *party* (提供炮弹的朝鲜)."""
    return place < party.start and low.endswith(tuple(belongs), place, party.start) and bool(belongs)


def gives_behind(scene: Scene) -> list[PartyMention]:
    """Return of whom a relative clause tells that he gives (向俄罗斯提供炮弹的朝鲜): nobody else acts there."""
    group = scene.after() if scene.grammar.reports else []
    text, end = scene.sentence.text, scene.trigger.end
    begin = scene.sentence.begin(scene.trigger.start)
    opposed = any(word in text[begin : scene.trigger.start] for word in scene.grammar.apart)
    asked = scene.asks is not None or any("cue.blocked" in cue.rule.tags for cue in scene.cues)
    if not group or opposed or asked or not described(text, group[0], end, scene.grammar.belongs):
        return []
    return group


def hung_on(scene: Scene) -> list[PartyMention]:
    """Return whom the main clause is about behind a reason without a subject (因向俄罗斯提供导弹，伊朗…)."""
    grammar, sentence = scene.grammar, scene.sentence
    own = sentence.segment(scene.trigger.start)
    begins = sentence.text.startswith(tuple(grammar.reasons), sentence.bounds(own, own)[0])
    if not grammar.reports or not begins or own + 1 >= len(sentence.starts):
        return []
    inside = [item for item in scene.parties if sentence.segment(item.start) == own + 1]
    hit = [item for item in inside if item.mark == "against"]
    start = sentence.bounds(own + 1, own + 1)[0]
    subject = [item for item in inside if item.mark is None and item.start - start <= SUBJECT_REACH]
    return nearest_group(hit or subject, last=False)


def counted_getters(scene: Scene) -> list[PartyMention]:
    """Return to whom the clause before gives what that of the trigger only counts (承诺援助…，大部分已移交)."""
    sentence, batches = scene.sentence, tuple(scene.grammar.batches)
    own = sentence.segment(scene.trigger.start)
    if not own or not batches or not sentence.text.startswith(batches, sentence.bounds(own, own)[0]):
        return []
    ends = {hit.end for hit in scene.triggers if "trigger.give" in hit.rule.tags}
    inside = [item for item in scene.parties if sentence.segment(item.start) == own - 1]
    return nearest_group([item for item in inside if item.mark == "to" or item.start in ends], last=True)


def before_described(trigger: Hit, starts: list[int], reading: Reading) -> int:
    """Return where what *trigger* gives ends: at whom its relative clause is about, who does other things with others.

    (向俄罗斯供应炮弹的朝鲜发射了导弹); *starts* tells where weapons stand.
    """
    text, end = reading.sentence.text, trigger.end
    for party in reading.parties if reading.grammar.reports else ():
        given = any(end <= start < party.start for start in starts)
        if given and described(text, party, end, reading.grammar.belongs):
            return party.start
    return reading.sentence.end
