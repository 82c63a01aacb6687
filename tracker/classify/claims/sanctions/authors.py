"""Who imposes sanctions by a mark: an agent ("imposed by the EU"), a genitive, or whose decision it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.endings import OWNED as OWNED_NOUN
from tracker.classify.claims.sanctions.measures import Measure, imposes_itself, in_reason, joined_by, nearest_to, sends
from tracker.classify.claims.scenes.declined import OWNED

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a participle of imposing its agent stands.
AGENT_REACH = 24
# How far behind a participle of rejecting who rejects stands, with "by" and an article.
SPOKEN_REACH = 8
# How far before a verb of imposing its owner ends: only "to" or "for" stands between.
DECISION_REACH = 6
# How many words of an office stand behind its state.
OFFICE_WORDS = 3
# How many words say what of a state sanctions are on.
AIMED_WORDS = 6
# Who votes on sanctions in sittings that others speak at too.
COUNCIL = "UN"


def agents(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return who acts by a mark: "imposed by the EU", "sanctions from Washington"."""
    grammar = measure.grammar
    # "les importations occidentales" are by the West, the sanctions are not.
    agents = [
        item for item in measure.parties
        if item.mark in {"by", "from"} and not (grammar.cased and item.foreign)
        and not (item.hit.rule.role == "adjectives" and grammar.adjective_after and not _office(measure, item))
    ]  # fmt: skip
    agents = [item for item in agents if item.mark == "by" or (measure.inside(item) and not _home(measure, item))]
    if grammar.sellers:
        # "les sanctions critiquées par Riga": who only speaks of them
        spoken = [hit.end for hit in measure.reading.hits if "cue.rejected" in hit.rule.tags]
        agents = [item for item in agents if not any(0 < item.start - end <= SPOKEN_REACH for end in spoken)]
    if grammar.sellers and not measure.verbal:
        # "l'invasion par la Russie a valu des sanctions": what stands before a noun acts in another deed.
        agents = [
            item
            for item in agents
            if item.mark != "by" or item.start > measure.trigger.start or item.code not in grammar.sanctioned
        ]
    if grammar.cased:
        near = measure.beside()
        agents = [item for item in agents if item in near or item.mark == "by"]
        agents = [item for item in agents if item.mark != "by" or not _is_reason(measure, item)]
        agents = [item for item in agents if item.mark != "by" or imposes_itself(measure, item)]
        agents = [item for item in agents if item.mark != "by" or not sends(measure, item)]
    if grammar.dative and not any(measure.inside(hit) for hit in measure.verbs):
        # "die Sanktionen wirken und das Geld kann von Minsk nicht genutzt werden"
        agents = [item for item in agents if item.mark != "by" or item.code not in grammar.sanctioned]
    # "on 200 people from Russia": who is said to come from there imposes nothing.
    known = {item.code for item in targets}
    named = any(_acts(measure, item) and item.code in grammar.imposers for item in measure.parties)
    aimed = bool(targets) and not grammar.genitive_subject
    agents = [
        item for item in agents
        if (item.mark == "by" and not (named and grammar.sellers and not measure.inside(item)))
        or (not named and (aimed or item.code in grammar.imposers or _asked_of(measure)))
        or (not named and _hands_on(measure, item, targets))
    ]  # fmt: skip
    return nearest_to([item for item in agents if item.code not in known], measure.trigger)


def _home(measure: Measure, party: PartyMention) -> bool:
    """Say whether firms and people come "from" *party*, whom somebody else hits with sanctions: "firmy z Niemiec"."""
    grammar, trigger = measure.grammar, measure.trigger
    words = tuple(f" {word} " for word in (*grammar.cased, *grammar.from_) if grammar.cased)
    if party.mark != "from" or party.start - trigger.end <= 1 or not words:
        return False
    verbs = [hit.start for hit in measure.verbs if hit.start <= trigger.start and measure.inside(hit)]
    acting = [item for item in measure.parties if _acts(measure, item) and item.code != party.code]
    led = measure.reading.sentence.text.endswith(words, 0, party.start)
    return led and any(item.end <= verb for item in acting for verb in verbs)


