"""Who imposes and who is meant of the parties without a mark: by the verb of sanctions and the order of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery
from tracker.classify.claims.parties.endings import accusative_at
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.aims import may_be_aimed_at
from tracker.classify.claims.sanctions.beyond import attributive, behind_imposers, of_deed, shut_out
from tracker.classify.claims.sanctions.described import described
from tracker.classify.claims.sanctions.measures import (
    Measure,
    Sides,
    adopts,
    nearest_to,
    notable,
    puts,
    related,
    with_joined,
)
from tracker.classify.claims.sanctions.seats import dealt_with, named_in_reason
from tracker.classify.claims.sanctions.told import announces, taken_up
from tracker.classify.claims.sanctions.undergone import sanctioned, suffers, undergone_verbs
from tracker.classify.claims.scenes.declined import subject_behind
from tracker.classify.claims.scenes.standing import hangs_on
from tracker.classify.claims.sentences.penalties import goes_on_undergoing, sanctioned_before, suffered
from tracker.classify.claims.sentences.speech import drops_subject

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far before such a verb who undergoes it stands.
PASSIVE_REACH = 4
# Verbs whose object is whom the sanctions hit or threaten (German).
OBJECTS = frozenset({"role.upon", "role.threat", "role.hits"})


def bare_sides(measure: Measure, known: Sides, bare: list[PartyMention]) -> Sides:
    """Give parties without a mark their part by the verb: who imposes stands first, who is sanctioned is its object."""
    imposers, targets = known
    reading, trigger, segment = measure.reading, measure.trigger, measure.reading.sentence.segment
    own = segment(trigger.start)
    undergoing = sanctioned_before(reading, trigger) if measure.verbal and suffered(reading, trigger) else []
    if undergoing and not targets:
        return Sides(imposers, undergoing)
    near = [hit for hit in measure.triggers if abs(segment(hit.start) - own) <= 1]
    if reading.grammar.cased:
        near += [hit for hit in measure.triggers if related(reading, own, segment(hit.start))]
    under = [hit for hit in near if "trigger.sanctioned" in hit.rule.tags]
    # "blacklisted a bank for helping Iran evade sanctions", but "Turkey was sanctioned"
    acts = measure.verbal and reading.grammar.by_order and not any(hit.end == trigger.end for hit in under)
    if acts and not targets and goes_on_undergoing(reading, trigger):
        before = [item for item in bare if measure.inside(item) and item.end <= trigger.start]
        return Sides(imposers, nearest_group(before, last=True))
    hit_by = bool(under) or suffers(measure)
    if not targets and not acts and hit_by and not puts(measure):
        return sanctioned(measure, near, imposers, bare)
    verbs = [hit for hit in near if "trigger.impose" in hit.rule.tags and not attributive(measure, hit, targets)]
    undergone = undergone_verbs(reading, verbs)
    if undergone:
        verbs = [hit for hit in verbs if hit not in undergone]
        low = min(hit.start for hit in undergone)
        before = [item for item in bare if 0 <= low - item.end <= PASSIVE_REACH]
        targets = targets or nearest_group(before, last=True)
        bare = [item for item in bare if item not in targets]
    if not verbs:
        return Sides(imposers or _subject(reading, trigger, bare), targets)
    verb = min(verbs, key=lambda hit: (abs(segment(hit.start) - own), announces(measure, hit)))
    if shut_out(measure, verb):
        return Sides(imposers, targets or nearest_group([item for item in bare if measure.inside(item)], last=False))
    return _around(measure, verb, Sides(imposers, targets), bare)


def _around(measure: Measure, verb: Hit, known: Sides, bare: list[PartyMention]) -> Sides:
    """Give parties without a mark their part by where they stand beside the *verb* of imposing."""
    reading, (imposers, targets) = measure.reading, known
    first, free = _first(reading, verb, bare)
    objects = [item for item in first if accusative_at(reading.sentence.text, item.end)]
    if (objects and reading.grammar.genitive_subject) or _passive(reading, verb):  # "Kahire'yi yaptırımla tehdit etti"
        return Sides(imposers, targets or first)
    if not imposers:
        imposers = (
            first
            or hangs_on(reading.sentence, verb, bare, reading.grammar)
            or _later(measure, verb, (bare, free), targets)
        )
    if targets:
        return Sides(imposers, targets)
    # Who backs or adopts the sanctions of another is not their target.
    follows = "role.follows" in verb.rule.tags and reading.grammar.dative
    owned = {"of", "compound"} if follows else {"of"}  # "wenn sich Oslo den EU-Sanktionen anschließt"
    backers = first if imposers and imposers[0].mark in owned else []
    rest = [
        item for item in free
        if item not in [*imposers, *backers] and (imposers or item.code not in reading.grammar.world.imposers)
    ]  # fmt: skip
    if reading.grammar.cased:
        # No nominative is hit: "the minister of Germany called the sanctions wrong".
        rest = [item for item in rest if not item.hit.cases or "acc" in item.hit.cases]
    return _under(measure, Sides(imposers, _bare_targets(measure, verb, imposers, rest)))


def _first(reading: Reading, verb: Hit, bare: list[PartyMention]) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return the subject before *verb*, and all of *bare* who may be its subject or object."""
    grammar, segment = reading.grammar, reading.sentence.segment
    if "role.imposer" in verb.rule.tags:
        # Whoever announces or considers sanctions imposes them only if imposing is known of him.
        bare = [item for item in bare if item.code in grammar.imposers]
    subjects = bare
    if not grammar.genitive_subject:  # Turkish parts the subject from its clause by a comma
        near_verb = [item for item in bare if segment(item.start) == segment(verb.start)]
        if not near_verb and "role.follows" in verb.rule.tags:  # "hat nicht vor, sich den Sanktionen anzuschließen"
            near_verb = [item for item in bare if segment(item.start) == segment(verb.start) - 1]
        subjects = (
            near_verb
            or taken_up(reading, verb, bare)
            or [item for item in bare if item.code in grammar.imposers and (item.code != "UN" or adopts(reading, item))]
        )
        bare = near_verb or notable(reading, bare)
    # The subject stands first where verbs wait for the end of the clause, else right before its verb.
    before = [item for item in subjects if item.start < verb.start]
    between = reading.sentence.text[before[0].end : before[-1].start] if before else ""
    last = not grammar.verb_last and not any(word in between for word in grammar.objects_before)
    if grammar.objects_before or grammar.names_after:
        known = {item.group for item in before if item.code in grammar.imposers}
        before = [item for item in before if item.group in known] or before
    return nearest_group(before, last=last), bare


