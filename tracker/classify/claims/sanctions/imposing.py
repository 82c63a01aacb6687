"""Who imposes sanctions and at whom they are aimed: parties by their marks, then by the verb and word order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery
from tracker.classify.claims.parties.owners import is_object
from tracker.classify.claims.sanctions.aims import (
    delivered_goods,
    nationals,
    objects_of,
    possessed,
    receivers_meant,
    sent_to,
    with_fellows,
)
from tracker.classify.claims.sanctions.appositions import apposed
from tracker.classify.claims.sanctions.asked import asked_to_impose
from tracker.classify.claims.sanctions.authors import agents, in_council, likened, owners, stays_outside
from tracker.classify.claims.sanctions.beyond import (
    aimed_at,
    barred,
    conditioned,
    controllers,
    menaced,
    struck,
    told_against,
    upon,
)
from tracker.classify.claims.sanctions.described import described, homes
from tracker.classify.claims.sanctions.listings import listed
from tracker.classify.claims.sanctions.measures import (
    Measure,
    Sides,
    before_target,
    clauses_between,
    doing_the_same,
    governs,
    in_reason,
    joining,
    name_agents,
    nearest_to,
    not_meant,
    outside_conditions,
)
from tracker.classify.claims.sanctions.seats import of_others, on_firms, put_beside, seated, threatened, topic
from tracker.classify.claims.sanctions.told import begins_clause
from tracker.classify.claims.sanctions.verbs import bare_sides
from tracker.classify.claims.scenes.declined import declined_parts
from tracker.classify.claims.sentences.speech import without_speakers

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind whose it is a delivery stands.
NOUN_REACH = 3
NO_PART = {"other", "with", "origin", "adjective"}  # the marks of who has no part in a sanction


def sanction_roles(reading: Reading, trigger: Hit, triggers: list[Hit]) -> Sides:
    """Return who imposes the sanctions of *trigger* and who is their target."""
    name_agents(reading)
    reachable = without_speakers(trigger, reading.sentence, _reachable(reading, trigger, triggers), reading.grammar)
    if reading.grammar.reports and begins_clause(reading, trigger):
        # 土耳其表示，制裁俄罗斯的后果…: who says so imposes them only if imposing is known of him
        imposing = reading.grammar.imposers
        reachable = [
            item for item in reachable if item.mark is not None or item.end > trigger.start or item.code in imposing
        ]
    parties, asked = asked_to_impose(reading, trigger, reachable)
    measure = Measure(reading, trigger, triggers, parties)
    if told := barred(measure):
        return told
    objects = [item for item in parties if is_object(reading.sentence.text, item, reading.grammar)]
    sides = _marked(measure, asked)
    if not sides.targets:
        # "who sanctioned Qatar pledged to Turkey …": the object right before its verb
        text, marks = reading.sentence.text, reading.grammar.after_object
        own = [item for item in objects if measure.inside(item)]
        own = [item for item in own if measure.verbal or text[item.end : trigger.start].strip() in marks]
        sides = Sides(sides.imposers, nearest_to(own, trigger))
    imposers, targets = _unmarked(measure, sides)
    imposers = imposers or agents(measure, targets) or owners(measure, targets)
    if targets and not imposers and not reading.grammar.reports:
        # Bulgarian has one word for "of" and "to": "sanctions на the EU against Russia".
        beside = [item for item in measure.beside() if item not in targets]
        behind = [item for item in beside if item.mark == "to" and trigger.end < item.start]
        imposers = nearest_to([item for item in behind if item.code in reading.grammar.world.imposers], trigger)
    targets = targets or nearest_to(objects, trigger)
    imposers, targets = _settled(measure, _by_verb(measure, Sides(imposers, targets)))
    if targets and not imposers and reading.grammar.genitive_subject:
        imposers = owners(measure, targets)  # "Kanada'nın yaptırımları altındaki Minsk"
    targets = targets or seated(measure, imposers)
    targets = targets or struck(measure, imposers) or described(reading, trigger, imposers) or topic(reading, imposers)
    targets = targets or apposed(reading, trigger, imposers) or conditioned(measure, imposers)
    imposers = imposers or in_council(measure, targets)
    imposers = [*imposers, *joining(measure, imposers, targets), *doing_the_same(measure, imposers, targets)]
    near = parties if not reading.grammar.verb_first else [item for item in parties if measure.inside(item)]
    targets = targets or homes(_unsold(reading, trigger, near), trigger, imposers)
    targets = with_fellows(measure, [item for item in targets if not delivered_goods(measure, item)])
    return Sides([item for item in imposers if item not in targets], targets)


def _unsold(reading: Reading, trigger: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without from whom a deed behind the sanctions gets arms, or who helps to evade."""
    marked = bool(reading.grammar.cased) or reading.grammar.asked_between
    hits = [hit for hit in reading.hits if is_delivery(hit) or (marked and "trigger.get" in hit.rule.tags)]
    deeds = [hit.start for hit in hits if trigger.end <= hit.start]
    evaded = marked and any("cue.evaded" in hit.rule.tags for hit in reading.hits)
    parties = [item for item in parties if item.code in reading.grammar.sanctioned] if evaded else parties
    return [item for item in parties if not any(deed < item.start for deed in deeds)]


