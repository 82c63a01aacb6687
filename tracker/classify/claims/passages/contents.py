"""What a package or a batch holds: a sentence that only lists it goes on with the transfer of the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.passages.packages import is_bare_list
from tracker.classify.claims.patterns import TOKEN
from tracker.classify.claims.sentences.reading import CONTENTS

if TYPE_CHECKING:
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.lexicon.grammar import ClaimGrammar

# How many sentences may lie between a transfer and the list of what it brings ("It is worth $300 million.").
BETWEEN = 1
# What a word for the contents says by itself; whatever else is said of them holds.
BARELY_TOLD = frozenset({"agreed", "planned"})


def continued(drafts: list[Draft], before: list[Draft], low: str, grammar: ClaimGrammar) -> list[Draft]:
    """Give a list of what is sent that names nobody the parties and the status of *before*, if these are of one pair.

    *before* are the transfers of the sentence that was the last to claim any. A word that only goes on with them and
    names somebody new speaks of something else.
    """
    drafts = [draft for draft in drafts if is_bare_list(draft) or CONTENTS not in draft.trigger.rule.tags]
    told = [draft for draft in before if draft.giver or draft.getter]
    if len({(draft.giver, draft.getter) for draft in told}) != 1:
        return drafts
    last = told[-1]
    drafts = [_also(draft, last) if _adds(draft, last, low, grammar) else draft for draft in drafts]
    return [_continued(draft, last) if is_bare_list(draft) else draft for draft in drafts]


def _adds(draft: Draft, last: Draft, low: str, grammar: ClaimGrammar) -> bool:
    """Say whether the giver of *last* gives something more, in a sentence that names nobody."""
    if "trigger.give" not in draft.trigger.rule.tags or draft.getter or draft.giver or draft.others:
        return False
    begin, end = draft.sentence
    first = TOKEN.findall(low[begin : draft.trigger.start])[:1]
    resumed = not first or first[0] in {*grammar.additive, *grammar.subject_pronouns}
    also = any(word in grammar.additive for word in TOKEN.findall(low[begin:end]))
    return resumed and also and last.giver is not None


def _also(draft: Draft, last: Draft) -> Draft:
    return draft._replace(supplier=last.supplier, recipient=last.recipient, inherited=last.inherited)


def _continued(draft: Draft, last: Draft) -> Draft:
    draft = _also(draft, last)
    return draft._replace(status=last.status) if _shares(draft, last) else draft


def _shares(draft: Draft, last: Draft) -> bool:
    """Say whether what *last* tells holds for what it brings: a package that is announced is agreed on."""
    if draft.status.cue is not draft.trigger and draft.status.value not in BARELY_TOLD:
        return False
    if last.status.value == "planned":
        return CONTENTS in draft.trigger.rule.tags and "trigger.give" in last.trigger.rule.tags
    if last.status.value != "delivered" or CONTENTS in draft.trigger.rule.tags:
        return True
    # "are handing over a package. It will include …": only what is over counts.
    return "cue.delivered" in last.status.cue.rule.tags or "trigger.get" in last.trigger.rule.tags
