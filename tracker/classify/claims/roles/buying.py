"""Who buys from whom where one marks who sells like who gets ("achète à"), as an agent, off or with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import BLOCS, nearest_group
from tracker.classify.claims.roles.deals import between_two, is_partner
from tracker.classify.claims.roles.requests import let_buy
from tracker.classify.claims.scenes.nearest import by_distance
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.subjects import acting

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention

GIVING_NOUNS = frozenset({"trigger.sale"})
# What is said of a purchase that one makes *with* somebody.
DEALS = frozenset({"cue.agreed", "cue.planned"})


def get_from(scene: Scene) -> Roles:
    """Getting, in a language that marks the seller like a receiver (French *à*) and the buyer as agent (*par*)."""
    agents = nearest_group(by_distance(scene, scene.near({"by"})), last=False)
    noun = "trigger.transfer" in scene.trigger.rule.tags
    thanked = "trigger.thanks" in scene.trigger.rule.tags
    recipients = _buyers(scene, agents, noun=noun)
    behind = [item for item in scene.near({"to"}) if item.start >= scene.trigger.end]
    marked = [item for item in behind if scene.sells(item) and not _given_on(scene, item)]
    if noun and not recipients:
        recipients = nearest_group([item for item in behind if not scene.sells(item)], last=False)
    if "trigger.seek" in scene.trigger.rule.tags:
        marked = [item for item in marked if scene.inside(item) or len(scene.triggers) > 1]
        # "demande à Berlin l'envoi d'armes à Kiev": behind the deed stands who gets, before it who is asked.
        deed = min((hit.start for hit in scene.triggers if hit.start > scene.trigger.start), default=None)
        getting = [item for item in marked if deed is not None and item.start > deed]
        recipients = nearest_group(getting, last=False) or recipients
        marked = [item for item in marked if item not in getting]
    owners: set[str | None] = {"of", "giver", "origin"} if "role.offer" in scene.trigger.rule.tags else {"of"}
    of = [item for item in scene.near(owners) if item.start >= scene.trigger.end and scene.inside(item)]
    source = scene.near({"from"})
    if marked and not any(scene.inside(item) for item in source):
        source = []  # "qui achetait ses armes à la Russie, se tourne vers la France"
    suppliers = source or marked or _partners(scene) or (scene.after() if thanked else of)
    known = {item.code for item in recipients}
    suppliers = [item for item in suppliers or (_approving(scene) if noun and agents else []) if item.code not in known]
    if thanked and suppliers and not recipients:  # "agradeció a Madrid el envío de tanques a Kiev"
        recipients = nearest_group([item for item in behind if item.group != suppliers[0].group], last=True)
    dealt = None if suppliers else between_two(scene, recipients) or _for_another(scene, recipients)
    return dealt or Roles(nearest_group(by_distance(scene, suppliers), last=False), recipients, [])


def _for_another(scene: Scene, buyers: list[PartyMention]) -> Roles | None:
    """Return the roles of a purchase for somebody else: "La Haye a acheté des obus pour l'Ukraine" gives them."""
    tags, known = scene.trigger.rule.tags, {item.code for item in buyers}
    if not buyers or "trigger.seek" in tags or "role.receipt" in tags or "trigger.thanks" in tags:
        return None
    grammar, text = scene.grammar, scene.sentence.text
    words = tuple(f" {word} {article}" for word in grammar.meant_for for article in ("", *grammar.articles))
    behind = [item for item in scene.near({"to"}) if item.start >= scene.trigger.end and scene.inside(item)]
    meant = [item for item in behind if text.endswith(words, 0, item.start) or not scene.sells(item)]
    meant = [item for item in meant if item.code not in known]
    return Roles(buyers, nearest_group(meant, last=False), []) if meant and words else None


def undergone(scene: Scene) -> Roles | None:
    """*A sees himself promised something by B*: "s'est vu promettre des F-16 par les Pays-Bas"."""
    if "role.undergoes" not in scene.trigger.rule.tags:
        return None
    agents = nearest_group(by_distance(scene, scene.near({"by", "from"})), last=False)
    return Roles(agents, acting(scene) or scene.before(), [])


def _buyers(scene: Scene, agents: list[PartyMention], *, noun: bool) -> list[PartyMention]:
    """Return who buys: whose plan it is, who acts, or whose purchase it is by a genitive before it."""
    ordered = [] if noun or "trigger.seek" in scene.trigger.rule.tags else let_buy(scene)
    if ordered:
        return ordered  # "l'aide permet à Rabat d'acheter des chars": whom one lets buy
    recipients = scene.owner() or ((agents or scene.subject()) if noun else (acting(scene) or scene.before() or agents))
    if scene.reacts is not None and "theme.sanctions" in scene.reacts.rule.tags:
        # "Washington sanctionne un réseau d'achat": who imposes sanctions buys nothing.
        reacts = scene.reacts
        recipients = [item for item in recipients if item.mark is not None or item.end > reacts.start]
    owners = [
        item for item in scene.near({"of"})
        if item.end <= scene.trigger.start and (scene.inside(item) or item.code not in BLOCS)
        and not (noun and {*scene.sentence.text[item.end : scene.trigger.start].split()} & {*scene.grammar.joins})
    ]  # fmt: skip
    return recipients or owners[:1]


def _approving(scene: Scene) -> list[PartyMention]:
    """Return who approves that another buys: "Washington a validé l'achat par Rabat de …" sells."""
    agreed = any("cue.agreed" in cue.rule.tags and cue.end <= scene.trigger.start for cue in scene.cues)
    return [item for item in scene.before() if scene.inside(item)] if agreed else []


def _given_on(scene: Scene, party: PartyMention) -> bool:
    """Say whether another deed gives to *party*: "acquistare Patriot e fornirli all'Ucraina"."""
    between = [hit.rule.tags for hit in scene.triggers if scene.trigger.end <= hit.start < party.start]
    return any("trigger.give" in tags or (tags & GIVING_NOUNS and "trigger.get" not in tags) for tags in between)


def _partners(scene: Scene) -> list[PartyMention]:
    """Return with whom a purchase is agreed or negotiated: "firmó con Suecia la compra de …"."""
    if not scene.grammar.partners or not any(cue.rule.tags & DEALS for cue in scene.cues):
        return []
    others = [item for item in scene.parties if item.mark == "other" and scene.inside(item)]
    return [item for item in others if is_partner(scene, item)]


def bought_off(scene: Scene) -> Roles | None:
    """*A buys something off B*, who stands in the dative: "kauft Tschechien Kampfflugzeuge ab"."""
    if "role.buys-off" not in scene.trigger.rule.tags:
        return None
    bare = [item for item in scene.near({None}) if scene.inside(item)]
    buyers = nearest_group(bare, last=False)
    others = scene.near({"to"}) or [item for item in bare if item not in buyers]
    return Roles(nearest_group(others, last=False), buyers, []) if buyers and others else None


def commissioned(scene: Scene) -> Roles | None:
    """Return who orders from a firm whose state is not named: "Die Werft erhielt von Peru einen Auftrag über …".

    Or whose arms come from where.
    """
    if "role.stems" in scene.trigger.rule.tags:
        return _stemming(scene)
    triggers = [hit for hit in scene.triggers if scene.inside(hit) and "trigger.get" in hit.rule.tags]
    placed = [hit for hit in triggers if "role.placed" in hit.rule.tags]
    if not (scene.grammar.dative and placed and len(triggers) > len(placed)):
        return None
    buyers = nearest_group(
        by_distance(scene, [item for item in scene.near({"by", "from"}) if scene.inside(item)]), last=False
    )
    return Roles(scene.before(), buyers, []) if buyers else None


def _stemming(scene: Scene) -> Roles:
    """Return whose arms come from where: "Die Hälfte der indischen Waffen stammt aus Russland"."""
    marks: set[str | None] = {"of", "adjective", "origin", "giver", "compound"}
    owners = [item for item in scene.near(marks) if item.end <= scene.trigger.start or scene.grammar.verb_last]
    getters = nearest_group([item for item in owners if scene.inside(item)], last=False)
    return Roles(nearest_group(by_distance(scene, scene.near({"from", "by"})), last=False), getters, [])


def dealing_with(scene: Scene) -> list[PartyMention]:
    """Return with whom a purchase is agreed or negotiated: "hat mit Oslo einen Vertrag über den Kauf … geschlossen".

    Not with whom it is made together, or despite whom: "gemeinsam mit Polen", "trotz Spannungen mit China".
    """
    dealt = any(
        cue.rule.tags & {"cue.agreed", "cue.planned"} and "role.modal" not in cue.rule.tags for cue in scene.cues
    )
    if not dealt or not scene.grammar.partners:
        return []
    found = []
    for item in scene.parties:
        if item.mark == "other" and scene.inside(item) and is_partner(scene, item):
            before = scene.sentence.text[: item.start]
            word = before[: max(before.rfind(with_) for with_ in scene.grammar.partners)].split()[-1:]
            found += [item] if not set(word) & set(scene.grammar.voices) else []
    return found[:1]


def given_to(scene: Scene, party: PartyMention) -> bool:
    """Say whether a verb of giving before the trigger gives to *party* (向以色列提供的武器不到以色列进口的1%)."""
    bought = "trigger.get" in scene.trigger.rule.tags
    return bought and any(
        "trigger.give" in hit.rule.tags and party.end <= hit.start and hit.end <= scene.trigger.start
        for hit in scene.triggers
    )
