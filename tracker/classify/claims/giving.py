"""Who gives and who gets beside a verb of giving or equipping: marks first, then the order of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.approving import behind_the_deed, called_on, leading
from tracker.classify.claims.declined import ordered
from tracker.classify.claims.demands import is_permission
from tracker.classify.claims.describing import users_of, without_buyers
from tracker.classify.claims.particles import TAG as PARTICLE
from tracker.classify.claims.promises import is_infinitive
from tracker.classify.claims.pronouns import meant, to_pronoun, unmarked
from tracker.classify.claims.receivers import places, receivers
from tracker.classify.claims.scene import Roles, Scene, bare_earlier, by_distance, nearest_group
from tracker.classify.claims.subjects import acting, buys, helped, other_deed, purposed, senders

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.match import Hit

# Parts that a mark gives whatever the trigger; a bare party (None) waits for the word order.
GIVERS = {"from", "by", "giver"}
# How far before an infinitive stands whose decision it is.
OWNER_REACH = 20


def in_infinitive(scene: Scene) -> Roles | None:
    """An infinitive clause takes its giver from the clause before: "Nordkorea dementiert, Russland … zu haben"."""
    sentence, own = scene.sentence, scene.sentence.segment(scene.trigger.start)
    split = any(tag.startswith(PARTICLE) for tag in scene.trigger.rule.tags)  # "sagt … zu" is no infinitive
    if own == 0 or split or not is_infinitive(scene.trigger, sentence, scene.grammar):
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
    # "verlangt von Berlin, Panzer zu liefern"
    asked = [
        item for item in scene.parties
        if scene.asks is not None and item.mark in {"by", "to"} and item.start >= scene.asks.end
        and sentence.segment(item.start) == own - 1 and not (main and main[-1].start >= scene.asks.end)
    ]  # fmt: skip
    if scene.grammar.dative and any("cue.permits" in cue.rule.tags for cue in scene.cues):
        # "erlaubte der Regierung in Riga, Panzer zu liefern"
        permitted = [item for item in scene.parties if item.mark == "to" and sentence.segment(item.start) == own - 1]
        main = permitted[-1:] or main
    inside = [item for item in bare if scene.inside(item)]
    marked = [item for item in scene.parties if item.mark == "to" and scene.inside(item)]
    getters = nearest_group(marked or inside, last=True)
    if asked:
        return Roles(nearest_group(asked, last=False), getters or nearest_group(main, last=True), [])
    if not main:
        return None
    if scene.asks is None or scene.asks.start >= main[-1].start:
        return Roles(nearest_group(main, last=True), getters, []) if getters else None
    askers = [item for item in main if item.end <= scene.asks.start]
    return Roles(nearest_group(main, last=True), getters or nearest_group(askers, last=True), [])


def give(scene: Scene) -> Roles:
    """*Give to X*; a pronoun that gets stands for somebody named before it ("l'Iran, qui leur livre des drones")."""
    if scene.asks is not None or not to_pronoun(scene):
        return _give(scene)
    return meant(scene, _give(unmarked(scene)))


def _give(scene: Scene) -> Roles:
    """*Give to X*: marks first, then who stands before and behind the verb, then who is asked, decides or speaks."""
    buyers = [item for item in scene.near({"by"}) if buys(scene, item)] if scene.grammar.bought else []
    recipients = without_buyers(scene, receivers(scene)) or scene.whom() or nearest_group(buyers, last=False)
    givers = {"from", "giver"} if "trigger.arrive" in scene.trigger.rule.tags else GIVERS
    passive = scene.passive()
    marked = [item for item in scene.near(set(givers)) if passive or not other_deed(scene, item)]
    marked = [item for item in marked if not _comes_from(scene, item)]
    suppliers = nearest_group(by_distance(scene, marked), last=False)
    bare_before = acting(scene) or scene.owner() or purposed(scene) or scene.before(recipients)
    bare_before = without_buyers(scene, bare_before)
    bare_after = _object(scene, scene.after())
    recipients = recipients or helped(scene)
    if not suppliers and not passive:
        suppliers, recipients = _bare_givers(scene, bare_before, bare_after, recipients)
    elif bare_before and _outacts(scene, bare_before, suppliers):
        suppliers = bare_before if suppliers[0].mark in {"from", "by"} else suppliers
        recipients = recipients or (bare_after if scene.grammar.cased else [])
    elif passive and scene.grammar.cased and recipients and bare_after and _adjoins(scene, bare_after):
        suppliers = suppliers or bare_after  # "arms supplied by the states of the West": a name without case
    elif not recipients and not (passive and (scene.grammar.genitive_subject or scene.grammar.sellers)):
        # Where words are declined, a comma stands before such a participle.
        parted = scene.grammar.cased and "trigger.arrive" not in scene.trigger.rule.tags
        described = passive and (scene.behind_weapon or parted) and scene.grammar.uses
        bare_before = _using(scene, bare_before) if described else _moved_to(scene, bare_before)
        recipients = bare_after or bare_before
    if not recipients and suppliers and scene.grammar.users:
        recipients = users_of(scene, suppliers)
    if not passive:
        suppliers, recipients = _spoken_to(scene, suppliers, recipients)
    if not suppliers:
        suppliers = behind_the_deed(scene, recipients, passive=passive)
    if scene.sought and scene.grammar.genitive_subject and recipients:
        suppliers = _called(scene, recipients) or suppliers
    if "trigger.arrive" in scene.trigger.rule.tags:
        # "Tanks have arrived in Ukraine": the place is who gets them.
        places = [item for item in scene.near({"to", "other"}) if scene.inside(item)]
        recipients = nearest_group(by_distance(scene, places), last=False) or recipients
        suppliers = suppliers or senders(scene)
    return Roles(suppliers, recipients, [])


def _using(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    """Return *group* if it uses what was given: "Kyiv fired missiles supplied by …", not "Moscow condemns …"."""
    text, start = scene.sentence.text, scene.trigger.start
    if not group or not any(word in scene.grammar.uses for word in text[group[-1].end : start].split()):
        return []
    others = [item for item in scene.parties if group[-1].end <= item.start < start and item.mark != "origin"]
    if others:  # "Moscow criticised Kyiv's use of drones supplied by …"
        return others[-1:] if text.startswith("'s ", others[-1].end) else []
    return group


def _comes_from(scene: Scene, party: PartyMention) -> bool:
    """Say whether somebody in another clause only comes from there: 来自德国的示威者集会，反对西方…."""
    return bool(scene.grammar.reports) and party.mark != "giver" and not scene.inside(party)


def _object(scene: Scene, after: list[PartyMention]) -> list[PartyMention]:
    """Return the bare parties behind the trigger that may be its object: in Chinese only right behind it."""
    return [] if after and scene.grammar.reports and not _adjoins(scene, after) else after


def _moved_to(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return who gets of the *bare* parties before the trigger; in Chinese nobody does where it is passive."""
    return [] if scene.passive() and scene.grammar.reports else bare


