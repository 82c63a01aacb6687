"""Company: what stands in a term's sentence or passage decides whether the term counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.table import LanguageTable

# A sentence ends at these marks with space (or, in Chinese, nothing) behind them, and at a paragraph's tag left in it.
# One set of first characters and then the choice: so the search skips the others at five times the speed.
_SENTENCE_END = re.compile(
    r"[.!?؟。！？…;；۔\n<](?:(?<=\n)\n*|(?<=<)(?:/(?:p|h\d|li|div|td)|br ?/?)>"
    r"|(?<![\n<])[.!?؟。！？…;；۔]*[\"'”“»)\]]*(?:\s+|(?<=[。！？；])))"
)
# A day or a number in a row: one or two digits, behind a word or at the start.
_ORDINAL = re.compile(r"(?:^|(\w+) )\d{1,2}$")
_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"(?:^|[\s(\"'„«])((?:[^\W\d_]{1,4}\.)*[^\W\d_]{1,12})$")
NEAR = 60
MAX_ROUNDS = 3


def sentence_starts(text: str, abbreviations: frozenset[str], ordinals: frozenset[str] = frozenset()) -> list[int]:
    """Return where the sentences of *text* begin, the first at 0; no abbreviation, number's dot or colon ends one."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] == "\n" and text.endswith((":", ": ", "："), 0, match.start()):
            continue  # a list begins
        if match.group()[0] == "." and _abbreviated(text, match.start(), match.end(), abbreviations):
            continue
        if match.group() == ". " and ordinals and _ordinal(text, match.start(), ordinals):
            continue
        if match.end() < len(text):
            starts.append(match.end())
    return starts


def _abbreviated(text: str, dot: int, after: int, abbreviations: frozenset[str]) -> bool:
    following = text[after : after + 1]
    if following.islower() or (dot and text[dot - 1].isdigit() and following.isdigit()):
        return True
    word = _ABBREVIATION.search(text, max(0, dot - 14), dot)
    if word is None or "." in word.group(1):  # "U.S.", "m.in."
        spelled = word is not None and word.group(1).lower() in abbreviations
        return spelled or (dot > 1 and text[dot - 2 : dot - 1] == ".")
    return (len(word.group(1)) == 1 and word.group(1).isupper()) or word.group(1).lower() in abbreviations


def _ordinal(text: str, dot: int, ordinals: frozenset[str]) -> bool:
    """Say whether the dot makes a number the place in a row: "am 7. Oktober", "das 18. Sanktionspaket" (German)."""
    number = _ORDINAL.search(text, max(0, dot - 16), dot)
    if number is None:
        return False
    following = _WORD.match(text, dot + 2)
    led = number.group(1) is not None and number.group(1).lower() in ordinals
    return led or (following is not None and following.group() in ordinals)


class Context:
    """The bits of everything that counts, by sentence and for the passage. Sentences are cut when first asked for."""

    def __init__(self, text: str, table: LanguageTable, title_bits: int = 0) -> None:
        """Prepare for *text*; *title_bits* is what the headline brings to the whole passage."""
        self._text = text
        self._abbreviations = table.abbreviations
        self._ordinals = table.ordinals
        self.passage = title_bits
        self.title = title_bits
        self._bits: dict[int, int] = {}
        self._counted: dict[int, list[Hit]] = {}  # by the stretches of NEAR characters that they touch

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences begin."""
        return sentence_starts(self._text, self._abbreviations, self._ordinals)

    def sentence(self, place: int) -> int:
        """Return the number of the sentence in which *place* lies."""
        return bisect_right(self.starts, place) - 1

    def add(self, hit: Hit) -> None:
        """Let *hit* count as company for others."""
        number = self.sentence(hit.start)
        self._bits[number] = self._bits.get(number, 0) | hit.rule.emits
        self.passage |= hit.rule.emits
        for stretch in range(hit.start // NEAR, hit.end // NEAR + 1):
            self._counted.setdefault(stretch, []).append(hit)

    def around(self, hit: Hit) -> int:
        """Return the bits of the company of *hit* in its rule's window, without its own."""
        window = hit.rule.window
        if window == "passage":
            return self.passage
        if window == "near":
            return self._near(hit)
        return self._bits.get(self.sentence(hit.start), 0)

    def _near(self, hit: Hit) -> int:
        low, high = hit.start - NEAR, hit.end + NEAR
        found = 0
        for stretch in range(low // NEAR, high // NEAR + 1):
            for other in self._counted.get(stretch, ()):
                if other is not hit and other.end > low and other.start < high:
                    found |= other.rule.emits
        return found


def resolve(hits: list[Hit], context: Context) -> None:
    """Decide which hits count: unconditional ones first, then those whose company is there, until nothing changes.

    A hit that does not count keeps in ``held`` what held it back: ``not-with:<tag>`` or ``needs:<tags>``.
    """
    waiting = [hit for hit in hits if hit.rule.conditional and hit.held is None]
    if not waiting or not _undecided(waiting, hits, context.title):
        return
    waiting = [hit for hit in waiting if hit.held is None]
    for hit in hits:
        if hit.held is None and not hit.rule.conditional:
            context.add(hit)
    for _ in range(MAX_ROUNDS):
        left = [hit for hit in waiting if not _counts(hit, context)]
        if len(left) == len(waiting):
            break
        waiting = left
    for hit in waiting:
        if hit.held is None:
            hit.held = hit.rule.unmet


def _undecided(waiting: list[Hit], hits: list[Hit], title_bits: int) -> bool:
    """Hold back the hits whose needs nothing in the whole passage can meet; say whether any other depends on company.

    A hit that needs nothing and shuns nothing that is there counts anyway.
    """
    present = title_bits
    for hit in hits:
        if hit.held is None:
            present |= hit.rule.emits
    undecided = False
    for hit in waiting:
        rule = hit.rule
        if rule.not_with & present or rule.needs & present:
            undecided = True
        elif rule.needs:
            hit.held = rule.unmet
    return undecided


def _counts(hit: Hit, context: Context) -> bool:
    """Count *hit* if its company allows; True when it is decided."""
    if hit.held is not None:
        return True
    around = context.around(hit)
    company = around | context.title
    if hit.rule.not_with & company:
        hit.held = next(f"not-with:{tag}" for tag, bits in hit.rule.shunned if bits & company)
        return True
    if hit.rule.needs and not hit.rule.needs & _others(hit, around, context):
        return False
    context.add(hit)
    return True


def _others(hit: Hit, around: int, context: Context) -> int:
    """Return the company of *hit*; the headline counts for a passage-wide need only."""
    return around | (context.title if hit.rule.window == "passage" else 0)
