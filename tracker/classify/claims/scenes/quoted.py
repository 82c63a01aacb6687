"""Who speaks of himself in a quotation: "Norway has given us tanks," Kenya's president said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.speech import OUR_WORDS, QUOTES, is_ours

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles, Scene

# A quotation in one sentence, by the signs of many languages.
_QUOTED = re.compile('„[^„“”]*[“”]|“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|"[^"]*"|「[^「」]*(?:」|$)')
# The marks of who says nothing: the make of arms, whom something is against.
SILENT = frozenset({"origin", "against"})


def of_speaker(scene: Scene, roles: Roles, parties: list[PartyMention]) -> Roles:
    """Return *roles* with who of *parties* speaks as "us" that is given something, or as "we" that give or get it."""
    if roles.recipients and roles.suppliers:
        return roles
    spoken = _quotation(scene)
    if spoken is None:
        return roles
    start, end = spoken
    speakers = [item for item in parties if not start <= item.start < end and item.mark not in SILENT]
    known = {item.code for item in (*roles.suppliers, *roles.recipients)}
    if len({item.code for item in speakers}) != 1 or speakers[0].code in known:
        return roles
    gets = "trigger.get" in scene.trigger.rule.tags
    if roles.recipients:
        gives = not gets and "trigger.give" in scene.trigger.rule.tags and _we(scene)
        return roles._replace(suppliers=speakers[:1]) if gives else roles
    told = _we(scene) if gets else _us(scene, spoken)
    return roles._replace(recipients=speakers[:1]) if told else roles


def _quotation(scene: Scene) -> tuple[int, int] | None:
    """Return from where to where the quotation around the trigger is."""
    place, sentence = scene.trigger.start, scene.sentence
    matches = _QUOTED.finditer(sentence.text, sentence.start, sentence.end)
    return next((match.span() for match in matches if match.start() < place < match.end()), None)


def _us(scene: Scene, spoken: tuple[int, int]) -> bool:
    """Say whether "us" is given something in the quotation, by a word or the verb's own ending."""
    text = f" {scene.sentence.text[spoken[0] + 1 : spoken[1] - 1]} "
    spaced = "" if scene.grammar.reports else " "
    said = any(f"{spaced}{word}{spaced}" in text for word in scene.grammar.us)
    return said or scene.trigger_ends(scene.grammar.us_endings)


def _we(scene: Scene) -> bool:
    """Say whether the verb of getting is in the first person: "we bought", "wir haben … gekauft", "kupiliśmy"."""
    grammar, trigger, sentence = scene.grammar, scene.trigger, scene.sentence
    if is_ours(trigger, sentence, grammar) or scene.trigger_ends(grammar.we_endings):
        return True
    near = [word.strip(QUOTES) for word in sentence.last_words(trigger.start, OUR_WORDS)]
    clause = sentence.clause(sentence.segment(trigger.start)).lstrip(QUOTES + " ")
    starts = tuple(word if grammar.reports else f"{word} " for word in grammar.we_words)
    return clause.startswith(starts) or any(word.endswith(tuple(grammar.ourselves)) for word in near)
