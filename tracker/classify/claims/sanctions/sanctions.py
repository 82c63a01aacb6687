"""Sanctions: who imposes them on whom, around the words of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_sanction
from tracker.classify.claims.sanctions.beyond import helped_to_evade, is_matter
from tracker.classify.claims.sanctions.called import asked_to, called_on, called_upon
from tracker.classify.claims.sanctions.drafts import (
    AUTHORITIES,
    SanctionDraft,
    council_tag,
    describes_target,
    join,
    pairs,
    wanting,
)
from tracker.classify.claims.sanctions.exempted import not_exempted, without_opponents
from tracker.classify.claims.sanctions.imposing import sanction_roles
from tracker.classify.claims.sanctions.listings import by_list
from tracker.classify.claims.sanctions.measures import Sides, nearest_to
from tracker.classify.claims.sanctions.mutual import both_ways, in_kind
from tracker.classify.claims.sanctions.seats import dealt_with
from tracker.classify.claims.sanctions.violations import broken
from tracker.classify.claims.sentences.attacks import answering
from tracker.classify.claims.sentences.evading import without_evaded
from tracker.classify.claims.sentences.speech import accused, blamed
from tracker.classify.claims.status.sanction_cues import conditional, sanction_cues
from tracker.classify.claims.status.sanction_status import sanction_status

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.status.status import Status
    from tracker.classify.match import Hit

# How far behind a word of rejecting who rejects stands.
AGENT_REACH = 12
# The tag of words that belong to the theme and say nothing of who sanctions whom ("shadow fleet").
NO_CLAIM = "group.no-claim"
# The tag of longer words around one of these that do.
CLAIM = "group.claim"
# The tag of phrases for sanctions of the whole world ("international sanctions").
NOBODYS = "role.international"
# How far behind sanctions those begin whom a word right behind aims them at.
AIMED_REACH = 12
# How far behind a word of sanctions, its ending between, their owner begins.
OWNER_REACH = 6


def draft_sanctions(reading: Reading) -> list[SanctionDraft]:
    """Return the sanctions that one sentence claims."""
    triggers = [hit for hit in reading.hits if is_sanction(hit)]
    if not any("theme.sanctions" in hit.rule.tags for hit in triggers):
        return []
    telling = [hit for hit in _telling(triggers) if not is_matter(hit, reading)]
    words = [hit for hit in telling if not describes_target(hit, triggers, reading)]
    told = [trigger for trigger in words if not any(_covers(trigger, other) for other in words)]
    drafts = [draft for trigger in told for draft in _drafts_of(reading, trigger, words, triggers)]
    return join(in_kind(both_ways(by_list(drafts, reading), reading), told, reading))


def _telling(triggers: list[Hit]) -> list[Hit]:
    """Return the words of the theme but for those, and what lies in them, that say nothing of who sanctions whom."""
    telling = [hit for hit in triggers if CLAIM in hit.rule.tags]
    silent = [
        hit for hit in triggers
        if NO_CLAIM in hit.rule.tags and not any(_covers(other, hit) for other in telling)
    ]  # fmt: skip
    return [
        hit for hit in triggers
        if "theme.sanctions" in hit.rule.tags and not any(one.start < hit.end and hit.start < one.end for one in silent)
    ]  # fmt: skip


def _drafts_of(reading: Reading, trigger: Hit, words: list[Hit], triggers: list[Hit]) -> list[SanctionDraft]:
    """Return the sanctions that *trigger* tells of, one of the *words* of the theme."""
    reading = answering(without_evaded(reading, trigger), trigger)
    sides = sanction_roles(reading, trigger, triggers)
    cues = sanction_cues(reading, trigger, words, triggers)
    status = conditional(sanction_status(trigger, cues), reading, trigger, cues)
    imposers, targets = _parts(reading, trigger, (status, cues), sides)
    if status.value == "eased" and any("role.exempts" in cue.rule.tags for cue in cues):
        targets = not_exempted(reading, targets)
    if imposers and not reading.grammar.reports and {item.code for item in imposers} == {item.code for item in targets}:
        if not reading.grammar.names_after or any(item.mark != "against" for item in targets):
            return []  # "US sanctions on our country": whose country is not said
        imposers = []  # "unless Moscow yields, sanctions against Moscow": its subject
    shared = reading.grammar.sellers or reading.grammar.genitive_subject
    if shared and not (imposers or targets) and status.value == "rejected":
        bare = {item.code for item in reading.parties if item.mark is None and item.end <= trigger.start}
        if len(bare) > 1:
            return []  # "Tanto Pekín como Moscú rechazaron las sanciones"
    targets = targets or wanting(reading, status, imposers)
    targets = [item for item in targets if not _only_fought(reading, trigger, item, imposers)]
    known = {item.code for item in targets}  # nobody sanctions himself
    imposers = [item for item in imposers if item.code not in known and not blamed(item, trigger, reading)]
    around = [hit for hit in reading.hits if hit.start <= trigger.start < hit.end]
    if any(NOBODYS in hit.rule.tags for hit in around):
        # "resists calls to relax international sanctions": nobody's in particular
        joins = reading.grammar.dative and any("role.joins" in hit.rule.tags for hit in reading.hits)
        imposers = [item for item in imposers if item.code in AUTHORITIES or (joins and item.mark is None)]
        return [draft._replace(shared=True) for draft in pairs(reading, trigger, imposers, targets, status)]
    council = council_tag(around)
    return [draft._replace(council=council) for draft in pairs(reading, trigger, imposers, targets, status)]


def _only_fought(reading: Reading, trigger: Hit, target: PartyMention, imposers: list[PartyMention]) -> bool:
    """Say whether *target* is who is fought or armed, for which others are sanctioned: "the aggression on Ukraine"."""
    world = reading.grammar.world
    if not reading.grammar.by_order or target.code not in world.takers:
        return False
    foes = any(frozenset({item.code, target.code}) in world.enemies for item in imposers)
    beside = target.mark == "against" and 0 <= target.start - trigger.end <= AIMED_REACH
    listed = any(item.group == target.group and item.code != target.code for item in reading.parties)
    return not (foes or beside or listed or target.mark == "from")


def _parts(
    reading: Reading, trigger: Hit, said: tuple[Status, list[Hit]], sides: Sides
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets as status and cues let them stand: who asks, evades or opposes imposes none."""
    (status, cues), (imposers, targets) = said, sides
    asks_before = [cue.start for cue in cues if "cue.sought" in cue.rule.tags and cue.end <= trigger.start]
    asks_behind = reading.grammar.genitive_subject and any("cue.sought" in cue.rule.tags for cue in cues)
    if status.value == "eased" and asks_behind:  # "Şam, yaptırımların kaldırılmasını istedi"
        imposers = [item for item in imposers if item.code in reading.grammar.imposers or item.mark == "from"]
    imposers = called_upon(reading, status.cue, targets) or imposers
    imposers = imposers or (called_on(reading, trigger, targets) if asks_behind else [])
    if status.value == "eased" and asks_before:
        # "Moscow called for the lifting of …": others lift them.
        low = asks_before[0] if reading.grammar.reports else reading.sentence.end  # 敦促土耳其解除…: who is asked does
        known = reading.grammar.imposers
        imposers = [item for item in imposers if item.mark is not None or item.code in known or item.start > low]
    if reading.grammar.cased and status.cue.rule.tags & {"cue.sought", "cue.addressed"}:
        imposers = asked_to(reading, trigger, status.cue, imposers)
    asks = status.value == "eased" and not {item.code for item in imposers} & set(reading.grammar.imposers)
    violated = broken(reading, status, Sides(imposers, targets))
    if violated is not None:
        return violated
    imposers = accused(reading, trigger, status.cue) or imposers
    if "role.self" in status.cue.rule.tags and any(item.mark is None for item in imposers):
        imposers = [item for item in imposers if item.mark is None]  # "will die EU-Sanktionen nicht übernehmen"
    turned = helped_to_evade(reading, trigger, status, sides) or _turned(reading, trigger, status, sides)
    turned = turned or _owned(reading, trigger, status, sides)
    if turned is not None:
        return turned
    described = bool(targets) and all(item.mark == "adjective" for item in targets)
    described = described and (reading.grammar.genitive_subject or reading.grammar.verb_first)
    # "Moscow evades the embargo with tankers from India"
    helped = bool(reading.grammar.cased) and status.value == "evaded" and all(item.mark == "from" for item in targets)
    described = described or (helped and any(item.mark is None for item in imposers))
    asks = asks and bool(imposers)
    if (not targets or described) and (status.value == "evaded" or asks or "role.felt-by" in status.cue.rule.tags):
        authors, evaders = _evaders(reading, trigger, imposers)
        imposers, targets = (authors, evaders) if evaders or not targets else (imposers, targets)
    if reading.grammar.by_order and status.value == "planned" and asks_before:
        # "Kyiv urged the EU to impose sanctions": who asks is not hit.
        targets = [item for item in targets if item.mark is not None or item.start > asks_before[0]]
    if status.value == "rejected" and imposers:
        targets = without_opponents(targets, trigger, status.cue, reading)
    imposers, targets = _opposed(reading, trigger, status, Sides(imposers, targets))
    return _authors(reading, status, imposers), targets


