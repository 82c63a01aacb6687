"""Claims: who is said to arm whom, who to sanction whom, with the status and the clause that says so.

Per sentence: triggers (words of giving, getting, sanctioning), the weapons beside them, and the parties in the parts
that prepositions, cases and word order give them. No trigger, no weapon or no party: no claim.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.kinds import PARTIES, is_trigger, is_weapon
from tracker.classify.claims.passages.answered import answered, supplied
from tracker.classify.claims.passages.certainty import is_half_known, only_certain, only_certain_sanctions
from tracker.classify.claims.passages.contents import BETWEEN, continued
from tracker.classify.claims.passages.fulfilled import come, fulfilled
from tracker.classify.claims.passages.makers import by_makers, from_abroad
from tracker.classify.claims.passages.merge import deny, merge_passage, merge_sentence, signed, signed_beside
from tracker.classify.claims.passages.naming import by_name, named_before
from tracker.classify.claims.passages.open_sanctions import complete_sanctions
from tracker.classify.claims.passages.open_transfers import complete_transfers
from tracker.classify.claims.passages.packages import (
    announced,
    complete_listings,
    complete_packaged,
    handed_over,
    lists_alone,
)
from tracker.classify.claims.passages.resuming import may_resume, resume, resume_sanctions
from tracker.classify.claims.passages.telling import told_by_giver
from tracker.classify.claims.report import sanction_claims, transfer_claims
from tracker.classify.claims.sanctions.drafts import SanctionDraft, is_settled
from tracker.classify.claims.sanctions.sanctions import draft_sanctions
from tracker.classify.claims.sentences.reading import Sentences
from tracker.classify.claims.transfers.transfers import draft_transfers
from tracker.lexicon.grammar import ClaimGrammar
from tracker.lexicon.load import ANY_LANGUAGE

if TYPE_CHECKING:
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.context import Context
    from tracker.classify.match import Hit
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon import Lexicon
    from tracker.lexicon.table import LanguageTable
    from tracker.models import Evidence, Sanction, Transfer


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


def find_claims(
    folded: FoldedText, text: str, hits: list[Hit], context: Context, lexicon: Lexicon, table: LanguageTable
) -> Claims:
    """Find the claims among *hits* (in order of place) of the folded *text*."""
    if not _promising(hits):
        return NO_CLAIMS
    counting = [hit for hit in hits if hit.held is None and hit.rule.kind != "mask"]
    grammars = lexicon.claim_grammars
    grammar = grammars.get(table.language) or grammars.get(ANY_LANGUAGE, NO_GRAMMAR)
    sentences = Sentences(folded, counting, context, grammar, table)
    transfers, sanctions = _drafts(sentences, lexicon)
    transfers = _completed(named_before(transfers, sentences, lexicon), sentences)
    sanctions = resume_sanctions(sanctions, sentences)
    moving = bool(transfers)
    packages = [hit.start for hit in counting if "role.package" in hit.rule.tags] if moving else []
    if any(map(is_half_known, transfers)) or not all(map(is_settled, sanctions)):
        parties = sentences.parties()
        transfers = complete_packaged(transfers, parties, packages, grammar)
        transfers = told_by_giver(transfers, parties, sentences.low, grammar)
        transfers = by_makers(transfers, parties, sentences.low, lexicon, grammar)
        transfers = only_certain(transfers, parties, grammar)
        sanctions = only_certain_sanctions(complete_sanctions(sanctions, parties, grammar), parties, grammar)
    transfers = by_name(transfers, counting, lexicon)
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


def _drafts(sentences: Sentences, lexicon: Lexicon) -> tuple[list[Draft], list[SanctionDraft]]:
    """Return what the sentences claim, each by itself; one without a claim may deny what the one before alleges."""
    transfers: list[Draft] = []
    sanctions: list[SanctionDraft] = []
    last, since = -1, 0  # the sentence that was read last, and where its transfers begin
    told = -1, 0  # the same of the last that claims any
    for number, inside in sentences.hits.items():
        if number - last <= BETWEEN + 1 and last >= 0 and not any(is_trigger(hit) for hit in inside):
            near = number == last + 1
            denied = deny(transfers[since:], inside, near=near)
            transfers[since:] = signed(denied, inside) if near else denied
        if number == last + 1 and not any(map(is_weapon, inside)):
            done = fulfilled(transfers[since:], inside, sentences.low, sentences.grammar)
            transfers[since:] = supplied(answered(done, inside), inside, partial(sentences.parties_in, number))
        reading = sentences.read(number)
        if reading is not None:
            last, since = number, len(transfers)
            drafts = come(draft_transfers(reading.sentence.text, reading, lexicon), reading)
            drafts = signed_beside(drafts, inside)
            drafts = from_abroad(drafts, lexicon, reading)
            near = number - told[0] <= BETWEEN + 1
            drafts = continued(drafts, transfers[told[1] :] if near else [], sentences.low, sentences.grammar)
            transfers += merge_sentence(drafts, tensed=not sentences.grammar.reports)
            told = (number, since) if len(transfers) > since else told
            sanctions += draft_sanctions(reading)
    return transfers, sanctions


def _completed(transfers: list[Draft], sentences: Sentences) -> list[Draft]:
    """Return the *transfers* of all sentences with what others say of them; without both sides one says nothing."""
    if may_resume(transfers, sentences.grammar):
        transfers = resume(transfers, sentences)
    transfers = complete_transfers(transfers, sentences.grammar.world.makers)
    if lists_alone(transfers):
        transfers = complete_listings(transfers, sentences.parties())
    transfers = [draft for draft in transfers if draft.giver or draft.getter]
    return merge_passage(handed_over(transfers), tensed=not sentences.grammar.reports)
