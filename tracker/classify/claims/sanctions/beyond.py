"""Who imposes sanctions, or is hit, by another clause: a main clause with an infinitive, a relative; or as an object.

Where verbs wait for the end of their clause and nouns have a case by their article (German).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import HAN_CLAUSE
from tracker.classify.claims.sanctions.measures import Sides, nearest_to
from tracker.classify.claims.scenes.infinitives import is_infinitive
from tracker.classify.claims.scenes.standing import COMMA

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.measures import Measure
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.status.status import Status
    from tracker.classify.match import Hit

# How far behind the last of several matters the word for them ends.
MATTERS_REACH = 18
# How far behind such a participle stands whom it describes.
UPON_REACH = 30
# How many words a relative pronoun and the verb of its clause are apart.
RELATIVE_WORDS = 2
# The marks of who stands aside of both.
ASIDE = frozenset({"other", "with"})
# The marks of whose people and firms the object of a verb may be.
OBJECTS = frozenset({None, "adjective", "from", "to"})
# How many words lead from "on" to whose banks they are, the adjective's word not with them.
LAID_WORDS = 2


def is_matter(trigger: Hit, reading: Reading) -> bool:
    """Say whether sanctions are only one of several matters that are talked about (关税、出口管制等问题; Chinese)."""
    text, grammar = reading.sentence.text, reading.grammar
    word = next((word for word in grammar.summing if text.startswith(word, trigger.end)), None)
    if word is None or not text.endswith("、", 0, trigger.start) or not grammar.topical:
        return False
    clause = HAN_CLAUSE.split(text[trigger.end : trigger.end + MATTERS_REACH])[0]
    return any(topic in clause for topic in grammar.topical)


def told_against(measure: Measure) -> list[PartyMention]:
    """Return whom a relative clause is about that begins with *against*: "Minsk, gegen das die EU … verhängt hat"."""
    grammar, sentence = measure.grammar, measure.reading.sentence
    start = sentence.begin(measure.trigger.start)
    words = sentence.text[start : measure.trigger.start].split(maxsplit=2)
    if not grammar.dative or len(words) < 2 or words[0] not in grammar.against:  # noqa: PLR2004 - "gegen das"
        return []
    if words[1] not in {*grammar.relatives, *grammar.dative}:
        return []
    before = [item for item in measure.reading.parties if item.end < start]
    told = [item for item in before if start - item.end <= COMMA and item.mark != "adjective"]
    if not told:  # "der iranische Händler, gegen den …"
        nouns = [item for item in before if item.mark == "adjective"]
        told = [item for item in nouns if len(sentence.text[item.end : start].strip(" ,").split()) == 1]
    inside = [item for item in measure.parties if measure.inside(item) and item.mark == "against"]
    for item in inside if told else []:  # "gegen das die USA": the preposition is the relative's
        item.mark = None
    return told


def barred(measure: Measure) -> Sides | None:
    """Return who bars those whom a relative clause is about: "Осло расширил список депутатов, которым запрещён …"."""
    grammar, sentence = measure.grammar, measure.reading.sentence
    start = sentence.begin(measure.trigger.start)
    words = sentence.text[start : measure.trigger.start].strip(" ,").split()
    if not (grammar.cased and measure.verbal and {*words[:1]} & {*grammar.relatives_to}) or len(words) > RELATIVE_WORDS:
        return None
    before = [item for item in measure.reading.parties if item.end <= start and item.mark not in ASIDE]
    subject = next((item for item in before if item.mark in {None, "by"}), None)
    imposers = [item for item in before if subject and item.group == subject.group]
    known = {item.code for item in imposers}
    targets = nearest_to([item for item in before if item.code not in known], measure.trigger)
    for item in targets:
        item.mark = "against"
    return Sides(imposers, targets)


def struck(measure: Measure, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return whose the object before "with sanctions" is: "belegte drei iranische Banken mit Sanktionen"."""
    if not measure.grammar.dative or measure.verbal or not imposers:
        return []
    if not any("role.upon" in hit.rule.tags and measure.inside(hit) for hit in measure.verbs):
        return []
    known = {item.code for item in imposers}
    low = min((item.end for item in imposers if measure.inside(item)), default=measure.trigger.start)
    before = [
        item for item in measure.reading.parties
        if item.mark in OBJECTS and item.code not in known and low <= item.start < measure.trigger.start
        and measure.inside(item)
    ]  # fmt: skip
    return nearest_group(before, last=False)