def _opposed(reading: Reading, trigger: Hit, status: Status, sides: Sides) -> Sides:
    """Return *sides* without who opposes sanctions, whosever they are, and whom he backs in another clause (Chinese).

    (中方支持俄方…，反对单边制裁; 伊朗拒绝制裁暂缓期的要求)
    """
    segment, tags = reading.sentence.segment, status.cue.rule.tags
    if not reading.grammar.reports:
        return sides
    if "role.refusal" in tags and not sides.targets:
        return Sides([], [])
    if status.value != "rejected":
        return sides
    own = segment(trigger.start)
    targets = [item for item in sides.targets if item.mark != "to" or segment(item.start) == own]
    if not sides.imposers:  # 峰会反对单边措施: whoever says so is not meant, unless he is known to be under them
        under = reading.grammar.sanctioned
        targets = [
            item for item in targets if item.mark is not None or item.code in under or item.start > trigger.start
        ]
    if targets or "role.self" in tags:
        return Sides(sides.imposers, targets)
    return Sides([item for item in sides.imposers if item.mark is not None], targets)


def _turned(
    reading: Reading, trigger: Hit, status: Status, sides: Sides
) -> tuple[list[PartyMention], list[PartyMention]] | None:
    """Return whose sanctions the subject evades or condemns, and that subject: "Moscú elude las sanciones de Tokio"."""
    authors = sides.imposers if any(item.mark == "of" for item in sides.imposers) else sides.targets
    if (
        not (reading.grammar.sellers or reading.grammar.genitive_subject)
        or not authors
        or any(item.mark != "of" for item in authors)
    ):
        return None
    if authors is sides.imposers and any(item.end <= trigger.start for item in sides.targets):
        return None
    known = {item.code for item in authors}
    turned = reading.grammar.genitive_subject  # "İran'ın Kanada'nın yaptırımlarını delmesine"
    marks = {None, "of"} if turned else {None}
    subject = [
        item for item in reading.parties
        if item.mark in marks and item.end <= min(trigger.start, authors[0].start if turned else trigger.start)
        and item.code not in known
        and item.code not in reading.grammar.imposers
    ]  # fmt: skip
    if status.value == "rejected" or (authors is sides.imposers and sides.targets):
        subject = [item for item in subject if item.code in reading.grammar.sanctioned]
    return (authors, nearest_to(subject, trigger)) if subject and status.value in {"evaded", "rejected"} else None


