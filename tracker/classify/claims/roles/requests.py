"""Who is asked, forbidden, called on or thanked where it is about deliveries: he gives or gets, or has no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import ANSWERS
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.asking import undergone
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.status.demands import asks_leave

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit

# How far behind the noun of a request its owner begins ("la demande de la Turquie", "die Bitte der Türkei").
OWNER_REACH = 8
# How many clauses, with the comma that parts them, before it the main clause stands.
MAIN = 2
ASKED_REACH = 40  # behind the noun of a request, with whose it is, stands who is asked
BOUGHT_REACH = 4  # behind the noun of a request, with "of", stands that of a purchase
MADE_REACH = 60  # with what is asked for between, and who made it
PETITION = "role.petition"


def answered_request(scene: Scene) -> Roles | None:
    """Return who grants or turns down the request of another: he gives, and whose request it is gets.

    "Paris a rejeté la demande de la Turquie", "Die USA haben die Bitte der Türkei um F-35 abgelehnt".
    """
    if scene.trigger.rule.tags & {"trigger.give", "trigger.equip"}:
        return None  # "la demande de Riga de livrer des obus à la Géorgie"
    petitions = [hit for hit in scene.triggers if PETITION in hit.rule.tags and scene.inside(hit)]
    answers = [cue for cue in scene.cues if cue.rule.tags & ANSWERS and scene.inside(cue)]
    owners = [item for item in scene.parties if _owns(scene, item, petitions)]
    if not answers:
        return _pending(scene, owners, petitions)
    if not owners:
        return Roles([], [], []) if PETITION in scene.trigger.rule.tags else None
    asking = nearest_group(owners, last=False)
    asked = [item for item in scene.parties if item not in asking and _addressed(scene, item, petitions)]
    if asked:  # "Kenias Bitte an Deutschland um Panzer wurde abgelehnt"
        return Roles(nearest_group(asked, last=False), asking, [])
    if any(item.mark == "to" and item not in asking and scene.inside(item) for item in scene.parties):
        # "odrzuciła wniosek Niemiec o reeksport na Ukrainę": whose request it is gives
        return Roles([], [], []) if PETITION in scene.trigger.rule.tags else None
    others = [item for item in scene.parties if item not in asking and scene.inside(item)]
    acting = [item for item in others if item.mark is None or (item.mark in {"by", "from"} and _behind(item, answers))]
    return Roles(nearest_group(acting, last=False), asking, [])


def _pending(scene: Scene, owners: list[PartyMention], petitions: list[Hit]) -> Roles | None:
    """Return who is asked and who asks in a request that nobody has answered: "la demande de Riga à Oslo de …".

    Its owner, or the subject of the verb that makes it: "Riga a adressé à Oslo une demande de missiles".
    """
    start = scene.trigger.start
    bought = {"trigger.get", "trigger.transfer"} <= scene.trigger.rule.tags and bool(scene.grammar.sellers)
    bought = bought and any(0 <= start - hit.end <= BOUGHT_REACH for hit in petitions)  # "une demande d'achat de"
    if PETITION not in scene.trigger.rule.tags and not bought:
        return None
    asked = [item for item in scene.parties if item.mark == "to" and item not in owners and scene.inside(item)]
    between = [item for item in asked if item.start > min((own.end for own in owners), default=start)]
    if owners:
        return Roles(nearest_group(between, last=False), nearest_group(owners, last=False), [])
    subject = [item for item in scene.parties if item.mark is None and item.end <= start and scene.inside(item)]
    return Roles(nearest_group(asked, last=False), nearest_group(subject if asked else [], last=False), [])


def _owns(scene: Scene, party: PartyMention, petitions: Iterable[Hit]) -> bool:
    """Say whether a noun of asking stands right before *party*, or right behind its adjective or genitive.

    Or before the word that says who made it: "la demande de F-35 formulée par la Turquie".
    """
    made = scene.inside(party) and _made(scene, party)
    return any(
        0 <= party.start - hit.end <= (MADE_REACH if made else OWNER_REACH)
        or (party.mark in {"adjective", "of"} and 0 <= hit.start - party.end <= 1)
        for hit in petitions
    )


def _addressed(scene: Scene, party: PartyMention, petitions: Iterable[Hit]) -> bool:
    """Say whether a request is put to *party*: it stands marked behind it, and before what is asked for."""
    if party.mark != "to" or not scene.inside(party):
        return False
    deeds = [
        hit.start for hit in scene.triggers if "trigger.transfer" in hit.rule.tags and PETITION not in hit.rule.tags
    ]
    return any(
        hit.end <= party.start and party.start - hit.end <= ASKED_REACH
        and not any(hit.end <= deed < party.start for deed in deeds)
        for hit in petitions
    )  # fmt: skip


def _made(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* stands behind who made a request, or owns it behind what is asked for ("de F-35 de la …")."""
    words = tuple(f" {word} {article}" for word in scene.grammar.made_by for article in ("", *scene.grammar.articles))
    return bool(words) and (party.mark == "of" or scene.sentence.text.endswith(words, 0, party.start))


def _behind(party: PartyMention, answers: Iterable[Hit]) -> bool:
    """Say whether *party* is the agent of one of *answers* ("a été rejetée par Oslo", "przez Rzym odrzucona")."""
    return any(
        0 <= party.start - hit.end <= OWNER_REACH or (party.mark == "by" and 0 <= hit.start - party.end <= 1)
        for hit in answers
    )


