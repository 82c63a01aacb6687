"""Words that mean what they say only with another behind them ("sagt … zu"), or without it ("gave permission")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, is_weapon
from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

TAG = "role.split-"
# The tags of the verbs that say what is asked for.
VERBS = frozenset({"trigger.give", "trigger.get", "trigger.equip", "trigger.seek"})
# The tags of a promise.
PLEDGE = frozenset({"trigger.give", "status.agreed"})
# The tags of words by which somebody may order or ask another to do something.
PERSONAL = frozenset({"role.placed", "trigger.seek"})
# How many words name whom, and how far behind the "to" a verb begins that moves arms.
PERSON_WORDS = 5
NEAR_DEED = 14


def whole(hits: list[Hit], sentence: Sentence, grammar: ClaimGrammar) -> list[Hit]:
    """Return *hits* without first halves of verbs whose second does not end their clause, and without other wishes."""
    if grammar.particles:
        hits = [hit for hit in hits if _complete(hit, sentence, grammar)]
    if grammar.not_before or grammar.asks_to_do:
        starts = {hit.start for hit in hits if hit.rule.tags & VERBS}
        getters = {hit.start for hit in hits if hit.rule.kind in PARTIES or "group.state" in hit.rule.tags}
        hits = [
            hit for hit in hits
            if not _turned_away(hit, starts | getters if hit.rule.tags >= PLEDGE else starts, sentence, grammar)
            and not (grammar.asks_to_do and _of_persons(hit, hits, sentence, grammar))
        ]  # fmt: skip
    return hits


def _turned_away(hit: Hit, verbs: set[int], sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether the words right behind *hit* tell that it moves no arms: "gave permission", "wants to know".

    What a word of asking or pledging with a verb behind it is about says that verb, one of those at *verbs* or of
    *wished* ("pledged to rebuild the country").
    """
    for tag, words in grammar.not_before.items():
        if tag in hit.rule.tags and _words_behind(tuple(words)).match(sentence.text, hit.end, sentence.end):
            return True
    if not grammar.asks_to_do or not ("trigger.seek" in hit.rule.tags or hit.rule.tags >= PLEDGE):
        return False
    deed = _words_behind(tuple(grammar.asks_to_do)).match(sentence.text, hit.end, sentence.end)
    if deed is None or deed.end() + 1 in verbs:
        return False
    return _words_behind(tuple(grammar.wished)).match(sentence.text, deed.end(), sentence.end) is None


def _of_persons(hit: Hit, hits: list[Hit], sentence: Sentence, grammar: ClaimGrammar) -> bool:
    """Say whether *hit* orders or asks no arms but that somebody do something else.

    ("ordered the Dutch government to halt exports of …", "asked the crowd to let them go")
    """
    if not hit.rule.tags & PERSONAL or "role.petition" in hit.rule.tags:
        return False
    deed = _words_behind(tuple(grammar.asks_to_do)).search(sentence.text, hit.end, sentence.end)
    if deed is None or not 0 < len(sentence.text[hit.end : deed.start()].split()) <= PERSON_WORDS:
        return False
    stops = any("cue.blocked" in other.rule.tags and other.start == deed.end() + 1 for other in hits)
    if stops:
        return "role.placed" in hit.rule.tags
    moved = any(hit.end <= other.start <= deed.end() + NEAR_DEED and _moves(other) for other in hits)
    named = any(other.rule.kind in PARTIES and other.start == deed.end() + 1 for other in hits)
    return not (moved or named)


def _moves(hit: Hit) -> bool:
    """Say whether *hit* is a weapon, or a verb that moves some."""
    return is_weapon(hit) or bool(hit.rule.tags & VERBS)


@lru_cache(maxsize=64)
def _words_behind(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of one of *words* behind a blank."""
    return re.compile(rf" {any_of(words)}\b")


def _complete(hit: Hit, sentence: Sentence, grammar: ClaimGrammar) -> bool:
    wanted = [tag.removeprefix(TAG) for tag in hit.rule.tags if tag.startswith(TAG)]
    if not wanted:
        return True
    number = sentence.segment(hit.start)
    clause = sentence.text[hit.end : sentence.bounds(number, number)[1]]
    joints = tuple(grammar.particle_before)
    return any(_last(grammar.particles.get(name, name), joints).search(clause) for name in wanted)


@lru_cache(maxsize=64)
def _last(particle: str, joints: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of *particle* at the end of a clause, or before one of *joints*, which begins the next."""
    return re.compile(rf"\b{re.escape(particle)}(?=$| {any_of(joints)}(?: |(?<=')))")
