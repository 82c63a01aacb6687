"""Whose those are that sanctions are on: where they have their seat (Turkish), who is put on a list, or the topic."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.aiming import counted_on
from tracker.classify.claims.parties.datives import TO_WHOM
from tracker.classify.claims.parties.endings import COUNTED_DATIVE, OBJECT
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import WORD_REACH

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.measures import Measure
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words behind its seat the object of sanctions ends, and in how many clauses.
SEAT_WORDS = 7
SEAT_CLAUSES = 2
# How many words a word of direction, a number and the people or firms before their adjective are.
FIRM_WORDS = 5
# How far behind sanctions on a receiver, the word of direction and an article between, he stands.
RECEIVER_REACH = 9
# How many words stand at least between a word of reason and who is named in the reason.
REASON_WORDS = 2
# How many words stand before a state that an office belongs to, and the word before its article.
OFFICE_WORDS = 4


def seated(measure: Measure, imposers: list[PartyMention], *, counted: bool = False) -> list[PartyMention]:
    """Return where those are who are sanctioned: "Belarus merkezli 12 şirkete", "Küba'daki iki generale".

    *counted*: only where they are many, and the word for them stands right before the sanctions or ends its clause.
    """
    reading, trigger, grammar = measure.reading, measure.trigger, measure.grammar
    text, segment, around = reading.sentence.text, reading.sentence.segment, reading.sentence.around
    words, known = set(grammar.based), {item.code for item in imposers}
    seats = [
        item for item in reading.parties
        if item.mark == "other" and item.code not in known and item.end <= trigger.start
        and segment(trigger.start) - segment(item.start) <= SEAT_CLAUSES
        and (
            words & set(text[item.end : item.end + WORD_REACH].split()[:1])
            or text.startswith(tuple(grammar.seats), item.end)
        )
        and any(OBJECT.search(word) for word in text[item.end : trigger.start].split()[:SEAT_WORDS])
        and not (counted and not COUNTED_DATIVE.search(text[item.end : min(trigger.start, around(item.start)[1])]))
    ]  # fmt: skip
    groups = {item.group for item in seats[-1:] if not (counted and item.code in grammar.imposers)}
    return [item for item in reading.parties if item.group in groups]


def of_others(measure: Measure, party: PartyMention) -> bool:
    """Say whether *party* is the target of sanctions named before, where words are declined: "… on A in reply to"."""
    own = measure.trigger
    return (
        bool(measure.grammar.cased)
        and own.start - party.end > 1
        and any(
            "theme.sanctions" in hit.rule.tags
            and hit.end <= party.start
            and measure.inside(hit)
            and measure.inside(party)
            for hit in measure.triggers
        )
    )


def threatened(measure: Measure) -> list[PartyMention]:
    """Return whom a threat leads to in the dative, where words are declined: "grożą Chinom sankcjami"."""
    if not measure.grammar.cased:
        return []
    hits = [hit for hit in measure.reading.hits if measure.inside(hit)]
    spoken = {hit.start for hit in hits if TO_WHOM in hit.rule.tags}  # "предложение Еврокомиссии предусматривает …"
    threats = [hit for hit in hits if "cue.sanction-planned" in hit.rule.tags and hit.start in spoken]
    return nearest_group(
        [
            item for item in measure.parties
            if item.mark in {"to", "of"} and "dat" in item.hit.cases and measure.inside(item)
            and any(0 <= item.start - hit.end <= 1 or 0 <= hit.start - item.end <= 1 for hit in threats)
        ],
        last=False,
    )  # fmt: skip


def put_on_list(reading: Reading, trigger: Hit, known: set[str]) -> list[PartyMention]:
    """Return who stands between the verb and the list: "внесли индийскую компанию в санкционный список"."""
    if not reading.grammar.cased:
        return []
    segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
    verbs = [
        hit for hit in reading.hits
        if "trigger.impose" in hit.rule.tags and hit.end <= trigger.start and segment(hit.start) == own
    ]  # fmt: skip
    if not verbs:
        return []
    named = [
        item for item in reading.parties
        if item.mark in {"adjective", "origin", "of"} and item.code not in known
        and segment(item.start) == own and item.start < trigger.start
    ]  # fmt: skip
    described = [item for item in named if item.mark != "of"]
    listed = [item for item in named if verbs[-1].end <= item.start]
    passive = reading.sentence.text[verbs[-1].start : verbs[-1].end].endswith(tuple(reading.grammar.participles))
    # "Turecki armator został skreślony z listy"
    return listed or ([item for item in described if item.end <= verbs[-1].start][:1] if passive else [])


def topic(reading: Reading, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state that a headline puts before a colon: "Iran: EU adopts new sanctions"."""
    first = next(iter(reading.parties), None)
    if first is None or not imposers or first.code in {item.code for item in imposers}:
        return []
    if first.hit.rule.role == "institutions":
        return []  # "Bundesregierung: …" only says so
    return [first] if reading.sentence.text[first.end : first.end + 2].lstrip().startswith(":") else []