def unasked(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return *recipients* without who is asked: "pidió a Washington frenar el tráfico de armas" gives him nothing."""
    if scene.asks is None or not scene.grammar.sellers:
        return recipients
    low, high = scene.asks.end, scene.trigger.start
    return [item for item in recipients if not (low <= item.start and item.end <= high)]


def _announcing(scene: Scene, getters: list[PartyMention]) -> list[PartyMention]:
    """Return who tells that deliveries to *getters* were approved: he did ("teilte mit, dass … bewilligt wurden")."""
    sentence, known = scene.sentence, {item.code for item in getters}
    own = sentence.segment(scene.trigger.start)
    told = sentence.clause(own).split()[:1]
    permits = any("cue.permits" in cue.rule.tags and scene.inside(cue) for cue in scene.cues)
    if not (scene.grammar.dative and getters and permits and told and told[0] in scene.grammar.that):
        return []
    main = [item for item in scene.parties if item.mark is None and 0 < own - sentence.segment(item.start) <= MAIN]
    return nearest_group([item for item in main if item.code not in known], last=False)


def asked_for(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who is asked about deliveries to another: "ha chiesto a Seul di evitare l'invio di armi a Kiev".

    Or who tells that they are approved.
    """
    asks = scene.asks
    if scene.grammar.dative:
        return _announcing(scene, recipients)
    if asks is None or not recipients or not scene.grammar.sellers or "cue.sought" not in asks.rule.tags:
        return []
    if scene.trigger.rule.tags & {"trigger.get", "role.unsent", "role.cargo"}:
        return []
    low, high = asks.end, scene.trigger.start
    asked = [item for item in scene.near({"to"}) if low <= item.start and item.end <= high and item not in recipients]
    return nearest_group(asked, last=False)


def forbidden(scene: Scene) -> list[PartyMention]:
    """Return to whom a delivery is forbidden: "interdire à Berlin la réexportation de munitions vers Kiev"."""
    asks = scene.asks
    if asks is None or "role.order" not in asks.rule.tags or not scene.grammar.sellers:
        return []
    between = [item for item in scene.near({"to"}) if asks.start < item.start < scene.trigger.start]
    return nearest_group(between, last=True)


def let_buy(scene: Scene) -> list[PartyMention]:
    """Return whom one lets or forbids to buy, a pronoun too: "l'aide versée à Rabat, lui permettant d'acheter"."""
    asks = scene.asks
    ordered = forbidden(scene)
    if ordered or asks is None or "role.order" not in asks.rule.tags:
        return ordered
    words = scene.sentence.text[asks.start : asks.end].lower().split()
    if not set(words) & set(scene.grammar.receiver_pronouns):
        return []
    return nearest_group([item for item in scene.parties if item.mark == "to" and item.end <= asks.start], last=True)


def warned_off(scene: Scene) -> Roles | None:
    """Return who gives where somebody warns him against it: "a mis en garde Oslo contre la livraison de chars à …"."""
    cues = [cue for cue in scene.cues if "role.warned-off" in cue.rule.tags and cue.start <= scene.trigger.start]
    before = [item for item in scene.near({None, "to"}) if cues and item.end <= cues[0].start]
    if len({item.group for item in before}) < 2:  # noqa: PLR2004 - who warns and who is warned
        return None
    warned = nearest_group(before, last=True)
    return Roles(warned, [item for item in receivers(scene) if item not in warned], nearest_group(before, last=False))


def called_to(scene: Scene) -> Roles | None:
    """Return who gives where the verb behind calls him to it: "hat Berlin zur Lieferung von Panzern aufgefordert"."""
    before = scene.sentence.last_words(scene.trigger.start, 1)
    if not scene.grammar.called_to or not set(before) & set(scene.grammar.called_to):
        return None
    cues = [cue for cue in scene.cues if "cue.sought" in cue.rule.tags and cue.start >= scene.trigger.end]
    bare = [item for item in scene.near({None}) if item.end <= scene.trigger.start]
    if not cues or not bare:
        return None
    asked = nearest_group(bare, last=True)
    askers = nearest_group([item for item in bare if item not in asked], last=True)
    return Roles(asked, receivers(scene) or askers, [])


def asked_about(scene: Scene, asks: Hit) -> Roles:
    """*A asks B about deliveries*: who is asked gives, who asks gets."""
    told = undergone(scene, asks) if scene.grammar.cased else []
    if told:
        return Roles(told, [item for item in receivers(scene) if item not in told], [])
    bare = [item for item in scene.near({None}) if item.end <= scene.trigger.start]
    asked = [item for item in bare if item.start >= asks.end]
    if scene.grammar.cased and asks_leave(scene, asks):
        return Roles([item for item in bare if item not in asked], [], [])  # who asks for leave gives himself
    return Roles(
        nearest_group(asked, last=True), nearest_group([item for item in bare if item not in asked], last=True), []
    )


def thanked_for(scene: Scene) -> Roles | None:
    """*A thanks B for the delivery*: B gave it, to A if nobody else is said ("Riga dankte Oslo für die Lieferung")."""
    thanks = scene.reacts
    if thanks is None or "role.thanks" not in thanks.rule.tags or not scene.grammar.verb_last:
        return None
    before = [item for item in scene.parties if item.end <= scene.trigger.start and item.mark in {None, "to", "from"}]
    before = [item for item in before if scene.inside(item) and item.mark != "origin"]
    asked = [item for item in before if item.mark == "from"]  # "bedankte sich bei Oslo"
    thanked = nearest_group(asked or before, last=True)
    thanking = [item for item in before if item not in thanked and item.mark is None]
    if not thanked or (not thanking and thanked[0].start < thanks.end and scene.leader is None):
        return None
    got = [item for item in receivers(scene) if item.start >= scene.trigger.end]
    return Roles(thanked, got or nearest_group(thanking, last=True), [])
