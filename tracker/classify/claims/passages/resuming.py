"""Pronouns that go on with whom the sentence before names: "Elle en a livré six", "Paris lui a vendu des chars"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tracker.classify.claims.passages.certainty import is_half_known
from tracker.classify.claims.patterns import TOKEN, word_of
from tracker.classify.claims.scenes.pronouns import receives

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.classify.claims.sentences.reading import Sentences
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# Triggers whose subject gets.
GETTING = frozenset({"trigger.get", "trigger.seek"})
# Who denies, stops or alleges a delivery may do just that ("Elle accuse Riga d'empêcher des livraisons").
STOPPED = frozenset({"denied", "blocked", "alleged"})
# Marks of whom a sentence is about.
TOLD_OF = frozenset({"from", "of", "adjective"})
# Marks of whose office speaks, how far from the sentence's beginning he stands, and what opens a quotation.
SPEAKING = frozenset({None, "of", "adjective", "giver", "origin"})
OFFICE = 40
OPENING = " '\"„«»“–-"
# How far from its beginning the subject of a sentence stands: an article before it.
ARTICLE = 4
# How many words may lead to a pronoun ("In 2019 it …").
LEADING = 4


def may_resume(drafts: list[Draft], grammar: ClaimGrammar) -> bool:
    """Say whether one of *drafts* leaves a side open that a pronoun may stand for."""
    words = (grammar.subject_pronouns, grammar.that_getter, grammar.that_giver, grammar.own_government)
    return any(words) and any(map(is_half_known, drafts))


def resume(drafts: list[Draft], sentences: Sentences) -> list[Draft]:
    """Give each half-known transfer whom its pronoun stands for: the one subject of the sentence before."""
    parties = sentences.parties()
    drafts = [_given_to(draft, parties, sentences) if draft.recipient is None else draft for draft in drafts]
    getters = {draft.getter for draft in drafts}
    acting = [item for item in parties if item.mark is None and item.code not in getters]
    drafts = [_given_by(draft, acting, sentences) if draft.giver is None else draft for draft in drafts]
    drafts = [_given_by_own(draft, parties, sentences) if is_half_known(draft) else draft for draft in drafts]
    drafts = [_wanted_by_own(draft, drafts, sentences) if draft.recipient is None else draft for draft in drafts]
    return [_resumed(draft, parties, sentences) if is_half_known(draft) else draft for draft in drafts]


def _wanted_by_own(draft: Draft, drafts: list[Draft], sentences: Sentences) -> Draft:
    """Let who got arms in the sentence before want what "his country" wants: "Sein Land benötige weitere Panzer"."""
    begin = draft.sentence[0]
    before = sentences.before(begin)
    if before is None or "trigger.seek" not in draft.trigger.rule.tags or not _own_government(sentences, begin):
        return draft
    got = {other.getter: other.recipient for other in drafts if other.sentence[0] == before and other.recipient}
    (getter,) = got.values() if len(got) == 1 else (None,)
    if getter is None:
        return draft
    return draft._replace(recipient=getter.standing_in(None, (begin, draft.trigger.start), getter.group))


def _given_to(draft: Draft, parties: list[PartyMention], sentences: Sentences) -> Draft:
    """Let the one state of the sentence before get what "the country" is given: "Israel sold the country drones"."""
    begin, end = draft.sentence
    named = {item.code for item in parties if begin <= item.start < end and item.mark not in {"adjective", "origin"}}
    words = tuple(sentences.grammar.that_getter)
    said = word_of(words, spaced=not sentences.grammar.reports).search(sentences.low, begin, end) if words else None
    first = sentences.before(begin)
    if said is None or named != {draft.giver} or first is None or "trigger.give" not in draft.trigger.rule.tags:
        return draft
    before = [item for item in parties if first <= item.start < begin]
    meant = [item for item in before if item.code != draft.giver and item.hit.rule.kind == "country"]
    if len({item.code for item in meant}) != 1 or meant[0].mark == "adjective":
        return draft
    return draft._replace(recipient=meant[0].standing_in("to", said.span(), meant[0].group))


def _given_by(draft: Draft, acting: list[PartyMention], sentences: Sentences) -> Draft:
    """Let the subject of the sentence before give what "the country" gives: "Das Land hat sich auch verpflichtet …".

    *acting* are the parties that can be subjects.
    """
    begin, end = draft.sentence
    words = tuple(sentences.grammar.that_giver)
    spaced = not sentences.grammar.reports
    said = word_of(words, spaced=spaced).search(sentences.low, begin, draft.trigger.start) if words else None
    first = sentences.before(begin)
    gives = {"trigger.give", "trigger.equip"} & draft.trigger.rule.tags
    before = [item for item in acting if first is not None and first <= item.start < begin]
    if said is None or not gives or len({item.code for item in before}) != 1:
        return draft
    named = before[0].hit.rule.kind == "country" and not any(begin <= item.start < end for item in acting)
    return draft._replace(supplier=before[0].standing_in(None, said.span(), before[0].group)) if named else draft


def _given_by_own(draft: Draft, parties: list[PartyMention], sentences: Sentences) -> Draft:
    """Let the state of who speaks in the sentence before give what "his country" does: "Sein Land habe … geliefert".

    A name without an article may have been taken for the giver: "Sein Land habe Kenia Panzer geliefert".
    """
    begin = draft.sentence[0]
    first = sentences.before(begin)
    if first is None or "trigger.give" not in draft.trigger.rule.tags or not _own_government(sentences, begin):
        return draft
    leader = _leader(parties, first, begin)
    taken = draft.supplier if sentences.grammar.dative and draft.recipient is None else None
    getter = draft.recipient or (taken if taken is not None and taken.mark is None else None)
    if leader is None or getter is None or leader.code == getter.code or (draft.supplier and draft.recipient):
        return draft
    return draft._replace(supplier=leader, recipient=getter)


def _leader(parties: list[PartyMention], first: int, end: int) -> PartyMention | None:
    """Return the state with whose office the sentence from *first* to *end* begins."""
    speaking = [item for item in parties if first <= item.start < end][:1]
    leads = [item for item in speaking if item.hit.rule.kind == "country" and item.mark in SPEAKING]
    return leads[0] if leads and leads[0].start - first <= OFFICE else None


def resume_sanctions(drafts: list[SanctionDraft], sentences: Sentences) -> list[SanctionDraft]:
    """Let the subject of the sentence before impose what a pronoun at the head of the next one imposes.

    "Britain comes to its aid. It is threatening sanctions against Russia"
    """
    if all(draft.imposer for draft in drafts):
        return drafts
    drafts = [draft if draft.imposer else _imposed_by_own(draft, sentences) for draft in drafts]
    if not sentences.grammar.by_order:
        return drafts
    return [draft if draft.imposer else _imposed_by(draft, sentences) for draft in drafts]


def _imposed_by_own(draft: SanctionDraft, sentences: Sentences) -> SanctionDraft:
    """Let the state of who speaks in the sentence before impose what "his government" does at the head of this one."""
    begin, number = draft.sentence[0], bisect_left(sentences.starts, draft.sentence[0])
    acts = [hit for hit in sentences.hits[number] if "trigger.impose" in hit.rule.tags]
    if not acts or not number or not _own_government(sentences, begin):
        return draft
    leader = _leader(sentences.parties(), sentences.starts[number - 1], begin)
    if leader is None or (draft.target and draft.target.code == leader.code):
        return draft
    return draft._replace(imposer=leader)


def _own_government(sentences: Sentences, begin: int) -> bool:
    """Say whether the sentence that begins at *begin* has "his government" or "the country" for its subject."""
    words = (*sentences.grammar.own_government, *sentences.grammar.that_giver)
    return sentences.low[begin : begin + OFFICE].lstrip(OPENING).startswith(tuple(f"{word} " for word in words))


def _imposed_by(draft: SanctionDraft, sentences: Sentences) -> SanctionDraft:
    low, begin, grammar = sentences.low, draft.sentence[0], sentences.grammar
    number = bisect_left(sentences.starts, begin)
    words = TOKEN.findall(low[begin : draft.trigger.start].replace("'s ", " is "))[: LEADING - 1]
    if not number or not words or words[0] not in grammar.subject_pronouns or set(words) & set(grammar.expletives):
        return draft
    verbs = [hit for hit in sentences.hits[number] if "trigger.impose" in hit.rule.tags]
    acts = [hit for hit in verbs if hit.start <= draft.trigger.start and not _undergone(low, hit, grammar)]
    first = sentences.starts[number - 1]
    subject = [item for item in sentences.parties() if first <= item.start <= first + ARTICLE and item.mark is None]
    if not acts or not subject or (draft.target and draft.target.code == subject[0].code):
        return draft
    return draft._replace(imposer=subject[0])


def _undergone(low: str, verb: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether *verb* is a participle behind an auxiliary of the passive."""
    led = low[: verb.start].split()[-1:]
    return low.endswith(tuple(grammar.pasts), verb.start, verb.end) and bool(set(led) & set(grammar.passives))


