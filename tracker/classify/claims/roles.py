"""Who gives and who gets: parties into roles, by trigger kind, marks and word order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.declined import declined_get, speaking_for
from tracker.classify.claims.particles import TAG as PARTICLE
from tracker.classify.claims.scene import Roles, Scene, by_distance, nearest_group, receivers

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.match import Hit

# Parts that a mark gives whatever the trigger; a bare party (None) waits for the word order.
# How near its verb somebody stands who is called accused.
ACCUSED_REACH = 18
GIVERS = {"from", "by", "giver"}
# How far before an infinitive stands whose decision it is.
OWNER_REACH = 20


def find_roles(scene: Scene) -> Roles:
    """Give the parties of *scene* their roles for its trigger's kind."""
    tags = scene.trigger.rule.tags
    if scene.accuse is not None and not _speaks_itself(scene):
        return _accused(scene)
    controlled = _controlled(scene) if tags & {"trigger.give", "trigger.equip"} else None
    if controlled is not None:
        return controlled
    if "trigger.equip" in tags:
        return _equip(scene)
    if "trigger.get" in tags or "trigger.seek" in tags:
        return _get(scene)
    if "trigger.transfer" in tags:
        return _noun(scene)
    return _give(scene)


def _controlled(scene: Scene) -> Roles | None:
    """An infinitive clause takes its giver from the clause before: "Nordkorea dementiert, Russland … zu haben"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    words = sentence.text[slice(*sentence.bounds(own, own))].split()
    split = any(tag.startswith(PARTICLE) for tag in scene.trigger.rule.tags)  # "sagt … zu" is no infinitive
    if own == 0 or split or not any(word in words for word in scene.grammar.infinitive):
        return None
    bare = [item for item in scene.parties if item.mark is None]
    main = [item for item in bare if sentence.segment(item.start) == own - 1]
    # "die Entscheidung der Regierung, …": the owner of the noun that the clause explains is who acts.
    last = sentence.bounds(own - 1, own - 1)[1]
    owners = [
        item for item in scene.parties
        if item.mark == "of" and item.end <= last and len(sentence.text[item.end : last].split()) <= 1
    ]  # fmt: skip
    main = owners or main
    inside = [item for item in bare if scene.inside(item)]
    marked = [item for item in scene.parties if item.mark == "to" and scene.inside(item)]
    getters = nearest_group(marked or inside, last=True)
    if not main:
        return None
    if scene.asks is None or scene.asks.start >= main[-1].start:
        return Roles(nearest_group(main, last=True), getters, []) if getters else None
    askers = [item for item in main if item.end <= scene.asks.start]
    return Roles(nearest_group(main, last=True), getters or nearest_group(askers, last=True), [])


def _give(scene: Scene) -> Roles:
    recipients = receivers(scene) or scene.whom()
    suppliers = nearest_group(by_distance(scene, scene.near(set(GIVERS))), last=False)
    bare_before, bare_after = scene.before(recipients), scene.after()
    passive = scene.passive()
    if not suppliers and not passive:
        suppliers, recipients = _bare_givers(scene, bare_before, bare_after, recipients)
    elif bare_before and scene.grammar.names_after and "trigger.given" not in scene.trigger.rule.tags:
        # "The army of A sent arms from B": who acts gives, wherever it comes from.
        suppliers = bare_before if suppliers[0].mark == "from" else suppliers
    elif passive and scene.grammar.cased and recipients and bare_after and _adjoins(scene, bare_after):
        suppliers = suppliers or bare_after  # "arms supplied by the states of the West": a name without case
    elif not recipients and not (passive and scene.grammar.genitive_subject):
        recipients = bare_after or bare_before
    if scene.asks is not None and not passive:
        suppliers, recipients = _asked(scene, scene.asks, suppliers, recipients)
    if not suppliers and not passive:
        suppliers = _deciders(scene, recipients) or speaking_for(scene, recipients)
    if scene.sought and scene.grammar.genitive_subject and recipients:
        suppliers = _called(scene, recipients) or suppliers
    if "trigger.arrive" in scene.trigger.rule.tags:
        # "Tanks have arrived in Ukraine": the place is who gets them.
        places = [item for item in scene.near({"to", "other"}) if scene.inside(item)]
        recipients = nearest_group(by_distance(scene, places), last=False) or recipients
    return Roles(suppliers, recipients, [])


def _called(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who is called on, the first receiver of two: "Almanya'ya, Ukrayna'ya tank vermesi çağrısında bulundu"."""
    known = {item.code for item in recipients}
    called = [item for item in scene.near({"to"}) if scene.inside(item)]
    earlier = [item for item in called if item.code not in known and item.end <= recipients[0].start]
    return nearest_group(earlier, last=False)


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


