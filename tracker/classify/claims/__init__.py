"""Claims: who is said to arm whom, who to sanction whom, with the status and the clause that says so.

Per sentence: triggers (words of giving, getting, sanctioning), the weapons beside them, and the parties in the parts
that prepositions, cases and word order give them. No trigger, no weapon or no party: no claim.
"""

from __future__ import annotations

from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from tracker.classify.claims.clauses import Sentence, cut
from tracker.classify.claims.merge import merge_passage, merge_sentence
from tracker.classify.claims.objects import listed
from tracker.classify.claims.parties import PartyMention, PartyReader
from tracker.classify.claims.passage import complete_sanctions, complete_transfers
from tracker.classify.claims.report import sanction_claims, transfer_claims
from tracker.classify.claims.sanctions import SanctionDraft, draft_sanctions, is_sanction
from tracker.classify.claims.transfers import Draft, Reading, draft_transfers, is_trigger
from tracker.lexicon.claims import ClaimGrammar

if TYPE_CHECKING:
    from tracker.classify.context import Context
    from tracker.classify.match import Hit
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon import Lexicon
    from tracker.lexicon.table import LanguageTable
    from tracker.models import Evidence, Sanction, Transfer

# More terms than this in one "sentence" make it a table or a list: no claims, and no work that grows with its square.
MAX_HITS = 150


class Claims(NamedTuple):
    """The claims of one text and the evidence for their parts."""

    transfers: tuple[Transfer, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    evidence: tuple[Evidence, ...] = ()


NO_CLAIMS = Claims()
NO_GRAMMAR = ClaimGrammar()
PARTIES = ("country", "party")
_READERS: WeakKeyDictionary[LanguageTable, PartyReader] = WeakKeyDictionary()


def find_claims(
    folded: FoldedText, text: str, hits: list[Hit], context: Context, lexicon: Lexicon, table: LanguageTable
) -> Claims:
    """Find the claims among *hits* (in order of place) of the folded *text*."""
    if not _promising(hits):
        return NO_CLAIMS
    counting = [hit for hit in hits if hit.held is None and hit.rule.kind != "mask"]
    grammar = lexicon.claim_grammars.get(table.language, NO_GRAMMAR)
    transfers: list[Draft] = []
    sanctions: list[SanctionDraft] = []
    parties: list[PartyMention] = []
    for reading in _readings(folded, counting, context, grammar, table):
        parties += reading.parties
        if any(is_trigger(hit) or is_sanction(hit) for hit in reading.hits):
            transfers += merge_sentence(draft_transfers(folded.low, reading, lexicon))
            sanctions += draft_sanctions(reading)
    transfers = [draft for draft in complete_transfers(transfers) if draft.giver or draft.getter]
    sanctions = complete_sanctions(sanctions, parties, grammar)
    claims, evidence = transfer_claims(merge_passage(transfers), folded, text)
    measures, proof = sanction_claims(sanctions, folded, text)
    return Claims(claims, measures, (*evidence, *proof))


def _promising(hits: list[Hit]) -> bool:
    """Say whether there is a trigger and a party at all: most passages lack one of them."""
    trigger = party = False
    for hit in hits:
        if hit.held is None:
            rule = hit.rule
            trigger = trigger or rule.opens_transfer or rule.opens_sanction
            party = party or rule.kind in PARTIES
            if trigger and party:
                return True
    return False


def _reader(folded: FoldedText, grammar: ClaimGrammar, table: LanguageTable) -> PartyReader:
    """Return a reader of *folded*; what it takes from the grammar is worked out once per language."""
    if table not in _READERS:
        _READERS[table] = PartyReader("", grammar, boundaries=table.boundaries)
    reader = copy(_READERS[table])
    reader.low, reader.cased = folded.low, folded.cased
    return reader


def _readings(
    folded: FoldedText, hits: list[Hit], context: Context, grammar: ClaimGrammar, table: LanguageTable
) -> list[Reading]:
    """Read every sentence that names a party or holds a trigger."""
    reader = _reader(folded, grammar, table)
    low = folded.low
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(context.sentence(hit.start), []).append(hit)
    readings = []
    for number, inside in by_sentence.items():
        if len(inside) > MAX_HITS:
            continue
        start = context.starts[number]
        end = context.starts[number + 1] if number + 1 < len(context.starts) else len(low)
        parties = reader.read(inside, start, end)
        if parties or any(is_sanction(hit) for hit in inside):
            lists = [(one.end, other.start) for one, other in pairwise(parties) if one.group == other.group]
            lists += listed(low, inside)
            breaks = tuple(grammar.breaks)
            sentence: Sentence = cut(low, start, end, breaks, lists, boundaries=table.boundaries)
            readings.append(Reading(sentence, inside, parties, grammar))
    return readings
