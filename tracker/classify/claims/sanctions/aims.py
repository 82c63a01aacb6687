"""At whom sanctions are aimed where no word against somebody says so: receivers, objects, owners, fellows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import inside_sanctions, is_delivery, is_noun_trigger
from tracker.classify.claims.parties.endings import DATIVE, OWNED_DATIVE, PLURAL_DATIVE
from tracker.classify.claims.sanctions.listings import armed, targeted
from tracker.classify.claims.sanctions.measures import BESIDE, Measure, in_reason, nearest_to
from tracker.classify.claims.sanctions.seats import dealt_with, is_threatened
from tracker.classify.claims.sentences.contracts import embargoed

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

AIM_WORDS = 4  # between sanctions without a verb and whom they are on
NAME_WORDS = 3  # of a company, with the comma behind it
TOPIC_WORDS = 3  # behind the state that a clause of its own names as the topic
GOODS_REACH = 30  # behind a noun of delivery, to who gets the goods between
# The dative of a noun that somebody owns, and of one that comes from somebody (Turkish).
_DATIVES = {"of": OWNED_DATIVE, "from": DATIVE, "": PLURAL_DATIVE}
QUOTES = "«»“”\"'"
FELLOW_WORDS = 6  # "et à sept grandes entreprises"
# How many things a list holds between a receiver and the sanctions that are on him.
LISTED = 2


def nationals(reading: Reading, trigger: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return whom a participle stands right behind: "des Russes sanctionnés"."""
    word, endings = reading.sentence.text[trigger.start : trigger.end], tuple(reading.grammar.participles)
    if "trigger.impose" not in trigger.rule.tags or not endings or " " in word or not word.endswith(endings):
        return []
    near = reading.parties if reading.grammar.sellers else parties  # "con funcionarios venezolanos sancionados"
    beside = [item for item in near if item.mark != "by" and 0 <= trigger.start - item.end <= 1]
    if beside or not reading.sentence.text.endswith(", ", 0, trigger.start):
        return beside
    # "la petrolera rusa Lukoil, sancionada por Washington"
    before = [item for item in reading.parties if item.end < trigger.start and item.mark in {None, "adjective", "of"}]
    before = [item for item in before if len(reading.sentence.text[item.end : trigger.start].split()) <= NAME_WORDS]
    return nearest_to(before[-1:], trigger)


def objects_of(measure: Measure) -> list[PartyMention]:
    """Return whose the people and firms are that stand before the mark of an object, and the verb behind it.

    Persian: "Canada three firms based in China and two Turkish banks را sanctioned".
    """
    reading, trigger, grammar = measure.reading, measure.trigger, measure.grammar
    text, begin = reading.sentence.text, reading.sentence.begin(trigger.start)
    marks = (text.rfind(f" {mark} ", begin, trigger.start) for mark in grammar.after_object)
    end = max(marks, default=-1)
    before = [item for item in reading.parties if begin <= item.start and item.end <= end]
    if end < 0 or not any(item.mark is None for item in before[:1]):
        return []
    homes = tuple(f"{word} " for word in grammar.resides)
    based = {item.group for item in before if homes and text.endswith(homes, 0, item.start)}
    return [
        item for item in before[1:]
        if item.group in based or (item.mark == "adjective" and item.code != before[0].code)
    ]  # fmt: skip


def possessed(measure: Measure) -> list[PartyMention]:
    """Return on whose people or firms the sanctions are ("Çin, ABD'nin üç şirketine yaptırım …").

    Who commonly imposes sanctions is meant only where somebody else is named before, who imposes these.
    """
    if not measure.grammar.genitive_subject:
        return []
    text, trigger = measure.reading.sentence.text, measure.trigger
    before = [item for item in measure.parties if item.end <= trigger.start]
    last = before[-1:]
    dative = _DATIVES.get(last[0].mark or "") if last and measure.inside(last[0]) else None
    if last and {"from": "abl", "of": "gen"}.get(last[0].mark or "", "") not in {"", *last[0].hit.cases}:
        return []  # "Kanada Maliye Bakanlığı'ndan": an office has the case
    if dative is None or not any(dative.search(word) for word in text[last[0].end : trigger.start].split()[-2:]):
        return []
    subject = any(item.mark is None and item.code != last[0].code for item in before[:-1])
    meant = [item for item in before if item.group == last[0].group and item.mark == last[0].mark]
    return targeted(meant) if subject or last[0].code not in measure.grammar.imposers else []


