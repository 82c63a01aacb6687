"""Who gives and who gets: by the kind of the trigger; an accusation names the giver of the deed that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.accused import (
    accused_together,
    before_deed,
    belongs,
    caseless,
    denying,
    owns,
    rejects,
    suspected,
    unnamed,
    voicing,
)
from tracker.classify.claims.roles.deals import supplies_partner
from tracker.classify.claims.roles.deliveries import delivery
from tracker.classify.claims.roles.equipping import equip
from tracker.classify.claims.roles.firms import exports, firm_sells, won
from tracker.classify.claims.roles.getting import get
from tracker.classify.claims.roles.giving import give
from tracker.classify.claims.roles.paying import paid
from tracker.classify.claims.roles.requests import answered_request
from tracker.classify.claims.scenes.declined import asked_of, requested_by
from tracker.classify.claims.scenes.infinitives import hoping, in_infinitive
from tracker.classify.claims.scenes.pronouns import to_pronoun
from tracker.classify.claims.scenes.reporters import beside_leader
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.subjects import accuses, ordered_by
from tracker.classify.claims.sentences.contracts import asks_before
from tracker.classify.claims.status.promises import permitted

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit

# How far behind accusations their owner stands.
OWNER_REACH = 8


def find_roles(scene: Scene) -> Roles:
    """Give the parties of *scene* their roles for its trigger's kind."""
    tags = scene.trigger.rule.tags
    if scene.accuse is not None and not _speaks_itself(scene):
        return _accused_of_stopping(scene, scene.accuse) or _accused(scene)
    answered = answered_request(scene) or ordered_by(scene) or paid(scene)
    if answered is not None:
        return answered
    if not tags & {"trigger.give", "trigger.equip", "trigger.transfer"}:
        return _by_kind(scene)
    said = (*scene.triggers, *scene.cues)
    called = asks_before(scene.trigger, said, scene.parties, scene.sentence, scene.grammar)
    if called is not None:
        return _called_on(scene, called)
    asker = requested_by(scene)
    if asker:
        triggers = [hit for hit in scene.triggers if "trigger.seek" not in hit.rule.tags]
        granted = _by_kind(_without(asker, scene)._replace(triggers=triggers, sought=False))
        return Roles(granted.suppliers, granted.recipients or asker, granted.speakers)
    asked = asked_of(scene)
    roles = _by_kind(_without(asked, scene))
    getters = roles.recipients or roles.suppliers or (_asking(scene, asked) if asked else [])
    return Roles(asked, getters, roles.speakers) if asked else roles


def _called_on(scene: Scene, call: Hit) -> Roles:
    """*A calls on B to give to C* (Persian): who is called on gives, who calls gets where nobody else does."""
    before = [item for item in scene.parties if item.end <= call.start]
    asked = nearest_group([item for item in before if item.mark == "from"], last=True)
    first = min((item.start for item in asked), default=call.start)
    askers = nearest_group([item for item in before if item.mark is None and item.end <= first], last=True)
    triggers = [hit for hit in scene.triggers if hit is not call]
    others = [item for item in scene.parties if item not in before]
    inner = _by_kind(scene._replace(parties=others, triggers=triggers, sought=False, asks=None))
    getters = inner.recipients or (askers if asked else [])
    return Roles(asked or inner.suppliers, getters, [] if getters == askers else askers)


def _asking(scene: Scene, asked: list[PartyMention]) -> list[PartyMention]:
    """Return who calls on *asked* to give, where it is for himself: "Kijów apeluje do Rzymu, by przekazał mu …"."""
    first = min(item.start for item in asked)
    askers = [item for item in scene.parties if item.mark is None and item.end <= first]
    takers = scene.grammar.world.takers
    return [item for item in nearest_group(askers, last=True) if to_pronoun(scene) or item.code in takers]


def _without(parties: list[PartyMention], scene: Scene) -> Scene:
    """Return *scene* with the other parties only."""
    return scene._replace(parties=[item for item in scene.parties if item not in parties]) if parties else scene


def _accused_behind(scene: Scene) -> Roles | None:
    """*B, whom A accuses of giving to C*, where B stands behind: "C'ye silah vermekle suçladığı B" (Turkish)."""
    cues = [cue for cue in scene.cues if "role.accused-behind" in cue.rule.tags and cue.start >= scene.trigger.end]
    behind = [item for item in scene.parties if cues and cues[0].end <= item.start and scene.inside(item)]
    if not behind:
        return None
    others = [item for item in scene.parties if item.mark == "to"]
    return Roles(nearest_group(behind, last=False), find_roles(scene._replace(parties=others, cues=())).recipients, [])


