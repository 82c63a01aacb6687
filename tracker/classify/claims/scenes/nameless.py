"""Who acts in a clause without a name before its verb, in a language without spaces (Chinese)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

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


def _serving(scene: Scene) -> list[PartyMention]:
    """Return whose arms the next clause says are mended with what is sold (批准出售装备，用于升级希腊防空系统)."""
    sentence, words = scene.sentence, tuple(scene.grammar.serves)
    number = sentence.segment(scene.trigger.start) + 1
    if not words or number >= len(sentence.starts):
        return []
    start, end = sentence.bounds(number, number)
    led = sentence.text.startswith(words, start)
    return nearest_group([item for item in scene.parties if led and start <= item.start < end], last=False)


def _talking(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who talks with the makers of a weapon about getting it (印度代表团…与俄方讨论S-400的供应)."""
    words, first = tuple(scene.grammar.signs_with), suppliers[0]
    talks = any("role.deal" in cue.rule.tags and first.end <= cue.start < scene.trigger.start for cue in scene.cues)
    with_them = bool(words) and scene.sentence.text.endswith(words, 0, first.start)
    if not talks or not with_them or first.code not in scene.makers:
        return []
    bare = [item for item in scene.parties if item.mark is None and item.end <= first.start and item.code != first.code]
    return nearest_group(bare, last=False)


def getters_behind(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who gets by another clause, or by talks, what the *suppliers* give (Chinese)."""
    if not scene.grammar.reports or not suppliers:
        return []
    known = {item.code for item in suppliers}
    return _talking(scene, suppliers) or [item for item in _serving(scene) if item.code not in known]


def pledging(scene: Scene) -> list[PartyMention]:
    """Return who promised what somebody gets (收到德国承诺的坦克): he stands between the verb and the weapon."""
    words, text = tuple(scene.grammar.pledged), scene.sentence.text
    behind = [item for item in scene.after() if words and text.startswith(words, item.end)]
    return nearest_group(behind, last=False)


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