def receivers_meant(measure: Measure) -> list[PartyMention]:
    """Return who may be a target as a receiver: behind the sanctions or their verb, where verbs do not come last."""
    reading, trigger = measure.reading, measure.trigger
    to = [item for item in measure.beside() if item.mark == "to" and not given_to(reading, trigger, item)]
    if measure.grammar.reports:  # 受到制裁，直到停止对…的行动
        to = [item for item in to if measure.inside(item) or _topical(reading, item)]
    verbs = measure.verbs
    if measure.grammar.verb_last:
        segment = reading.sentence.segment
        to = [item for item in to if not sent_to(reading, trigger, item)]
        if any(segment(hit.start) == segment(trigger.start) for hit in verbs):
            return to
        return [item for item in to if item.code not in measure.grammar.imposers]
    low = min([trigger.start, *(hit.start for hit in verbs)])
    if measure.verbal:
        # "sanctionné l'armée rwandaise pour son soutien au M23": the object stands first.
        objects = [item for item in reading.parties if item.mark in {None, "adjective"} and item.start >= trigger.end]
        to = [item for item in to if not any(other.end <= item.start for other in objects)]
    to = [item for item in to if not dealt_with(reading, trigger, item)]
    if measure.grammar.sellers and not (verbs or measure.verbal):
        # "écrit sur les sanctions et enseigne à Vienne"
        gaps = [reading.sentence.text[trigger.end : item.start].split() for item in to]
        near = [len(gap) <= AIM_WORDS and gap[:1] not in [[word] for word in measure.grammar.joins] for gap in gaps]
        to = [item for item, close in zip(to, near, strict=True) if close]
    return [item for item in to if item.start > low and measure.inside(item) and not _delivered_to(measure, item)]


def delivered_goods(measure: Measure, party: PartyMention) -> bool:
    """Say whether something goes to *party* in a relative clause behind the sanctions: "buques que llevan … a Cuba"."""
    sentence, grammar = measure.reading.sentence, measure.grammar
    number = sentence.segment(party.start)
    if not grammar.sellers or party.mark != "to" or number <= sentence.segment(measure.trigger.start):
        return False
    relative = bool({*sentence.clause(number).split()[:1]} & {*grammar.relatives})
    relative = relative and sentence.text[measure.trigger.end : sentence.starts[number]].strip(" ,") != ""
    return relative and not any(sentence.segment(hit.start) == number for hit in measure.triggers)


def with_fellows(measure: Measure, targets: list[PartyMention]) -> list[PartyMention]:
    """Return *targets* with whose firms or people follow: "à trois banques russes et à sept entreprises iraniennes"."""
    grammar, reading = measure.grammar, measure.reading
    last = max(targets, key=lambda item: item.start, default=None)
    if last is None or not grammar.sellers or last.end < measure.trigger.end:
        return targets
    for item in reading.parties:
        gap = reading.sentence.text[last.end : item.start].replace("'", "' ") if item.start > last.end else ""
        words = gap[max((gap.find(word) for word in grammar.including), default=-1) + 1 :].split()
        included = len(words) < len(gap.split())
        listed = 1 < len(words) <= FELLOW_WORDS and (included or words[0] in grammar.distinct)
        listed = listed and _counts(words[1], grammar)
        listed = listed and bool({word.strip(QUOTES) for word in words[-2:]} & {*grammar.persons})
        known = item.code in {one.code for one in targets}
        if listed and not known and item.hit.rule.role == "adjectives" and (included or measure.inside(item)):
            return with_fellows(measure, [*targets, item])
    return targets


def _counts(word: str, grammar: ClaimGrammar) -> bool:
    """Say whether *word* may begin the next of those hit: a number, an article, the preposition of the first."""
    return word.isdigit() or word in {*grammar.skip, *grammar.to, *grammar.of, *grammar.against, *grammar.persons}


