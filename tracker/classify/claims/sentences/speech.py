"""Who only reports: "Russia says, Europe sends drones" is no sending by Russia (Chinese, which drops its subjects)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_delivery

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar


# How much may stand behind a word of status in a clause of its own: more is an object of its own.
OBJECT_REACH = 6
HANDED_REACH = 1
# How far before a verb its "we" stands, and what may open before it.
OUR_WORDS = 2
QUOTES = "«„“\"'"
# What parts clauses, where 、 parts the members of a list.
_CLAUSES = re.compile("[，,；;：:。]")
# What is said of something else where an object of its own follows.
WISHED = frozenset({"cue.planned", "cue.sought"})
OF_ANOTHER = frozenset({"cue.planned", "cue.eased", "cue.rejected", "cue.blocked", "cue.negation"})


def without_speakers(
    trigger: Hit, sentence: Sentence, parties: list[PartyMention], grammar: ClaimGrammar
) -> list[PartyMention]:
    """Return *parties* without those whose verb of saying leads to the clause of *trigger*.

    They stay where that clause has no subject of its own: it begins with its verb ("Poland says, will send …").
    """
    own = sentence.segment(trigger.start)
    if grammar.attributes and not is_ours(trigger, sentence, grammar):
        free = {None, "of"}  # "сообщил глава Пентагона"
        return [item for item in parties if item.mark not in free or not _attributes(sentence, item, own, grammar)]
    if grammar.determiners and _own_subject(sentence, own, grammar):
        return [item for item in parties if item.mark is not None or sentence.segment(item.start) >= own]
    if not grammar.reports:
        return parties
    text, start = sentence.text, sentence.starts[own]
    while own and text[start - 1 : start] in grammar.joins:  # 外国派兵、提供武器: the list has one subject
        own -= 1
        start = sentence.starts[own]
    clause, after = text[start : trigger.end].lstrip(' ，：:“"'), start
    for word in grammar.reports:
        if clause.startswith(word):
            clause, after = clause[len(word) :].lstrip(' ，：:“"'), start + len(word)
            break
    if drops_subject(clause, grammar) and not _is_subject(trigger, sentence, grammar):
        return parties
    return [
        item
        for item in parties
        if item.mark is not None
        or sentence.segment(item.start) >= own
        or not any(word in text[item.end : after] for word in grammar.reports)
    ]


def without_critics(trigger: Hit, reading: Reading, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without those who oppose, hit or seize what the trigger tells of (俄罗斯反对向…提供).

    A word of such a deed, or one of *apart* (对向…表示反对), stands between them and the trigger.
    """
    grammar, sentence = reading.grammar, reading.sentence
    if not grammar.apart:
        return parties
    text, own = sentence.text, sentence.segment(trigger.start)
    places = [text.rfind(word, sentence.start, trigger.start) for word in grammar.apart]
    places += [
        hit.start for hit in reading.hits
        if "role.apart" in hit.rule.tags and hit.end <= trigger.start and sentence.segment(hit.start) == own
        # 空袭使用了英国提供的导弹: who hits with what he was given gets it
        and not any(word in text[hit.end : trigger.start] for word in grammar.users)
    ]  # fmt: skip
    if "trigger.give" in trigger.rule.tags:  # 美国拒绝了波兰转交战机的提议
        refusals = [hit.end for hit in reading.hits if "role.refusal" in hit.rule.tags and hit.end <= trigger.start]
        named = [item.start for item in parties if item.mark is None and sentence.segment(item.start) == own]
        asking = [
            item for item in parties if refusals and refusals[-1] <= item.start and _submits(item, trigger, reading)
        ]
        if asking:  # 雅典拒绝了华盛顿提出的转交导弹的要求: who refuses would give
            return [item for item in parties if item not in asking]
        places += [end for end in refusals[-1:] if any(end <= place < trigger.start for place in named)]
    last = max(places, default=-1)
    return [item for item in parties if item.mark is not None or not item.end <= last < trigger.start]


def _submits(party: PartyMention, trigger: Hit, reading: Reading) -> bool:
    """Say whether *party* asks for what the trigger tells, in a relative clause (华盛顿提出的转交导弹的要求)."""
    own = reading.sentence.segment(trigger.start)
    words = tuple(f"{word}{of}" for word in reading.grammar.submits for of in reading.grammar.belongs)
    words += tuple(reading.grammar.about) if words else ()  # 美国关于移交武器的建议
    asks = [hit.start for hit in reading.hits if "cue.sought" in hit.rule.tags and hit.start >= trigger.end]
    clause = reading.sentence.clause(own)
    led = bool(words) and reading.sentence.text.startswith(words, party.end)
    nouns = (f"{of}{word}" for word in reading.grammar.submits for of in reading.grammar.belongs)
    return led and (
        any(reading.sentence.segment(place) == own for place in asks) or any(word in clause for word in nouns)
    )


