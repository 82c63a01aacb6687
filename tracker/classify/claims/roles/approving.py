"""Who stands behind a deed that names nobody who gives: who grants it, approves it, is asked for it or called on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import any_of
from tracker.classify.claims.scenes.declined import speaking_for
from tracker.classify.claims.scenes.scene import Roles

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene

# How far before an infinitive stands whose decision it is.
OWNER_REACH = 20
# How far before a name the words of leave begin.
LEAVE_REACH = 40
# What is said of a deed by whoever does it, or is accused of it.
STANDING_BY = frozenset({"cue.agreed", "cue.denied"})


def approvers(scene: Scene, getters: list[PartyMention]) -> list[PartyMention]:
    """Return who approves a deed, or denies it, by a verb behind the trigger, and is none of the *getters*."""
    if not scene.grammar.genitive_subject:
        return []
    if not any(cue.rule.tags & STANDING_BY and cue.start >= scene.trigger.end for cue in scene.cues):
        return []
    segment, known = scene.sentence.segment, {item.code for item in getters}
    own = segment(scene.trigger.start)
    subjects = [
        item for item in scene.parties
        if item.mark is None and item.end <= scene.trigger.start and own - segment(item.start) <= 1
    ]  # fmt: skip
    return nearest_group([item for item in subjects if item.code not in known], last=False)


def granted(scene: Scene) -> Roles | None:
    """Return who weighs or turns down the request of another to get arms: he sells, whose request it is buys.

    ("رفض المستشار الألماني طلب كييف الحصول على …"): the name right behind the word of asking owns it.
    """
    grammar, segment = scene.grammar, scene.sentence.segment
    if not (grammar.verb_first or grammar.names_after) or scene.near({"from"}):
        return None
    own = segment(scene.trigger.start)
    bare = [item for item in scene.parties if item.mark is None and segment(item.start) == own]
    for hit in scene.triggers:
        noun = "role.nominal" in hit.rule.tags or not grammar.verb_first
        if noun and "trigger.seek" in hit.rule.tags and hit.start <= scene.trigger.start:
            askers = [item for item in bare if 0 <= item.start - len(item.hit.prefix) - hit.end <= 1]
            asked = [item for item in bare if item.end <= hit.start and item.code not in {one.code for one in askers}]
            if askers and asked:
                known = {item.code for item in [*askers, *asked]}
                third = [item for item in scene.near({"to"}) if item.start >= hit.end and item.code not in known]
                if third:  # "درخواست دانمارک برای ارسال زره‌پوش به اوکراین را رد کرد": who asks wants to give
                    return Roles(nearest_group(askers, last=False), nearest_group(third, last=False), [])
                return Roles(nearest_group(asked, last=True), nearest_group(askers, last=False), [])
    return None


def applied(scene: Scene) -> Roles | None:
    """Return who asks whom by a verb that takes who is asked as a receiver: "Irak, ABD'ye tank talebinde bulundu"."""
    asked = [item for item in scene.near({"to"}) if scene.inside(item)]
    first = scene.grammar.verb_first  # "قدم العراق طلبا إلى واشنطن لشراء …"
    put = [hit for hit in (scene.trigger, *(scene.triggers if first else ())) if "role.addressed" in hit.rule.tags]
    if not asked or not any(hit.start <= scene.trigger.start and scene.inside(hit) for hit in put):
        return None
    askers = [
        item for item in scene.parties
        if item.mark in {None, "of"} and (scene.inside(item) if first else item.end <= scene.trigger.start)
    ]  # fmt: skip
    known = {item.code for item in asked}
    askers = [item for item in askers if item.code not in known]
    return Roles(nearest_group(asked, last=True), nearest_group(askers, last=False), []) if askers else None


def asked_next(scene: Scene) -> Roles | None:
    """Return who asks, and whom behind the word of asking: "أنغولا تطالب إسبانيا بمسيرات", "طالبت أنغولا إسبانيا …"."""
    tags = scene.trigger.rule.tags
    if not scene.grammar.verb_first or "trigger.seek" not in tags or "role.nominal" in tags or scene.near({"from"}):
        return None
    askers = [item for item in scene.before() if scene.inside(item)] or scene.behind()
    known = {item.code for item in askers}
    bare = [item for item in scene.near({None}) if item.start >= scene.trigger.end and item.code not in known]
    asked = nearest_group([item for item in bare if scene.inside(item)], last=False)
    return Roles(asked, askers, []) if askers and asked and not scene.near({"to"}) else None


def thanked(scene: Scene) -> Roles | None:
    """Return who thanks and who gave where verbs come first: "شكر وزير الدفاع الأوكراني السويد على المدافع"."""
    if "trigger.thanks" not in scene.trigger.rule.tags or not scene.grammar.verb_first:
        return None
    behind = [item for item in scene.near({None}) if item.start >= scene.trigger.end and scene.inside(item)]
    first = nearest_group(behind, last=False)
    second = nearest_group([item for item in behind if item not in first], last=False)
    if second:
        return Roles(second, first, [])
    return Roles(first, scene.before(), []) if scene.before() else Roles([], [], [])


def consenting(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who approves that those buy whose purchase it is by a genitive: "ABD, Irak'ın tank alımını onayladı"."""
    owned = bool(recipients) and all(item.mark == "of" for item in recipients)
    return approvers(scene, recipients) if owned else []