def _marked(measure: Measure, asked: list[PartyMention]) -> Sides:
    """Return whom a word of direction, a form or a place right beside the sanctions says to impose or to be meant."""
    reading, trigger, parties = measure.reading, measure.trigger, measure.parties
    # "Iranian officials" in a sanctions sentence aims at Iran as much as "Iran" does.
    targets = threatened(measure) or menaced(measure) or told_against(measure) or upon(measure)
    targets = targets or aimed_at(measure) or listed(measure) or possessed(measure) or on_firms(measure)
    against = [item for item in parties if item.mark == "against" and _is_aimed(measure, item)]
    targets = targets or nearest_to([item for item in against if not sent_to(reading, trigger, item)], trigger)
    targets = targets + put_beside(measure, targets) or nationals(reading, trigger, parties)
    targets = targets or seated(measure, asked, counted=True)
    targets = targets or (objects_of(measure) if reading.grammar.after_object else [])
    makers, meant = declined_parts(reading, trigger, parties) if reading.grammar.cased else ([], [])
    targets = targets or meant
    makers = [item for item in makers if item.code not in {one.code for one in targets}]
    return Sides(asked or controllers(measure) or makers or _makers(measure, targets), targets)


def _is_aimed(measure: Measure, party: PartyMention) -> bool:
    """Say whether a word against *party* may be the sanctions': not in "on a US threat of sanctions"."""
    grammar, sentence = measure.grammar, measure.reading.sentence
    number = sentence.segment(party.start)
    if grammar.dative and number > sentence.segment(measure.trigger.end):
        # "Sanktionen für Güter, die als Waffen gegen …": no verb of imposing there
        relative = bool({*sentence.clause(number).split()[:1]} & {*grammar.relatives})
        return not relative or any(sentence.segment(hit.start) == number for hit in measure.verbs)
    if grammar.sellers and measure.verbal and any(
        "theme.sanctions" in hit.rule.tags and measure.trigger.end <= hit.start < party.start
        for hit in measure.triggers
    ):  # fmt: skip
        return False  # "sanctionné une banque pour avoir violé les sanctions contre l'Iran"
    if grammar.sellers and number > sentence.segment(measure.trigger.end):
        return not sentence.clause(number).startswith(tuple(grammar.reasons))  # ", en respuesta al ataque contra …"
    if not (grammar.by_order and measure.trigger.start - party.end > 1):
        return not (of_others(measure, party) or in_reason(measure.reading, measure.trigger, party))
    segment = measure.reading.sentence.segment
    verbs = (hit for hit in measure.verbs if segment(party.start) - segment(hit.start) in {0, 1})
    words = (*verbs, *(hit for hit in measure.triggers if "theme.sanctions" in hit.rule.tags))
    return any(hit.end <= party.start for hit in words)


