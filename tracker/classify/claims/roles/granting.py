"""Who answers a request, allows a purchase or promised what is got: "Berlin rejected Warsaw's request for …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.nameless import pledging
from tracker.classify.claims.scenes.nearest import bare_earlier
from tracker.classify.claims.scenes.scene import Roles

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.match import Hit

# How far behind a request "to the" and a name begins.
ADDRESS_REACH = 8
# What one says to a request.
ANSWERS = frozenset({"cue.agreed", "cue.blocked", "cue.planned"})
SETTLING = frozenset({"cue.agreed", "cue.blocked"})


def promised(scene: Scene) -> list[PartyMention]:
    """Return who gives what is got, in a relative clause behind it: "will receive howitzers that Oslo pledged"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    if scene.grammar.pledged:
        return pledging(scene)
    if not scene.grammar.noun_compounds or own + 1 >= len(sentence.starts):
        return []
    words = sentence.clause(own + 1).split(maxsplit=1)
    behind = [item for item in scene.parties if item.mark is None and sentence.segment(item.start) == own + 1]
    deeds = [
        hit for hit in scene.triggers if sentence.segment(hit.start) == own + 1 and "trigger.give" in hit.rule.tags
    ]
    given = bool(words) and words[0] in scene.grammar.relatives_object and bool(deeds and behind)
    return nearest_group(behind, last=False) if given and behind[0].end <= deeds[0].start else []


def addressed(scene: Scene) -> list[PartyMention]:
    """Return to whom a request is made right behind its word: "appealed to Oslo for howitzers"."""
    end = scene.trigger.end
    asked = [item for item in scene.near({"to"}) if scene.inside(item) and 0 <= item.start - end <= ADDRESS_REACH]
    return nearest_group(asked, last=False) if scene.grammar.noun_compounds else []


def letting_buy(scene: Scene, buyers: list[PartyMention]) -> list[PartyMention]:
    """Return who allows another to buy: "Washington cleared Warsaw to buy …" sells."""
    words = scene.sentence.text[buyers[-1].end : scene.trigger.start].split()
    leave = any("cue.agreed" in cue.rule.tags and 0 < buyers[0].start - cue.end <= ADDRESS_REACH for cue in scene.cues)
    if not leave or len(words) != 1 or words[0] not in scene.grammar.asks_to_do:
        return []
    known = {item.code for item in buyers}
    return [item for item in bare_earlier(scene, buyers) if item.code not in known]


def authorised(scene: Scene) -> Roles | None:
    """Return who allows another to buy, named right behind the word: "a autorisé la Pologne à acheter …"."""
    infinitive = "trigger.get" in scene.trigger.rule.tags and "trigger.transfer" not in scene.trigger.rule.tags
    leaves = [cue for cue in scene.cues if "cue.agreed" in cue.rule.tags and cue.end <= scene.trigger.start]
    if not leaves or not infinitive or not scene.grammar.sellers:
        return None
    leave = leaves[-1]
    if "role.leave" in leave.rule.tags:
        return _given_leave(scene, leave)
    if "role.order" in leave.rule.tags:
        return None  # "l'aide lui permettant d'acheter …"
    between = [item for item in scene.parties if leave.end <= item.start and item.end <= scene.trigger.start]
    sellers = [item for item in scene.near({None}) if item.end <= leave.start]
    beside = between and between[0].start - leave.end <= ADDRESS_REACH and between[0].mark in {None, "to"}
    close = beside and len(scene.sentence.text[between[-1].end : scene.trigger.start].split()) <= 1
    return Roles(nearest_group(sellers, last=False), nearest_group(between, last=False), []) if close else None


def _given_leave(scene: Scene, leave: Hit) -> Roles | None:
    """Return who gets leave of another to buy, who sells where nobody else does: "recibió la autorización de …"."""
    behind = [item for item in scene.near({"to", "from"}) if item.start >= scene.trigger.end]
    owners = [item for item in scene.near({"of", "from"}) if leave.end <= item.start < scene.trigger.start]
    buyers = [item for item in scene.near({None}) if item.end <= leave.start]
    if behind or not owners or not buyers:
        return None
    return Roles(nearest_group(owners, last=False), nearest_group(buyers, last=True), [])


def allowed(scene: Scene) -> Roles | None:
    """Return who lets whom buy where words are declined: "Вашингтон дозволив Марокко купити …"."""
    leaves = [cue for cue in scene.cues if "cue.permits" in cue.rule.tags and cue.end <= scene.trigger.start]
    if not leaves or not scene.grammar.cased or "trigger.transfer" in scene.trigger.rule.tags:
        return None
    leave = leaves[-1]
    buyers = [
        item for item in scene.parties
        if (item.mark == "to" or not item.hit.cases) and 0 <= item.start - leave.end <= ADDRESS_REACH
    ]  # fmt: skip
    sellers = [item for item in scene.near({None}) if item.end <= leave.start]
    return Roles(nearest_group(sellers, last=True), buyers, []) if buyers else None


def answered(scene: Scene) -> Roles | None:
    """Return who answers whose request, where the request stands before its answer (Turkish).

    "Oslo, Kiev'in füze talebini reddetti", "Kiev'in füze talebi Oslo tarafından reddedildi".
    """
    if not scene.grammar.genitive_subject or "trigger.seek" not in scene.trigger.rule.tags:
        return None
    start, end = scene.trigger.start, scene.trigger.end
    answers = [cue.start for cue in scene.cues if cue.rule.tags & SETTLING and cue.start >= end]
    askers = nearest_group([item for item in scene.parties if item.mark == "of" and item.end <= start], last=True)
    if not answers or not askers:
        return None
    agents = [item for item in scene.parties if item.mark == "by" and end <= item.start < answers[0]]
    subject = [item for item in scene.parties if item.mark is None and item.end <= askers[0].start]
    return Roles(agents or nearest_group(subject, last=True), askers, []) if agents or subject else None


def given_by(scene: Scene) -> list[PartyMention]:
    """Return who gave what is got by a participle before the verb: "Oslo'nun gönderdiği füzeleri teslim aldı"."""
    if not scene.grammar.genitive_subject or "trigger.get" not in scene.trigger.rule.tags:
        return []
    gifts = [hit.start for hit in scene.triggers if "trigger.give" in hit.rule.tags and hit.end <= scene.trigger.start]
    owners = [item for item in scene.parties if item.mark == "of" and any(item.end <= gift for gift in gifts[-1:])]
    made = [item for item in scene.parties if item.mark == "of" and item.code in scene.makers]
    made = [item for item in made if item.end <= scene.trigger.start]  # "İsveç'in Gripen'ini seçti"
    return nearest_group(owners or made, last=True)


def granting(scene: Scene, askers: list[PartyMention]) -> list[PartyMention]:
    """Return who answers a request or allows a purchase of the *askers*: "Berlin rejected Warsaw's request for …"."""
    if not (scene.subject_first() or scene.grammar.reports):
        return []
    known = {item.code for item in askers}
    earlier = [item for item in bare_earlier(scene, askers) if item.code not in known]
    meant = ANSWERS if "trigger.seek" in scene.trigger.rule.tags else {"cue.agreed"}
    meant = meant | {"role.refusal"} if scene.grammar.reports else meant  # 以色列拒绝了乌克兰购买导弹的请求
    answers = [cue for cue in scene.cues if cue.rule.tags & meant]
    answered = any(item.end <= cue.start and cue.end <= askers[0].start for item in earlier[-1:] for cue in answers)
    return earlier if answered else []
