"""Where a name behind a joining word is a subject of its own, and where "with" joins two names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

DEEDS = frozenset({"trigger.give", "trigger.get", "trigger.equip"})
MEASURES = frozenset({"trigger.impose", "trigger.sanction"})
PASSIVES = frozenset({"trigger.given", "trigger.transfer"})
# How long the word behind a verb may be.
WORD = 20
# How far behind a verb of status the deed begins that it leads ("refuse de livrer").
LED = 6
# How far before an adjective its office begins ("le gouvernement").
OFFICE = 30
# How long a pronoun or a negation before a verb may be, with what parts it from the verb.
PARTICLE = 5
_PARTICLE = re.compile(r"(?<= )\w{1,4}['\s]$")


def verbs(low: str, hits: list[Hit], grammar: ClaimGrammar) -> frozenset[int]:
    """Return where the verbs begin by which a name right before them is a subject of its own, or their auxiliaries."""
    if grammar.twofold:
        return _followed(low, hits, grammar)
    if not grammar.sellers:
        return frozenset()
    endings = tuple(grammar.participles)
    deeds = [hit for hit in hits if hit.rule.tags & (DEEDS | MEASURES) and "trigger.transfer" not in hit.rule.tags]
    found = {hit.start for hit in deeds if not low.endswith(endings, 0, hit.end)}
    helped = (
        hit.start - len(word) - 1
        for hit in deeds
        for word in grammar.actives
        if low.endswith(f" {word} ", 0, hit.start)
    )
    begun = {*found, *helped}
    if not begun or not grammar.singular:
        return frozenset(begun)
    end = max(hit.end for hit in hits) + WORD
    single = re.compile(rf"\b{any_of(grammar.singular)}\b").finditer(low, min(begun), end)
    return frozenset({*begun, *(match.start() for match in single)})


def _followed(low: str, hits: list[Hit], grammar: ClaimGrammar) -> frozenset[int]:
    """Return where verbs begin behind which their object stands: "an Riga und die USA schicken Raketen" (German)."""
    things = {hit.start for hit in hits if is_weapon(hit)}
    leading = {*grammar.skip, *grammar.dative}
    deeds = [hit for hit in hits if hit.rule.tags & DEEDS and not hit.rule.tags & PASSIVES]
    behind = {hit.start: low[hit.end + 1 : hit.end + WORD].partition(" ")[0] for hit in deeds}
    return frozenset(
        hit.start
        for hit in deeds
        if hit.end + 1 in things or behind[hit.start] in leading or behind[hit.start].isdigit()
    )


def part_opening(low: str, mentions: list[PartyMention], links: list[str | None], grammar: ClaimGrammar) -> None:
    """Part the name that ends an opening phrase from two subjects behind its comma, if the sentence has no other.

    "En guerra con Rusia, Francia y Alemania envían …", not "Tras visitar Rusia, China y Omán, el ministro …".
    """
    if links[:2] != ["comma", "and"] or any(item.mark not in {None, "giver"} for item in mentions[1:3]):
        return
    mark = mentions[0].mark
    if mark is None or not (grammar.sellers or (grammar.noun_compounds and mark in {"other", "of"})):
        return
    asides = tuple(f", {word} " for word in grammar.asides)
    more = len(links) > 2 and links[2] is not None  # noqa: PLR2004 - the link behind the pair
    behind = low[mentions[2].end :]
    if (
        more
        or (behind.startswith(",") and not behind.startswith(asides))
        or any(item.mark is None for item in mentions[3:])
    ):
        return
    links[0] = None


def pair_up(low: str, mentions: list[PartyMention], grammar: ClaimGrammar) -> None:
    """Let two with only a "with" between be joined: "Fransa ile Almanya'dan" is from both (Turkish)."""
    for one, other in pairwise(mentions if grammar.case_at_end else []):
        if other.mark == "other" and low[one.end : other.start] == "-":
            one.mark = "other"  # "Rusya-Ukrayna savaşı"
        if one.mark == "with" and low[one.end : other.start].strip() in grammar.after_with:
            one.mark = None


def joint_before(low: str, place: int, between: tuple[str, ...], grammar: ClaimGrammar) -> int | None:
    """Return where a word that joins stands before *place*, or before one of *between* there: "et la Turquie"."""
    starts = (place, *(place - len(word) for word in between if low.endswith(f" {word}", 0, place)))
    pairs = ((start, word) for start in starts for word in grammar.distinct)
    return next((start - len(word) - 1 for start, word in pairs if low.endswith(f" {word} ", 0, start)), None)


def before(low: str, party: PartyMention, grammar: ClaimGrammar) -> tuple[str, ...]:
    """Return what may stand between a joining word and *party*: an article, an office with its adjective."""
    if party.hit.rule.role != "adjectives":
        return tuple(grammar.determiners)
    words = low[max(0, party.start - OFFICE) : party.start].split(" ")[-3:-1]
    return (f"{words[-1]} ", f"{' '.join(words)} ") if words else ()


def _particles(low: str, place: int) -> tuple[str, ...]:
    """Return the little word right before *place*, a pronoun or a negation: "et n'enverra", "e non invierà"."""
    found = _PARTICLE.search(low, max(0, place - PARTICLE), place)
    return (found[0],) if found else ()


def second_deeds(low: str, hits: list[Hit], grammar: ClaimGrammar) -> list[int]:
    """Return where a joining word begins the second deed of one subject, that has told what the first is about.

    ("La Turquie a livré des blindés au Tchad et vendra des drones au Niger", "en visitant l'Inde et en livrant …")
    """
    endings = tuple(grammar.infinitive_endings)
    if not endings:
        return []
    arms = [hit.start for hit in hits if is_weapon(hit)]
    things = [*arms, *(hit.start for hit in hits if "theme.sanctions" in hit.rule.tags)]
    deeds = [hit.start for hit in hits if hit.rule.tags & (DEEDS | MEASURES)]
    finite = [hit for hit in hits if not low.endswith(endings, 0, hit.end)]
    acting = {*verbs(low, finite, grammar), *_leading(low, finite, hits, grammar)}
    led = [joint_before(low, place, _particles(low, place), grammar) for place in acting]
    places = [place for place in led if place is not None]
    return _gerunds(low, hits, grammar) + [
        place for place in places
        if any(thing > place for thing in arms) and any(
            deed <= thing < place for thing in things for deed in deeds
        )
    ]  # fmt: skip


def _gerunds(low: str, hits: list[Hit], grammar: ClaimGrammar) -> list[int]:
    """Return where a joining word begins a deed in a gerund: "en visitant l'Inde **et** en livrant …"."""
    leads = [f"{joint} {gerund} " for joint in grammar.distinct for gerund in grammar.gerunds]
    deeds = [hit.start for hit in hits if hit.rule.tags & DEEDS] if leads else []
    return [place - len(lead) for place in deeds for lead in leads if low.endswith(f" {lead}", 0, place)]


def _leading(low: str, finite: list[Hit], hits: list[Hit], grammar: ClaimGrammar) -> list[int]:
    """Return where a verb of status begins that leads a deed right behind, or its auxiliary: "a refusé de livrer"."""
    deeds = [hit.start for hit in hits if hit.rule.tags & DEEDS or "trigger.transfer" in hit.rule.tags]
    found = []
    for hit in finite:
        if hit.rule.is_cue and any(0 < deed - hit.end <= LED for deed in deeds):
            word = low[: hit.start].rpartition(" ")[0].rpartition(" ")[2]
            found.append(hit.start - len(word) - 1 if word in grammar.actives else hit.start)
    return found