def _owned(
    reading: Reading, trigger: Hit, status: Status, sides: Sides
) -> tuple[list[PartyMention], list[PartyMention]] | None:
    """Return whose sanctions who evades: "تلتف موسكو على عقوبات طوكيو", where the owner stands right behind them.

    Or condemns, where somebody owns them who is not known to impose any: who condemns them may be a third.
    """
    grammar, text = reading.grammar, reading.sentence.text
    condemned = status.value == "rejected" and not status.cue.rule.tags & {"role.self", "cue.negation"}
    condemned = condemned and not any(item.code in grammar.imposers for item in sides.imposers)
    if not (status.value == "evaded" or condemned) or not (grammar.verb_first or grammar.names_after):
        return None
    if any(item.mark == "against" and item.start >= trigger.end for item in sides.targets):
        return None  # "the Western sanctions on Moscow"
    owners = [
        item for item in reading.parties
        if 0 <= item.start - trigger.end <= OWNER_REACH and len(text[trigger.end : item.start].split()) <= 1
        and item.mark not in {"against", "to"} and item.code not in grammar.sanctioned
        and not (condemned and item.code in grammar.imposers)
    ]  # fmt: skip
    apart = {*grammar.imposers, *(item.code for item in owners)}
    evaders = [
        item for item in reading.parties
        if item.mark in {None, "to"} and item.end <= trigger.start and item.code not in apart
        and not (condemned and item.code not in grammar.sanctioned)
    ]  # fmt: skip
    return (owners, nearest_to(evaders, trigger)) if owners and (evaders or condemned) else None