def controllers(measure: Measure) -> list[PartyMention]:
    """Return who decides in the main clause on an infinitive of imposing, or is asked for it there.

    "Kanada hat beschlossen, … zu verhängen"; "forderte Japan auf, … zu verhängen"
    """
    grammar, sentence = measure.grammar, measure.reading.sentence
    own = sentence.segment(measure.trigger.start)
    if not grammar.dative or not own or not is_infinitive(measure.trigger, sentence, grammar):
        return []
    main = [
        item for item in measure.reading.parties
        if item.mark is None and sentence.segment(item.start) == own - 1
    ]  # fmt: skip
    verbs = [hit for hit in measure.verbs if measure.inside(hit)]
    if not main or not any(hit.start > measure.trigger.start for hit in verbs):
        return []
    asks = [
        hit for hit in measure.reading.hits
        if "cue.sought" in hit.rule.tags and sentence.segment(hit.start) == own - 1
    ]  # fmt: skip
    if not asks:
        return nearest_group(main, last=False)
    asked = [item for item in main if item.start >= asks[0].end]
    last = asks[-1].end >= sentence.bounds(own - 1, own - 1)[1] and asks[-1].start > main[-1].end
    found = nearest_group(asked or (main if last else []), last=True)
    for item in found:
        item.mark = "by"  # who is called on does it, not who calls
    return found


def upon(measure: Measure) -> list[PartyMention]:
    """Return whom a participle behind its sanctions describes: "der mit Sanktionen belegten russischen Sberbank"."""
    if not measure.grammar.dative:
        return []
    verbs = [hit for hit in measure.verbs if "role.upon" in hit.rule.tags and hit.start == measure.trigger.end + 1]
    behind = [
        item for item in measure.reading.parties
        if verbs and 0 < item.start - verbs[0].end <= UPON_REACH and measure.inside(item)
    ]  # fmt: skip
    return nearest_group(behind, last=False)


