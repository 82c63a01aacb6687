"""Who gets and from whom beside a word of getting, buying or asking for arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.approving import applied, asked_next, consenting, granted, thanked, under_deal
from tracker.classify.claims.roles.buying import bought_off, commissioned, dealing_with, get_from, given_to, undergone
from tracker.classify.claims.roles.deals import contracted, is_partner
from tracker.classify.claims.roles.getters import asks_persons, said_otherwise
from tracker.classify.claims.roles.granting import (
    addressed,
    authorised,
    granting,
    letting_buy,
    promised,
)
from tracker.classify.claims.roles.pairs import maker_sells, of_next, sold_to
from tracker.classify.claims.scenes.declined import deciding, getting_beside, speaking_for
from tracker.classify.claims.scenes.markets import bought_for, listed_with, market
from tracker.classify.claims.scenes.nearest import bare_earlier, by_distance
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.subjects import inverted
from tracker.classify.claims.status.causes import cause_before

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention

# A deal is made, and an order placed, with who sells.
AGREED_WITH = frozenset({"role.bilateral", "role.placed"})


def get(scene: Scene) -> Roles:
    """*Get from X*, *ask X for*: the subject gets, unless marks and word order say that it is asked."""
    if scene.grammar.sellers:
        return authorised(scene) or undergone(scene) or get_from(scene)
    cause = cause_before(scene.sentence, scene.trigger, scene.grammar.causes)
    if cause is not None and scene.grammar.cased:  # "zastavil dodávky kvůli nákupu …": who stops them buys nothing
        scene = scene._replace(parties=[item for item in scene.parties if item.start >= cause])
    special = bought_off(scene) or said_otherwise(scene) or thanked(scene) or granted(scene)
    special = special or applied(scene) or _thanking(scene) or asked_next(scene) or commissioned(scene)
    if special is not None:
        return special
    recipients = buying_agents(scene) or scene.behind() or deciding(scene) or scene.before() or receivers(scene)
    sides = {item.group for item in scene.parties if scene.follows(item, scene.grammar.sides)}
    givers = [item for item in scene.near(sellers(scene)) if item.group not in sides and not of_next(scene, item)]
    if scene.grammar.by_order and (about := scene.antecedent(scene.grammar.relatives)):
        recipients, givers = about, [item for item in givers if item not in about]  # "…, followed by A, which buys"
    if scene.grammar.reports:  # 遭以军空袭，…购买武器: who does another deed sells nothing
        givers = [item for item in givers if item.mark != "by" or scene.inside(item)]
    suppliers = nearest_group(by_distance(scene, givers or _makers_of(scene)), last=False)
    found = market(scene) if not suppliers else [*suppliers, *listed_with(scene, suppliers[-1])]
    recipients = [item for item in recipients if item not in found]
    if found and sold_to(scene, suppliers, recipients):
        return Roles(recipients, found, [])  # "Moskau verhandelt in Hanoi über den Kauf der Su-57": its maker sells
    suppliers = found or _bargaining(scene) or promised(scene)
    suppliers = suppliers or under_deal(scene) or consenting(scene, recipients)
    if suppliers and not recipients and "trigger.seek" not in scene.trigger.rule.tags:
        recipients = speaking_for(scene, suppliers) or getting_beside(scene)  # "мы получили от Франции …"
    settled = _unsold(scene, suppliers, recipients) or _dealt(scene, suppliers, recipients)
    return _by_order(scene, suppliers, recipients) if settled is None else settled


def _makers_of(scene: Scene) -> list[PartyMention]:
    """Return whose firm made what is bought: "kauft Panzer des schwedischen Herstellers …"."""
    text, makers = scene.sentence.text, tuple(f" {word}" for word in scene.grammar.makers)
    return [item for item in scene.near({"of"}) if text.startswith(makers, item.end) and scene.inside(item)]


def _by_order(scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]) -> Roles:
    """Give by the order of words what marks leave open: who is asked, and who gets."""
    if recipients and not suppliers and scene.grammar.verb_last and "trigger.seek" in scene.trigger.rule.tags:
        recipients, suppliers = _asking(scene, recipients)
        if not recipients:
            return Roles(suppliers, [], [])
    if scene.grammar.asks_to and recipients and not suppliers:
        asked = (item for item in receivers(scene) if item.end <= scene.trigger.start and not given_to(scene, item))
        suppliers = [item for item in asked if item not in recipients]
    if not recipients and "trigger.seek" in scene.trigger.rule.tags and scene.subject_first():
        return _sought_by_none(scene, suppliers)
    if not suppliers and recipients and "trigger.seek" in scene.trigger.rule.tags:
        suppliers = granting(scene, recipients) or addressed(scene)
        suppliers = suppliers or [item for item in scene.after() if item not in recipients]
    elif not suppliers and recipients and (scene.grammar.reports or "trigger.transfer" in scene.trigger.rule.tags):
        suppliers = granting(scene, recipients)
    elif not suppliers and recipients:
        suppliers = letting_buy(scene, recipients)
    return Roles(suppliers, recipients or scene.after(), [])


def _dealt(scene: Scene, suppliers: list[PartyMention], parties: list[PartyMention]) -> Roles | None:
    """Return the roles of two that make a deal, and of who only asks another to buy, None where neither is said.

    Whose make the weapon is sells ("India and France signed a contract for …").
    """
    if _asks_another(scene, parties):
        return Roles(suppliers, [], [])
    if suppliers or len({item.code for item in parties}) < 2:  # noqa: PLR2004 - a deal has two sides
        return contracted(scene, suppliers, parties)
    unsaid = Roles([], [], []) if "role.bilateral" in scene.trigger.rule.tags else None
    return maker_sells(parties, scene.makers) or unsaid


def _asks_another(scene: Scene, parties: list[PartyMention]) -> bool:
    """Say whether *parties* ask a leader whose state is not named to buy: "urged Erdogan not to procure …"."""
    if scene.leader is None or "trigger.get" not in scene.trigger.rule.tags or not scene.subject_first():
        return False
    asked = [cue for cue in scene.cues if "cue.sought" in cue.rule.tags and cue.end <= scene.leader]
    return scene.leader < scene.trigger.start and any(item.end <= cue.start for item in parties for cue in asked)


def _leader_asks(scene: Scene) -> bool:
    """Say whether somebody whose state is not named asks a state ("Zełenski poprosił Niemcy o rakiety")."""
    leads = scene.leader is not None and scene.leader < scene.trigger.start
    return leads and "trigger.seek" in scene.trigger.rule.tags


def _unsold(scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]) -> Roles | None:
    """Return the roles where words are declined and no seller is named: a contract, a gift, a leader's request.

    Who of two that sign a contract sells is not said.
    """
    if suppliers or not scene.grammar.receiving:
        return None
    if not recipients and scene.grammar.cased and _leader_asks(scene):
        return Roles(scene.after(), [], [])
    contract = scene.grammar.cased and {"trigger.transfer", "cue.agreed"} <= scene.trigger.rule.tags
    if contract and len({item.code for item in recipients or scene.after()}) > 1:
        return Roles([], [], [])
    meant = bought_for(scene, recipients)
    return Roles(recipients, meant, []) if meant else None


def _sought_by_none(scene: Scene, suppliers: list[PartyMention]) -> Roles:
    """Read a request with nobody before it who asks."""
    after = scene.after()
    if suppliers and suppliers[0].mark == "by" and not (after and scene.grammar.verb_last):
        # "urgently needed by the Ukrainian forces"
        return Roles([], suppliers, [])
    if "role.needs" in scene.trigger.rule.tags:
        # "Dennoch braucht Kiew Panzer": behind its verb the subject stands first.
        return Roles(suppliers or _next(scene, after), after, [])
    asked = [] if suppliers else inverted(scene)
    return Roles(asked, after, []) if asked else Roles(suppliers or after, [], [])


def _next(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    """Return the bare parties behind *group* in the trigger's clause."""
    if not group:
        return []
    later = [item for item in scene.near({None}) if item.start > group[-1].end and item.group != group[-1].group]
    return nearest_group([item for item in later if scene.inside(item)], last=False)