def _later(
    measure: Measure, verb: Hit, parties: tuple[list[PartyMention], list[PartyMention]], targets: list[PartyMention]
) -> list[PartyMention]:
    """Return the subject behind *verb*, or before it all where the clause has none of its own."""
    reading, trigger, grammar = measure.reading, measure.trigger, measure.grammar
    bare, free = parties
    after = [item for item in free if item.start >= verb.end]
    known = {item.code for item in targets}
    others = [item for item in after if item.code not in known]
    if grammar.sellers:  # "Après la levée des sanctions contre la Syrie, l'Iran espère …": of another clause
        others = [item for item in others if item.code in grammar.imposers or measure.inside(item)]
    # "فرضت كندا حظرا على …": who stands right behind a verb that comes first is its subject
    beside = verb.end + 3 if grammar.verb_first else 0
    if grammar.dative and not verb.rule.tags & OBJECTS:
        beside = verb.end + 1  # "nach dem Putsch verhängte Kanada Sanktionen", but "droht Kanada", "belegte Kanada mit"
    subject = [
        item for item in after if item.start < trigger.start and (item.code in grammar.imposers or item.start <= beside)
    ]
    if grammar.reports:  # 因制裁俄罗斯…，美国却…: a subject stands before
        others = subject
    found = nearest_group(others if targets else subject, last=False)
    if found:
        return found
    start = reading.sentence.begin(trigger.start)
    begins = reading.sentence.text[start : trigger.end].lstrip(" ，：")
    if grammar.reports and drops_subject(begins, grammar):
        found = nearest_group([item for item in bare if item.start < verb.start and item.code not in known], last=True)
    verbs = [verb, *filter(measure.inside, measure.verbs)] if grammar.cased else []
    return found or next(filter(None, (subject_behind(reading, hit, others) for hit in verbs)), [])


