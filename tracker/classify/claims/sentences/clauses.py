"""Cuts a sentence into segments: at punctuation and at words that begin a clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# A comma between digits parts nothing ("5,2 million shells"), nor does the dash of an Arabic type code ("اف - 35").
_PUNCTUATION = r"[;:()«»„“”\"،؛，、：（）《》]|,(?!\d)|(?<!\d),|\s[-—]\s(?!(?<=[\u0621-\u06cc]\s.\s)\d)"
# Chinese puts the names of weapons and ships between quotation marks: these part nothing. A blank parts two headlines.
_PUNCTUATION_HAN = r"[,;:，：；（）()]|——|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])"
# What separates the members of a list ("Germany, France and Poland"), or holds a weapon's name, ends no segment.
_LIST_COMMA = re.compile(r"[,،、，«»„“”\"()（）]")

# How long an aside between two commas may be.
ASIDE = 60


# Words that may join two clauses ("and") with the finite verbs behind which they do.
Ends = tuple[tuple[str, tuple[str, ...]], ...]


class Breaks(NamedTuple):
    """What begins a new clause: words of its own but in the *unbroken* phrases, and joints behind a finite verb.

    One of *examples* between two weapons brings one ("Artillerie wie Haubitzen"); elsewhere it begins a clause too.
    """

    words: tuple[str, ...] = ()
    ends: Ends = ()
    unbroken: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence ``[start, end)`` of the folded text and where its segments begin."""

    text: str
    start: int
    end: int
    starts: tuple[int, ...]

    def segment(self, place: int) -> int:
        """Return the number of the segment in which *place* lies."""
        return bisect_right(self.starts, place, 1) - 1  # what stands before the sentence counts to its first

    def begin(self, place: int) -> int:
        """Return where the segment in which *place* lies begins."""
        return self.starts[self.segment(place)]

    def opening(self, place: int) -> list[str]:
        """Return the words from the beginning of its segment to *place*; an elided one ("qu'") is one of its own."""
        return self.text[self.begin(place) : place].replace("'", "' ").split()

    def last_words(self, place: int, count: int) -> list[str]:
        """Return the *count* words of the sentence before *place*."""
        return self.text[self.start : place].split()[-count:]

    def adjacent(self, one: int, other: int) -> bool:
        """Say whether two segments are neighbours; a comma and the relative behind it part them once, not twice."""
        low, high = sorted((one, other))
        return (
            high - low == 1
            or (
                high - low == 2  # noqa: PLR2004 - with the blank between comma and relative
                and not self.text[self.starts[low + 1] : self.starts[high]].strip()
            )
        )

    def around(self, place: int) -> tuple[int, int]:
        """Return where the segment in which *place* lies begins and ends, without blanks."""
        number = self.segment(place)
        return self.bounds(number, number)

    def clause(self, number: int) -> str:
        """Return the text of segment *number*."""
        start, end = self.bounds(number, number)
        return self.text[start:end]

    def span(self, places: Iterable[int]) -> tuple[int, int]:
        """Return where the segments in which *places* lie begin and end, with what stands between."""
        numbers = [self.segment(place) for place in places]
        return self.bounds(min(numbers), max(numbers))

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return the span of the segments *first* to *last*, without the punctuation and space around it."""
        start = self.starts[first]
        end = self.starts[last + 1] if last + 1 < len(self.starts) else self.end
        while start < end and not self.text[start].isalnum():
            start += 1
        while end > start and not (self.text[end - 1].isalnum() or self.text[end - 1] in ")%'\"”»"):
            end -= 1
        return start, end


@lru_cache(maxsize=64)
def _breaker(breaks: Breaks, *, boundaries: bool) -> re.Pattern[str]:
    """Return the pattern of what may begin a clause: punctuation, words, joints behind a verb."""
    marks = _PUNCTUATION if boundaries else _PUNCTUATION_HAN
    for joint, verbs in breaks.ends:
        seen = "|".join(rf"(?<={_ending(verb)} {re.escape(joint)})" for verb in verbs)
        marks += rf"|\b{re.escape(joint)}\b(?:{seen})"
    if not breaks.words:
        return re.compile(marks)
    listed = any_of(breaks.words)
    spoken = rf"\b{listed}\b" if boundaries else listed
    kept = "|".join(re.escape(phrase) for phrase in breaks.unbroken)
    edge = r"\b" if boundaries else ""
    return re.compile(rf"{edge}(?P<kept>{kept}){edge}|{marks}|{spoken}" if kept else f"{marks}|{spoken}")


def _ending(verb: str) -> str:
    """Write a finite verb, or with ``~`` in front the end of one, as a pattern of fixed length."""
    return re.escape(verb[1:]) if verb.startswith("~") else rf"\b{re.escape(verb)}"


@lru_cache(maxsize=64)
def _aside(asides: tuple[str, ...], adds: tuple[str, ...]) -> re.Pattern[str]:
    aside = rf"[,،]\s{any_of(asides)}(?:\b|(?<='))[^,،;:«»“”]{{0,{ASIDE}}}[,،]" if asides else "(?!)"
    return re.compile(rf"(?P<aside>{aside})|,(?=\s{any_of(adds)}\b)" if adds else rf"(?P<aside>{aside})")


# A word or two between quotation marks ("a “limited” number of drones"), what is quoted being no clause.
_QUOTED = re.compile(r"(?<!\w)(?:«\s?|[\"„“‘])[^\W_][\w.'-]*(?: [\w'-]+){0,2}(?:\s?»|[\"”“’])(?=[\s,،.])")


def quoted(text: str, start: int, end: int, taken: list[int]) -> list[tuple[int, int]]:
    """Return the spans of single words between quotation marks, which cut nothing, but for the places *taken*."""
    found = [match.span() for match in _QUOTED.finditer(text, start, end)]
    return [(low, high) for low, high in found if not any(low < place < high for place in taken)]


@lru_cache(maxsize=16)
def _led(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of(words)} |')[«“\"„]")


def opened(text: str, start: int, end: int, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of quotation marks behind one of *words*, which cut nothing: "pour « la livraison de …"."""
    found = _led(words).finditer(text, start, end) if words else ()
    return [(match.end() - 1, match.end()) for match in found]