def _makers(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return whose the sanctions are by an adjective or a compound: "Canadian sanctions", "US-Sanktionen"."""
    named = {"giver", "compound"} if measure.grammar.names_after or governs(measure, targets) else {"giver"}
    owning = [item for item in measure.beside() if item.mark in {"giver", "compound"} and not _arms(measure, item)]
    makers = [item for item in owning if item.code in measure.grammar.imposers or (item.mark in named and targets)]
    return [item for item in makers if item.code not in {one.code for one in targets}]


def _arms(measure: Measure, party: PartyMention) -> bool:
    """Say whether *party* owns a delivery, the reason of the sanctions or what they hurt: "over US arms sales to …"."""
    segment, behind = measure.reading.sentence.segment, party.start >= measure.trigger.end
    near = [hit for hit in measure.reading.hits if is_delivery(hit) and segment(hit.start) == segment(party.start)]
    owned = measure.grammar.names_after and any(hit.end + 1 == party.start for hit in near)  # "صادرات کوبا"
    return party.mark == "giver" and (owned or any(behind and 0 <= hit.start - party.end <= NOUN_REACH for hit in near))


def _acted_on(measure: Measure, party: PartyMention) -> bool:
    """Say whether somebody else acts on the sanctions whose *party* seems to be: "A lifted B's arms embargo"."""
    grammar, place = measure.grammar, measure.trigger.start
    if not grammar.by_order or party.code in grammar.imposers:
        return False
    verbs = [hit for hit in measure.verbs if hit.end <= party.start]
    return any(
        item.mark is None and item.code != party.code and measure.inside(item) and item.end <= verb.start < place
        for item in measure.parties for verb in verbs
    )  # fmt: skip


def _unmarked(measure: Measure, sides: Sides) -> Sides:
    """Take for the target, where no word says whom the sanctions are against, who describes them or is their receiver.

    "Canadian sanctions" are by Canada, "Iranian sanctions" more likely on Iran.
    """
    imposers, targets = sides
    if targets:
        return sides
    grammar, beside = measure.grammar, measure.beside()
    if grammar.cased and (got_round := _got_round(measure)):
        return got_round
    if not imposers and not (grammar.verb_first or grammar.cased):
        imposers = [item for item in beside if item.mark == "giver" and item.code not in grammar.sanctioned]
        imposers = [item for item in imposers if not _arms(measure, item) and not _acted_on(measure, item)]
    targets = [
        item for item in beside
        if item.mark in {"giver", "compound"} and item.code not in grammar.imposers and item not in imposers
        and (item.code in grammar.sanctioned or not grammar.verb_first)
    ]  # fmt: skip
    passive = measure.verbal and any(item.mark == "by" for item in beside)
    if not targets and grammar.dative_target and not passive:
        targets = nearest_to(receivers_meant(measure), measure.trigger)
    return Sides(imposers, targets)


def _got_round(measure: Measure) -> Sides | None:
    """Return whose sanctions, by their adjective, who gets round them: "Белоруссия обходит канадские санкции"."""
    evading = [hit for hit in measure.reading.hits if "cue.evaded" in hit.rule.tags and measure.inside(hit)]
    owning = [item for item in measure.beside() if item.mark == "giver" and item.code not in measure.grammar.sanctioned]
    known = {item.code for item in owning}
    before = [
        item for item in measure.parties
        if evading and item.mark in {None, "to", "of"} and item.end <= evading[0].start and item.code not in known
    ]  # fmt: skip
    return Sides(owning, before[-1:]) if owning and before else None


def _by_verb(measure: Measure, sides: Sides) -> Sides:
    """Give the parties without a mark their part by the verb, where it is still open."""
    subject = measure.grammar.genitive_subject
    free = {None, "of"} if subject or measure.verbal else {None}
    bare = [item for item in measure.parties if item.mark in free and item not in (*sides.imposers, *sides.targets)]
    bare = not_meant(measure, bare, sides.targets)
    if measure.grammar.reports:
        bare = [item for item in outside_conditions(measure, bare) if not _suffers(measure, item)]
    imposers, targets = bare_sides(measure, sides, bare)
    # A mere accusative is no subject: "sankcje za Ukrainę".
    imposers = [item for item in imposers if item.mark is not None or set(item.hit.cases) != {"acc"}]
    if targets and not imposers:
        # Turkish parts the subject from its clause by a comma.
        inside = [item for item in bare if subject or measure.inside(item)]
        if measure.grammar.reports:  # 对俄制裁反噬法国民众: who is named behind imposes nothing
            inside = [item for item in inside if item.end <= measure.trigger.start]
        own = [
            item for item in inside if item.code in measure.grammar.imposers or before_target(measure, item, targets)
        ]
        groups = {item.group for item in own} if measure.grammar.dative else set()
        imposers = nearest_to([item for item in inside if item in own or item.group in groups], measure.trigger)
    return Sides(imposers, targets)


def _suffers(measure: Measure, party: PartyMention) -> bool:
    """Say whether the sanctions are only the cause of what *party* does (挪威农民因对俄制裁而受苦; Chinese)."""
    between = measure.reading.sentence.text[party.end : measure.trigger.start]
    owned = between.endswith(tuple(measure.grammar.belongs))
    return owned and any(word in between for word in measure.grammar.causes)


def _settled(measure: Measure, sides: Sides) -> Sides:
    """Return imposers and targets; who commonly imposes is a target only where a word or the verb says so.

    "Sanctions of the United States" have an author, whatever the grammar made of it.
    """
    imposers, targets = sides
    imposing = measure.grammar.imposers
    authors = [item for item in targets if item.code in imposing and item.mark not in {"against", "to"}]
    authors = [item for item in authors if not _undergoes(measure, imposers, item)]
    if measure.verbal or not authors:
        return sides
    others = [item for item in targets if item not in authors]
    return Sides(imposers or ([] if others else authors), others)


def _undergoes(measure: Measure, imposers: list[PartyMention], party: PartyMention) -> bool:
    """Say whether *party* is hit: "A hit two firms of B with sanctions", "two firms of B were hit with them by A"."""
    segment, place = measure.reading.sentence.segment, measure.trigger.start
    if is_object(measure.reading.sentence.text, party, measure.grammar):
        return True
    under = [hit for hit in measure.triggers if "trigger.sanctioned" in hit.rule.tags and measure.inside(hit)]
    if imposers and measure.grammar.sellers and any(party.end <= hit.start for hit in under):
        return True
    verbs = [hit for hit in measure.verbs if hit.end <= party.start and segment(hit.start) == segment(place)]
    subject = any(item.mark is None and item.end <= verb.start for item in imposers for verb in verbs[:1])
    return subject and party.end <= place and measure.grammar.by_order


def _reachable(reading: Reading, trigger: Hit, triggers: list[Hit]) -> list[PartyMention]:
    """Return the parties of the trigger's segment, and of segments beside it that hold no other trigger."""
    own = reading.sentence.segment(trigger.start)
    nouns = {reading.sentence.segment(hit.start) for hit in triggers if "theme.sanctions" in hit.rule.tags} - {own}
    return [
        item for item in reading.parties
        if item.mark not in NO_PART and reading.sentence.segment(item.start) not in nouns and not likened(reading, item)
        and not stays_outside(reading, item)
        and clauses_between(reading, reading.sentence.segment(item.start), own) <= 2  # noqa: PLR2004 - the clause before and behind
    ]  # fmt: skip
