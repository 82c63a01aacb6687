"""Claims: who is said to arm whom, who to sanction whom, with the status and the clause that says so.

Per sentence: triggers (words of giving, getting, sanctioning), the weapons beside them, and the parties in the parts
that prepositions, cases and word order give them. No trigger, no weapon or no party: no claim.
"""

from __future__ import annotations

from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from tracker.classify.claims.certainty import is_half_known, only_certain, only_certain_sanctions
from tracker.classify.claims.clauses import Breaks, Sentence, cut, quoted, uncut
from tracker.classify.claims.enumerations import listed
from tracker.classify.claims.makers import from_abroad
from tracker.classify.claims.merge import deny, merge_passage, merge_sentence
from tracker.classify.claims.particles import whole
from tracker.classify.claims.parties import PartyReader
from tracker.classify.claims.passage import (
    announced,
    complete_listings,
    complete_packaged,
    complete_sanctions,
    complete_transfers,
    handed_over,
    lists_alone,
)
from tracker.classify.claims.reading import Reading
from tracker.classify.claims.report import sanction_claims, transfer_claims
from tracker.classify.claims.resuming import may_resume, resume
from tracker.classify.claims.sanction_drafts import SanctionDraft, is_settled
from tracker.classify.claims.sanctions import draft_sanctions, is_sanction
from tracker.classify.claims.transfers import Draft, draft_transfers
from tracker.classify.claims.triggers import is_trigger
from tracker.lexicon.claims import ClaimGrammar

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.context import Context
    from tracker.classify.match import Hit
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon import Lexicon
    from tracker.lexicon.table import LanguageTable
    from tracker.models import Evidence, Sanction, Transfer

# More terms than this in one "sentence" make it a table or a list: no claims, and no work that grows with its square.
MAX_HITS = 150


class Claims(NamedTuple):
    """The claims of one text and the evidence for their parts.

    *moving* says that arms move somewhere, though perhaps nobody can tell for sure from whom and to whom.
    """

    transfers: tuple[Transfer, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    moving: bool = False


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
    reader = _reader(folded, grammar, table)
    transfers: list[Draft] = []
    sanctions: list[SanctionDraft] = []
    sentences = _by_sentence(counting, context)
    read: dict[int, list[PartyMention]] = {}
    last, since = -1, 0  # the sentence that claimed last, and where its transfers begin
    for number, inside in sentences.items():
        if number == last + 1 and not any(is_trigger(hit) for hit in inside):
            transfers[since:] = deny(transfers[since:], inside)
        if len(inside) <= MAX_HITS and any(is_trigger(hit) or is_sanction(hit) for hit in inside):
            reading = _read(reader, inside, _bounds(number, context, folded.low), table)
            reading = reading._replace(before=sentences.get(number - 1, []))
            read[number] = reading.parties
            last, since = number, len(transfers)
            drafts = from_abroad(draft_transfers(folded.low, reading, lexicon), lexicon, reading)
            transfers += merge_sentence(drafts)
            sanctions += draft_sanctions(reading)
    if may_resume(transfers, grammar):
        transfers = resume(transfers, _parties(reader, sentences, read, context), folded.low, context.starts, grammar)
    transfers = complete_transfers(transfers)
    if lists_alone(transfers):
        transfers = complete_listings(transfers, _parties(reader, sentences, read, context))
    transfers = [draft for draft in transfers if draft.giver or draft.getter]
    transfers = merge_passage(handed_over(transfers))
    moving = bool(transfers)
    packages = [hit.start for hit in counting if "role.package" in hit.rule.tags] if moving else []
    if any(map(is_half_known, transfers)) or not all(map(is_settled, sanctions)):
        parties = _parties(reader, sentences, read, context)
        transfers = only_certain(complete_packaged(transfers, parties, packages), parties)
        sanctions = only_certain_sanctions(complete_sanctions(sanctions, parties, grammar), parties, grammar)
    claims, evidence = transfer_claims(announced(transfers, packages), folded, text)
    measures, proof = sanction_claims(sanctions, folded, text)
    return Claims(claims, measures, (*evidence, *proof), moving)


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


def _by_sentence(hits: list[Hit], context: Context) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(context.sentence(hit.start), []).append(hit)
    return found


def _parties(
    reader: PartyReader, sentences: dict[int, list[Hit]], read: dict[int, list[PartyMention]], context: Context
) -> list[PartyMention]:
    """Return the parties of all sentences; those of the sentences *read* already are known."""
    return [
        party
        for number, inside in sentences.items()
        if len(inside) <= MAX_HITS
        for party in read.get(number) or reader.read(inside, *_bounds(number, context, reader.low))
    ]


def _bounds(number: int, context: Context, low: str) -> tuple[int, int]:
    """Return where sentence *number* begins and ends."""
    starts = context.starts
    return starts[number], starts[number + 1] if number + 1 < len(starts) else len(low)


def _read(reader: PartyReader, hits: list[Hit], bounds: tuple[int, int], table: LanguageTable) -> Reading:
    """Read one sentence: its parties with their marks, and its segments."""
    start, end = bounds
    parties = reader.read(hits, start, end)
    lists = [(one.end, other.start) for one, other in pairwise(parties) if one.group == other.group]
    grammar = reader.grammar
    triggers = [hit.start for hit in hits if is_trigger(hit) or is_sanction(hit)]
    lists += [*listed(reader.low, hits), *quoted(reader.low, start, end, triggers)]
    lists += uncut(reader.low, start, end, (tuple(grammar.asides), tuple(grammar.adds)), triggers)
    ends = tuple((joint, tuple(verbs)) for joint, verbs in grammar.ends.items())
    breaks = Breaks(tuple(grammar.breaks), ends, tuple(grammar.unbroken))
    sentence: Sentence = cut(reader.low, (start, end), breaks, lists, boundaries=table.boundaries)
    return Reading(sentence, whole(hits, sentence, grammar), parties, grammar)
