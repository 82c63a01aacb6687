"""Two states that agree on arms or talk of them: which of them sells, where the sentence does not say so.

The one that is said to get them buys; else who makes the weapon sells it, of weapons without a name the only one of
them that commonly exports arms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.pairs import maker_sells, paired_behind, sold_between, those
from tracker.classify.claims.scenes.declined import undeclined
from tracker.classify.claims.scenes.nearest import bare_earlier, by_distance
from tracker.classify.claims.scenes.scene import Roles, Scene

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon

# How far before a party "with" may stand, and how many words its office is.
PARTNER_REACH = 45
OFFICE_WORDS = 4
# How many words stand between a deal and the two that make it, with what it is about.
DEAL_WORDS = 8

# The words of a deal, and those of mere talks about one.
DEALS = frozenset({"cue.agreed", "role.deal"})
# The tags of a word that is a deal itself.
SETTLED = frozenset({"cue.agreed", "status.agreed"})
# The tags of a noun of giving (Arabic).
NOMINAL = frozenset({"trigger.equip", "role.nominal"})
TWO = 2
# How far before it a genitive may end, with an office and a stance between ("decyzja rządu Danii o wstrzymaniu …").
OFFICE_REACH = 30
STOPS = frozenset({"role.order", "cue.blocked"})


def deal_sides(scene: Scene, roles: Roles, item: WeaponObject, hits: list[Hit], lexicon: Lexicon) -> Roles:
    """Return *roles*, with the sides of a deal about *item* that both states of the clause make."""
    pairs = bool(scene.grammar.pairs_behind)
    moves = {"trigger.transfer", "trigger.get", "trigger.given"} if pairs else {"trigger.transfer"}
    tags = scene.trigger.rule.tags
    noun = bool(tags & {"trigger.transfer"}) or (scene.grammar.verb_first and tags >= NOMINAL)
    if not (noun or tags & moves) or (roles.suppliers and roles.recipients and not pairs):
        return roles
    reacts = scene.reacts is not None and not scene.reacts.rule.tags & DEALS  # the contract itself stands aside
    told = _deal(scene, hits)
    paired = bool(scene.trigger.rule.tags & SETTLED) or (told and not scene.grammar.reports)
    two = (_between(scene, hits) or paired_behind(scene)) if paired else []
    if reacts or scene.accuse or not (two or (told and noun)):
        return roles
    partners = two or _partners(scene)
    codes = {party.code for party in partners}
    if two and pairs:  # whoever else is named only speaks of the deal
        roles = Roles(those(codes, roles.suppliers), those(codes, roles.recipients), roles.speakers)
    # "обсудил с президентом Египта поставки корветов Марокко"
    third = scene.grammar.cased and undeclined(scene, partners)
    outside = any(party.code not in codes for party in (*roles.suppliers, *roles.recipients))
    if third or len(codes) != TWO or outside or (roles.suppliers and roles.recipients):
        return roles
    getters = [party for party in partners if party.code in {other.code for other in roles.recipients}]
    sold = sold_between(partners, item, scene, lexicon)
    told = sold is None or not pairs or any(party.mark == "to" for party in getters)
    if told and getters and len({party.code for party in getters}) == 1:
        return Roles([party for party in partners if party.code != getters[0].code], roles.recipients, roles.speakers)
    if sold is not None:
        return sold._replace(speakers=roles.speakers)
    signed = any("role.bilateral" in hit.rule.tags for hit in hits) and len(roles.recipients) == TWO
    talks = any("role.deal" in hit.rule.tags for hit in hits) and len(roles.suppliers) == TWO
    return Roles([], [], []) if talks or signed else roles


def supplies_partner(scene: Scene) -> Roles | None:
    """Return who sells and buys where a deal is made *to supply*: "A signed a contract with B to deliver …".

    The subject gives then, unless its partner makes the weapon or somebody else gets it.
    """
    deals = [hit for hit in scene.triggers if {"trigger.get", "status.agreed"} <= hit.rule.tags and scene.inside(hit)]
    if not deals or not ((scene.grammar.noun_compounds or scene.grammar.sellers) and scene.grammar.partners):
        return None
    partners = [item for item in scene.parties if item.start >= deals[0].end and is_partner(scene, item)][:1]
    deed = next((hit for hit in scene.triggers if partners and _to_supply(scene, partners[0], hit)), None)
    subject = [
        item for item in scene.parties if item.mark is None and item.end <= deals[0].start and scene.inside(item)
    ]
    if deed is None or not subject or scene.makers == {partners[0].code}:
        return None
    codes = {partners[0].code, *(item.code for item in subject)}
    if any(item.start >= deed.end and item.mark in {None, "to"} and item.code not in codes for item in scene.parties):
        return None  # "signed a contract with Norway to supply Chad"
    return Roles(nearest_group(subject, last=True), partners, [])


def _to_supply(scene: Scene, partner: PartyMention, deed: Hit) -> bool:
    """Say whether *deed* is what a deal with *partner* is for: "to deliver", "for supplying"."""
    if "trigger.give" not in deed.rule.tags or not scene.inside(deed):
        return False
    words = scene.sentence.text[partner.end : deed.start].split()
    leads = (scene.grammar.asks_to_do, scene.grammar.meant_for)
    return 0 < len(words) <= OFFICE_WORDS and any(words[-1] in lead for lead in leads)


def led_away(scene: Scene, party: PartyMention) -> bool:
    """Say whether a preposition parts *party* from the delivery: "die Lieferung mit der Pflicht zum Schutz Rigas"."""
    between = set(scene.sentence.text[scene.trigger.end : party.start].split())
    return bool(scene.grammar.dative) and bool(between & {*scene.grammar.instruments, *scene.grammar.called_to})


def deal_stopped(scene: Scene) -> Roles | None:
    """Return who sells where somebody stops arms deals *with* another: "froze arms deals with A" sold to A."""
    if not scene.grammar.noun_compounds or not any("cue.blocked" in cue.rule.tags for cue in scene.cues):
        return None
    others = [item for item in scene.near({"from"}) if item.start >= scene.trigger.end and is_partner(scene, item)]
    subject = [item for item in scene.subject() if item not in others]
    return Roles(subject, nearest_group(others, last=False), []) if others and subject else None


def contracted(scene: Scene, partners: list[PartyMention], parties: list[PartyMention]) -> Roles | None:
    """Return who sells by a contract *with* another: of the two who makes the weapon, or commonly exports arms.

    "Seoul schließt einen Vertrag mit Lima über Panzer": the subject sells.
    """
    if "role.bilateral" not in scene.trigger.rule.tags or not (scene.grammar.dative and partners and parties):
        return None
    both = [*partners, *parties]
    return maker_sells(both, scene.makers) or maker_sells(both, scene.grammar.world.exporters)


def between_two(scene: Scene, parties: list[PartyMention]) -> Roles | None:
    """Return who of *parties* that sign one contract sells: None where no two do, nobody where it is not said."""
    if "role.bilateral" not in scene.trigger.rule.tags or len({item.code for item in parties}) < TWO:
        return None
    exporters = scene.grammar.world.exporters
    return maker_sells(parties, scene.makers) or maker_sells(parties, exporters) or Roles([], [], [])


def _deal(scene: Scene, hits: list[Hit]) -> bool:
    """Say whether the trigger's clause tells of a contract, an agreement or talks about a delivery or a purchase."""
    segment = scene.sentence.segment
    own = segment(scene.trigger.start)
    beside = [hit.rule.tags for hit in hits if segment(hit.start) == own]
    # "podpisała kontrakt z Turcją na myśliwce Kaan", "подписа с Корея договор за гаубици"
    contract = not (scene.grammar.sellers or scene.grammar.noun_compounds) and bool(_sharing(scene))
    kinds = {"trigger.transfer", "trigger.get"} if scene.grammar.pairs_behind else {"trigger.transfer"}
    if scene.grammar.verb_first and any(tags >= NOMINAL for tags in beside):
        return any(tags & DEALS for tags in beside)  # "عقد لتوريد صواريخ"
    moves = any(tags & kinds and (contract or not tags & DEALS) for tags in beside)
    return moves and any(tags & DEALS for tags in beside)