def _thanking(scene: Scene) -> Roles | None:
    """Return who gave to whom by a word of thanks: "Kenya thanked Norway", "is grateful to Norway"."""
    if "trigger.thanks" not in scene.trigger.rule.tags or not (scene.grammar.noun_compounds or scene.grammar.dative):
        return None
    named = [item for item in scene.near({None, "to", "from"}) if scene.inside(item)]  # "bedankte sich bei Oslo"
    thanked = nearest_group([item for item in named if item.start >= scene.trigger.end], last=False)
    known = {item.code for item in thanked}
    return Roles(thanked, [item for item in scene.before() if item.code not in known] if thanked else [], [])


def _bargaining(scene: Scene) -> list[PartyMention]:
    """Return with whom the clause negotiates about buying: "is in talks with Russia to buy …".

    Or with whom it makes a deal for arms ("signed a deal for 26 jets with France").
    """
    if scene.trigger.rule.tags & AGREED_WITH and scene.grammar.partners:
        first = min((item.end for item in scene.parties if item.mark is None), default=scene.trigger.end)
        others = [item for item in scene.parties if item.mark == "other" and item.start >= first]
        return [item for item in others if scene.inside(item) and is_partner(scene, item)][:1]
    if scene.grammar.verb_last and "trigger.get" in scene.trigger.rule.tags:
        return dealing_with(scene)
    if "trigger.get" not in scene.trigger.rule.tags or not scene.grammar.bargains:
        return []
    words = tuple(f"{word} " for word in scene.grammar.bargains)
    return [
        item for item in scene.parties
        if item.mark in {"other", "with"} and scene.inside(item) and scene.sentence.text.endswith(words, 0, item.start)
    ][:1]  # fmt: skip