def _asked_of(measure: Measure) -> bool:
    """Say whether the sanctions are asked of who is named "from": "Japonya'dan … yaptırım uygulamasını istedi"."""
    place, grammar = measure.trigger.end, measure.grammar
    asks = (hit for hit in measure.reading.hits if "cue.sought" in hit.rule.tags and hit.start >= place)
    return grammar.genitive_subject and any(measure.inside(hit) for hit in asks)


def _hands_on(measure: Measure, party: PartyMention, targets: list[PartyMention]) -> bool:
    """Say whether target and sanctions stand right behind *party*: "Oslo'dan Minsk'e yeni yaptırım" (Turkish)."""
    text, grammar = measure.reading.sentence.text, measure.grammar
    behind = [item for item in targets if item.start > party.end]
    if not grammar.genitive_subject or not behind or len(text[party.end : behind[0].start].split()) > 1:
        return False
    words = text[behind[0].end : measure.trigger.start].split()
    return len(words) <= AIMED_WORDS and not any(word.endswith(tuple(grammar.doing)) for word in words)


def _office(measure: Measure, party: PartyMention) -> bool:
    """Say whether an adjective, or the first one of its list, stands behind an office: "par les autorités russes"."""
    first = min(item.start for item in measure.parties if item.group == party.group)
    return any(
        "group.state" in hit.rule.tags and "group.entity" not in hit.rule.tags and 0 <= first - hit.end <= 1
        for hit in measure.reading.hits
    )


def _is_reason(measure: Measure, party: PartyMention) -> bool:
    """Say whether "przez" before *party* means because of, beside a verb of imposing with a subject of its own."""
    text, segment = measure.reading.sentence.text, measure.reading.sentence.segment
    before = text[max(0, party.start - AGENT_REACH) : party.start]
    if not any(f"{word} " in before for word in measure.grammar.ways):
        return False
    own = segment(measure.trigger.start)
    verbs = [hit for hit in measure.verbs if segment(hit.start) == own]
    return any(text[hit.start : hit.end].endswith(tuple(measure.grammar.acted)) for hit in verbs)


def _acts(measure: Measure, party: PartyMention) -> bool:
    """Say whether *party* stands bare before the sanctions in their clause: "the US … on firms from the EU"."""
    return party.mark is None and party.end <= measure.trigger.start and measure.inside(party)


def likened(reading: Reading, party: PartyMention) -> bool:
    """Say whether the subject does as *party* does: "Wie viele andere Länder des Westens hat Kanada …"."""
    segment, text = reading.sentence.segment, reading.sentence.text
    first = min(item.start for item in reading.parties if item.group == party.group)
    start = reading.sentence.begin(first)
    if party.mark is not None or not f" {text[start:first]}".endswith(
        tuple(f" {word} " for word in reading.grammar.alike)
    ):
        return False
    others = (item for item in reading.parties if item.mark is None and item.group != party.group)
    return any(segment(item.start) == segment(party.start) for item in others)


def stays_outside(reading: Reading, party: PartyMention) -> bool:
    """Say whether *party* is who stays out of the sanctions of others: "Сербия не присоединится к санкциям …"."""
    segment = reading.sentence.segment
    return party.mark is None and any(
        "role.outside" in hit.rule.tags and party.end <= hit.start and segment(hit.start) == segment(party.start)
        for hit in reading.hits
    )