def is_ours(trigger: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether the deed is that of who speaks: "«Мы передали танки», — сказал министр Польши"."""
    near = (f" {word.strip(QUOTES)}" for word in sentence.last_words(trigger.start, OUR_WORDS))
    return sentence.text[trigger.start : trigger.end].endswith(tuple(grammar.ourselves)) or any(
        word in grammar.ourselves for word in near
    )


def _attributes(sentence: Sentence, party: PartyMention, own: int, grammar: ClaimGrammar) -> bool:
    """Say whether *party* stands in another clause, which only tells who says so: "як повідомляє уряд України, …"."""
    segment = sentence.segment(party.start)
    if segment == own:
        return False
    words = sentence.clause(segment).split(maxsplit=1)
    if words and words[0] in grammar.attributes:
        return True
    before = sentence.text[sentence.start : sentence.starts[segment]].split()
    return bool(before) and before[-1] in grammar.attributes  # the verb of saying begins a clause itself


def only_wanted(cue: Hit, hits: list[Hit], sentence: Sentence) -> bool:
    """Say whether a stop in a later clause is only demanded (…，呼吁停止) or stops something else (…，阻止和谈).

    What its sentence tells goes on.
    """
    if "cue.blocked" not in cue.rule.tags:
        return False
    start, end = sentence.around(cue.start)
    demands = (hit for hit in hits if "cue.demands" in hit.rule.tags and start <= hit.start < cue.start)
    return any(demands) or end - cue.end > OBJECT_REACH


def drops_subject(clause: str, grammar: ClaimGrammar) -> bool:
    """Say whether *clause* begins with its verb; "对…实施" is a beginning with its verb later on."""
    for beginning in grammar.dropped:
        first, _, verb = beginning.partition("…")
        if clause.startswith(first) and verb in clause:
            return True
    return False


def _is_subject(trigger: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether the deed is itself what its clause tells of (向…提供武器只会延长战争), whoever does it."""
    text = sentence.text
    stop = _CLAUSES.search(text, trigger.end, sentence.end)
    rest = text[trigger.end : stop.start() if stop else sentence.end]
    return any(word in rest for word in grammar.predicates)


def _own_subject(sentence: Sentence, own: int, grammar: ClaimGrammar) -> bool:
    """Say whether segment *own* is a clause with a subject of its own: "affirme que le pays livre"."""
    words = sentence.clause(own).split(maxsplit=4)
    if " ".join(words[1:4]).startswith(tuple(grammar.selves)) and grammar.selves:
        return False
    if len(words) > 1 and words[0] in grammar.relatives and words[1] in grammar.receiver_pronouns:
        return False  # "qui leur a livré": a pronoun, no article
    return len(words) > 1 and words[0] in grammar.breaks and f"{words[1]} ".startswith(tuple(grammar.determiners))


def tells_other(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* in another clause tells of something else than the sanctions of *trigger* (Chinese).

    (贸易额可能翻番，共同应对制裁; 反对单边主义，分享应对制裁的经验)
    """
    text, sentence = reading.sentence.text, reading.sentence
    segment, own = sentence.segment(cue.start), sentence.segment(trigger.start)
    tags = cue.rule.tags & OF_ANOTHER
    copes = bool(cue.rule.tags & WISHED) and _copes(cue, trigger, reading)
    if not (tags or copes) or not reading.grammar.reports:
        return False
    if copes or ("cue.blocked" in tags and segment < own):
        return True
    judged = "cue.rejected" in tags and segment < own and _of_delivery(cue, reading)
    if judged or segment == own or not _CLAUSES.search(text, min(cue.end, trigger.end), max(cue.start, trigger.start)):
        return judged
    gap = sentence.bounds(segment, segment)[1] - cue.end
    if "cue.planned" not in tags:
        return gap > (OBJECT_REACH if segment > own else HANDED_REACH)
    goes_on = (*reading.grammar.including, *reading.grammar.continues)  # 将提供武器，并实施制裁
    if segment > own or text.startswith(goes_on, sentence.bounds(own, own)[0]):
        return False
    faced = any(
        "trigger.sanctioned" in hit.rule.tags and sentence.segment(hit.start) == own and hit.end <= trigger.start
        for hit in reading.hits
    )
    return faced or gap > OBJECT_REACH


def _of_delivery(cue: Hit, reading: Reading) -> bool:
    """Say whether *cue* judges a delivery that stands before it in its clause (对台军售坚决反对，宣布制裁…)."""
    segment = reading.sentence.segment
    own = segment(cue.start)
    return any(
        is_delivery(hit) and "trigger.seek" not in hit.rule.tags and hit.end <= cue.start and segment(hit.start) == own
        for hit in reading.hits
    )


def _copes(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether it is planned to cope with the sanctions (准备应对制裁)."""
    return any("role.copes" in hit.rule.tags and cue.end <= hit.start < trigger.start for hit in reading.hits)


def blamed(party: PartyMention, trigger: Hit, reading: Reading) -> bool:
    """Say whether *party* only condemns the sanctions of *trigger*: a word of blame stands between the two."""
    if not reading.grammar.reports or party.mark is not None:
        return False
    segment = reading.sentence.segment
    own = segment(trigger.start)
    return any(
        "role.critic" in hit.rule.tags and party.end <= hit.start and hit.end <= trigger.start
        and not (segment(hit.start) < own and _of_delivery(hit, reading))
        for hit in reading.hits
    )  # fmt: skip


def accused(reading: Reading, trigger: Hit, cue: Hit) -> list[PartyMention]:
    """Return whom somebody blames for taking no part in the sanctions (指责塞尔维亚不参与制裁; Chinese)."""
    apart = bool(reading.grammar.reports) and "role.self" in cue.rule.tags and cue.start < trigger.start
    blames = {hit.end for hit in reading.hits if "trigger.accuse" in hit.rule.tags}
    return [item for item in reading.parties if apart and item.start in blames and item.end <= cue.start]
