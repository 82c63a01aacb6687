"""Whose state "his country", "we" and "this country" stand for: that of who speaks, or the one named last."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_trigger
from tracker.classify.claims.parties.mentions import SPEAKER_REACH
from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many words the verb of saying and the article before the state of who speaks are.
SPEAKER_WORDS = 2
# How far behind sanctions stands whom they are against, and a pronoun for him before or behind them.
AIM_REACH = 25
PRONOUN_REACH = 45
# Whom a pronoun stands for where no other subject is named, by their marks, the likelier first.
TIERS = (frozenset({"to", "of", "against", "from"}), frozenset({"adjective"}))


def own_states(
    low: str,
    read: tuple[list[PartyMention], list[Hit]],
    bounds: tuple[int, int],
    patterns: tuple[re.Pattern[str] | None, re.Pattern[str] | None],
    grammar: ClaimGrammar,
) -> list[PartyMention]:
    """Return the mentions with what "his country" stands for: the first party of the sentence, who speaks.

    *read*: they and all hits of the sentence.
    """
    mentions = read[0]
    first = next((item for item in mentions if item.mark not in {"other", "with"}), None)
    found = list(mentions)
    passed = {"giver", "of", "to", "from"} if grammar.genitive_subject else {"giver"}
    own, says = patterns
    for match in own.finditer(low, *bounds) if own else ():
        named = (item for item in mentions if item.mark is None and item.end < match.start())
        speaker = next(named, first) if first is not None and first.mark in passed else first
        behind = _speaking_behind(low, mentions, match.end(), says) if says and grammar.we else None
        if behind is not None or match.group() in grammar.we:
            speaker = behind
        elif speaker is None or match.start() <= speaker.end:
            # "a member of the Iranian parliament said that his country …"
            office = [item for item in mentions if item.mark == "other" and item.hit.rule.role == "adjectives"]
            speaker = office[0] if office else None
        if speaker is not None and (match.start() > speaker.end or speaker is behind):
            mark, group = grammar.own_state[match.group()] or None, max(item.group for item in found) + 1
            found.append(speaker.standing_in(mark, match.span(), group))
    meant = aimed_pronouns if grammar.cased else that_states
    found += meant(low, read, bounds, grammar, max((item.group for item in found), default=0))
    return sorted(found, key=lambda item: item.start)


def that_states(
    low: str,
    read: tuple[list[PartyMention], list[Hit]],
    bounds: tuple[int, int],
    grammar: ClaimGrammar,
    groups: int,
) -> list[PartyMention]:
    """Return what "to this country" stands for: the state named last, but for a subject right before it.

    "Ankara says that Washington sells no jets to this country"; one that is named alone counts in another clause only,
    who something is against only behind sanctions.
    """
    mentions, hits = read
    measures = [hit.end for hit in hits if "theme.sanctions" in hit.rule.tags]
    moves = any(is_trigger(hit) for hit in hits)
    found: list[PartyMention] = []
    for match in _that(tuple(grammar.that_state), tuple(grammar.plurals)).finditer(low, *bounds):
        mark = grammar.that_state[match.group()]
        if mark == "against" and not any(0 <= match.start() - end <= AIM_REACH for end in measures):
            continue
        if mark != "against" and not moves:
            continue
        before = [item for item in mentions if item.end < match.start() and item.hit.rule.kind == "country"]
        marked = [item for item in before if before[-1].mark is not None or item.code != before[-1].code]
        alone = not marked and any(word in grammar.breaks for item in before for word in _words(low, item, match))
        aside = {"from", "by"} if mark == "to" else {"to"}
        meant = [item for item in (before if alone else marked) if item.mark not in aside][-1:]
        found += [item.standing_in(mark or None, match.span(), groups + len(found) + 1) for item in meant]
    return found


def aimed_pronouns(
    low: str,
    read: tuple[list[PartyMention], list[Hit]],
    bounds: tuple[int, int],
    grammar: ClaimGrammar,
    groups: int,
) -> list[PartyMention]:
    """Return whom "against it" beside sanctions stands for, where names are declined: not who imposes them.

    "Оттава обвинила Тегеран и ввела против него санкции"; behind a participle the subject: "введённые против него".
    """
    mentions, hits = read
    places = [(hit.start, hit.end) for hit in hits if "theme.sanctions" in hit.rule.tags]
    found: list[PartyMention] = []
    for match in _that(tuple(grammar.that_state), ()).finditer(low, *bounds) if grammar.that_state else ():
        place, end = match.span()
        if not any(start - end <= PRONOUN_REACH and place - stop <= PRONOUN_REACH for start, stop in places):
            continue
        before = [item for item in mentions if item.end < place and item.hit.rule.kind == "country"]
        meant = _suffers(low, before, (bounds[0], place), grammar)
        if meant is not None:
            mark = grammar.that_state[match.group()]
            found.append(meant.standing_in(mark, match.span(), groups + len(found) + 1))
    return found


def _suffers(
    low: str, before: list[PartyMention], bounds: tuple[int, int], grammar: ClaimGrammar
) -> PartyMention | None:
    """Return who of those named *before* a pronoun is sanctioned: the last who is not the subject of its clause."""
    bare = [item for item in before if item.mark is None]
    words = low[slice(*bounds)].split()
    if words and words[-1].endswith(tuple(grammar.participles) or ("\0",)):
        return bare[0] if bare else None
    comma = low.rfind(",", *bounds)
    named = [item for item in before if item.mark in {None, "of"}]
    subject = next(iter([item for item in bare if item.start > comma] or named), None)
    apart = {subject.code, subject.group} if subject else set()
    others = [item for item in before if not {item.code, item.group} & apart]
    free = [item for item in others if item.mark is None]
    known = {item.code: item for item in (free or others) if item.code in grammar.sanctioned}
    if len(known) == 1:
        return next(iter(known.values()))
    if free:
        return free[-1]
    tiers = ([item for item in others if item.mark in marks] for marks in TIERS)
    tier = next((found for found in tiers if found), [])
    return tier[-1] if subject and len({item.code for item in tier}) == 1 else None


def _words(low: str, party: PartyMention, match: re.Match[str]) -> list[str]:
    return low[party.end : match.start()].split()


@lru_cache(maxsize=8)
def _that(words: tuple[str, ...], plurals: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of one of *words*, no plural behind it."""
    after = rf"(?! {any_of(plurals)}\b)" if plurals else ""
    return re.compile(rf"\b{any_of(words)}\b{after}")


def _speaking_behind(low: str, mentions: list[PartyMention], place: int, says: re.Pattern[str]) -> PartyMention | None:
    """Return who is named first behind what he says: "Wir liefern Panzer", sagte der schwedische Minister."""
    for item in mentions:
        said = says.search(low, max(place, item.start - SPEAKER_REACH), item.start) if item.start >= place else None
        if said is not None:
            near = len(low[said.start() : item.start].strip(' ,»”"').split()) <= SPEAKER_WORDS
            return item if near and item.mark == "other" else None
    return None