def _resumed(draft: Draft, parties: list[PartyMention], sentences: Sentences) -> Draft:
    low, grammar = sentences.low, sentences.grammar
    begin = draft.sentence[0]
    first = sentences.before(begin)
    words = TOKEN.findall(low[begin : draft.trigger.start])
    speaker = _speaker(draft, parties, sentences)
    if speaker is not None:
        return draft._replace(recipient=speaker)
    earlier = [item for item in parties if first is not None and first <= item.start < begin and item.mark is None]
    if first is not None and grammar.noun_compounds and earlier and earlier[0].start - first <= ARTICLE:
        earlier = earlier[:1]  # the subject of the sentence before
    earlier = earlier or _only_state([item for item in parties if item.start < begin])
    others = [item for item in earlier if item.code not in {draft.giver, draft.getter}]
    if not words or len({item.code for item in others}) != 1:
        return draft
    if draft.getter is None and "trigger.give" in draft.trigger.rule.tags and receives(words, grammar):
        return draft._replace(recipient=others[0])
    inside = any(begin <= item.start < draft.trigger.start and item.mark is None for item in parties)
    stops = draft.status.value in STOPPED and "trigger.transfer" in draft.trigger.rule.tags
    if inside or stops or len(others) != len(earlier) or not _is_subject(draft, words, grammar):
        return draft
    if draft.trigger.rule.tags & GETTING:
        return draft._replace(recipient=draft.recipient or others[0])
    return draft._replace(supplier=others[0]) if draft.giver is None else draft