def _adjoins(scene: Scene, group: list[PartyMention]) -> bool:
    return group[0].start - scene.trigger.end <= 1


def _asked(
    scene: Scene, asks: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A asks B to give*: who asks gives nothing; who is asked gives, if somebody else gets."""
    askers = [item for item in suppliers if item.mark is None and item.end <= asks.start]
    if not suppliers and scene.grammar.sellers:
        return _asked_before(scene, asks, recipients)
    if not askers:
        asked = [item for item in suppliers if asks.end <= item.start and item.end <= scene.trigger.start]
        earlier = [item for item in scene.near({None}) if item.end <= asks.start]
        if scene.grammar.cased and not suppliers:
            # "an appeal to the allies that they give …"
            to = [item for item in scene.parties if item.mark == "to" and asks.end <= item.start < scene.trigger.start]
            suppliers = nearest_group([item for item in to if item not in recipients], last=True)
        recipients = [item for item in recipients if item not in asked]
        return suppliers, recipients or (nearest_group(earlier, last=True) if asked else [])
    marks: set[str | None] = {None, "to"} if scene.grammar.sellers else {None}
    asked = [item for item in scene.near(marks) if asks.end <= item.start and item.end <= scene.trigger.start]
    recipients = [item for item in recipients if item not in asked]
    return nearest_group(asked, last=True), recipients or askers


def _asked_before(
    scene: Scene, asks: Hit, recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A asks B that he give* ("pidió a Francia que le venda"): the clause of the request names both."""
    segment = scene.sentence.segment
    clause = [item for item in scene.parties if segment(item.start) == segment(asks.start)]
    asked = [item for item in clause if item.mark == "to" and asks.end <= item.start < scene.trigger.start]
    askers = [item for item in clause if item.mark is None and item.end <= asks.start]
    recipients = [item for item in recipients if item not in asked]
    return nearest_group(asked, last=False), recipients or (nearest_group(askers, last=True) if asked else [])


def _bare_givers(  # noqa: PLR0911 - one answer per word order
    scene: Scene, before: list[PartyMention], after: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Word order for a verb of giving with no marked giver."""
    if before:
        if not recipients and after:
            return before, after
        earlier = _earlier(scene, before)
        if not recipients and earlier and scene.grammar.verb_last:
            return earlier, before
        return before, recipients
    if after:
        later = [item for item in scene.near({None}) if item.start > after[-1].end and item.group != after[-1].group]
        if not recipients and later and scene.grammar.verb_first:
            return after, nearest_group(later, last=False)
        if recipients or scene.grammar.verb_first or _subjects(scene, after):
            return after, recipients
        return [], after
    return [], recipients


def _subjects(scene: Scene, group: list[PartyMention]) -> bool:
    """Say whether bare parties can only be who acts: a language with cases marks who gets by another."""
    return bool(scene.grammar.cased) and all("nom" in item.hit.cases or not item.hit.cases for item in group)


def _earlier(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    own = scene.sentence.segment(scene.trigger.start)
    bare = [
        item for item in scene.parties
        if item.mark is None and item.end <= group[0].start and item.group != group[0].group
        and scene.sentence.segment(item.start) == own
    ]  # fmt: skip
    return nearest_group(bare, last=True)


def _equip(scene: Scene) -> Roles:
    """*Supply X with*: the object is who gets."""
    suppliers = nearest_group(by_distance(scene, scene.near(set(GIVERS))), last=False)
    after, before = scene.after(), scene.before()
    owned = [item for item in scene.near({"of"}) if item.start >= scene.trigger.end and scene.grammar.cased]
    marked = receivers(scene) or nearest_group(by_distance(scene, owned), last=False)
    if after and not (scene.grammar.verb_first and not before):
        return Roles(suppliers or before, after, [])
    if after:
        later = [item for item in scene.near({None}) if item.group != after[-1].group and item.start > after[-1].end]
        second = nearest_group(later, last=False)
        return Roles(suppliers or (after if second or marked else []), marked or second or after, [])
    if marked:
        return Roles(suppliers or before, marked, [])
    if suppliers or "trigger.given" in scene.trigger.rule.tags:
        return Roles(suppliers, before, [])
    earlier = _earlier(scene, before) if before else []
    if earlier or scene.grammar.verb_last:
        return Roles(earlier, before, [])
    shares = scene.near({"with"}) if "trigger.sale" in scene.trigger.rule.tags else []
    # Who sells is the subject, with whom the contract is made buys.
    return Roles(before, nearest_group(by_distance(scene, shares), last=False), [])


def _get_from(scene: Scene) -> Roles:
    """Getting, in a language that marks the seller like a receiver (French *à*) and the buyer as agent (*par*)."""
    agents = nearest_group(by_distance(scene, scene.near({"by"})), last=False)
    noun = "trigger.transfer" in scene.trigger.rule.tags
    recipients = (agents or scene.before()) if noun else (scene.before() or agents)
    recipients = recipients or [item for item in scene.near({"of"}) if item.end <= scene.trigger.start][:1]
    marked = [item for item in scene.near({"to"}) if item.start >= scene.trigger.end and scene.sells(item)]
    if "trigger.seek" in scene.trigger.rule.tags:
        # "demande à Berlin l'envoi d'armes à Kiev": behind the deed stands who gets, before it who is asked.
        deed = min((hit.start for hit in scene.triggers if hit.start > scene.trigger.start), default=None)
        getting = [item for item in marked if deed is not None and item.start > deed]
        recipients = nearest_group(getting, last=False) or recipients
        marked = [item for item in marked if item not in getting]
    of = [item for item in scene.near({"of"}) if item.start >= scene.trigger.end and scene.inside(item)]
    suppliers = scene.near({"from"}) or marked or of
    known = {item.code for item in recipients}
    suppliers = [item for item in suppliers if item.code not in known]
    return Roles(nearest_group(by_distance(scene, suppliers), last=False), recipients, [])


def _get(scene: Scene) -> Roles:
    if scene.grammar.sellers:
        return _get_from(scene)
    declined = declined_get(scene)
    if declined is not None:
        return declined
    suppliers = nearest_group(by_distance(scene, scene.near(_sellers(scene))), last=False)
    suppliers = suppliers or _market(scene)
    recipients = _agents(scene) or scene.behind() or scene.before()
    recipients = recipients or receivers(scene)
    if recipients and not suppliers and scene.grammar.verb_last and "trigger.seek" in scene.trigger.rule.tags:
        recipients, suppliers = _asking(scene, recipients)
        if not recipients:
            return Roles(suppliers, [], [])
    if scene.grammar.asks_to and recipients and not suppliers:
        asked = receivers(scene)
        suppliers = [item for item in asked if item not in recipients and item.end <= scene.trigger.start]
    if not recipients and "trigger.seek" in scene.trigger.rule.tags and scene.subject_first():
        return _sought_by_none(scene, suppliers)
    if not recipients:
        recipients = scene.after()
    elif not suppliers and "trigger.seek" in scene.trigger.rule.tags:
        suppliers = [item for item in scene.after() if item not in recipients]
    return Roles(suppliers, recipients, [])


def _sought_by_none(scene: Scene, suppliers: list[PartyMention]) -> Roles:
    """Read a request with nobody before it who asks."""
    if suppliers and suppliers[0].mark == "by":
        # "urgently needed by the Ukrainian forces"
        return Roles([], suppliers, [])
    after = scene.after()
    if "role.needs" in scene.trigger.rule.tags:
        # "Dennoch braucht Kiew Panzer": behind its verb the subject stands first.
        return Roles(suppliers or _next(scene, after), after, [])
    return Roles(suppliers or after, [], [])


def _next(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    """Return the bare parties behind *group* in the trigger's clause."""
    if not group:
        return []
    later = [item for item in scene.near({None}) if item.start > group[-1].end and item.group != group[-1].group]
    return nearest_group([item for item in later if scene.inside(item)], last=False)


def _market(scene: Scene) -> list[PartyMention]:
    """Return where something is bought: "hat in Südkorea Panzer bestellt"."""
    if "role.market" not in scene.trigger.rule.tags:
        return []
    text = scene.sentence.text
    return [
        item for item in scene.parties
        if item.mark == "other" and scene.inside(item) and text[: item.start].endswith((" in ", " in den ", " in der "))
    ][:1]  # fmt: skip


def _asking(scene: Scene, group: list[PartyMention]) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return who asks and who is asked of the parties before a verb of asking: "hat Kiew Berlin um Panzer gebeten"."""
    askers = [] if scene.grammar.asks_to else _earlier(scene, group)
    if not askers and scene.leader is not None and scene.leader < group[0].start and _asks_persons(scene):
        return [], group  # "Selenskyj hat Berlin um Panzer gebeten"
    return (askers, group) if askers else (group, [])


def _asks_persons(scene: Scene) -> bool:
    """Say whether the trigger's object is who is asked ("bittet"), not what is asked for ("braucht")."""
    return bool(scene.grammar.dative) and "role.needs" not in scene.trigger.rule.tags


def _agents(scene: Scene) -> list[PartyMention]:
    """Return who acts beside a word of getting, where a language marks it: "закупка Индией"."""
    if not scene.grammar.agent_gets or "trigger.get" not in scene.trigger.rule.tags:
        return []
    return nearest_group(by_distance(scene, scene.near({"by"})), last=False)


def _sellers(scene: Scene) -> set[str | None]:
    if scene.grammar.agent_gets and "trigger.get" in scene.trigger.rule.tags:
        return {"from"} if scene.near({"from"}) else {"with"}
    agrees = {"trigger.get"} <= scene.trigger.rule.tags and scene.trigger.rule.tags & {"cue.agreed", "status.agreed"}
    if (scene.grammar.with_ or scene.grammar.after_with) and agrees and not scene.near({"from", "by"}):
        return {"with"}
    return {"from", "by"}


def _noun(scene: Scene) -> Roles:
    """A delivery: marks first; a bare subject gives it, unless the clause says that it hopes for or receives it."""
    supported = scene.near({"from"}) if "trigger.support" in scene.trigger.rule.tags else []
    if supported and not scene.near({"to"}):
        # Persian supports *from*: who is supported gets.
        inner = [item for item in scene.parties if item.mark != "from"]
        return _noun(scene._replace(parties=inner))._replace(recipients=nearest_group(supported, last=False))
    recipients = _agents(scene) or receivers(scene)
    suppliers = nearest_group(by_distance(scene, scene.near({"giver"})), last=False)
    suppliers = suppliers or nearest_group(by_distance(scene, _doers(scene)), last=False)
    bare = scene.behind() or scene.subject() or scene.after()
    if scene.behind() and "cue.agreed" in scene.trigger.rule.tags:
        bare = scene.subject()  # whether a deal's owner sells or buys is not said (Arabic)
    of = [item for item in scene.parties if item.mark == "of" and abs(item.start - scene.trigger.end) < 40]  # noqa: PLR2004 - a genitive stands beside its noun
    of = of or [item for item in scene.parties if item.mark == "of" and scene.inside(item) and _refuses(scene, item)]
    of = [item for item in of if item not in bare]
    if scene.grammar.cased:  # behind the weapon a genitive owns the weapon
        of = [item for item in of if item.end <= scene.trigger.start or item.start - scene.trigger.end <= 1]
    suppliers = suppliers or nearest_group(of, last=False) or _stopping(scene, recipients)
    gets = scene.sought or any(
        other.rule.tags & {"trigger.get", "trigger.seek"} and _beside(scene, other) for other in scene.triggers
    )
    tags = scene.trigger.rule.tags
    # Turkish "ile" is any company, but beside a sale.
    deal = "trigger.sale" in tags if scene.grammar.after_with else "trigger.get" not in tags
    shared = scene.near({"with"}) if deal else []
    if shared:
        return _shared(scene, shared, suppliers, recipients)
    if scene.grammar.cased and scene.asks is not None and not suppliers:
        about = _asked_about(scene, scene.asks)
        if about.suppliers:
            return Roles(about.suppliers, recipients or about.recipients, [])
    if gets and not recipients:
        asked = _earlier(scene, bare) if scene.asks is not None and scene.grammar.verb_last and bare else []
        recipients, suppliers = asked or bare, suppliers or (bare if asked else [])
    elif not gets and not suppliers and not scene.reacts and "role.unsent" not in scene.trigger.rule.tags:
        suppliers = bare if bare and _acts(scene, bare[0]) else []
        if not recipients and "cue.agreed" in scene.trigger.rule.tags and len({item.code for item in suppliers}) > 1:
            return Roles([], [], [])  # "A and B signed a contract": the same
    return Roles(suppliers, recipients, [])


def _doers(scene: Scene) -> list[PartyMention]:
    """Return who acts beside a noun of giving; an agent stands behind it ("поставки Западом")."""
    agents = [item for item in scene.near(_sellers(scene)) if not (scene.reacts and scene.other_verb(item))]
    if scene.grammar.cased:
        return [
            item for item in agents if item.mark != "by" or (item.start > scene.trigger.start and scene.inside(item))
        ]
    return agents


def _shared(
    scene: Scene, shared: list[PartyMention], suppliers: list[PartyMention], recipients: list[PartyMention]
) -> Roles:
    """Two agree on a delivery: of a sale the subject is who sells, else nobody says which of them does."""
    if "trigger.sale" in scene.trigger.rule.tags:
        buyers = nearest_group(by_distance(scene, shared), last=False)
        return Roles(suppliers or scene.subject(), recipients or buyers, [])
    return Roles(suppliers if recipients else [], recipients, [])


def _beside(scene: Scene, other: Hit) -> bool:
    """Say whether *other* may say what the trigger's subject does: a verb of its clause, not a noun beside it."""
    if not scene.grammar.adjective_after or other is scene.trigger:
        return True
    segment = scene.sentence.segment
    return segment(other.start) == segment(scene.trigger.start) and "trigger.transfer" not in other.rule.tags


def _refuses(scene: Scene, owner: PartyMention) -> bool:
    """Say whether a genitive before a delivery owns a stance on it: "die Haltung der Regierung gegenüber …"."""
    between = scene.sentence.text[owner.end : scene.trigger.start].split()
    return bool(between) and between[0] in scene.grammar.stances and owner.end <= scene.trigger.start


def _stopping(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who is asked in the clause before to end his deliveries ("…, die Lieferungen zu beenden")."""
    controlled = _controlled(scene) if recipients and "trigger.get" not in scene.trigger.rule.tags else None
    known = {item.code for item in recipients}
    return [item for item in controlled.suppliers if item.code not in known] if controlled else []


def _asked_about(scene: Scene, asks: Hit) -> Roles:
    """*A asks B about deliveries*: who is asked gives, who asks gets."""
    bare = [item for item in scene.near({None}) if item.end <= scene.trigger.start]
    asked = [item for item in bare if item.start >= asks.end]
    return Roles(
        nearest_group(asked, last=True), nearest_group([item for item in bare if item not in asked], last=True), []
    )


def _acts(scene: Scene, party: PartyMention) -> bool:
    """Say whether a bare *party* beside a delivery gives it: not behind it where that is another's deed.

    "Thanks to deliveries of arms Ukraine …", but "the delivery was announced by …" where verbs may come first.
    """
    if party.end <= scene.trigger.start:
        return True
    return scene.said(party) if scene.grammar.cased else not scene.subject_first()


def _accused(scene: Scene) -> Roles:
    """*A accuses B of supplying C*: the last party before the trigger's own words is accused, earlier ones speak."""
    accuse = scene.accuse
    assert accuse is not None  # noqa: S101 - find_roles asked
    named = [item for item in scene.parties if item.mark not in {"origin", "adjective"}]
    head = [item for item in named if item.end <= scene.trigger.start and _belongs(scene, item, accuse)]
    after = [item for item in head if item.start >= accuse.end]
    agents = (
        [item for item in named if item.mark in {"by", "from"} and not item.foreign] if scene.grammar.sellers else []
    )
    accusers = [item for item in agents if accuse.end <= item.start and item.end <= scene.trigger.start]
    if accusers:
        return _accused_by(scene, accusers, named)
    accused = after[-1:] or head[-1:]
    if len(after) > 1 and after[-1].group == after[0].group and len({item.group for item in head}) > 1:
        accused = after
    speakers = [item for item in head if item not in accused]
    if not after and _unnamed(scene, accuse):
        accused, speakers = [], accused + speakers
    inner = scene._replace(accuse=None, parties=[item for item in scene.parties if item not in head])
    roles = find_roles(inner)
    if "trigger.get" in scene.trigger.rule.tags:
        return Roles(roles.suppliers, roles.recipients or accused, speakers)
    if roles.suppliers and not roles.recipients:
        return Roles(accused, roles.suppliers, speakers)
    return Roles(accused or roles.suppliers, roles.recipients, speakers)


def _accused_by(scene: Scene, accusers: list[PartyMention], named: list[PartyMention]) -> Roles:
    """*B, accused by A of giving to C, …*: who is accused stands bare before the participle or behind it all."""
    assert scene.accuse is not None  # noqa: S101 - _accused asked
    bare = [item for item in named if item.mark is None]
    before = [item for item in bare if item.end <= scene.accuse.start]
    own = scene.sentence.segment(scene.trigger.start)
    behind = [item for item in bare if scene.sentence.segment(item.start) == own + 1]
    accused = nearest_group(before, last=True) or nearest_group(behind, last=False)
    inner = scene._replace(accuse=None, parties=[item for item in scene.parties if item not in [*accusers, *accused]])
    roles = find_roles(inner)
    if "trigger.get" in scene.trigger.rule.tags:
        return Roles(roles.suppliers, roles.recipients or accused, accusers)
    return Roles(accused, roles.recipients, accusers)


def _speaks_itself(scene: Scene) -> bool:
    """Say whether the accusing clause stands apart from one with its own subject: "While A claims …, B denied …"."""
    accuse, segment = scene.accuse, scene.sentence.segment
    if accuse is None or not scene.grammar.continues or segment(accuse.start) >= segment(scene.trigger.start):
        return False
    return any(item.mark is None and scene.inside(item) and item.end <= scene.trigger.start for item in scene.parties)


def _unnamed(scene: Scene, accuse: Hit) -> bool:
    """Say whether the accused are no state: "firms accused of supplying …", with no auxiliary before the participle."""
    text = scene.sentence.text
    if not scene.grammar.continues or not text.startswith("d of ", accuse.end - 1):
        return False
    before = text[max(scene.sentence.start, accuse.start - ACCUSED_REACH) : accuse.start]
    near = any(accuse.start - ACCUSED_REACH <= item.start < accuse.start for item in scene.parties)
    return not near and not any(word in scene.grammar.passives for word in before.split())


def _belongs(scene: Scene, party: PartyMention, accuse: Hit) -> bool:
    """Say whether *party* stands in the accusing clause rather than in the accusation."""
    own = scene.sentence.segment(scene.trigger.start)
    segment = scene.sentence.segment(party.start)
    if segment < own or scene.sentence.segment(accuse.start) != own:
        return segment != own
    marks = {None} if scene.grammar.accused_bare else {None, "to", "of", "by"}
    return party.mark in marks and party.end <= scene.trigger.start