# What stands between round brackets: an abbreviation, a figure, a word of explanation.
_BRACKETED = re.compile(rf"\([^()]{{1,{ASIDE}}}\)")


def bracketed(text: str, start: int, end: int, taken: list[int]) -> list[tuple[int, int]]:
    """Return the spans between brackets, which cut nothing ("the ministry (MoD) ordered"), but for places *taken*."""
    found = [match.span() for match in _BRACKETED.finditer(text, start, end)]
    return [(low, high) for low, high in found if not any(low < place < high for place in taken)]


# The name of a person between commas, behind the office: "al canciller alemán, Friedrich Merz, tanques".
_PERSON = re.compile(r"(?<=[^\W\d_]),\s((?:[^\W\d_][\w'’-]*\s){0,3}[^\W\d_][\w'’-]*)(?=,\s)")
# How long a small word within a name is: "von der", "bin".
PARTICLE = 3


def persons(cased: str, start: int, end: int, taken: list[int]) -> list[tuple[int, int]]:
    """Return the spans of names of persons between commas, which cut nothing, but for the places *taken*."""
    if cased.count(",", start, end) < 2:  # noqa: PLR2004 - one before the name, one behind it
        return []
    found = [
        (match.start() - 1, match.end() + 1)
        for match in _PERSON.finditer(cased, start, end)
        if _is_name(match[1].split())
    ]
    return [(low, high) for low, high in found if not any(low < place < high for place in taken)]


def _is_name(words: list[str]) -> bool:
    """Say whether *words* begin with capitals, but for the small ones between the first and the last."""
    inner = all(word[0].isupper() or len(word) <= PARTICLE for word in words)
    return inner and all(word[0].isupper() and word[1:2].islower() for word in (words[0], words[-1]))


def uncut(
    text: str, start: int, end: int, words: tuple[tuple[str, ...], tuple[str, ...]], taken: list[int]
) -> list[tuple[int, int]]:
    """Return the spans whose commas cut nothing: asides that hold none of the places *taken*, and what is added."""
    if not words[0] and not words[1]:
        return []
    found = []
    place = start
    while match := _aside(*words).search(text, place, end):
        low, high = match.span()
        if match["aside"] is None or not any(low < other < high for other in taken):
            found.append((low, high))
        place = high if found and found[-1] == (low, high) else low + 1
    return found


@lru_cache(maxsize=64)
def _adverbial(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words)}\b[^,،;:«»“”]{{0,{ASIDE}}}[,،]")


def adverbials(text: str, start: int, end: int, words: tuple[str, ...], taken: list[int]) -> list[tuple[int, int]]:
    """Return the spans from one of *words* to the comma behind it, which cuts nothing, but for those that hold places.

    Those *taken* by what tells of another deed: "روسیه در واکنش به این اقدام، … را تحریم کرد".
    """
    found = [match.span() for match in _adverbial(words).finditer(text, start, end)] if words else []
    return [(low, high) for low, high in found if not any(low < place < high for place in taken)]


def split(sentence: Sentence, places: list[int]) -> Sentence:
    """Return *sentence* with more segments, which begin at *places*, if there are words before them in their own."""
    places = [place for place in places if sentence.text[sentence.begin(place) : place].strip()]
    return sentence._replace(starts=tuple(sorted({*sentence.starts, *places}))) if places else sentence


def cut(
    text: str,
    bounds: tuple[int, int],
    breaks: Breaks,
    lists: Iterable[tuple[int, int]],
    *,
    boundaries: bool,
) -> Sentence:
    """Cut the sentence of *text* within *bounds* into segments.

    A comma or quote inside one of the spans *lists* cuts nothing.
    """
    start, end = bounds
    starts = [start]
    spans = list(lists)
    for match in _breaker(breaks, boundaries=boundaries).finditer(text, start, end):
        if breaks.unbroken and match["kept"]:
            continue
        place = match.start()
        if (_LIST_COMMA.match(match.group()) or match.group() in breaks.examples) and any(
            low <= place < high for low, high in spans
        ):
            continue
        after = match.start() if match.group()[0].isalnum() else match.end()
        if starts[-1] < after < end:
            starts.append(after)
    return Sentence(text, start, end, tuple(starts))
