"""Who of the parties beside an accusation is accused, and whose accusation it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.match import Hit


# How near its verb somebody stands who is called accused.
ACCUSED_REACH = 18
# The marks of whose accusations they are, and how far behind them he stands.
VOICING = frozenset({"other", "by"})
VOICE_REACH = 14


def before_deed(scene: Scene, after: list[PartyMention], accuse: Hit) -> list[PartyMention]:
    """Return whom of those *after* it the accusation names, not in what he is accused of: "accused A of harming B"."""
    place = scene.sentence.text.find(" of ", accuse.end) if scene.grammar.by_order else -1
    first = [item for item in after if item.end <= place]
    return [item for item in after if item.group == first[0].group] if first else after


def suspected(scene: Scene, accuse: Hit) -> list[PartyMention]:
    """Return the subject of the clause that says what others suspect: "Londyn podejrzewa, że Iran wysyła broń"."""
    own = scene.sentence.segment(scene.trigger.start)
    apart = scene.grammar.cased and accuse.end <= scene.trigger.start and scene.sentence.segment(accuse.start) != own
    bare = [item for item in scene.parties if item.mark is None and item.end <= scene.trigger.start]
    return nearest_group([item for item in bare if apart and scene.sentence.segment(item.start) == own], last=False)


def denying(scene: Scene) -> list[PartyMention]:
    """Return who rejects a reproach behind it, and so is accused: "Den Vorwurf, … zu liefern, wies Peking zurück".

    Or is the subject behind a clause that begins with it: "Accusée de livrer des drones à Moscou, la Chine …".
    """
    accuse = scene.accuse
    if scene.grammar.sellers and accuse is not None and accuse.start == scene.sentence.start:
        behind = scene.sentence.segment(scene.trigger.start) + 1
        bare = [item for item in scene.parties if item.mark is None and scene.sentence.segment(item.start) == behind]
        return nearest_group(bare, last=False)
    if not scene.grammar.dative:
        return []
    segment = scene.sentence.segment
    denied = [
        segment(cue.start) for cue in scene.cues if "cue.denied" in cue.rule.tags and cue.start >= scene.trigger.end
    ]
    bare = [item for item in scene.parties if item.mark is None and segment(item.start) in denied]
    return nearest_group([item for item in bare if item.start >= scene.trigger.end], last=False)


def accused_together(scene: Scene, accuse: Hit, after: list[PartyMention]) -> list[PartyMention]:
    """Return all who are accused: those joined with the last of *after*, or whom a word like "including" brings."""
    bare = [item for item in after if item.mark is None]
    if not scene.grammar.noun_compounds or not bare:
        return []
    text = scene.sentence.text
    places = [text.find(f" {word} ", accuse.end, bare[-1].start) for word in scene.grammar.among]
    place = min((place for place in places if place >= 0), default=None)
    if place is not None:
        return [item for item in bare if item.start > place]
    return nearest_group(bare, last=True) if bare[-1] is after[-1] else []


def voicing(scene: Scene, head: list[PartyMention], accuse: Hit) -> list[PartyMention]:
    """Return whose accusations they are: "rejected Kyiv's accusations", "accusations by Kyiv", "accused by Kyiv"."""
    if not scene.grammar.noun_compounds:
        return []
    text = scene.sentence.text
    groups = {
        item.group for item in head
        if item.mark in VOICING
        and (0 <= item.start - accuse.end <= VOICE_REACH or text[item.end : accuse.start] in {" ", "'s "})
    }  # fmt: skip
    return [item for item in head if item.group in groups]


def owns(scene: Scene, party: PartyMention, accuse: Hit) -> bool:
    """Say whether a form of genitive and dative right behind accusations owns them: "звинувачення Судану"."""
    return bool(scene.grammar.cased) and "gen" in party.hit.cases and 0 <= party.start - accuse.end <= 1


def caseless(scene: Scene, party: PartyMention) -> bool:
    """Say whether the form of *party* tells no case, in a language that declines names."""
    return bool(scene.grammar.cased) and not party.hit.cases


def rejects(scene: Scene, accuse: Hit) -> bool:
    """Say whether a party before *accuse* rejects it: "Минск отверг обвинения", "رفضت مينسك اتهام وارسو لها"."""
    grammar = scene.grammar
    if not (grammar.cased or grammar.verb_first):
        return False
    end = accuse.end if grammar.verb_first else accuse.start  # there the accusation itself is what is denied
    denied = [cue.start for cue in scene.cues if "cue.denied" in cue.rule.tags and cue.end <= end]
    return any(item.mark is None and item.end <= place for item in scene.parties for place in denied)


def unnamed(scene: Scene, accuse: Hit) -> bool:
    """Say whether the accused are no state: "firms accused of supplying …", with no auxiliary before the participle."""
    text = scene.sentence.text
    if not scene.grammar.continues or not text.startswith(tuple(scene.grammar.accused_of), accuse.end - 1):
        return False
    before = text[max(scene.sentence.start, accuse.start - ACCUSED_REACH) : accuse.start]
    near = any(accuse.start - ACCUSED_REACH <= item.start < accuse.start for item in scene.parties)
    return not near and not any(word in scene.grammar.passives for word in before.split())


def belongs(scene: Scene, party: PartyMention, accuse: Hit) -> bool:
    """Say whether *party* stands in the accusing clause rather than in the accusation."""
    own = scene.sentence.segment(scene.trigger.start)
    segment = scene.sentence.segment(party.start)
    if segment < own or scene.sentence.segment(accuse.start) != own:
        return segment != own and not (scene.grammar.sellers and party.mark == "other")
    marks = {None} if scene.grammar.accused_bare else {None, "to", "of", "by"}
    return party.mark in marks and party.end <= scene.trigger.start
