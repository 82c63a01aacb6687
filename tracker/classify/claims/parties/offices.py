"""What stands for a state: its offices ("the ministers of Iran"), and its things that sanctions are against."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES
from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.parties.mentions import BLOCS
from tracker.classify.claims.patterns import TOKEN, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far an office stands before its state ("the ministers of defence of …").
OFFICE = 16
# How far what sanctions are against stands before its state.
WINDOW = 60
# How many words may stand between a state and its armed group ("Sudan's paramilitary Rapid Support Forces").
GROUP_WORDS = 2
# The marks of who may belong to what sanctions are against.
AIMABLE = {"of", "adjective", "from", "origin", "giver", "to"}


def office(low: str, hits: list[Hit], index: int, words: Mapping[str, str], grammar: ClaimGrammar) -> int:
    """Return where the office begins that stands for the party: "to the ministers of Iran" is to Iran.

    *words* are the role words with their marks.
    """
    start = hits[index].start
    if grammar.dative or not grammar.of:
        return start
    for other in reversed(hits[:index]):
        if other.end < start - OFFICE:
            break
        if other.end <= start and "group.state" in other.rule.tags and "group.entity" not in other.rule.tags:
            between = TOKEN.findall(low[other.end : start])
            between = [token for token in between if words.get(token) == "of" or not _passed(token, grammar)]
            if {words.get(token) for token in between} == {"of"}:
                start = other.start
    return start


def _passed(token: str, grammar: ClaimGrammar) -> bool:
    """Say whether *token* may stand between an office and its state: an article, a number."""
    return token in grammar.skip or token.isdigit()


def foreign(low: str, hits: list[Hit], party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether a participle that is no trigger stands before the word that makes *party* an agent."""
    if party.mark not in {"by", "from"} or not grammar.participles:
        return False
    words = list(TOKEN.finditer(low, max(0, party.start - 40), party.start))
    agents = {*grammar.by, *grammar.from_}
    place = next((number for number in range(len(words) - 1, 0, -1) if words[number].group() in agents), 0)
    if grammar.cased and party.mark == "by" and not (place and words[place].group() in grammar.by):
        place = len(words)  # "обвиняемых Брюсселем": the case alone makes the agent
    word = words[place - 1] if place else None
    if word is None or not word.group().endswith(tuple(grammar.participles)):
        return False
    around = {tag for hit in hits if hit.start <= word.start() < hit.end for tag in hit.rule.tags}
    if any(hit.rule.kind in PARTIES and hit.start <= word.start() < hit.end for hit in hits):
        return False  # "all'Arabia Saudita da parte della Spagna"
    # Who seizes or condemns gives nothing either.
    return "trigger.react" in around or not any(tag.startswith(("trigger.", "class.", "cue.")) for tag in around)


def nominal(low: str, hit: Hit, words: Mapping[str, str], grammar: ClaimGrammar) -> bool:
    """Say whether an adjective that follows its noun elsewhere stands behind an article ("ai russi", to Russians)."""
    if not grammar.determiners:
        return False
    tokens = TOKEN.findall(low[max(0, hit.start - 12) : hit.start])
    if not tokens or not low.endswith((" ", "'"), 0, hit.start):
        return False
    return f"{tokens[-1]} ".startswith(tuple(grammar.determiners)) or words.get(tokens[-1]) in {"to", "by", "from"}


def deed_before(low: str, deed: Hit, place: int, words: Mapping[str, str]) -> bool:
    """Say whether *deed* leads to the weapon at *place*: "fourniture de drones". A cargo is not sent by its maker."""
    between = TOKEN.findall(low[deed.end : place]) if deed.end <= place <= deed.end + OFFICE else []
    of = bool(between) and words.get(between[0]) == "of" and len(between) <= 2  # noqa: PLR2004 - "of the"
    return of and "role.cargo" not in deed.rule.tags