def _partners(scene: Scene) -> list[PartyMention]:
    """Return the two subjects of the clause, or its subject and with whom he agrees."""
    subjects = scene.subject()
    if len({party.code for party in subjects}) > 1:
        return subjects
    two = bool(scene.grammar.sellers or scene.grammar.dative)
    joined = bare_earlier(scene, subjects) if subjects and two else []
    if joined and set(scene.sentence.text[joined[-1].end : subjects[0].start].split()) & set(scene.grammar.distinct):
        return [*joined, *subjects]  # "the prime minister of A and the president of B"
    shares = _sharing(scene)
    return [*subjects, *shares] if subjects and shares else []


def _sharing(scene: Scene) -> list[PartyMention]:
    """Return with whom the clause says that something is done."""
    return [
        party for party in scene.parties
        if scene.inside(party) and (party.mark == "with" or (scene.grammar.partners and is_partner(scene, party)))
    ]  # fmt: skip


def _between(scene: Scene, hits: list[Hit]) -> list[PartyMention]:
    """Return the two between whom a deal is: "صفقة أسلحة بين باريس والقاهرة", not "the war between …"."""
    words = tuple(f"{word} {article}" for word in scene.grammar.pairs for article in ("", *scene.grammar.articles))
    named = [item for item in scene.parties if item.mark == "other" and scene.inside(item)]
    first = [
        item for item in named if words and scene.sentence.text.endswith(words, 0, item.start - len(item.hit.prefix))
    ]
    if first and not scene.grammar.verb_first:
        deals = [hit.end for hit in hits if hit.rule.tags & (DEALS | SETTLED) and hit.end <= first[0].start]
        first = first if deals and len(scene.sentence.text[deals[-1] : first[0].start].split()) <= DEAL_WORDS else []
    joints = {*scene.grammar.joins, *(word.strip(" ,") for word in scene.grammar.turns)}
    return [
        item for item in scene.parties
        if first and (
            (item.group == first[0].group and item.mark == "other")
            or scene.sentence.text[first[0].end : item.start].strip() in joints  # "między Niemcami a Kenią"
        )
    ]  # fmt: skip