def _asking(scene: Scene, group: list[PartyMention]) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return who asks and who is asked of the parties before a verb of asking: "hat Kiew Berlin um Panzer gebeten"."""
    askers = [] if scene.grammar.asks_to else bare_earlier(scene, group)
    if not askers and scene.leader is not None and scene.leader < group[0].start and asks_persons(scene):
        return [], group  # "Selenskyj hat Berlin um Panzer gebeten"
    return (askers, group) if askers else (group, [])


def buying_agents(scene: Scene) -> list[PartyMention]:
    """Return who acts beside a word of getting, where a language marks it: "закупка Индией"."""
    if not (scene.grammar.agent_gets or scene.grammar.names_after) or "trigger.get" not in scene.trigger.rule.tags:
        return []
    before = [] if "trigger.transfer" in scene.trigger.rule.tags or scene.grammar.names_after else scene.before()
    way = any(scene.inside(item) for item in before)  # beside a subject: "dostaje broń z Iranu przez Syrię"
    return [] if way else nearest_group(by_distance(scene, scene.near({"by"})), last=False)


def sellers(scene: Scene) -> set[str | None]:
    """Return the marks of who gives; where two agree on getting, who is agreed with gives."""
    if "role.ordered-from" in scene.trigger.rule.tags and not scene.near({"from", "by"}):
        # "Güney Kore'ye 180 tank siparişi verdi", not "Ukrayna'ya verilmek üzere tank siparişi verdi"
        given = any("trigger.give" in hit.rule.tags and hit.end <= scene.trigger.start for hit in scene.triggers)
        return {"from"} if given else {"to"}
    if scene.grammar.agent_gets and scene.trigger.rule.tags & {"trigger.get", "trigger.seek"}:
        return {"from"} if scene.near({"from"}) else {"with"}
    if "role.placed" in scene.trigger.rule.tags and scene.grammar.dative and not scene.near({"from", "by"}):
        return {"to"}  # "erteilte dem schwedischen Hersteller einen Auftrag über"
    agrees = bool(scene.trigger.rule.tags & {"cue.agreed", "status.agreed"})
    if scene.grammar.verb_first:  # "signed a contract with … to get"
        agrees = agrees or any("cue.agreed" in cue.rule.tags for cue in scene.cues)
    agrees = agrees and "trigger.get" in scene.trigger.rule.tags
    if (scene.grammar.with_ or scene.grammar.after_with) and agrees and not scene.near({"from", "by"}):
        return {"with"}
    return {"from", "by"}
