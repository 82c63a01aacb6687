"""Who gives and who gets beside a verb of equipping: its object is who gets ("supply X with")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.approving import called_on, leading
from tracker.classify.claims.roles.asking import asked_behind
from tracker.classify.claims.roles.giving import GIVERS
from tracker.classify.claims.scenes.infinitives import is_infinitive
from tracker.classify.claims.scenes.nearest import bare_earlier, by_distance
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.subjects import inverted, led
from tracker.classify.claims.scenes.whom import equipped_by_another, whom

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention

# How many words before a participle its auxiliary stands ("est déjà équipée").
AUXILIARY_WORDS = 2


def equip(scene: Scene) -> Roles:
    """*Supply X with*: the object is who gets."""
    suppliers = nearest_group(by_distance(scene, scene.near(set(GIVERS))), last=False)
    after, before = scene.after(), scene.before()
    if "role.object-inside" in scene.trigger.rule.tags and after:
        # "صواريخ زودته بها تركيا": its subject stands behind it
        return Roles(after, [item for item in before if item.code not in {given.code for given in after}], [])
    if before and after and all("acc" in item.hit.cases and "nom" not in item.hit.cases for item in before):
        return Roles(after, before, [])  # "Turcję zaopatruje w rakiety Rosja"
    object_inside = bool(after) and scene.trigger_ends(scene.grammar.object_endings)
    doers = after if object_inside else suppliers or before
    told = whom(scene) if object_inside else equipped_by_another(scene, doers)
    if told:
        return Roles(doers, told, [])  # "хуситы, которых Иран снабжает ракетами", "كينيا التي وعدتها النرويج بدبابات"
    asked = asked_behind(scene, receivers(scene) or after)
    if asked is not None:
        return Roles(*asked, [])
    objects = [] if suppliers or receivers(scene) else inverted(scene)
    if objects:
        return Roles(after, objects, [])
    return _doer(scene, after) or _equipped(scene, suppliers, Roles(before, after, []))


def _doer(scene: Scene, after: list[PartyMention]) -> Roles | None:
    """Return the roles where a noun of giving names who gives right behind it: "بيع تركيا مسيرات لبولندا"."""
    if "role.nominal" not in scene.trigger.rule.tags or not after or after[0].start - scene.trigger.end > 1:
        return None
    next_to = [item for item in scene.near({None}) if 0 < item.start - after[-1].end <= 1]
    known = {item.code for item in after}
    getters = [item for item in receivers(scene) if item.start > after[-1].end and item.code not in known] or next_to
    return Roles(after, getters, []) if getters else None


def _acts(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* stands right before a finite verb: "Oslo unterstützt die Rebellen mit Waffen"."""
    number = scene.sentence.segment(scene.trigger.start)
    passive = {*scene.sentence.clause(number).split()} & {*scene.grammar.passives}
    infinitive = is_infinitive(scene.trigger, scene.sentence, scene.grammar)
    return bool(scene.grammar.dative) and party.end + 1 == scene.trigger.start and not (passive or infinitive)


def _has(scene: Scene) -> bool:
    """Say whether the subject only has what it is equipped with: "L'armée malienne est équipée de chars"."""
    words = scene.sentence.last_words(scene.trigger.start, AUXILIARY_WORDS)
    auxiliaries = [word for word in words if word in scene.grammar.passives or word in scene.grammar.actives]
    said = scene.sentence.text[scene.trigger.start : scene.trigger.end].split()[0]  # "doté de"
    described = not auxiliaries and said.endswith(tuple(scene.grammar.participles)) and bool(scene.grammar.sellers)
    return described or (bool(auxiliaries) and auxiliaries[-1] in scene.grammar.passives)


def _equipped(scene: Scene, suppliers: list[PartyMention], sides: Roles) -> Roles:
    before, after = sides.suppliers, sides.recipients
    owned = [item for item in scene.near({"of"}) if item.start >= scene.trigger.end and scene.grammar.cased]
    marked = receivers(scene) or nearest_group(by_distance(scene, owned), last=False)
    if scene.grammar.cased:  # "se přidává k Německu, které podpoří …"
        marked = [item for item in marked if scene.inside(item)]
    made = suppliers if scene.grammar.dative and suppliers and suppliers[0].mark == "from" else []
    if made and before:  # "Abu Dhabi hat die Miliz mit Drohnen aus Peking versorgt"
        earlier = before if after else bare_earlier(scene, before)
        suppliers = earlier or suppliers
    if after and not (scene.grammar.verb_first and not before):
        return Roles(suppliers or before, after, [])
    if after:
        later = [item for item in scene.near({None}) if item.group != after[-1].group and item.start > after[-1].end]
        second = nearest_group(later, last=False)
        suppliers = suppliers or (after if second or marked else called_on(scene, after) or leading(scene))
        return Roles(suppliers, marked or second or after, [])
    if marked:
        return Roles(suppliers or called_on(scene, marked) or before, marked, [])
    given = bool(suppliers) or "trigger.given" in scene.trigger.rule.tags
    if given or _has(scene):
        return Roles(suppliers, before if given else [], [])
    earlier = (bare_earlier(scene, before) or led(scene, before)) if before else []
    if before and not earlier and scene.grammar.genitive_subject:  # a comma parts the subject: "Oslo, Kiev'i … donattı"
        bare = [item for item in scene.parties if item.mark is None and item.end <= before[0].start]
        owners = [item for item in scene.near({"of"}) if scene.inside(item) and item.end <= before[0].start]
        bare = owners or bare  # "Oslo'nun Kiev'i silahlandırdığını"
        earlier = nearest_group([item for item in bare if item.group != before[0].group], last=True)
    acts = bool(before) and not earlier and _acts(scene, before[-1])
    if earlier or scene.grammar.verb_last:
        return Roles(before, [], []) if acts else Roles(earlier, before, [])
    shares = scene.near({"with"}) if "trigger.sale" in scene.trigger.rule.tags else []
    # Who sells is the subject, with whom the contract is made buys.
    return Roles(before, nearest_group(by_distance(scene, shares), last=False), [])