def in_council(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return the body in which sanctions on *targets* are voted on: "Im UN-Sicherheitsrat fand ein Embargo …"."""
    if not measure.grammar.twofold or not targets:
        return []
    words = tuple(f" {word} " for word in (*measure.grammar.markets, *measure.grammar.dative))
    text, start = measure.reading.sentence.text, measure.reading.sentence.start
    return [
        item for item in measure.reading.parties
        if item.code == COUNCIL and item.mark in {"other", "to"} and measure.inside(item)
        and f" {text[start : item.start]}".endswith(words)
    ]  # fmt: skip


def owners(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return whose the sanctions are by a genitive: "the sanctions of the EU"; a verb has no author in a genitive."""
    reading, trigger, grammar = measure.reading, measure.trigger, measure.grammar
    subject = grammar.genitive_subject
    if measure.verbal:  # "sanctioned des banques"
        return []
    deciding = _deciding(measure)
    if deciding:
        return deciding
    of = [item for item in measure.beside() if item.mark == "of"]
    of = [
        item for item in of  # "Oslos Sanktionen gegen …"
        if (item.start < trigger.start) == subject or (grammar.dative and item.end + 1 == trigger.start)
    ]  # fmt: skip
    of = [item for item in of if measure.inside(item) and not sends(measure, item)]
    of = [item for item in of if not in_reason(reading, trigger, item) and not _hit_by(measure, item)]
    if grammar.cased and OWNED in trigger.rule.tags:  # "блокування активів … Росії"
        of = [item for item in of if item.code in grammar.imposers and item.code not in grammar.sanctioned]
    if grammar.cased and not of:  # "the plan of the EU for new sanctions"
        owners = [item for item in measure.beside() if item.mark == "of" and item.end <= trigger.start]
        of = [item for item in owners if item.code in grammar.imposers and measure.inside(item)]
    # "objęła sankcjami rosyjskich urzędników": whom an adjective describes imposes only what it commonly does.
    of = [
        item for item in of
        if item.hit.rule.role != "adjectives" or item.code in grammar.imposers
        or subject
        or (grammar.adjective_after and _office(measure, item))
    ]  # fmt: skip
    of = [item for item in of if not joined_by(reading, trigger, item)]
    if grammar.adjective_after:
        # "sanctions contre Moscou en raison du veto de Budapest": the first party ends the noun's own words.
        of = [item for item in of if not _parted(reading, trigger, item)]
    # "the exclusion of Russia": without another target who is mostly under sanctions is no author of them.
    apart = [] if targets or subject or grammar.names_after else grammar.sanctioned
    of = [item for item in of if item.code not in apart]
    of = [item for item in of if targets or not subject or item.code in grammar.imposers or _has(measure, item)]
    return nearest_to(of, trigger)


def _hit_by(measure: Measure, party: PartyMention) -> bool:
    """Say whether an adjective describes on whom a subject imposes them: "nałożyły sankcje na dziesięć … firm"."""
    cased = measure.grammar.cased and measure.verbs and party.hit.rule.role == "adjectives"
    behind = bool(cased) and measure.trigger.end <= party.start
    return behind and any(_acts(measure, item) and item.code != party.code for item in measure.parties)


def _has(measure: Measure, party: PartyMention) -> bool:
    """Say whether the sanctions right behind *party* are its own: "Kanada'nın yaptırımlarını"."""
    text, trigger = measure.reading.sentence.text, measure.trigger
    between = text[party.end : trigger.start].split()
    owned = OWNED_NOUN.search(text[trigger.start : trigger.end]) is not None
    return owned and len(between) <= OFFICE_WORDS and party.code not in measure.grammar.sanctioned


def _deciding(measure: Measure) -> list[PartyMention]:
    """Return whose decision it is to impose the sanctions: "la décision de l'UE d'imposer", "el plan de … para"."""
    grammar, text = measure.grammar, measure.reading.sentence.text
    words = {*grammar.of, *grammar.by, *grammar.meant_for}
    verbs = [hit.start for hit in measure.verbs]
    owners = [item for item in measure.parties if item.mark == "of" and item.end <= measure.trigger.start]
    return [
        item for item in owners if grammar.sellers
        and any(0 < verb - item.end <= DECISION_REACH and text[item.end : verb].strip() in words for verb in verbs)
    ]  # fmt: skip


def _parted(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    return any(
        trigger.end <= other.start < party.start and other.group != party.group and other.mark != "of"
        for other in reading.parties
    )
