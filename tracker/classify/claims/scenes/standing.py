"""Where words stand: a trigger in its clause, a name and what explains it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.speech import drops_subject

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words of an office may stand between a subject and its comma.
OFFICE_WORDS = 3
APPOSITION_WORDS = 4  # the comma with them
RESUMING_WORDS = 3  # a joining word and the auxiliary before a verb
SUBJECT_REACH = 5  # a blank and an article
COMMA = 3  # a comma and a space, a quotation mark before them
NOUN_WORDS = 3  # an adjective's noun and the comma


def is_participle(sentence: Sentence, trigger: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether the trigger is a participle right behind its noun, with no comma or "en" between."""
    word = sentence.text[trigger.start : trigger.end]
    if not grammar.gerund_endings or not word.endswith(tuple(grammar.gerund_endings)) or " " in word:
        return False
    before = sentence.last_words(trigger.start, 1)
    return bool(before) and before[0][-1].isalpha() and before[0] not in grammar.gerunds


def begins(sentence: Sentence, trigger: Hit) -> bool:
    """Say whether the trigger begins its clause: "…, ce transfert violant les sanctions"."""
    start = sentence.begin(trigger.start)
    return not sentence.text[start : trigger.start].strip()


def is_dependent(sentence: Sentence, trigger: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether a noun of giving stands in a clause with a subject of its own: not one that "that he" begins.

    Nor one whose verb does something to the delivery, where such a subject is dropped (Persian).
    """
    own = sentence.segment(trigger.start)
    words = sentence.clause(own).replace("'", "' ").split(maxsplit=1)
    if "role.itself" in trigger.rule.tags and begins(sentence, trigger):
        return True
    if not words or words[0] not in grammar.breaks or grammar.genitive_subject:
        return False
    if grammar.cased and words[0] in grammar.relatives:
        return True
    if grammar.names_after and goes_on(sentence, trigger, grammar):  # "… فروخت ولی از فروش ناو به ترکیه سر باز زد"
        return False
    end = sentence.around(trigger.start)[1]
    acted = any(f" {mark} " in sentence.text[trigger.end : end] for mark in grammar.after_object)
    return not acted and not any(word in grammar.same_subject for word in words[-1].split()[:1])


def hangs_on(
    sentence: Sentence, trigger: Hit, parties: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return the subject of the clause behind the comma of a participle: "After selling tanks to A, B …"."""
    own = sentence.segment(trigger.start)
    words = sentence.text[sentence.starts[own] : trigger.end].split(maxsplit=2)
    if not grammar.hanging_endings or own + 1 >= len(sentence.starts) or not words:
        return []
    start = sentence.starts[own + 1]
    led = len(words) > 1 and words[0] in grammar.hanging
    if not words[led].endswith(tuple(grammar.hanging_endings)) or sentence.text[start - 1] != ",":
        return []
    first = next((item for item in parties if 0 <= item.start - start <= SUBJECT_REACH), None)
    return [item for item in parties if first and item.group == first.group and item.mark is None]


def only_meanwhile(sentence: Sentence, place: int, cues: tuple[Hit, ...], grammar: ClaimGrammar) -> bool:
    """Say whether the clause around *place* tells what goes on beside a delivery: "As A watched, deliveries …".

    Not where it tells of a decision on it.
    """
    start, end = sentence.around(place)
    words = sentence.text[start:end].split(maxsplit=1)
    return bool(words) and words[0] in grammar.settings and not any(start <= cue.start < end for cue in cues)


PARTICIPLE = 2  # behind a comma and a participle stands the word that brings its agent


def told_of(sentence: Sentence, parties: list[PartyMention], trigger: Hit, grammar: ClaimGrammar) -> set[int]:
    """Return the groups of whom the relative clause of *trigger* may be about: right before it, or described there."""
    start = sentence.begin(trigger.start)
    groups = {item.group for item in parties if 0 <= start - item.end <= COMMA}
    agents = grammar.by if grammar.sellers and "trigger.get" not in trigger.rule.tags else []
    groups = explained(sentence, parties, groups, agents) or groups
    return groups or described(sentence, parties, start, grammar) or _led_to(sentence, parties, trigger, grammar)


def _led_to(sentence: Sentence, parties: list[PartyMention], trigger: Hit, grammar: ClaimGrammar) -> set[int]:
    """Return the group of whom the end of a clause parts from *trigger*: "Firmen aus China gelistet, die … liefern".

    A verb with "zu" makes its clause an infinitive, which begins with an article.
    """
    start = sentence.begin(trigger.start)
    last = [item for item in parties if item.end <= start][-1:]
    if not grammar.verb_last or grammar.names_after or not last or "trigger.transfer" in trigger.rule.tags:
        return set()
    infinitive = set(grammar.infinitive) & set(sentence.text[start : trigger.end].split())
    near = len(sentence.text[last[0].end : start].split()) <= NOUN_WORDS
    return {last[0].group} if near and not infinitive else set()


def explained(sentence: Sentence, parties: list[PartyMention], groups: set[int], agents: list[str]) -> set[int]:
    """Return whose name an apposition with one of *groups* explains: "Turquía, aliada de Washington, que compra".

    None where one of *agents* brings who gives: "les Houthis, soutenus par l'Iran, qui leur livre …".
    """
    found = set()
    for item, other in pairwise(parties):
        words = sentence.text[item.end : other.start].split()
        near = other.group in groups and words[:1] == [","] and 1 < len(words) <= APPOSITION_WORDS
        if len(words) > PARTICIPLE and words[PARTICIPLE] in agents:
            continue
        if near and item.mark is None and other.mark != "by":  # not "India, followed by Germany, which …"
            found.add(item.group)
    return found


def described(sentence: Sentence, parties: list[PartyMention], start: int, grammar: ClaimGrammar) -> set[int]:
    """Return the groups of *parties* by whose adjective a noun before *start* is: "Iranian firms, which supply …".

    Names in another script may stand behind that noun ("американских компаний Anduril и Shield AI, которые …").
    """
    if not grammar.acting:
        return set()
    before = [item for item in parties if item.end < start and item.hit.rule.role == "adjectives"]
    before = [item for item in before if item.mark != "origin"]  # "Chinese jets, which Cairo got …"
    between = {item.group: sentence.text[item.end : start].split() for item in before}
    return {group for group, words in between.items() if sum(not word.isascii() for word in words) <= NOUN_WORDS}


def in_relative(sentence: Sentence, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *party* does what a relative clause tells: "liefert Panzer an Riga, das von Moskau bedroht wird"."""
    return party.mark == "by" and bool(set(sentence.opening(party.start)[:1]) & set(grammar.relatives))


def parted(sentence: Sentence, trigger: Hit, parties: list[PartyMention], grammar: ClaimGrammar) -> list[PartyMention]:
    """Return the subject of the whole sentence, which a comma parts from its last verb: "Oslo, … sonra tank verdi"."""
    first = [item for item in parties if item.mark is None and item.end <= trigger.start][:1]
    if not first or not grammar.genitive_subject or sentence.segment(first[0].start):
        return []
    end = sentence.around(first[0].start)[1]
    ends = [item.end for item in parties if item.group == first[0].group]
    behind = sentence.text[max(ends) : end].split()
    last = sentence.segment(trigger.start) == len(sentence.starts) - 1
    return first if last and len(behind) <= OFFICE_WORDS else []


def resumes_main(
    sentence: Sentence, trigger: Hit, parties: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return the subject that a relative clause parts from its verb: "Denmark, which gives jets to A, is buying …"."""
    own = sentence.segment(trigger.start)
    aside = sentence.clause(own - 1).split(maxsplit=1)[:1] if own > 1 else []
    if not set(aside) & set(grammar.relatives) or sentence.text[sentence.begin(trigger.start) - 1] not in ",،":
        return []
    start = sentence.starts[own - 1]
    first = [item for item in parties if item.mark is None and 0 <= start - item.end <= COMMA]
    return [item for item in parties if first and item.group == first[0].group]


def goes_on(sentence: Sentence, trigger: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether the clause of *trigger* begins with a joining word and its verb, with no subject of its own."""
    words = sentence.text[sentence.begin(trigger.start) : trigger.start].split(maxsplit=4)
    if words[1:2] and words[1] in grammar.actives:
        del words[1]  # "mais a refusé d'en vendre"
    if not words:
        return False
    if grammar.reports:  # 但拒绝向…出售: words without spaces between them
        led = words[0].startswith(tuple(grammar.resumes)) or drops_subject(words[0], grammar)
        return led and not any(word in words[0] for word in grammar.by)
    if grammar.names_after and words[1:2] and words[1] in {*grammar.to, *grammar.from_}:
        return words[0] in grammar.resumes  # "ولی به ترکیه …"
    if grammar.names_after and words[0] in grammar.purposes:
        return True  # "تا موشک‌ها را به مسقط تحویل دهد"
    word = words[0] if len(words) <= RESUMING_WORDS else words[1]  # "Kahire'ye ise füze satmadı"
    return word in grammar.resumes


def able(
    sentence: Sentence, trigger: Hit, parties: tuple[list[PartyMention], list[PartyMention]], cues: tuple[Hit, ...]
) -> list[PartyMention]:
    """Return who may act of the bare *parties*, the first of the two (Chinese): nobody of a condition.

    Nor whom *trigger* buys from, as one of all *parties* with a mark in its clause (选择韩国，向其订购…).
    """
    bare, named = parties
    own = sentence.segment(trigger.start)
    conditions = {sentence.segment(cue.start) for cue in cues if "cue.if" in cue.rule.tags} - {own}
    bare = [item for item in bare if sentence.segment(item.start) not in conditions] or bare
    if "trigger.get" not in trigger.rule.tags:
        return bare
    sold = {item.code for item in named if item.mark in {"to", "from"} and sentence.segment(item.start) == own}
    return [item for item in bare if item.code not in sold] or bare


def subject_before(sentence: Sentence, parties: list[PartyMention], own: int, *, first: bool) -> list[PartyMention]:
    """Return the subject of the clause before *own*; where one must stand *first*, that of the last that has one."""
    bare = [item for item in parties if item.mark is None and sentence.segment(item.start) < own]
    for number in range(own - 1, -1 if first else own - 2, -1):
        start = sentence.bounds(number, number)[0]
        near = [item for item in bare if sentence.segment(item.start) == number and not (first and item.start > start)]
        if near:
            return [item for item in bare if item.group == near[0].group]
    return []


def without_addressee(
    sentence: Sentence, trigger: Hit, bare: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return *bare* without whom the clause before speaks to: "Белград заверил Москву, что не поставлял …"."""
    if not {*sentence.opening(trigger.start)[:1]} & {*grammar.breaks}:
        return bare
    own = sentence.segment(trigger.start)
    return [item for item in bare if sentence.segment(item.start) == own or {*item.hit.cases} != {"acc"}] or bare


def resumed_by(
    sentence: Sentence, trigger: Hit, group: list[PartyMention], parties: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return the first bare party of the clause where a word behind *group* goes on without a new subject."""
    inside = [item for item in parties if sentence.segment(item.start) == sentence.segment(trigger.start)]
    if not group or group[0] not in inside:
        return []
    between = sentence.text[group[-1].end : trigger.start].split()
    if not any(word in grammar.continues for word in between):
        return []
    bare = [item for item in inside if item.mark is None]
    return [item for item in bare if item.group == bare[0].group]


def of_somebody(sentence: Sentence, trigger: Hit) -> bool:
    """Say whether the clause of *trigger* tells which person is meant: "detained a man who tried to sell rifles"."""
    begin = sentence.begin(trigger.start)
    return sentence.opening(trigger.start)[:1] == ["who"] and sentence.text[:begin].rstrip()[-1:] not in {"", ","}


def led_by_that(sentence: Sentence, trigger: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether only a word that begins a clause and is no relative stands before its verb: "Китай, що постачає"."""
    start = sentence.begin(trigger.start)
    words = sentence.text[start : trigger.start].split(maxsplit=1)
    return bool(grammar.cased) and len(words) == 1 and words[0] in {*grammar.breaks} - {*grammar.relatives}


def only_sets_scene(sentence: Sentence, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *party* acts in a clause that only sets the scene, and not beyond: "Tandis que la Russie …"."""
    led = sentence.opening(party.start)[:1] if grammar.sellers and party.mark is None else []
    return bool(set(led) & set(grammar.settings))
