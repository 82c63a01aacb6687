"""What stands in each sentence of a passage, before anybody is given a part: its hits, parties and segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from tracker.classify.claims.kinds import is_sanction, is_trigger
from tracker.classify.claims.parties.charges import without_accusers
from tracker.classify.claims.parties.parties import PartyReader
from tracker.classify.claims.parties.turns import before, joint_before, second_deeds, verbs
from tracker.classify.claims.sentences.clauses import (
    Breaks,
    Sentence,
    adverbials,
    bracketed,
    cut,
    opened,
    persons,
    quoted,
    split,
    uncut,
)
from tracker.classify.claims.sentences.contrasts import contrasts, outside_contrasts, without_aside
from tracker.classify.claims.sentences.enumerations import listed
from tracker.classify.claims.sentences.items import without_items, without_subjects
from tracker.classify.claims.sentences.particles import whole

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.context import Context
    from tracker.classify.match import Hit
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon.grammar import ClaimGrammar
    from tracker.lexicon.table import LanguageTable

# More terms than this in one "sentence" make it a table or a list: no claims, and no work that grows with its square.
MAX_HITS = 150
# The tag of words for what a package holds ("Among them are …"), which do so only where a sentence begins with them.
CONTENTS = "role.contents"
# What stands between who says so and what is said.
_SIGNS = ' ,，:：“「"』『”'
_READERS: WeakKeyDictionary[LanguageTable, PartyReader] = WeakKeyDictionary()


class Reading(NamedTuple):
    """One sentence read: its hits, parties, triggers and weapons; *before*: the hits of the sentence before it.

    *cased* is the whole text with its capitals.
    """

    sentence: Sentence
    hits: list[Hit]
    parties: list[PartyMention]
    grammar: ClaimGrammar
    before: list[Hit] = []
    cased: str = ""


class Sentences:
    """The sentences of a passage by their number, with their *hits*; each is read once, and only when asked for."""

    def __init__(
        self, folded: FoldedText, hits: list[Hit], context: Context, grammar: ClaimGrammar, table: LanguageTable
    ) -> None:
        """Sort *hits* by sentence; *context* knows where sentences begin."""
        self.low, self.cased = folded.low, folded.cased
        self.starts = without_items(self.low, context.starts, hits)
        if grammar.case_at_end:
            self.starts = without_subjects(self.low, self.starts, hits)
        self.grammar = grammar
        self.hits: dict[int, list[Hit]] = {}
        for hit in hits:
            number = bisect_right(self.starts, hit.start) - 1
            before = self.low[self.starts[number] : hit.start - len(hit.prefix)] if CONTENTS in hit.rule.tags else ""
            if _opens(before) or (grammar.reports and before.rstrip(_SIGNS).endswith(tuple(grammar.reports))):
                self.hits.setdefault(number, []).append(hit)
        self._boundaries = table.boundaries
        self._reader = _reader(folded, grammar, table)
        self._read: dict[int, list[PartyMention]] = {}

    def read(self, number: int) -> Reading | None:
        """Read sentence *number* if it may claim something: it has a trigger, and is no table."""
        hits = self.hits[number]
        triggers = [hit.start for hit in hits if is_trigger(hit) or is_sanction(hit)]
        if not triggers or len(hits) > MAX_HITS:
            return None
        start, end = self._bounds(number)
        parties = without_accusers(self.low, self._reader.read(hits, start, end), hits, (start, end), self.grammar)
        aside = contrasts(self.low, parties, (start, end), self.grammar)
        parties, hits = without_aside(aside, parties), outside_contrasts(aside, hits)
        self._read[number] = parties
        sentence = self._cut(hits, parties, (start, end), triggers, [(one.start, one.end) for one in aside])
        whole_hits = whole(hits, sentence, self.grammar)
        return Reading(sentence, whole_hits, parties, self.grammar, self.hits.get(number - 1, []), self.cased)

    def parties(self) -> list[PartyMention]:
        """Return the parties of all sentences; those of a sentence that was read keep what its reading said of them."""
        return [
            party
            for number, inside in self.hits.items()
            if len(inside) <= MAX_HITS
            for party in self.parties_in(number)
        ]

    def parties_in(self, number: int) -> list[PartyMention]:
        """Return the parties of sentence *number*, as its reading has them if it was read."""
        return self._read.get(number) or self._reader.read(self.hits[number], *self._bounds(number))

    def before(self, begin: int) -> int | None:
        """Return where the sentence before the one that begins at *begin* does; there is none before the first."""
        number = bisect_left(self.starts, begin)
        return self.starts[number - 1] if number else None

    def _bounds(self, number: int) -> tuple[int, int]:
        """Return where sentence *number* begins and ends."""
        last = number + 1 == len(self.starts)
        return self.starts[number], len(self.low) if last else self.starts[number + 1]

    def _cut(
        self,
        hits: list[Hit],
        parties: list[PartyMention],
        bounds: tuple[int, int],
        places: list[int],
        aside: list[tuple[int, int]],
    ) -> Sentence:
        """Cut a sentence into segments, but not within lists, quotes, contrasts (*aside*) and asides.

        *places*: where triggers stand.
        """
        low, grammar = self.low, self.grammar
        lists = [(one.end, other.start) for one, other in pairwise(parties) if one.group == other.group]
        lists += [*aside, *((one.start, one.end) for one in parties)]  # 刚果（金）
        lists += [*listed(low, hits, grammar), *quoted(low, *bounds, places)]
        if grammar.sellers:
            lists += opened(low, *bounds, tuple({*grammar.of, *grammar.meant_for}))
        lists += bracketed(low, *bounds, [*places, *(party.start for party in parties)])
        named = [hit.start for hit in hits if "group.leader" not in hit.rule.tags]
        lists += persons(self._reader.cased, *bounds, named)
        lists += adverbials(low, *bounds, tuple(grammar.adverbials), places)
        lists += adverbials(low, *bounds, tuple(grammar.answering), [])
        lists += uncut(low, *bounds, (tuple(grammar.asides), tuple(grammar.adds)), places)
        ends = tuple((joint, tuple(verbs)) for joint, verbs in grammar.ends.items())
        breaks = Breaks(tuple(grammar.breaks), ends, tuple(grammar.unbroken), tuple(grammar.examples))
        sentence = cut(low, bounds, breaks, lists, boundaries=self._boundaries)
        return split(sentence, self._turns(hits, parties, places)) if grammar.sellers or grammar.meanwhile else sentence

    def _turns(self, hits: list[Hit], parties: list[PartyMention], places: list[int]) -> list[int]:
        """Return where a word that joins begins a clause with a subject and a verb of its own: "… y Oslo entrega"."""
        if self.grammar.meanwhile:
            endings = tuple(self.grammar.meanwhile)
            return [hit.end + 1 for hit in hits if is_trigger(hit) and self.low.endswith(endings, 0, hit.end)]
        low, begun = self.low, verbs(self.low, hits, self.grammar)
        acting = [item for item in parties if item.mark is None and item.end + 1 in begun]
        acting = [item for item in acting if not _second_of_subject(low, item, parties, self.grammar)]
        joints = [joint_before(low, item.start, before(low, item, self.grammar), self.grammar) for item in acting]
        turns = [place for place in joints if place is not None and any(other < place for other in places)]
        return [*turns, *second_deeds(low, hits, self.grammar)]


def _second_of_subject(low: str, party: PartyMention, parties: list[PartyMention], grammar: ClaimGrammar) -> bool:
    """Say whether *party* ends a list that begins a relative clause: "che Francia e Italia hanno promesso"."""
    first = next(item for item in parties if item.group == party.group)
    led = tuple(f" {word} {article}" for word in grammar.relatives for article in ("", *grammar.articles))
    return first is not party and first.mark is None and low.endswith(led, 0, first.start)


def _opens(before: str) -> bool:
    """Say whether a sentence that has *before* in front of a word begins with that."""
    return not any(map(str.isalnum, before))


def _reader(folded: FoldedText, grammar: ClaimGrammar, table: LanguageTable) -> PartyReader:
    """Return a reader of *folded*; what it takes from the grammar is worked out once per language."""
    if table not in _READERS:
        _READERS[table] = PartyReader("", grammar, boundaries=table.boundaries)
    reader = copy(_READERS[table])
    reader.low, reader.cased = folded.low, folded.cased
    return reader
