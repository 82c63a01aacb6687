"""Who is named only to be set aside: "not from A but from B", "B rather than A", "A'dan değil B'den" (Turkish)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.parties.role_words import WINDOW
from tracker.classify.claims.patterns import TOKEN, word_of

if TYPE_CHECKING:
    import re

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far before who is set aside the negation stands, with a verb and arms between ("no recibió … de A, sino de B").
DENIAL_REACH = 70
# How many words lead from a word of contrast to whom it is about.
LED_WORDS = 3
# What may stand between a name and a word of contrast behind it.
_SIGNS = " ,،，'"
# The tags of words that say something else where they only set somebody aside.
_ASIDE = frozenset({"cue.negation", "clause.contrast", "cue.blocked"})


class Contrast(NamedTuple):
    """One contrast: who is set *aside*, from where to where it is told, and who is *kept* where he may change parts."""

    aside: list[PartyMention]
    start: int
    end: int
    kept: PartyMention | None = None


def contrasts(low: str, parties: list[PartyMention], bounds: tuple[int, int], grammar: ClaimGrammar) -> list[Contrast]:
    """Return the contrasts of the sentence with *bounds* that set one of *parties* aside."""
    if not grammar.set_aside or len(parties) < 2:  # noqa: PLR2004 - one is set aside for another
        return []
    spaced = not grammar.reports
    found = [
        _denied(low, match, parties, grammar)
        for match in word_of(tuple(grammar.set_against), spaced=spaced).finditer(low, *bounds)
    ]
    words = word_of(tuple(grammar.set_aside), spaced=spaced)
    aside = _aside_behind if grammar.case_at_end else _aside_before
    found += [aside(low, match, parties, grammar) for match in words.finditer(low, *bounds)]
    return [contrast for contrast in found if contrast is not None]


def without_aside(contrasts: list[Contrast], parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without who is set aside; a genitive that may be a dative is one: "tanky ne Keni, ale …"."""
    for contrast in contrasts:
        if contrast.kept is not None and contrast.kept.mark == "of" and "dat" in contrast.kept.hit.cases:
            contrast.kept.mark = "to"
    aside = {id(item) for contrast in contrasts for item in contrast.aside}
    return [item for item in parties if id(item) not in aside] if aside else parties


def outside_contrasts(contrasts: list[Contrast], hits: list[Hit]) -> list[Hit]:
    """Return *hits* without the negations and words of contrast that only set somebody aside."""
    return [
        hit for hit in hits
        if not (hit.rule.tags & _ASIDE and any(one.start <= hit.start and hit.end <= one.end for one in contrasts))
    ]  # fmt: skip


def _denied(low: str, match: re.Match[str], parties: list[PartyMention], grammar: ClaimGrammar) -> Contrast | None:
    """Return the contrast of "not … A but B", by the word before *B*, where both have one part."""
    before = [item for item in parties if item.end <= match.start()]
    behind = next((item for item in parties if item.start >= match.end()), None)
    if not before or behind is None or low[before[-1].end : match.start()].strip(_SIGNS):
        return None
    aside = [item for item in before if item.group == before[-1].group]
    space = (max(0, aside[0].start - DENIAL_REACH), aside[0].start)
    denials = list(word_of(tuple(grammar.denies), spaced=not grammar.reports).finditer(low, *space))
    alike = behind.mark == aside[-1].mark or _in_one_case(aside[-1], behind)
    alike = alike or (bool(grammar.reports) and low[aside[0].start - 1] == low[behind.start - 1])  # 不向…而是向…
    if not denials or not alike or not _led(low, match.end(), behind, grammar):
        return None
    return Contrast(aside, denials[-1].start(), behind.start, behind)


def _in_one_case(aside: PartyMention, kept: PartyMention) -> bool:
    """Say whether two names may stand in one case: "не Чаду, а Кении"."""
    return bool({*aside.hit.cases} & {*kept.hit.cases}) and {aside.mark, kept.mark} <= {"of", "to"}


def _aside_before(
    low: str, match: re.Match[str], parties: list[PartyMention], grammar: ClaimGrammar
) -> Contrast | None:
    """Return the contrast of "rather than A", "instead of A"."""
    first = next((item for item in parties if item.start >= match.end()), None)
    if first is None or not _led(low, match.end(), first, grammar):
        return None
    return Contrast([item for item in parties if item.group == first.group], match.start(), first.start)


def _aside_behind(low: str, match: re.Match[str], parties: list[PartyMention], _: ClaimGrammar) -> Contrast | None:
    """Return the contrast of "A'dan değil B'den", "A yerine B" (Turkish)."""
    before = [item for item in parties if item.end <= match.start()]
    behind = next((item for item in parties if item.start >= match.end()), None)
    if not before or behind is None or low[match.end() : behind.start].strip(_SIGNS):
        return None
    case = low[before[-1].end : match.start()].rstrip()
    if case and (case[0] != "'" or " " in case):
        return None
    return Contrast([item for item in before if item.group == before[-1].group], before[-1].end, behind.start)


def _led(low: str, place: int, party: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether only role words and articles stand between a word of contrast, which ends at *place*, and *party*."""
    start = party.start - len(party.hit.prefix)
    if not 0 <= start - place <= WINDOW:
        return False
    leads = {*grammar.to, *grammar.from_, *grammar.by, *grammar.of, *grammar.cased, *grammar.with_, *grammar.against}
    between = low[place:start].strip()
    if grammar.reports:
        return between in {*leads, ""}
    words = TOKEN.findall(between)
    single = {word for lead in leads for word in lead.split()}
    passed = {*single, *grammar.articles, *grammar.dative}
    return len(words) <= LED_WORDS and all(word.rstrip("'") in passed or word in passed for word in words)