def subject_listed(reading: Reading, trigger: Hit) -> int | None:
    """Return where the word stands by which a subject gets onto a list, or off it: "турецкая фирма исключена из …"."""
    segment = reading.sentence.segment
    places = [
        hit.start for hit in reading.hits
        if hit.rule.tags & {"trigger.sanctioned", "role.unlisted"} and hit.end <= trigger.end
        and segment(hit.start) == segment(trigger.start)
    ]  # fmt: skip
    return places[0] if places and reading.grammar.cased else None


def is_threatened(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a bare dative is who is threatened ("droht der Türkei mit Sanktionen"), not somebody's partner."""
    segment = reading.sentence.segment
    own = {segment(trigger.start), segment(party.start)}
    if any("role.threat" in hit.rule.tags and segment(hit.start) in own for hit in reading.hits):
        return True
    before = reading.sentence.text[max(reading.sentence.start, party.start - 16) : party.start].split()
    return any(word in reading.grammar.to and word not in reading.grammar.not_target for word in before[-2:])


def put_beside(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return who is put on a list of sanctions against the *targets* (将三家中国企业列入对俄制裁名单).

    So are those whom the list of the targets counts, too (对三名俄罗斯官员和两家中国公司实施制裁).
    """
    if not targets or not measure.grammar.objects_before:
        return []
    first, low, grammar = targets[0], measure.reading.sentence.text, measure.grammar
    aimed = [item for item in measure.parties if item.mark == "against" and measure.inside(item)]
    links = [{one.code, other.code} for one, other in pairwise(aimed) if counted_on(low, one, other, grammar)]
    listed = {item.code for item in targets}
    for link in (*links, *reversed(links)):
        listed |= link if link & listed else set()
    return [
        item for item in aimed
        if item not in targets and (item.code in listed or any(
            item.end <= verb.start and (first.end <= item.start or verb.end <= first.start) for verb in measure.verbs
        ))
    ]  # fmt: skip


def on_firms(measure: Measure) -> list[PartyMention]:
    """Return whose firms or people are the receivers of sanctions: "des sanctions aux entreprises américaines"."""
    grammar, text, end = measure.grammar, measure.reading.sentence.text, measure.trigger.end
    if not grammar.sellers or measure.verbal:
        return []
    found = []
    for item in measure.parties:
        words = text[end : item.start].split() if item.start > end else []
        led = 1 < len(words) <= FIRM_WORDS and words[0] in grammar.to and words[-1] in grammar.persons
        if led and item.hit.rule.role == "adjectives" and measure.inside(item):
            found.append(item)
    first = nearest_group(found, last=False)
    for item in first:
        item.mark = "against"
    return first


def dealt_with(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether who evades the sanctions only deals with *party*: "contourne les sanctions et livre du brut à …"."""
    segment = reading.sentence.segment
    evaded = any(
        "cue.evaded" in hit.rule.tags and hit.end <= trigger.start and segment(hit.start) == segment(trigger.start)
        for hit in reading.hits
    )
    return bool(reading.grammar.sellers) and evaded and party.start - trigger.end > RECEIVER_REACH


def is_listed(measure: Measure, party: PartyMention) -> bool:
    """Say whether an article makes an office of *party* the object: "den Präsidenten von Peru", not "an den …"."""
    words = measure.reading.sentence.text[: party.start].split()[-OFFICE_WORDS:]
    article = next((place for place in range(len(words) - 1, 0, -1) if words[place] in measure.grammar.dative), None)
    return party.mark == "to" and article is not None and words[article - 1] not in measure.grammar.to


def named_in_reason(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether *party* stands in what the sanctions are for: "un embargo en raison de la guerre au Yémen"."""
    between = reading.sentence.text[trigger.end : party.start]
    starts = [between.rfind(f" {word}") + len(word) + 1 for word in reading.grammar.reasons if f" {word}" in between]
    return any(len(between[start:].split()) >= REASON_WORDS for start in starts)