def is_partner(scene: Scene, party: PartyMention) -> bool:
    """Say whether a word of company stands before *party*, an office between ("con el gobierno de Suecia")."""
    before = f" {scene.sentence.text[max(0, party.start - PARTNER_REACH) : party.start]}"
    for phrase in scene.grammar.adds:
        before = before.replace(f" {phrase} ", " … ")  # "junto con Lituania" compra
    places = (before.rfind(word) + len(word) for word in scene.grammar.partners if word in before)
    return any(len(before[place:].split()) <= OFFICE_WORDS for place in places)


def signs(scene: Scene, shared: list[PartyMention], recipients: list[PartyMention]) -> list[PartyMention]:
    """Return with whom a contract about deliveries to somebody is signed: "контракт … подписан с Турцией"."""
    contract = bool(scene.grammar.cased and recipients) and "cue.agreed" in scene.trigger.rule.tags
    if not contract or {item.code for item in recipients} & {item.code for item in shared}:
        return []
    return nearest_group(by_distance(scene, shared), last=False)


def received(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return the *bare* subject if it tells of what came from another: "عمان از تحویل موشک از سوئد خبر داد"."""
    if scene.reacts is not None or not any("role.told" in cue.rule.tags for cue in scene.cues):
        return []
    return bare if scene.near({"from"}) and "role.both" not in scene.trigger.rule.tags else []


def refuses(scene: Scene, owner: PartyMention) -> bool:
    """Say whether a genitive before a delivery owns a stance on it: "die Haltung der Regierung gegenüber …".

    Or decides against it: "decyzja rządu Danii o wstrzymaniu dostaw".
    """
    between = scene.sentence.text[owner.end : scene.trigger.start]
    stops = any(STOPS & set(cue.rule.tags) and owner.end <= cue.start < scene.trigger.start for cue in scene.cues)
    stance = between.split()[:1] and between.split()[0] in scene.grammar.stances
    return owner.end <= scene.trigger.start and bool(stance or (stops and len(between) < OFFICE_REACH))