def under_deal(scene: Scene) -> list[PartyMention]:
    """Return with whom the deal is made that a clause behind names: "ستتسلم …، بموجب صفقة مع موسكو"."""
    if not scene.grammar.with_ or not scene.grammar.verb_first:
        return []
    deals = [other for other in scene.triggers if "cue.agreed" in other.rule.tags and other.start > scene.trigger.end]
    partners = [item for item in scene.parties if item.mark == "with" and any(hit.end <= item.start for hit in deals)]
    return nearest_group(partners, last=False)


def called_on(scene: Scene, getters: list[PartyMention]) -> list[PartyMention]:
    """Return who is called on to supply the *getters*: the second that a verb of asking names ("دعا الرئيس حلفاءه")."""
    if scene.asks is None or not scene.grammar.verb_first:
        return []
    low, high = scene.asks.end, scene.trigger.start
    bare = [item for item in scene.parties if item.mark is None and low <= item.start and item.end <= high]
    known = {item.code for item in getters}
    asked = [item for item in bare if item.group != bare[0].group and item.code not in known]
    return nearest_group(asked, last=True)


def leading(scene: Scene) -> list[PartyMention]:
    """Return the subject that a comma parts from its verb, where verbs commonly come first."""
    text, own = scene.sentence.text, scene.sentence.segment(scene.trigger.start)
    start = scene.sentence.starts[own]
    first = text[start : scene.trigger.start].split()[:1]
    if not scene.grammar.verb_first or not own or not first or first[0] in scene.grammar.breaks:
        return []
    bare = [item for item in scene.parties if item.mark is None and item.end <= start]
    return [item for item in bare if not text[item.end : start].strip(" ,،")][-1:]


def behind_the_deed(scene: Scene, recipients: list[PartyMention], *, passive: bool) -> list[PartyMention]:
    """Return who approves, decides or speaks of a deed that names nobody who gives."""
    if passive:
        return approvers(scene, recipients)
    return _deciders(scene, recipients) or speaking_for(scene, recipients)


def _deciders(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return whose decision or readiness an infinitive of giving depends on ("рішення Німеччини надіслати")."""
    if not scene.grammar.cased or "status.planned" not in scene.trigger.rule.tags:
        return []
    known = {item.code for item in recipients}
    owners = [
        item for item in scene.parties
        if item.mark == "of" and scene.inside(item) and item.code not in known
        and 0 <= scene.trigger.start - item.end <= OWNER_REACH
    ]  # fmt: skip
    return nearest_group(owners, last=True)


def consenting_state(scene: Scene) -> list[PartyMention]:
    """Return the state with whose leave a firm gives: "with Norway's consent", "mit Zustimmung Norwegens"."""
    grammar, text = scene.grammar, scene.sentence.text
    if not (grammar.by_leave or grammar.leave_behind):
        return []
    before, behind = _led(tuple(grammar.by_leave)), _followed(tuple(grammar.leave_behind))
    led = [
        item for item in scene.parties
        if before.search(text, max(0, item.start - LEAVE_REACH), item.start - len(item.hit.prefix))
        or behind.match(text, item.end)
    ]  # fmt: skip
    return nearest_group(led, last=False)


@lru_cache(maxsize=32)
def _led(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of *words* and at most one more right before a name."""
    return re.compile(rf"(?:^|(?<=\W)){any_of(words)}\s?(?:\w+\s)?$")


@lru_cache(maxsize=32)
def _followed(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of *words* right behind a name and its case."""
    return re.compile(rf"(?:'\w*)?\s?{any_of(words)}")
