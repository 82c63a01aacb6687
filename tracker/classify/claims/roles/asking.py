"""Who is asked, called on or warned to give: he gives if somebody else gets, and who asks or warns gives nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.endings import called_to
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.declined import ordered
from tracker.classify.claims.scenes.receivers import places
from tracker.classify.claims.status.demands import asks_leave

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind a word of asking who is asked begins.
ASKED_REACH = 20
# How far behind the deed it calls for a call begins ("göndermesi için baskı yapıyor"), and what calls.
CALL_REACH = 6
CALLS = frozenset({"cue.sought", "cue.transfer-sought"})
# How many words before a word of asking its auxiliary stands: "was repeatedly asked".
PASSIVE_WORDS = 3
# What else a word of asking may be: an order, a permission.
NO_REQUEST = frozenset({"role.order", "cue.agreed"})


def spoken_to(
    scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give who is asked or warned his part, and take theirs from those who ask or warn."""
    if scene.asks is not None and scene.grammar.cased and "role.order" in scene.asks.rule.tags:
        return ordered(scene, scene.asks, suppliers, recipients)
    if scene.asks is not None:
        asked = undergone(scene, scene.asks)
        if asked:
            known = {item.code for item in asked}
            return asked, [item for item in recipients if item.code not in known]
        told = asked_behind(scene, recipients) or _inverted(scene, scene.asks, recipients)
        return told or _asked(scene, scene.asks, suppliers, recipients)
    if scene.reacts is not None and scene.grammar.sellers and suppliers and not _contract(scene, suppliers):
        return _warned(scene, scene.reacts, suppliers, recipients)
    return suppliers, recipients


def undergone(scene: Scene, asks: Hit) -> list[PartyMention]:
    """Return who is asked by nobody named: "Oslo was asked to send …", "Румынию попросили передать …"."""
    grammar, text = scene.grammar, scene.sentence.text
    own = scene.sentence.segment(asks.start)
    before = [
        item for item in scene.parties if item.end <= asks.start and scene.sentence.segment(item.start) == own
    ]  # fmt: skip
    if asks.rule.tags & NO_REQUEST or asks_leave(scene, asks):
        return []
    if grammar.cased and not _is_passive(scene, asks):
        objects = [item for item in before if "acc" in item.hit.cases and "nom" not in item.hit.cases]
        return [item for item in before if objects and item.group == objects[0].group and item.mark is None]
    passive = text.endswith(tuple(grammar.by), 0, asks.start) if grammar.reports else _is_passive(scene, asks)
    marks: set[str | None] = {None, "to"} if grammar.sellers else {None}
    return nearest_group([item for item in before if passive and item.mark in marks], last=True)


def _is_passive(scene: Scene, asks: Hit) -> bool:
    """Say whether a word of asking tells of somebody who is asked: "was asked", "byly požádány", "se le pidió"."""
    said = scene.sentence.text[asks.start : asks.end].split()
    if scene.grammar.by_order and not any(word.endswith(tuple(scene.grammar.pasts)) for word in said):
        return False  # "is putting pressure on"
    words = [*scene.sentence.last_words(asks.start, PASSIVE_WORDS), *said]
    found = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    return bool(found & {*scene.grammar.passives, *scene.grammar.asked_of})


def _contract(scene: Scene, suppliers: list[PartyMention]) -> bool:
    """Say whether one of *suppliers* signs a contract to give: "firmó un contrato para vender …"."""
    reacts, leads = scene.reacts, scene.sentence.last_words(scene.trigger.start, 1)
    if reacts is None or "cue.agreed" not in reacts.rule.tags or len({item.code for item in suppliers}) > 1:
        return False
    return reacts.end <= scene.trigger.start and bool(set(leads) & set(scene.grammar.meant_for))