def sent_to(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a delivery right behind *party*, is to it ("Rusya'ya silah satan şirketler")."""
    if reading.grammar.names_after:  # "به دلیل ارسال پهپاد به روسیه تحریم شد"
        near = (hit for hit in reading.hits if 0 <= party.start - hit.end <= GOODS_REACH and is_noun_trigger(hit))
        sent = (hit for hit in near if hit.start - trigger.end not in {0, 1} and is_delivery(hit))
        return party.mark == "to" and any(not inside_sanctions(reading.hits, hit) for hit in sent)
    if not reading.grammar.genitive_subject:
        return False
    others = [item.start for item in reading.parties if item.start >= party.end and item.mark == "to"]
    end = min([trigger.start, *others])
    return any(
        is_delivery(hit) and party.end <= hit.start < end and not inside_sanctions(reading.hits, hit)
        for hit in reading.hits
    )


def _delivered_to(measure: Measure, party: PartyMention) -> bool:
    """Say whether a delivery behind the sanctions has *party* for its receiver: "… for the supply of drones to"."""
    if measure.grammar.noun_compounds and party.end <= measure.trigger.start:
        return any(
            is_delivery(hit) and hit.end <= party.start for hit in measure.reading.hits
        )  # "sold A tanks before …"
    return any(
        is_delivery(hit) and "cue.agreed" not in hit.rule.tags and not embargoed(hit, measure.reading)
        and measure.trigger.end <= hit.start < party.start
        for hit in measure.reading.hits
    )  # fmt: skip


def _topical(reading: Reading, party: PartyMention) -> bool:
    """Say whether the clause ends with *party*: 对伊朗，美国将加大制裁."""
    number = reading.sentence.segment(party.start)
    return reading.sentence.bounds(number, number)[1] - party.end <= TOPIC_WORDS


def given_to(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether something is given to *party* before the sanctions (如果美国向台湾出售武器，中方将采取反制措施).

    Or behind them, in the clause of *party* (制裁两家公司，指责其向俄罗斯提供导弹).
    """
    if not reading.grammar.reports:
        return armed(reading, trigger, party)
    segment = reading.sentence.segment
    behind = trigger.end <= party.start
    return any(
        is_delivery(hit) and party.end <= hit.start
        and (segment(hit.start) == segment(party.start) if behind else hit.start < trigger.start)
        for hit in reading.hits
    )  # fmt: skip


def may_be_aimed_at(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a receiver may be the target: behind "na" ("imposed on Russia"), not behind "do" ("to Germany").

    Where goods follow the word of sanctions, they go to its target ("an embargo on chips to China").
    """
    segment, cased = reading.sentence.segment, bool(reading.grammar.cased)
    if cased and party.mark == "from" and party.code not in reading.grammar.imposers:
        # "on 200 people from Russia"
        bought = any(hit.rule.opens_transfer and trigger.end <= hit.start < party.start for hit in reading.hits)
        return party.start > trigger.end and segment(party.start) == segment(trigger.start) and not bought
    moved = [hit for hit in reading.hits if hit.rule.opens_transfer and hit.start > trigger.end]
    if reading.grammar.by_order:  # "an embargo on arms exports to China"
        moved = [hit for hit in moved if not inside_sanctions(reading.hits, hit)]
    given = party.mark == "to" and (given_to(reading, trigger, party) or sent_to(reading, trigger, party))
    given = given or in_reason(reading, trigger, party)
    if party.mark != "to" or given or any(hit.start < party.start for hit in moved):
        return False
    parts = reading.grammar.reports or reading.grammar.verb_first or cased
    listed = reading.sentence.text.count("、", party.end, trigger.start) > LISTED  # 美对华措施、关税、农产品贸易、…
    if parts and (listed or (party.start > trigger.end and segment(party.start) != segment(trigger.start))):
        return False  # 受到制裁，直到停止对…的行动; "عقوبات على …، ردا على دعمهم لكييف"; "omija …, sprzedając …"
    if reading.grammar.dative and not is_threatened(reading, trigger, party):
        return False
    onto = tuple(f"{word} " for word in reading.grammar.onto)
    goods = not cased or reading.sentence.text[trigger.end : trigger.end + 4].lstrip().startswith(onto)
    if goods and party.start > trigger.end and segment(party.start) == segment(trigger.start):
        return True
    before = reading.sentence.text[max(reading.sentence.start, party.start - BESIDE) : party.start].split()
    words = [word for word in before if word in reading.grammar.to or word in reading.grammar.cased]
    return not words or words[-1] not in reading.grammar.not_target