def _by_kind(scene: Scene) -> Roles:
    roles = _of_kind(scene)
    gives = "trigger.give" in scene.trigger.rule.tags
    return roles._replace(suppliers=beside_leader(scene, roles.suppliers)) if gives else roles


def _of_kind(scene: Scene) -> Roles:
    tags = scene.trigger.rule.tags
    dealt = supplies_partner(scene) if tags & {"trigger.give", "trigger.get"} else None
    dealt = _accused_behind(scene) or exports(scene) or firm_sells(scene) or dealt or won(scene)
    if dealt is not None:
        return dealt
    controlled = in_infinitive(scene) if tags & {"trigger.give", "trigger.equip"} else hoping(scene)
    controlled = controlled or (permitted(scene) if "trigger.give" in tags else None)
    if controlled is not None:
        return controlled
    if "trigger.equip" in tags:
        return equip(scene)
    if "trigger.get" in tags or "trigger.seek" in tags:
        return get(scene)
    if "trigger.transfer" in tags:
        return delivery(scene)
    return give(scene)


def _accused_of_stopping(scene: Scene, accuse: Hit) -> Roles | None:
    """*A accuses B of blocking deliveries to C*: B gives nothing."""
    stops = [cue for cue in scene.cues if "cue.blocked" in cue.rule.tags]
    if scene.grammar.verb_last or not any(accuse.end <= cue.start < scene.trigger.start for cue in stops):
        return None
    stop = next(cue for cue in stops if cue.start >= accuse.end)
    speakers = [item for item in scene.parties if item.end <= stop.start]
    inner = scene._replace(accuse=None, parties=[item for item in scene.parties if item not in speakers])
    return find_roles(inner)._replace(speakers=speakers)


def _accused(scene: Scene) -> Roles:
    """*A accuses B of supplying C*: the last party before the trigger's own words is accused, earlier ones speak."""
    accuse = scene.accuse
    assert accuse is not None  # noqa: S101 - find_roles asked
    if scene.grammar.by_order and " about " in scene.sentence.text[accuse.end : scene.trigger.start]:
        # "accused A of spreading rumours about deliveries of B to C"
        told = [item for item in scene.parties if item.end <= scene.trigger.start and item.mark is None]
        others = [item for item in scene.parties if item not in told]
        return find_roles(scene._replace(accuse=None, parties=others))._replace(speakers=told[:1])
    named = [item for item in scene.parties if item.mark not in {"origin", "adjective"}]
    if scene.grammar.verb_last and scene.grammar.dative:
        named = [item for item in named if item.mark != "other"]  # "wirft A im Streit mit B vor, …"
    head = [item for item in named if item.end <= scene.trigger.start and belongs(scene, item, accuse)]
    if scene.grammar.sellers or rejects(scene, accuse):
        # "Belgrado negó las acusaciones de Moscú de que vende …": whose the accusations are accuses.
        owned = [item for item in head if 0 < item.start - accuse.end <= OWNER_REACH]
        owned = [
            item
            for item in owned
            if scene.grammar.verb_first or item.mark == "of" or caseless(scene, item) or owns(scene, item, accuse)
        ]
        head = [item for item in head if item not in owned]
        scene = scene._replace(parties=[item for item in scene.parties if item not in owned])
    voices = voicing(scene, head, accuse)
    head = [item for item in head if item not in voices]
    after = before_deed(scene, [item for item in head if item.start >= accuse.end], accuse)
    agents = (
        [item for item in named if item.mark in {"by", "from"} and not item.foreign] if scene.grammar.sellers else []
    )
    accusers = [item for item in agents if accuse.end <= item.start and item.end <= scene.trigger.start]
    if accusers:
        return _accused_by(scene, accusers, named)
    accused = after[-1:] or suspected(scene, accuse) or denying(scene)
    accused = accused or ([] if accuses(scene, accuse) else head[-1:])
    if len({item.group for item in after}) == 1 and (
        len({item.group for item in head}) > 1 or (scene.grammar.sellers and after[0].mark == "to")
    ):
        accused = after
    accused = accused_together(scene, accuse, after) or accused
    speakers = [item for item in head if item not in accused]
    if not after and unnamed(scene, accuse):
        accused, speakers = [], accused + speakers
    inner = scene._replace(accuse=None, parties=[item for item in scene.parties if item not in head])
    roles = find_roles(inner)
    if "trigger.get" in scene.trigger.rule.tags:
        return Roles(roles.suppliers, roles.recipients or accused, speakers)
    if accused and roles.suppliers and not roles.recipients:
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
    apart = scene.grammar.continues or scene.grammar.sellers
    if accuse is None or not apart or segment(accuse.start) >= segment(scene.trigger.start):
        return False
    return any(item.mark is None and scene.inside(item) and item.end <= scene.trigger.start for item in scene.parties)