def _authors(reading: Reading, status: Status, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the *imposers* without who only opposes the sanctions or asks for them."""
    known = reading.grammar.world.imposers
    if status.value == "rejected" and not status.cue.rule.tags & {"role.self", "cue.negation"}:
        # Who opposes sanctions stands where else their author does.
        imposers = [item for item in imposers if item.mark is not None or item.code in known]
        # "a package that was blocked by Hungary"
        imposers = [item for item in imposers if item.code in known or not _agent_of(status.cue, item)]
    felt = "role.felt" in status.cue.rule.tags  # 呼吁摆脱制裁带来的影响
    if felt or (status.value == "planned" and "cue.sought" in status.cue.rule.tags):
        # Who asks for sanctions ("Kyiv demands …") leaves it to others to impose them.
        imposers = [item for item in imposers if item.mark is not None or item.code in reading.grammar.imposers]
    return imposers


def _agent_of(cue: Hit, party: PartyMention) -> bool:
    """Say whether *party* does what *cue* says: right behind it, or between it and *by* (遭斯洛伐克阻挡)."""
    return party.mark == "by" and (0 <= party.start - cue.end <= AGENT_REACH or 0 <= cue.start - party.end <= 1)


def _covers(hit: Hit, other: Hit) -> bool:
    """Say whether *hit* says at length what the word *other* in it says too ("sanctions on", "EU sanctions")."""
    inside = hit.start <= other.start and other.end <= hit.end
    return inside and other.end - other.start < hit.end - hit.start


def _evaders(
    reading: Reading, trigger: Hit, imposers: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets of evaded or eased sanctions: who evades them or wants them gone is the target."""
    imposing = reading.grammar.imposers
    near = [item for item in reading.parties if item.mark in {None, "of", "by", "giver"} and item.code not in imposing]
    near = [item for item in near if not dealt_with(reading, trigger, item)]
    if not near and reading.grammar.sellers:  # "la flotta usata da Minsk per aggirare …"
        used = tuple(reading.grammar.participles)
        near = [item for item in reading.parties if item.mark == "from" and item.end <= trigger.start]
        near = [item for item in near if reading.sentence.last_words(item.start, 2)[:1][0].endswith(used)]
    if reading.grammar.genitive_subject:  # "Minsk'in yaptırımları aşmasına Kırgız bankaları yardım etti"
        near = [item for item in near if item.end <= trigger.start] or near
    if reading.grammar.dative:  # "Der französische Zoll prüft, ob es ein Verstoß ist"
        segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
        near = [item for item in near if item.code in reading.grammar.sanctioned or segment(item.start) == own]
    # "Minsk exigió a Tokio que levante …", "Minsk, Tokyo'dan … istedi"
    asked = {"to"} if reading.grammar.sellers else {"from"} if reading.grammar.genitive_subject else set()
    # "USA niepokoi omijanie sankcji"
    far = [item for item in imposers if item.code not in imposing or (reading.grammar.cased and item.mark is None)]
    return [item for item in imposers if item not in far or item.mark in asked], nearest_to(near, trigger)