def conditioned(measure: Measure, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return who is to do otherwise, or be sanctioned: "Если Анкара не откажется от сделки, США введут санкции"."""
    lifted = any("cue.eased" in hit.rule.tags and measure.inside(hit) for hit in measure.reading.hits)
    if not measure.grammar.condition_target or not imposers or lifted:
        return []
    sentence, known = measure.reading.sentence, {item.code for item in imposers}
    own = sentence.segment(measure.trigger.start)
    conditions = {sentence.segment(hit.start) for hit in measure.reading.hits if "cue.if" in hit.rule.tags} - {own}
    named = [item for item in measure.reading.parties if sentence.segment(item.start) in conditions]
    return [item for item in named if item.mark is None] if len({item.code for item in named} - known) == 1 else []


def aimed_at(measure: Measure) -> list[PartyMention]:
    """Return at whom a verb of aiming leads by its word: "Die Sanktionen zielen zudem auf Minsk ab"."""
    text, words = measure.reading.sentence.text, tuple(f" {word} " for word in measure.grammar.onto)
    verbs = [hit for hit in measure.verbs if "role.hits" in hit.rule.tags and measure.inside(hit)]
    if not (measure.grammar.dative and words and verbs):
        return _laid_on(measure) if measure.grammar.cased else []
    inside = [item for item in measure.reading.parties if measure.inside(item)]
    behind = [item for item in inside if item.start > measure.trigger.end]
    led = [item for item in behind if text.endswith(words, 0, item.start)]
    return led or (_hit_by_them(measure, inside, behind) if verbs[0].start > measure.trigger.end else [])


def _laid_on(measure: Measure) -> list[PartyMention]:
    """Return on whom, said first, somebody lays them: "Na chińskie koncerny nałożono amerykańskie sankcje"."""
    sentence, place = measure.reading.sentence, measure.trigger.start
    first = [
        item for item in measure.reading.parties
        if measure.inside(item) and item.hit.rule.role == "adjectives"
        and {*sentence.last_words(item.start, LAID_WORDS)} & {*measure.grammar.onto}
        and any("trigger.impose" in hit.rule.tags and item.end <= hit.start < place for hit in measure.verbs)
    ]  # fmt: skip
    return [item for item in measure.reading.parties if first and item.group == first[0].group]


def _hit_by_them(measure: Measure, inside: list[PartyMention], behind: list[PartyMention]) -> list[PartyMention]:
    """Return whom the sanctions hit that are the subject of their clause: "Wie Sanktionen Minsk treffen"."""
    start = measure.reading.sentence.begin(measure.trigger.start)
    before = measure.reading.sentence.text[start : measure.trigger.start].split()
    if set(before) & set(measure.grammar.instruments) or any(
        item.mark is None and item.end <= measure.trigger.start for item in inside
    ):
        return []
    return nearest_group([item for item in behind if item.mark is None], last=False)


def menaced(measure: Measure) -> list[PartyMention]:
    """Return whom a verb that comes first threatens, the second that it names: "هددت أوسلو مينسك بعقوبات" (Arabic)."""
    if not measure.grammar.verb_first:
        return []
    place = measure.trigger.start
    threats = [
        hit.end for hit in measure.reading.hits
        if "role.threat" in hit.rule.tags and hit.end <= place and measure.inside(hit)
    ]  # fmt: skip
    named = [item for item in measure.parties if item.mark is None and threats and threats[-1] <= item.start < place]
    found = nearest_group([item for item in named if item.group != named[0].group], last=False)
    for item in found:
        item.mark = "against"
    return found


def attributive(measure: Measure, verb: Hit, targets: list[PartyMention]) -> bool:
    """Say whether *verb* only describes the *targets* behind it: "Öl aus mit Sanktionen belegten Ländern wie …"."""
    upon = measure.grammar.dative and "role.upon" in verb.rule.tags and verb.start == measure.trigger.end + 1
    return bool(upon) and any(0 < item.start - verb.end <= UPON_REACH for item in targets)


def of_deed(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether another deed of the same subject ends before the sanctions: "wird Kiew Panzer liefern und …"."""
    text = reading.sentence.text
    joints = tuple(f" {word} " for word in reading.grammar.resumes) if reading.grammar.dative else ()
    deeds = [hit for hit in reading.hits if is_delivery(hit) and party.end <= hit.start < trigger.start]
    return bool(joints) and any(text.startswith(joints, hit.end) for hit in deeds)


def shut_out(measure: Measure, verb: Hit) -> bool:
    """Say whether *verb* is an infinitive, which has no subject: "Minsk aus Swift auszuschließen"."""
    grammar, infinitive = measure.grammar, is_infinitive(verb, measure.reading.sentence, measure.grammar)
    return bool(grammar.dative) and "role.upon" in verb.rule.tags and measure.inside(verb) and infinitive


def not_behind(measure: Measure, bare: list[PartyMention]) -> list[PartyMention]:
    """Return *bare* without who stands far behind and is not commonly sanctioned (受制裁影响，…，美国却…; Chinese)."""
    known, segment = measure.grammar.sanctioned, measure.reading.sentence.segment
    last = segment(measure.trigger.start) + 1
    return [item for item in bare if segment(item.start) <= last or item.code in known or not measure.grammar.reports]


def behind_imposers(measure: Measure, parties: list[PartyMention], imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the *parties* that may be the object, which stands behind who imposes (意大利提请欧盟制裁…; Chinese).

    Who commonly imposes sanctions is none in another clause (，而美国却从中渔利).
    """
    first, grammar = min(item.start for item in imposers), measure.grammar
    parties = [item for item in parties if item.start > first or item.code in grammar.sanctioned]
    return [item for item in parties if measure.inside(item) or item.code not in grammar.imposers]


def helped_to_evade(
    reading: Reading, trigger: Hit, status: Status, sides: Sides
) -> tuple[list[PartyMention], list[PartyMention]] | None:
    """Return whose sanctions somebody is helped to evade, and him: "aide Minsk à contourner les sanctions de Tokyo"."""
    grammar, text, cue = reading.grammar, reading.sentence.text, status.cue
    if not (grammar.sellers or grammar.genitive_subject) or status.value != "evaded" or cue.end > trigger.start:
        return None
    marks = {"to", None} if grammar.sellers else {"to"}
    helped = []
    for item in reading.parties:
        words = text[item.end : cue.start].split() if item.mark in marks else []
        if len(words) == 1 and (item.mark is not None or words[0] in grammar.to):
            helped.append(item)
    known = {item.code for item in helped}
    owners = [item for item in sides.targets if item.mark == "of"]
    authors = [item for item in sides.imposers or owners if item.code not in known and item.mark is not None]
    # "sanctioned a bank that helps Minsk to evade them": whose these are is not said
    others = any("theme.sanctions" in hit.rule.tags and hit.end <= cue.start for hit in reading.hits)
    return (authors, nearest_group(helped, last=True)) if helped and (authors or not others) else None