def _bare_targets(
    measure: Measure, verb: Hit, imposers: list[PartyMention], rest: list[PartyMention]
) -> list[PartyMention]:
    """Return who is sanctioned of those without a mark and those that a receiver's mark may mean."""
    reading, trigger, grammar = measure.reading, measure.trigger, measure.grammar
    if not grammar.genitive_subject and not measure.verbal:
        rest = [
            item for item in rest
            if item.start < trigger.start or item.code in grammar.sanctioned or measure.inside(item)
        ]  # fmt: skip
    rest = behind_imposers(measure, rest, imposers) if grammar.reports and imposers else rest
    rest = [item for item in rest if not (_goes_on(reading, trigger, item) or of_deed(reading, trigger, item))]
    rest = [item for item in rest if not dealt_with(reading, trigger, item)]
    if grammar.dative and not measure.verbal and verb.end + 1 == trigger.start:
        rest = []  # "damit Oslo nicht zur Umgehung der von der EU verhängten Sanktionen …": it only describes
    # "sanctioned a Turkish firm for sending drones to Russia": the nearer adjective says whom.
    aimed = [item for item in reading.parties if may_be_aimed_at(reading, trigger, item)]
    apart = grammar.genitive_subject and not any(measure.inside(item) for item in aimed)
    nearer = (apart or not grammar.verb_last) and described(reading, trigger, imposers)
    if grammar.adjective_after:
        aimed = [item for item in aimed if _behind(reading, trigger, verb, item)]
    if measure.verbal and grammar.adjective_after:
        # "sanctionné l'armée rwandaise pour son soutien au M23": the object stands first.
        behind = [item for item in [*aimed, *rest, *(nearer or [])] if item.start >= trigger.end]
        if behind:
            return with_joined(measure, nearest_group(sorted(behind, key=lambda item: item.start), last=False))
    if measure.verbal and grammar.by_order:
        rest, aimed = _no_reason(measure, rest), _no_reason(measure, aimed)
    to = [] if nearer else nearest_to(aimed, trigger)
    return to or nearest_group(rest, last=False) or nearer or []


def _no_reason(measure: Measure, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without those of the reason: "blacklisted a bank for helping Iran"."""
    text, end = measure.reading.sentence.text, measure.trigger.end
    words = [f" {word}" for word in measure.grammar.reasons]
    return [item for item in parties if not any(word in text[end : item.start] for word in words)]


def _goes_on(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether another deed begins between the sanctions and *party* (解除制裁以及确保美国不再…; Chinese)."""
    grammar, text = reading.grammar, reading.sentence.text
    words = [*grammar.continues, *(word for word in grammar.joins if len(word) > 1)] if grammar.reports else []
    return any(word in text[trigger.end : party.start] for word in words)


def _behind(reading: Reading, trigger: Hit, verb: Hit, party: PartyMention) -> bool:
    """Say whether *party* stands behind the sanctions or their verb, and no transfer between them claims it."""
    low, segment = min(trigger.start, verb.start), reading.sentence.segment
    if reading.grammar.sellers and segment(party.start) > max(segment(trigger.start), segment(verb.start)):
        return False
    if reading.grammar.sellers and named_in_reason(reading, trigger, party):
        return False
    delivered = (is_delivery(hit) and trigger.end <= hit.start < party.start for hit in reading.hits)
    return low < party.start and not any(delivered) and not dealt_with(reading, trigger, party)


def _under(measure: Measure, sides: Sides) -> Sides:
    """Take the subject that is commonly under sanctions for their target, where nobody else is."""
    imposers, targets = sides
    if not measure.grammar.adjective_after or measure.verbal:
        return sides
    under = [item for item in imposers if item.mark is None and item.code in measure.grammar.sanctioned]
    if any("cue.imposed" in hit.rule.tags and measure.inside(hit) for hit in measure.reading.hits):
        return sides  # "Moscow has extended its embargo on European fruit"
    if measure.grammar.verb_first:  # "فرضت روسيا عقوبات": the subject right behind its verb
        verbs = {hit.end + 1 for hit in measure.verbs}
        under = [item for item in under if item.start not in verbs]
    if not under or targets or len(under) != len(imposers):
        return sides
    # "Moscow imposed sanctions on 200 American senators"
    return sides if described(measure.reading, measure.trigger, imposers) else Sides([], under)


def _passive(reading: Reading, verb: Hit) -> bool:
    """Say whether the verb's subject is who is sanctioned ("Russland wurde mit Sanktionen belegt")."""
    grammar = reading.grammar
    if not grammar.verb_last or not grammar.passives or "role.upon" not in verb.rule.tags:
        return False
    number = reading.sentence.segment(verb.start)
    words = reading.sentence.clause(number).split()
    return any(word in grammar.passives for word in words) and not any(word in grammar.actives for word in words)


def _subject(reading: Reading, trigger: Hit, bare: list[PartyMention]) -> list[PartyMention]:
    """Return who commonly imposes sanctions and stands bare before them in their clause, whatever its verb."""
    own = reading.sentence.segment(trigger.start)
    before = [
        item for item in bare
        if item.code in reading.grammar.imposers and item.end <= trigger.start
        and reading.sentence.segment(item.start) == own
    ]  # fmt: skip
    return nearest_group(before, last=False) if reading.grammar.adjective_after or reading.grammar.cased else []