def _speaker(draft: Draft, parties: list[PartyMention], sentences: Sentences) -> PartyMention | None:
    """Return whose office, named first in the sentence before, says "we need", "we get" ("„Wir …“, sagte er")."""
    low, grammar = sentences.low, sentences.grammar
    begin, end = draft.sentence
    head = sentences.before(begin)
    said = grammar.we and GETTING & draft.trigger.rule.tags and not (draft.giver or draft.getter)
    if head is None or not said or any(begin <= item.start < end for item in parties):
        return None
    beside = [*TOKEN.findall(low[begin : draft.trigger.start])[-1:], *TOKEN.findall(low[draft.trigger.end : end])[:1]]
    first = next((item for item in parties if head <= item.start < begin), None)
    leads = first is not None and first.hit.rule.kind == "country" and first.mark in {None, "of", "adjective"}
    before = low[begin : draft.trigger.start].lstrip(" '\"„»–-")
    own = any(not mark and before.startswith(f"{words} ") for words, mark in grammar.own_state.items())  # "Sein Land"
    return first if leads and (own or set(beside) & set(grammar.we)) else None


def _only_state(before: list[PartyMention]) -> list[PartyMention]:
    """Return the one state that the passage names *before*, not as a partner: "News from Peru. The country will …"."""
    codes = {item.code for item in before}
    told = [item for item in before if item.hit.rule.kind == "country" and item.mark in TOLD_OF]
    return told[-1:] if len(codes) == 1 else []


def _is_subject(draft: Draft, words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether a pronoun is the subject of the trigger's clause, and not of a passive or of nothing ("il faut")."""
    place = max((place for place, word in enumerate(words) if word == ","), default=-1) + 1
    clause = words[place:] if words[place : place + 1] and words[place] in grammar.subject_pronouns else words
    given = {"trigger.given", "trigger.arrive"} & draft.trigger.rule.tags
    if grammar.cased:  # "Ранее она поставила …": a nominative, wherever it stands; in a passive the arms
        return not given and any(word in grammar.subject_pronouns for word in clause)
    if grammar.noun_compounds:  # "In 2019 it delivered …"
        first = next((place for place, word in enumerate(clause[:LEADING]) if word in grammar.subject_pronouns), 0)
        clause = clause[first:]
    said = {clause[0], " ".join(clause[:2])} & set(grammar.subject_pronouns)
    if not said or (clause[0] in said and any(word in grammar.expletives for word in clause[1:3])):
        return False
    return not given or not any(word in grammar.passives for word in clause)
