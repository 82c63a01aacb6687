"""Who gives and who gets beside a noun of giving: a delivery, a sale, an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.deals import deal_stopped, is_partner, led_away, received, refuses, signs
from tracker.classify.claims.roles.doers import acts, doers
from tracker.classify.claims.roles.getting import buying_agents
from tracker.classify.claims.roles.pairs import makers_first
from tracker.classify.claims.roles.requests import (
    asked_about,
    asked_for,
    called_to,
    forbidden,
    thanked_for,
    unasked,
    warned_off,
)
from tracker.classify.claims.roles.suppliers import supply
from tracker.classify.claims.scenes.declined import beside_subject, undeclined
from tracker.classify.claims.scenes.infinitives import in_infinitive
from tracker.classify.claims.scenes.nearest import bare_earlier, by_distance
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.standing import parted
from tracker.classify.claims.scenes.subjects import decided
from tracker.classify.claims.status.causes import blamed_for, cause_before, only_reacts, without_askers
from tracker.classify.claims.status.promises import asking_leave, permitted, promised

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit

FORBIDDING = frozenset({"role.order", "cue.blocked"})
# How far from its noun a genitive may stand.
GENITIVE_REACH = 40
# How far before it somebody's stance on it is ("l'opposition de Berlin à la livraison").
STANCE_REACH = 12
# What is said of a deal by whoever sells.
DECIDED = frozenset({"cue.permits", "cue.blocked"})


def delivery(scene: Scene) -> Roles:
    """A delivery: marks first; a bare subject gives it, unless the clause says that it hopes for or receives it."""
    supplying = "role.supplier" in scene.trigger.rule.tags
    special = supply(scene) if supplying else warned_off(scene) or called_to(scene) or thanked_for(scene)
    special = special or promised(scene) or permitted(scene) or asking_leave(scene) or deal_stopped(scene)
    if special is not None:
        return special
    supported = scene.near({"from"}) if "trigger.support" in scene.trigger.rule.tags else []
    if supported and not scene.near({"to"}):
        # Persian supports *from*: who is supported gets.
        inner = [item for item in scene.parties if item.mark != "from"]
        return delivery(scene._replace(parties=inner))._replace(recipients=nearest_group(supported, last=False))
    recipients = unasked(
        scene, buying_agents(scene) or ([] if _bought_before(scene, scene.trigger) else receivers(scene))
    )
    bare = _bare(scene)
    recipients = recipients or beside_subject(scene, bare) or received(scene, bare)
    if scene.grammar.genitive_subject and {item.code for item in bare} <= {item.code for item in recipients}:
        bare = parted(scene.sentence, scene.trigger, scene.parties, scene.grammar)  # nobody gives to himself
    suppliers = (
        forbidden(scene) or blamed_for(scene) or nearest_group(by_distance(scene, scene.near({"giver"})), last=False)
    )
    suppliers = suppliers or nearest_group(by_distance(scene, doers(scene)), last=False)
    suppliers = (
        suppliers
        or _owners(scene, [*bare, *recipients])
        or _stopping(scene, recipients)
        or asked_for(scene, recipients)
    )
    agreed = _agreed(scene, suppliers, recipients)
    if agreed is not None:
        return agreed
    ended = any("cue.blocked" in cue.rule.tags for cue in scene.cues)  # "urges Berlin to stop deliveries of …"
    if ended and not scene.grammar.verb_last:
        bare = without_askers(scene, bare)
    called = scene.grammar.noun_compounds and scene.subject_first()  # "urged the West to speed up deliveries"
    if (scene.grammar.cased or ended or called) and scene.asks is not None and not suppliers:
        about = asked_about(scene, scene.asks)
        if about.suppliers:
            return Roles(about.suppliers, recipients or ([] if ended else about.recipients), [])
    if scene.grammar.cased and bool(suppliers) != bool(recipients):
        side = undeclined(scene, [*suppliers, *recipients])
        suppliers, recipients = suppliers or side, recipients or side
    return _by_subject(scene, bare, suppliers, recipients)


def _agreed(scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]) -> Roles | None:
    """Return the roles of two who agree on a sale or a delivery, None where nobody is agreed with."""
    buyers = _buyers(scene)
    if buyers:
        return Roles([item for item in scene.subject() if item not in buyers], buyers, [])
    # Turkish "ile" is any company, but beside a sale.
    tags = scene.trigger.rule.tags
    deal = "trigger.sale" in tags if scene.grammar.after_with else "trigger.get" not in tags
    shared = scene.near({"with"}) if deal else []
    return _shared(scene, shared, suppliers, recipients) if shared else None


def _bare(scene: Scene) -> list[PartyMention]:
    """Return the parties without a mark that may give: not who forbids a delivery."""
    asks = scene.asks
    if asks is not None and scene.grammar.sellers and asks.rule.tags >= FORBIDDING:
        return []
    if any(_hinders(scene, cue) for cue in scene.cues):
        return []
    cause = cause_before(scene.sentence, scene.trigger, scene.grammar.causes)
    if cause is not None:
        return [item for item in scene.subject() if item.start >= cause and not _bought_before(scene, scene.trigger)]
    behind = scene.behind()
    if behind and "cue.agreed" in scene.trigger.rule.tags:
        return scene.subject()  # whether a deal's owner sells or buys is not said (Arabic)
    return behind or decided(scene) or scene.subject() or scene.after()


def _hinders(scene: Scene, cue: Hit) -> bool:
    """Say whether *cue* tells that its subject stops what others send: "thwarted an arms transfer"."""
    seizes = "role.seizure" in cue.rule.tags and cue.start < scene.trigger.start
    return seizes or "role.hinders" in cue.rule.tags


def _buyers(scene: Scene) -> list[PartyMention]:
    """Return with whom a contract of sale is made: "a signé avec l'Inde un contrat pour la vente de Rafale"."""
    if "trigger.sale" not in scene.trigger.rule.tags or scene.near({"to"}):
        return []
    won = "status.agreed" in scene.trigger.rule.tags  # "a décroché un contrat avec l'Inde": with whom stands behind
    others = [item for item in scene.near({"from", "other"}) if won or item.end <= scene.trigger.start]
    return nearest_group([item for item in others if is_partner(scene, item)], last=True)


def _by_subject(
    scene: Scene, bare: list[PartyMention], suppliers: list[PartyMention], recipients: list[PartyMention]
) -> Roles:
    """Give the *bare* subject of a delivery the side that is open and that its clause allows."""
    buys = bool(scene.grammar.reports) and "role.buys" in scene.trigger.rule.tags
    gets = (
        scene.sought
        or buys
        or any(
            other.rule.tags & {"trigger.get", "trigger.seek"}
            and "role.batch" not in other.rule.tags
            and _beside(scene, other)
            and not _permits(scene, other)
            for other in scene.triggers
        )
    )
    if gets and not recipients and not suppliers and _sign(scene, bare):
        return Roles([], [], [])
    if "role.offered" in scene.trigger.rule.tags and suppliers and not recipients:
        refuses = any("role.refusal" in cue.rule.tags and cue.end <= scene.trigger.start for cue in scene.cues)
        return Roles(suppliers, bare if refuses else [], [])  # "turned down a Danish offer of tanks"
    if gets and not recipients:
        asked = bare_earlier(scene, bare) if scene.asks is not None and scene.grammar.verb_last and bare else []
        recipients, suppliers = asked or bare, suppliers or (bare if asked else [])
    elif scene.reacts and "role.thanks" in scene.reacts.rule.tags and suppliers and not recipients:
        recipients = bare  # "Kiew dankte für Lieferungen aus Oslo"
    elif (
        not gets
        and not suppliers
        and not only_reacts(scene, recipients)
        and "role.unsent" not in scene.trigger.rule.tags
    ):
        suppliers = bare if bare and acts(scene, bare[0]) else []
        granted = any("cue.permits" in cue.rule.tags for cue in scene.cues)
        earlier = bare_earlier(scene, bare) if granted and suppliers and not recipients else []
        if earlier:  # "hat Marokko den Verkauf von Korvetten genehmigt"
            return Roles(earlier, bare, [])
        if not recipients and "cue.agreed" in scene.trigger.rule.tags and len({item.code for item in suppliers}) > 1:
            return Roles([], [], [])  # "A and B signed a contract": the same
    elif scene.grammar.partners and not recipients and "cue.agreed" in scene.trigger.rule.tags:
        # "L'Indonésie a signé avec la Turquie un contrat portant sur des drones"
        recipients = scene.subject() if any(is_partner(scene, item) for item in suppliers) else []
    return Roles(suppliers, recipients, [])


def _permits(scene: Scene, other: Hit) -> bool:
    """Say whether *other* asks for a permit to give, not for arms: "złożyła wniosek o zgodę na eksport"."""
    return any("role.permit" in cue.rule.tags and 0 <= cue.end - other.start <= GENITIVE_REACH for cue in scene.cues)


def _sign(scene: Scene, bare: list[PartyMention]) -> bool:
    """Say whether two sign a contract about the delivery: who of them sells is not said."""
    contract = any(
        {"trigger.get", "cue.agreed"} <= other.rule.tags and _beside(scene, other) for other in scene.triggers
    )
    return bool(scene.grammar.cased) and contract and len({item.code for item in bare}) > 1


def _owners(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return whose the delivery, or a stance on it, is by a genitive, but for the *bare* subject."""
    owners = [item for item in scene.parties if item.mark == "of"]
    of = [item for item in owners if abs(item.start - scene.trigger.end) < GENITIVE_REACH]
    of = of or [item for item in owners if scene.inside(item) and refuses(scene, item)]
    got = {item.code for item in scene.near({"to"})} if scene.grammar.genitive_subject else set()
    of = [item for item in of if item not in bare and item.code not in got and not led_away(scene, item)]
    if scene.grammar.sellers:  # "l'armée du Soudan exige …": a genitive before owns a stance at most
        of = [item for item in of if item.end > scene.trigger.start or scene.trigger.start - item.end <= STANCE_REACH]
    if scene.grammar.cased:  # behind the weapon a genitive owns the weapon
        of = [item for item in of if item.end <= scene.trigger.start or item.start - scene.trigger.end <= 1]
    return nearest_group(of, last=False)


