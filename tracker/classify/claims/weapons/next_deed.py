"""Weapons that another deed behind "and" is about, or that no money is paid for: "exports salmon and builds tanks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PAYS, is_noun_trigger, is_weapon
from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words stand between the word for what money is paid for and the weapon ("für rund dreißig alte Panzer").
PRICE_WORDS = 5
# The tags of verbs that have an object of their own.
DEEDS = frozenset({"trigger.give", "trigger.given"})
# The marks of who may get what stands before him.
GETTING = frozenset({"to", "of", "other", None})


def of_next_deed(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *trigger* has given something else before *item*, which stands behind "and" with a verb between."""
    grammar = reading.grammar
    if item.start < trigger.end or not trigger.rule.tags & DEEDS or is_noun_trigger(trigger):
        return False
    if grammar.verb_last and not grammar.dative:
        return not _arms(trigger.end, item.start, reading) and _joined(trigger.end, item.start, reading)
    getters = [
        party for party in reading.parties
        if party.mark in GETTING and trigger.end <= party.start and party.end <= item.start
    ]  # fmt: skip
    if not getters:
        return False
    first = getters[0].start - len(getters[0].hit.prefix)
    if _arms(trigger.end, first, reading) or not _thing(reading.sentence.text[trigger.end : first], reading):
        return False
    return _joined(getters[-1].end, item.start, reading)


def _arms(start: int, end: int, reading: Reading) -> bool:
    """Say whether a word for weapons begins between two places."""
    return any(is_weapon(hit) and start <= hit.start < end for hit in reading.hits)


def _thing(between: str, reading: Reading) -> bool:
    """Say whether a noun, or what may be one, stands *between* a verb and who gets."""
    grammar = reading.grammar
    leads = {word for lead in (*grammar.to, *grammar.of, *grammar.other) for word in lead.split()}
    passed = {*leads, *grammar.articles, *grammar.dative, *grammar.skip, *grammar.cased}
    return any(word[0].isalpha() and word not in passed for word in TOKEN.findall(between))


def _joined(start: int, end: int, reading: Reading) -> bool:
    """Say whether a word that joins stands between two places, with another word behind it that is no number."""
    words, joints = TOKEN.findall(reading.sentence.text[start:end]), {*reading.grammar.distinct, *reading.grammar.joins}
    places = [number for number, word in enumerate(words) if word in joints and word.isalpha()]
    behind = words[places[-1] + 1 :] if places else []
    return any(word[0].isalpha() and word not in reading.grammar.skip for word in behind)


def is_paid_for(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* is what money is paid for, behind a word that says so, or before one (Turkish)."""
    if PAYS not in trigger.rule.tags:
        return True
    text, words = reading.sentence.text, {*reading.grammar.paid_for}
    if reading.grammar.case_at_end:
        return bool({*text[item.end :].split(maxsplit=2)[:2]} & words)
    if reading.grammar.reports:
        return text.endswith(tuple(words), trigger.end, item.start) or any(
            word in text[trigger.end : item.start] for word in words
        )
    return bool({*reading.sentence.last_words(item.start, PRICE_WORDS)} & words)
