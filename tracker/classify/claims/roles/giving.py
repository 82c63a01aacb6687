"""Who gives and who gets beside a verb of giving: marks first, then the order of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.approving import behind_the_deed, consenting_state
from tracker.classify.claims.roles.asking import called, for_itself, spoken_to
from tracker.classify.claims.roles.bought import bought_first
from tracker.classify.claims.scenes.nameless import counted_getters, getters_behind, gives_behind, hung_on
from tracker.classify.claims.scenes.nearest import bare_earlier, by_distance
from tracker.classify.claims.scenes.pronouns import meant, resumed, to_pronoun, unmarked
from tracker.classify.claims.scenes.receivers import receivers
from tracker.classify.claims.scenes.reporters import unseizing, without_reporters
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.scenes.subjects import (
    acting,
    buys,
    described_behind,
    helped,
    inverted,
    is_promised,
    led,
    not_told_of,
    other_deed,
    outdone,
    purposed,
    reproaches,
    senders,
    told_of_next,
)
from tracker.classify.claims.scenes.whom import whom
from tracker.classify.claims.status.describing import beaten, users_of, without_buyers

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention

# Parts that a mark gives whatever the trigger; a bare party (None) waits for the word order.
GIVERS = {"from", "by", "giver"}


def give(scene: Scene) -> Roles:
    """*Give to X*; a pronoun that gets stands for somebody named before it ("l'Iran, qui leur livre des drones")."""
    bought = bought_first(scene)
    if bought is not None:
        return bought
    doers = described_behind(scene) if scene.grammar.doing else []
    if not doers and told_of_next(scene):
        scene = scene._replace(parties=[item for item in scene.parties if item.mark is not None])
    if doers:
        others = [item for item in scene.parties if item not in doers and item.mark is not None]
        return _give(scene._replace(parties=others))._replace(suppliers=doers)
    if scene.asks is not None or not to_pronoun(scene):
        roles = unseizing(scene, _give(scene))
        wished = scene.grammar.cased and scene.asks is not None and roles.suppliers and not roles.recipients
        return meant(scene, roles) if wished and to_pronoun(scene) else roles  # "apeluje do Rzymu, by przekazał mu …"
    return meant(scene, _give(unmarked(scene)))


def _subject_before(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return who acts before the verb, unless that carries its object: "دبابات قدمتها دول غربية" (Arabic)."""
    if scene.behind() and scene.trigger_ends(scene.grammar.object_endings):
        return []
    bare = acting(scene) or scene.owner() or purposed(scene) or scene.before(recipients)
    bare = without_reporters(scene, without_buyers(scene, bare))
    return [item for item in bare if scene.inside(item) or not is_promised(scene)]