def _spoken_to(
    scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give who is asked or warned his part, and take theirs from those who ask or warn."""
    if scene.asks is not None and scene.grammar.cased and "role.order" in scene.asks.rule.tags:
        return ordered(scene, scene.asks, suppliers, recipients)
    if scene.asks is not None:
        return _asked(scene, scene.asks, suppliers, recipients)
    if scene.reacts is not None and scene.grammar.sellers and suppliers:
        return _warned(scene, scene.reacts, suppliers, recipients)
    return suppliers, recipients


def _warned(
    scene: Scene, reacts: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A warns B not to give*: who only speaks gives nothing; who is spoken to gives, if somebody else gets."""
    if any(item.mark is not None or item.end > reacts.start for item in suppliers):
        return suppliers, recipients
    between = [item for item in scene.parties if reacts.end <= item.start and item.end <= scene.trigger.start]
    warned = nearest_group([item for item in between if item.mark in {"to", None}], last=False)
    return warned, [item for item in recipients if item not in warned]


def _acting(scene: Scene, bare: list[PartyMention]) -> bool:
    """Say whether bare parties before an active verb act, where prepositions mark agents and places alike."""
    if "trigger.given" in scene.trigger.rule.tags:
        return False
    return scene.grammar.names_after or (
        bool(scene.grammar.sellers) and scene.inside(bare[-1]) and not scene.behind_weapon
    )


def _outacts(scene: Scene, acting: list[PartyMention], suppliers: list[PartyMention]) -> bool:
    """Say whether the subject gives, whatever marks *suppliers*.

    "The army of A sent arms from B": who acts gives, wherever it comes from; "wysyła broń przez Syrię": the way.
    """
    way = bool(suppliers) and suppliers[0].mark == "by" and bool(scene.grammar.cased) and not scene.passive()
    return way or _acting(scene, acting)


def _called(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who is called on, the first receiver of two: "Almanya'ya, Ukrayna'ya tank vermesi çağrısında bulundu"."""
    known = {item.code for item in recipients}
    called = [item for item in scene.near({"to"}) if scene.inside(item)]
    earlier = [item for item in called if item.code not in known and item.end <= recipients[0].start]
    return nearest_group(earlier, last=False)


def _adjoins(scene: Scene, group: list[PartyMention]) -> bool:
    return group[0].start - scene.trigger.end <= 1


def _asked(
    scene: Scene, asks: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A asks B to give*: who asks gives nothing; who is asked gives, if somebody else gets."""
    askers = [item for item in suppliers if item.mark is None and item.end <= asks.start]
    if is_permission(scene.sentence.text[asks.end : scene.trigger.start], scene.grammar):
        # "demande à Berlin l'autorisation de livrer": who asks gives.
        if scene.grammar.cased and not askers:
            askers = nearest_group([item for item in scene.near({None}) if item.end <= asks.start], last=True)
        return askers, [item for item in recipients if not asks.end <= item.start < scene.trigger.start]
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
        if any("cue.blocked" in cue.rule.tags and cue.end <= asks.start for cue in scene.cues):
            return suppliers, recipients  # who turns down a request gets nothing
        return suppliers, recipients or (nearest_group(earlier, last=True) if asked else [])
    marks: set[str | None] = {None, "to"} if scene.grammar.sellers else {None}
    asked = [item for item in scene.near(marks) if asks.end <= item.start and item.end <= scene.trigger.start]
    recipients = [item for item in recipients if item not in asked]
    if not asked and askers and scene.grammar.sellers:
        asked = _pressed(scene, asks)  # "presiona a Berlín para que envíe …"
    if not asked and "cue.agreed" in asks.rule.tags:
        return suppliers, recipients  # "Berlín autorizó enviar …"
    if "role.order" in asks.rule.tags and "cue.blocked" in asks.rule.tags:
        askers = places(scene)  # who forbids gets nothing
    return nearest_group(asked, last=True), recipients or askers


def _pressed(scene: Scene, asks: Hit) -> list[PartyMention]:
    """Return who stands right behind the word of asking, where the deed has a clause of its own."""
    segment = scene.sentence.segment
    if segment(asks.start) == segment(scene.trigger.start):
        return []
    near = [item for item in scene.parties if 0 <= item.start - asks.end <= OWNER_REACH]
    return nearest_group([item for item in near if item.mark in {"to", "other", None}], last=False)


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
        earlier = bare_earlier(scene, before)
        if not recipients and earlier and scene.grammar.verb_last:
            return earlier, before
        return before, recipients
    if after:
        later = [item for item in scene.near({None}) if item.start > after[-1].end and item.group != after[-1].group]
        if not recipients and later and scene.grammar.verb_first:
            return after, nearest_group(later, last=False)
        if recipients and scene.grammar.reports:
            return [], recipients  # 对乌克兰提供武器无益于…: who is named behind gives nothing
        # Where prepositions mark who gets, a bare party behind the verb gives: "que había prometido Estados Unidos".
        if recipients or scene.grammar.verb_first or scene.grammar.sellers or _subjects(scene, after):
            return after, recipients
        return [], after
    return [], recipients


def _subjects(scene: Scene, group: list[PartyMention]) -> bool:
    """Say whether bare parties can only be who acts: a language with cases marks who gets by another.

    A name without cases acts behind its object: "эти ракеты поставили США", but "поставила Мали ракеты".
    """
    acts = scene.weapon_first or scene.passive()
    return bool(scene.grammar.cased) and all("nom" in item.hit.cases or (not item.hit.cases and acts) for item in group)


def equip(scene: Scene) -> Roles:
    """*Supply X with*: the object is who gets."""
    suppliers = nearest_group(by_distance(scene, scene.near(set(GIVERS))), last=False)
    after, before = scene.after(), scene.before()
    if "role.object-inside" in scene.trigger.rule.tags and after:
        # "صواريخ زودته بها تركيا": its subject stands behind it
        return Roles(after, [item for item in before if item.code not in {given.code for given in after}], [])
    return _equipped(scene, suppliers, Roles(before, after, []))


def _equipped(scene: Scene, suppliers: list[PartyMention], sides: Roles) -> Roles:
    before, after = sides.suppliers, sides.recipients
    owned = [item for item in scene.near({"of"}) if item.start >= scene.trigger.end and scene.grammar.cased]
    marked = receivers(scene) or nearest_group(by_distance(scene, owned), last=False)
    if after and not (scene.grammar.verb_first and not before):
        return Roles(suppliers or before, after, [])
    if after:
        later = [item for item in scene.near({None}) if item.group != after[-1].group and item.start > after[-1].end]
        second = nearest_group(later, last=False)
        suppliers = suppliers or (after if second or marked else called_on(scene, after) or leading(scene))
        return Roles(suppliers, marked or second or after, [])
    if marked:
        return Roles(suppliers or called_on(scene, marked) or before, marked, [])
    if suppliers or "trigger.given" in scene.trigger.rule.tags:
        return Roles(suppliers, before, [])
    earlier = bare_earlier(scene, before) if before else []
    if earlier or scene.grammar.verb_last:
        return Roles(earlier, before, [])
    shares = scene.near({"with"}) if "trigger.sale" in scene.trigger.rule.tags else []
    # Who sells is the subject, with whom the contract is made buys.
    return Roles(before, nearest_group(by_distance(scene, shares), last=False), [])