def house(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let a state right behind an armed group be where it sits: "les Houthis au Yémen" give nothing to Yemen."""
    for one, other in pairwise(mentions):
        group = one.hit.rule.kind == "party" and one.code not in BLOCS and other.hit.rule.kind == "country"
        if group and other.mark == "to" and low[one.end : other.start].strip() in grammar.into:
            other.mark = "other"


def _befriended(low: str, one: PartyMention, other: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *other* is named as the friend or neighbour of *one*: "gegen Russlands Partner Belarus"."""
    words = low[one.end : other.start].split()
    owned = "gen" in one.hit.cases and "nom" not in one.hit.cases
    return bool(grammar.dative) and owned and 0 < len(words) <= GROUP_WORDS and all(
        word in grammar.skip for word in words
    )  # fmt: skip


def _lead(low: str, party: PartyMention, words: Mapping[str, str]) -> str | None:
    """Return the mark of *party*, or what the word before it says where the word behind it sets it aside."""
    if party.mark != "other":
        return party.mark
    tokens = TOKEN.findall(low[max(0, party.start - WINDOW) : party.start])
    return next((words[word] for size in (3, 2, 1) if (word := " ".join(tokens[-size:])) in words), None)


def belong(low: str, mentions: list[PartyMention], words: Mapping[str, str], grammar: ClaimGrammar) -> None:
    """Let an armed group take the part of the state whose it is said to be: "to Sudan's Rapid Support Forces"."""
    for one, other in pairwise(mentions):
        group = other.hit.rule.kind == "party" and other.code not in BLOCS and one.hit.rule.kind == "country"
        lead = _lead(low, one, words)
        if lead in {"against", "to"} and _befriended(low, one, other, grammar):
            other.mark, one.mark = lead, "other"
        if group and owns(low, one.end, grammar):
            between = TOKEN.findall(low[one.end : other.start])[2:]
            if len(between) <= GROUP_WORDS and not any(not word.isalpha() or word in words for word in between):
                other.mark, one.mark = one.mark, "other"


def _reached(mentions: list[PartyMention], start: int) -> Iterator[tuple[PartyMention, int]]:
    """Give each party with the place behind which what stands before it may belong to it."""
    behind = start
    for party in mentions:
        yield party, max(start, party.start - WINDOW, behind)
        behind = party.end


def reach(
    low: str,
    mentions: list[PartyMention],
    hits: list[Hit],
    scope: tuple[int, Mapping[str, str]],
    grammar: ClaimGrammar,
) -> None:
    """Let what stands against a thing be against its state: "sanctions against banks of Iran", "Iranian banks"."""
    start, words = scope
    sanctions = [hit for hit in hits if "theme.sanctions" in hit.rule.tags]
    _free_aided(low, mentions, sanctions, grammar)
    for party, place in _reached(mentions, start):
        listed = party.mark is None and party.hit.rule.role == "adjectives"
        seated = party.mark == "other" and bool(grammar.twofold)  # "gegen Firmen in China"
        seated = seated and low.endswith(tuple(f" {word} " for word in grammar.markets), place, party.start)
        if party.mark not in {"of", "adjective", "from"} and not listed and not seated:
            continue
        begin = place
        if party.mark == "of":  # "against the sanctions of the EU"
            begin = max([place, *(_opposing(low, hit, words) for hit in sanctions if hit.end <= party.start)])
        text = low[begin : party.start]
        if party.mark == "of":  # "gegen Mitglieder des Regimes in Myanmar"
            through = max((len(word) + 1 for word in grammar.through if text.endswith(f"{word} ")), default=0)
            text = text[: len(text) - through]
        tokens = TOKEN.findall(text)
        if party.mark == "from" or seated:
            # "on entities from Iran" is on Iran.
            last = max((index for index, token in enumerate(tokens) if token in grammar.persons), default=None)
            if last is None:
                continue
            tokens = tokens[:last]
        if _against(tokens, words, grammar):
            party.mark = "against"


def _free_aided(low: str, mentions: list[PartyMention], sanctions: list[Hit], grammar: ClaimGrammar) -> None:
    """Let who is only helped by who is sanctioned be no target: "a sanctionné une banque accusée d'aider la Russie"."""
    if not sanctions or not grammar.aiding:
        return
    led = re.compile(rf"\b{any_of(grammar.aiding)} (?:{any_of(grammar.to)} )?{any_of(grammar.determiners)}?$")
    for party in mentions:
        behind = party.start > sanctions[0].end and party.mark in {None, "to", "of"}
        if behind and led.search(low, max(0, party.start - WINDOW), party.start):
            party.mark = "other"


def aim(
    low: str,
    mentions: list[PartyMention],
    hits: list[Hit],
    scope: tuple[int, Mapping[str, str]],
    grammar: ClaimGrammar,
) -> None:
    """Do the same where nouns are declined: "against the secretariat of defence industry of Turkey".

    *scope*: where the sentence begins and the role words. Not where the sanctions themselves are what somebody is
    against ("against EU sanctions").
    """
    start, words = scope
    for party, place in _reached(mentions, start):
        if party.mark not in AIMABLE:
            continue
        if low.startswith(tuple(grammar.against_prefixes), party.start):
            party.mark = "against"
            continue
        sanctions = [
            _opposing(low, hit, words) for hit in hits if "theme.sanctions" in hit.rule.tags and hit.start < party.start
        ]
        deeds = [hit.end for hit in hits if "trigger.transfer" in hit.rule.tags and hit.end <= party.start]
        begin = max([place, *sanctions, *deeds])  # "рішення щодо надання Україні"
        if _against(TOKEN.findall(low[begin : party.start]), words, grammar):
            party.mark = "against"


def _opposing(low: str, hit: Hit, words: Mapping[str, str]) -> int:
    """Return where the words of sanctions end, or where "against" begins if they end with it ("measures against")."""
    last = low[hit.start : hit.end].rsplit(maxsplit=1)[-1]
    return hit.end - len(last) if words.get(last) == "against" else hit.end


def _against(tokens: list[str], words: Mapping[str, str], grammar: ClaimGrammar) -> bool:
    """Say whether the last role word of *tokens* other than *of* is one of opposing."""
    for last in range(len(tokens), 0, -1):
        listed = tokens[last - 1] == "," and last > 1 and tokens[last - 2] in grammar.persons
        if listed and any(token in grammar.joins for token in tokens[last:]):
            continue  # "contre des entreprises, personnes et entités chinoises"
        if not tokens[last - 1][0].isalnum() or tokens[last - 1] in {*grammar.breaks, *grammar.cased}:
            return False
        marks = (words.get(" ".join(tokens[last - width : last])) for width in (3, 2, 1) if last >= width)
        mark = next((mark for mark in marks if mark is not None), "of")
        if mark not in {"of", "from"}:
            return mark == "against"
    return False