def _shared(
    scene: Scene, shared: list[PartyMention], suppliers: list[PartyMention], recipients: list[PartyMention]
) -> Roles:
    """Two agree on a delivery: of a sale the subject is who sells, else nobody says which of them does.

    Whose deal it is, and who approves or stops it, sells ("hat ein Waffengeschäft mit Taiwan genehmigt").
    """
    permitted = any(cue.rule.tags & DECIDED for cue in scene.cues) and scene.grammar.verb_first
    decided = bool(suppliers) or any(cue.rule.tags & DECIDED for cue in scene.cues)
    decided = (decided and scene.grammar.verb_last and not scene.grammar.cased) or permitted
    if decided or "trigger.sale" in scene.trigger.rule.tags:
        buyers = nearest_group(by_distance(scene, shared), last=False)
        asked = _stopping(scene, buyers) if decided and not suppliers else []
        behind = scene.after() if scene.grammar.verb_first else []  # "أبرمتها واشنطن مع تايوان"
        return makers_first(scene, Roles(suppliers or asked or scene.subject() or behind, recipients or buyers, []))
    suppliers = suppliers or signs(scene, shared, recipients)
    return Roles(suppliers if recipients else [], recipients, [])


def _beside(scene: Scene, other: Hit) -> bool:
    """Say whether *other* may say what the trigger's subject does: a verb of its clause, not a noun beside it."""
    segment = scene.sentence.segment
    between = f" {scene.sentence.text[scene.trigger.end : other.start]} "
    if any(f" {cause} " in between for cause in scene.grammar.causes) or _bought_before(scene, other):
        return False  # "zastavil dodávky do Turecka kvůli plánům Ankary koupit …"
    if scene.grammar.cased and segment(other.start) > segment(scene.trigger.start):
        return False  # "надання танків, необхідних Україні", "поставки ракет, которые уже были заказаны"
    if not scene.grammar.adjective_after or other is scene.trigger:
        return True
    return segment(other.start) == segment(scene.trigger.start) and "trigger.transfer" not in other.rule.tags


def _stopping(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who is asked in the clause before to end his deliveries ("…, die Lieferungen zu beenden")."""
    controlled = in_infinitive(scene) if recipients and "trigger.get" not in scene.trigger.rule.tags else None
    known = {item.code for item in recipients}
    return [item for item in controlled.suppliers if item.code not in known] if controlled else []


def _bought_before(scene: Scene, deed: Hit) -> bool:
    """Say whether *deed* is a purchase that leads to another: "Wegen des Kaufs von Raketen stoppt Oslo …" (German)."""
    bought = scene.grammar.dative and "trigger.get" in deed.rule.tags
    return bool(bought) and cause_before(scene.sentence, deed, scene.grammar.causes) is not None