def _own(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return *suppliers* without those of another clause: "Après avoir vendu des frégates, Rome discute avec Alger"."""
    apart = bool((scene.grammar.hanging and scene.grammar.sellers) or scene.grammar.dative)
    return [item for item in suppliers if not apart or item.mark != "from" or scene.inside(item)]


def _give(scene: Scene) -> Roles:
    """*Give to X*: marks first, then who stands before and behind the verb, then who is asked, decides or speaks."""
    buyers = [item for item in scene.near({"by", "from"}) if buys(scene, item)] if scene.grammar.bought else []
    recipients = without_buyers(scene, not_told_of(scene, receivers(scene)))
    recipients = recipients or whom(scene) or nearest_group(buyers, last=False)
    givers = {"from", "giver"} if "trigger.arrive" in scene.trigger.rule.tags else GIVERS
    passive = scene.passive()
    marked = [item for item in scene.near(set(givers)) if passive or not other_deed(scene, item)]
    marked = [item for item in marked if not (_comes_from(scene, item, passive=passive) or _sells_only(scene, item))]
    marked = [item for item in marked if not (reproaches(scene, item) or _judges(scene, item))]
    suppliers = nearest_group(by_distance(scene, marked), last=False)
    bare_before = _subject_before(scene, recipients)
    suppliers = _own(scene, suppliers) if bare_before and not passive else suppliers
    bare_after = _object(scene, scene.after())
    recipients = recipients or helped(scene)
    suppliers, recipients = _by_order(
        scene, Roles(suppliers, recipients, []), (bare_before, bare_after), passive=passive
    )
    if not recipients and suppliers and scene.grammar.users:
        recipients = users_of(scene, suppliers) or beaten(scene, suppliers) or _thanking(scene, suppliers)
    if not passive:
        suppliers, recipients = spoken_to(scene, suppliers, recipients)
    if not suppliers:
        suppliers = consenting_state(scene) or behind_the_deed(scene, recipients, passive=passive)
        suppliers = suppliers or gives_behind(scene) or hung_on(scene)
    if scene.sought and scene.grammar.genitive_subject:
        suppliers, recipients = called(scene, suppliers, recipients)
        recipients = recipients or for_itself(scene, suppliers)
    if "trigger.arrive" in scene.trigger.rule.tags:
        # "Tanks have arrived in Ukraine": the place is who gets them.
        places = [item for item in scene.near({"to", "other"}) if scene.inside(item)]
        places = [item for item in places if not scene.follows(item, scene.grammar.ways)]
        if scene.grammar.cased:  # "Do Maroka ve válce s …"
            places = [item for item in places if item.mark == "to"] or places
        if scene.grammar.dative:  # "traf … vor dem Gipfel mit Oslo in Riga ein"
            to = [item for item in places if item.mark == "to"]
            places = to or [item for item in places if scene.follows(item, scene.grammar.markets)]
        recipients = nearest_group(by_distance(scene, places), last=False) or recipients
        suppliers = suppliers or senders(scene)
    recipients = recipients or counted_getters(scene) or getters_behind(scene, suppliers)
    if not recipients and scene.grammar.anaphors and not passive:
        recipients = resumed(scene, suppliers)
    return Roles(suppliers, recipients, [])


def _by_order(
    scene: Scene, marked: Roles, bare: tuple[list[PartyMention], list[PartyMention]], *, passive: bool
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give the *bare* parties before and behind the verb the part that those *marked* leave open."""
    suppliers, recipients, _ = marked
    before, after = bare
    # Where words are declined, a comma stands before such a participle.
    parted = scene.grammar.cased and "trigger.arrive" not in scene.trigger.rule.tags
    described = passive and (scene.behind_weapon or parted) and bool(scene.grammar.uses)
    if not suppliers and not passive:
        suppliers, recipients = _bare_givers(scene, before, after, recipients)
    elif before and _outacts(scene, before, suppliers):
        suppliers = before if suppliers[0].mark in {"from", "by"} else suppliers
        recipients = recipients or (after if scene.grammar.cased else [])
    elif passive and not recipients and _undeclined(scene, before):
        recipients = before  # "Мали переданы вертолёты": a name without cases
    elif passive and scene.grammar.cased and recipients and after and _adjoins(scene, after):
        suppliers = suppliers or after  # "arms supplied by the states of the West": a name without case
    elif not recipients and (described or not (passive and (scene.grammar.genitive_subject or scene.grammar.sellers))):
        before = _using(scene, before) if described else _moved_to(scene, before)
        recipients = ([] if described and scene.grammar.sellers else after) or before
    return suppliers, recipients


def _undeclined(scene: Scene, group: list[PartyMention]) -> bool:
    """Say whether *group* opens the clause of what is given with names without cases, where words are declined."""
    if not scene.grammar.cased or scene.weapon_first or "trigger.arrive" in scene.trigger.rule.tags:
        return False
    return bool(group) and all(scene.inside(item) and not item.hit.cases for item in group)


def _using(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    """Return *group* if it uses what was given: "Kyiv fired missiles supplied by …", not "Moscow condemns …"."""
    text, start = scene.sentence.text, scene.trigger.start
    if not group or not any(word in scene.grammar.uses for word in text[group[-1].end : start].split()):
        return _first_user(scene)
    others = [item for item in scene.parties if group[-1].end <= item.start < start and item.mark != "origin"]
    if others:  # "Moscow criticised Kyiv's use of drones supplied by …"
        return others[-1:] if owns(text, others[-1].end, scene.grammar) else _first_user(scene)
    return group


def _first_user(scene: Scene) -> list[PartyMention]:
    """Return whose verb of using stands right behind him: "Russia attacks Ukraine with drones supplied by …"."""
    before = [item for item in scene.parties if item.end <= scene.trigger.start and item.mark != "origin"]
    ends = [item.start for item in before[1:]]
    return [
        item for item, end in zip(before, [*ends, scene.trigger.start], strict=False)
        if item.mark is None and set(scene.grammar.uses) & set(scene.sentence.text[item.end : end].split())
    ][:1]  # fmt: skip


def _comes_from(scene: Scene, party: PartyMention, *, passive: bool) -> bool:
    """Say whether somebody in another clause only comes from there: 来自德国的示威者集会，反对西方….

    Or before the verb's own subject: "reports from A say that B sent …", "experts from A said B sent …".
    """
    if not passive and (outdone(scene, party) or (scene.grammar.genitive_subject and party.mark == "by")):
        return True  # "Minsk, Oslo tarafından silah vermekle suçlandı"
    undergone = tuple(scene.grammar.undergoing)  # 运送的导弹遭以军截获
    seizes = bool(undergone) and scene.sentence.text.endswith(undergone, scene.trigger.end, party.start)
    return seizes or (bool(scene.grammar.reports) and party.mark != "giver" and not scene.inside(party))


def _judges(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* is the agent of a later verb: "Berlin's plan to sell tanks was criticised by Cairo"."""
    if not (scene.grammar.by_order and party.mark == "by" and scene.other_verb(party)):
        return False
    return any(item.end <= scene.trigger.start and scene.inside(item) for item in scene.parties)  # whose plan it is


def _sells_only(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* sells what somebody else then gives (从韩国购买炮弹并转交给乌克兰)."""
    return bool(scene.grammar.reports) and party.mark == "from" and any(
        "trigger.get" in hit.rule.tags and party.end <= hit.start and hit.end <= scene.trigger.start
        for hit in scene.triggers
    )  # fmt: skip


def _thanking(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who thanks the *suppliers* for what they gave him (马里感谢俄罗斯交付战机)."""
    thanks = [cue.start for cue in scene.cues if "cue.thanks" in cue.rule.tags and cue.end <= suppliers[0].start]
    earlier = bare_earlier(scene, suppliers) if thanks else []
    return [item for item in earlier if item.end <= thanks[0]]


def _object(scene: Scene, after: list[PartyMention]) -> list[PartyMention]:
    """Return the bare parties behind the trigger that may be its object: in Chinese only right behind it."""
    return [] if after and scene.grammar.reports and not _adjoins(scene, after) else after


def _moved_to(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return who gets of the *bare* parties before the trigger; in Chinese and Persian nobody where it is passive.

    Nor in English where what is given is the subject of a clause of its own: "A denies that arms were given".
    """
    own = scene.grammar.noun_compounds and scene.weapon_first and bool(bare) and not scene.inside(bare[-1])
    return [] if scene.passive() and (scene.grammar.reports or scene.grammar.names_after or own) else bare


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


def _adjoins(scene: Scene, group: list[PartyMention]) -> bool:
    return group[0].start - scene.trigger.end <= 1


def _bare_givers(  # noqa: PLR0911 - one answer per word order
    scene: Scene, before: list[PartyMention], after: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Word order for a verb of giving with no marked giver."""
    if before:
        if not recipients and after:
            return before, after
        if not recipients and _nameless_acts(scene, before[0]):
            return [], before
        earlier = bare_earlier(scene, before) or led(scene, before)
        if not recipients and earlier and scene.grammar.verb_last:
            return earlier, before
        return before, recipients
    objects = [] if recipients else inverted(scene)
    if objects:
        return after, objects
    if after:
        later = [item for item in scene.near({None}) if item.start > after[-1].end and item.group != after[-1].group]
        if not recipients and later and scene.grammar.verb_first:
            return after, nearest_group(later, last=False)
        if recipients and scene.grammar.reports:
            return [], recipients  # 对乌克兰提供武器无益于…: who is named behind gives nothing
        # Where prepositions mark who gets, a bare party behind the verb gives: "que había prometido Estados Unidos".
        named = scene.grammar.verb_first or scene.grammar.sellers or _subjects(scene, after)
        if recipients or named or _fronted(scene, after[0]):
            return after, recipients
        return [], after
    return [], recipients


def _fronted(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* is the subject behind a verb that follows an adverb: "Insgesamt lieferte Oslo …"."""
    words = scene.sentence.text[scene.sentence.begin(scene.trigger.start) : scene.trigger.start].split()
    return bool(words) and words[0] in scene.grammar.fronted and party.start == scene.trigger.end + 1


def _nameless_acts(scene: Scene, party: PartyMention) -> bool:
    """Say whether somebody without a name gives to *party*: "Viele Staaten haben Riga Panzer zugesagt"."""
    start = scene.sentence.begin(party.start)
    words = scene.sentence.text[start : party.start].split()
    names = scene.grammar.nameless
    return len(words) > 1 and words[-2] in names and words[-1] in {*scene.grammar.actives, *scene.grammar.intending}


def _subjects(scene: Scene, group: list[PartyMention]) -> bool:
    """Say whether bare parties can only be who acts: a language with cases marks who gets by another.

    A name without cases acts behind its object: "эти ракеты поставили США", but "поставила Мали ракеты".
    """
    acts = scene.weapon_first or scene.passive()
    return bool(scene.grammar.cased) and all("nom" in item.hit.cases or (not item.hit.cases and acts) for item in group)
