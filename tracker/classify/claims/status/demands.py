"""Who demands that deliveries stop, asks for leave to give or forbids somebody in particular to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# A demand this close before a stop wants the stop.
DEMAND_REACH = 130
DEMANDS = frozenset({"cue.demands"})


def _follows(cue: Hit, tags: frozenset[str], cues: list[Hit]) -> bool:
    """Say whether another of *cues* with one of *tags* stands close before *cue*, or holds it (Turkish)."""
    return any(
        other is not cue and other.rule.tags & tags
        and (0 <= cue.start - other.end <= DEMAND_REACH or _holds(other, cue) or _brings(cue, other))
        for other in cues
    )  # fmt: skip


def _brings(stop: Hit, cue: Hit) -> bool:
    """Say whether *cue*, behind it, tells what only a *stop* would bring (停止…才能实现和平; Chinese)."""
    return "role.then" in cue.rule.tags and 0 <= cue.start - stop.end <= DEMAND_REACH


def _holds(cue: Hit, other: Hit) -> bool:
    """Say whether *other* is a part of the phrase *cue*."""
    return cue.start <= other.start and other.end <= cue.end


def demanded_stop(trigger: Hit, cues: list[Hit]) -> Hit | None:
    """Return the word before *trigger* that demands a stop of it ("urged Berlin to stop sending …")."""
    stopped = [cue for cue in cues if "cue.blocked" in cue.rule.tags]
    demands = [
        cue for cue in cues
        if cue.rule.tags & DEMANDS and cue.end <= trigger.start
        and not any(_holds(cue, stop) for stop in stopped)  # "Rome must stop selling"
    ]  # fmt: skip
    return demands[0] if demands and is_demanded(stopped, cues) else None


def is_demanded(stopped: list[Hit], cues: list[Hit]) -> bool:
    """Say whether the words of stopping in *stopped* are what somebody demands; a refusal answers a demand.

    So does what is said of the noun of a request ("die Bitte … abgelehnt").
    """
    refused = any("role.refusal" in cue.rule.tags for cue in stopped)
    refused = refused or any("role.petition" in cue.rule.tags for cue in cues)
    return bool(stopped) and not refused and all(_follows(cue, DEMANDS, cues) for cue in stopped)


def is_permission(text: str, grammar: ClaimGrammar) -> bool:
    """Say whether *text*, between a request and a deed, asks for a permission."""
    return any(re.search(rf"\b{word}\b", text) for word in grammar.permissions)


def asks_leave(scene: Scene, asks: Hit) -> bool:
    """Say whether the request *asks* is for leave to do what the trigger tells."""
    return is_permission(scene.sentence.text[asks.end : scene.trigger.start], scene.grammar)


def names_addressee(trigger: Hit, order: Hit, parties: list[PartyMention]) -> bool:
    """Say whether a word that may forbid somebody in particular does ("interdit mercredi à Berlin de livrer")."""
    return "role.forbids" not in order.rule.tags or any(
        item.mark == "to" and order.end <= item.start and item.end <= trigger.start for item in parties
    )