def _warned(
    scene: Scene, reacts: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A warns B not to give*: who only speaks gives nothing; who is spoken to gives, if somebody else gets."""
    if any(item.mark is not None or item.end > reacts.start for item in suppliers):
        return suppliers, recipients
    between = [item for item in scene.parties if reacts.end <= item.start and item.end <= scene.trigger.start]
    warned = nearest_group([item for item in between if item.mark in {"to", None}], last=False)
    return warned, [item for item in recipients if item not in warned]


def called(
    scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give who is called on his part: the first receiver of two, or the only one, where the subject calls.

    "Almanya'ya, Ukrayna'ya tank vermesi çağrısında bulundu", "Kiev, Berlin'e tank vermesi çağrısında bulundu".
    """
    named = nearest_group(called_to(scene.sentence.text, scene.trigger, scene.parties), last=True)
    if named:
        others = [item for item in recipients if item not in named]
        askers = [item for item in scene.parties if item.mark is None and item.end <= named[0].start]
        return named, others or nearest_group(askers, last=False)
    if not recipients:
        return suppliers, recipients
    known = {item.code for item in recipients}
    to = [item for item in scene.near({"to"}) if scene.inside(item)]
    first = nearest_group(
        [item for item in to if item.code not in known and item.end <= recipients[0].start], last=False
    )
    if first or {item.code for item in to} != known or "trigger.given" in scene.trigger.rule.tags:
        return first or suppliers, recipients
    calls = any(0 <= cue.start - scene.trigger.end <= CALL_REACH and cue.rule.tags & CALLS for cue in scene.cues)
    askers = [item for item in suppliers if item.mark is None and item.end <= recipients[0].start]
    return (recipients, askers) if calls and askers else (suppliers, recipients)


def for_itself(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who asks that *suppliers* give, nobody else being named, and is armed by others ("Kiev, Oslo'nun …")."""
    if not suppliers or suppliers[0].mark != "of" or "trigger.given" in scene.trigger.rule.tags:
        return []
    askers = [item for item in scene.parties if item.mark is None and item.end <= suppliers[0].start]
    return [item for item in nearest_group(askers, last=True) if item.code in scene.grammar.world.takers]


def _asked(
    scene: Scene, asks: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A asks B to give*: who asks gives nothing; who is asked gives, if somebody else gets."""
    askers = [item for item in suppliers if item.mark is None and item.end <= asks.start]
    if asks_leave(scene, asks):
        # "demande à Berlin l'autorisation de livrer": who asks gives.
        if (scene.grammar.cased or scene.grammar.noun_compounds) and not askers:
            askers = nearest_group([item for item in scene.near({None}) if item.end <= asks.start], last=True)
        return askers, [item for item in recipients if not asks.end <= item.start < scene.trigger.start]
    if not suppliers and scene.grammar.sellers:
        return _asked_before(scene, asks, recipients)
    if not askers:
        asked = [item for item in suppliers if asks.end <= item.start and item.end <= scene.trigger.start]
        earlier = _asking(scene, asks)
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
    known = {item.code for item in asked}
    recipients = [
        item for item in recipients if item not in asked and not (item.code in known and item.end <= asks.start)
    ]  # "durante la visita a Berlino": no getter
    if not asked and askers and scene.grammar.sellers:
        asked = _pressed(scene, asks)  # "presiona a Berlín para que envíe …"
    if not asked and "cue.agreed" in asks.rule.tags:
        return suppliers, recipients  # "Berlín autorizó enviar …"
    askers = _getting(scene, asks, askers)
    return nearest_group(asked, last=True), recipients or askers


def _is_object(party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether a receiver may be whom a verb of asking has for its object: "a Brasil", "Brazílii"."""
    return bool(grammar.sellers) or "acc" in party.hit.cases


def _getting(scene: Scene, asks: Hit, askers: list[PartyMention]) -> list[PartyMention]:
    """Return the *askers* that may get what they ask for: not who forbids, nor who demands a stop."""
    if "role.order" in asks.rule.tags and "cue.blocked" in asks.rule.tags:
        return places(scene)  # who forbids gets nothing
    stops = bool(scene.grammar.reports) and any("cue.blocked" in cue.rule.tags for cue in scene.cues)
    return [] if stops else askers  # 德国人士呼吁停止提供武器


def asked_behind(scene: Scene, recipients: list[PartyMention]) -> tuple[list[PartyMention], list[PartyMention]] | None:
    """*Asks A B to give*, the verb first: of two behind it the first asks, the second gives ("طالبت كييف برلين")."""
    asks = scene.asks
    if asks is None or not scene.grammar.verb_first or asks_leave(scene, asks):
        return None
    between = [item for item in scene.parties if asks.end <= item.start and item.end <= scene.trigger.start]
    between = [item for item in between if item.mark is None and scene.inside(item)]
    asking, asked = nearest_group(between, last=False), nearest_group(between, last=True)
    if not asking or asking[0].group == asked[0].group:
        return None
    return asked, [item for item in recipients if item not in between and item.start >= asks.end] or asking


def _inverted(
    scene: Scene, asks: Hit, recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]] | None:
    """*Asks A B to give*, where the subject may follow its verb: "V pondělí vyzval Kyjev Berlín, aby dodal …"."""
    segment, own = scene.sentence.segment, scene.sentence.segment(asks.start)
    main = [item for item in scene.parties if segment(item.start) == own and item.end <= scene.trigger.start]
    main = [item for item in main if item.mark is None or (item.mark == "to" and _is_object(item, scene.grammar))]
    behind = [item for item in main if item.start >= asks.end]
    led = any(item.mark is None and item.end <= asks.start for item in main)
    if led or not behind or behind[0].mark is not None or asks.rule.tags & NO_REQUEST or asks_leave(scene, asks):
        return None
    asking, asked = nearest_group(behind, last=False), nearest_group(behind, last=True)
    if asking[0].group == asked[0].group or asking[0].code == asked[0].code:
        return None
    return asked, [item for item in recipients if item not in main] or asking


def _asking(scene: Scene, asks: Hit) -> list[PartyMention]:
    """Return who stands without a mark before the word of asking, in another clause too ("hopes that B will send")."""
    near = [item for item in scene.near({None}) if item.end <= asks.start]
    if near or not (scene.grammar.noun_compounds or scene.grammar.sellers or scene.grammar.wishes):
        return near
    return [item for item in scene.parties if item.mark is None and item.end <= asks.start]


def _pressed(scene: Scene, asks: Hit) -> list[PartyMention]:
    """Return who stands right behind the word of asking, where the deed has a clause of its own."""
    segment = scene.sentence.segment
    if segment(asks.start) == segment(scene.trigger.start):
        return []
    near = [item for item in scene.parties if 0 <= item.start - asks.end <= ASKED_REACH]
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
