"""Who sells and who buys where a firm wins an order, signs for one or has it placed by a participle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.deals import DEALS, is_partner
from tracker.classify.claims.scenes.scene import Roles, Scene

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit

# The tags of a deal, and of a word that two sign.
SIGNED = DEALS | {"role.bilateral"}
# How far behind a state the name of its firm ends.
FIRM_REACH = 40


def won(scene: Scene) -> Roles | None:
    """Return the roles where somebody wins an order: "Rheinmetall won a contract for tanks from Hungary" sells."""
    place = scene.trigger.start
    if any("role.bought-by" in hit.rule.tags and hit.start == place for hit in (scene.trigger, *scene.triggers)):
        return _bought_by(scene)
    wins = [cue for cue in scene.cues if "role.wins" in cue.rule.tags and cue.start <= scene.trigger.start]
    if wins and scene.grammar.reports:
        return _won_from(scene, wins[0])
    if not wins or "trigger.get" not in scene.trigger.rule.tags:
        return None
    winners = [item for item in scene.parties if item.mark is None and item.end <= wins[0].start and scene.inside(item)]
    marks = {"from", "by", "of", "other"} if scene.grammar.sellers else {"from", "by"}  # "une commande du Pérou"
    buyers = [item for item in scene.near({*marks}) if item.start >= wins[0].end]
    return Roles(nearest_group(winners, last=True), nearest_group(buyers, last=False), [])


def _bought_by(scene: Scene) -> Roles | None:
    """Return who bought by a participle, and where: "die von Riga in Schweden bestellten Haubitzen"."""
    before = [item for item in scene.parties if scene.inside(item) and item.end <= scene.trigger.start]
    buyers = nearest_group([item for item in before if item.mark == "by"], last=True)
    between = [item for item in before if buyers and item.start > buyers[-1].end]
    there = [item for item in between if item.mark == "from" or scene.follows(item, scene.grammar.markets)]
    sellers = there or [item for item in scene.near({"from"}) if scene.inside(item) and item not in buyers]
    return Roles(nearest_group(sellers, last=False), buyers, []) if buyers else None


def firm_sells(scene: Scene) -> Roles | None:
    """Return who sells where a firm of the subject signs: "Britain's BAE Systems signed a contract with Oman"."""
    agreed = any("cue.agreed" in cue.rule.tags and scene.inside(cue) for cue in scene.cues)
    if not agreed or scene.grammar.case_at_end:
        return None
    before = [item for item in scene.parties if item.end <= scene.trigger.start and scene.inside(item)]
    makers = [item for item in before if item.mark not in {"from", "with", "other", "to"} and _has_firm(scene, item)]
    partners = [item for item in scene.parties if makers and item.start > makers[0].end and scene.inside(item)]
    if not before and scene.trigger.rule.tags & SIGNED and _firm_first(scene):
        partners = [item for item in scene.parties if item.start >= scene.trigger.end and scene.inside(item)]
    buyers = [item for item in partners if item.mark in {"from", "with"} or is_partner(scene, item)]
    return Roles(makers[:1], nearest_group(buyers, last=False), []) if buyers else None


def _firm_first(scene: Scene) -> bool:
    """Say whether an arms maker alone stands before the trigger in its clause: "Saab signed a contract with Peru"."""
    words = scene.sentence.text[scene.sentence.begin(scene.trigger.start) : scene.trigger.start].split()
    told = f" {' '.join(words)}"
    return any(f" {firm}" in told for firm in scene.grammar.world.firms)


def exports(scene: Scene) -> Roles | None:
    """Return who gets where a contract to export is signed with him: "Baykar signed an export contract with Kuwait"."""
    if "role.exports" not in scene.trigger.rule.tags:
        return None
    inside = [item for item in scene.parties if scene.inside(item)]
    near = [item for item in inside if item.mark in {"with", "to"} or 0 <= item.start - scene.trigger.end <= 1]
    buyers = nearest_group(near, last=True)
    return Roles([item for item in scene.subject() if item not in buyers], buyers, [])


def _has_firm(scene: Scene, party: PartyMention) -> bool:
    """Say whether the name of an arms maker stands right behind *party*, a noun between ("der britische Konzern …")."""
    words = scene.sentence.text[party.end : party.end + FIRM_REACH].split()
    firms = tuple(scene.grammar.world.firms)
    apart = {*scene.grammar.from_, *scene.grammar.by} if scene.grammar.dative else set()  # "Riga hat bei Saab bestellt"
    return any(" ".join(words[place:]).startswith(firms) and not apart & {*words[:place]} for place in range(3))


def _won_from(scene: Scene, wins: Hit) -> Roles | None:
    """Return the roles where who buys stands between the word of winning and the order (获得匈牙利的坦克订单)."""
    bare = [item for item in scene.parties if item.mark in {None, "to"} and scene.inside(item)]
    winners = nearest_group([item for item in bare if item.end <= wins.start], last=True)
    buyers = nearest_group([item for item in bare if wins.end <= item.start < scene.trigger.start], last=True)
    if "trigger.transfer" in scene.trigger.rule.tags:
        return Roles(winners, buyers, []) if winners and buyers else None
    return Roles([], [], []) if scene.trigger.start == wins.start else None
