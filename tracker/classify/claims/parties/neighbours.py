"""The terms right before a party: the noun or verb on which its case hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar


# Marks around a name that part nothing: "15 «Гепардів» Катару".
_QUOTES = str.maketrans('«»„“”"', "      ")


def terms_before(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> list[Hit]:
    """Return the terms that end right before the party, or before words that may stand between ("sąsiedniej")."""
    start = hits[index].start
    return [
        other for other in hits[max(0, index - 8) : index]
        if other.end < start and all(word in grammar.skip for word in low[other.end : start].translate(_QUOTES).split())
    ]  # fmt: skip


def term_before(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> Hit | None:
    """Return the term right before the party: a noun of giving before a verb (or a phrase) that ends there too."""
    near = terms_before(low, hits, index, grammar)
    said = [other for other in near if is_noun(other)] or [other for other in near if is_verb(other)] or near[-1:]
    return said[0] if said else None


def is_noun(hit: Hit) -> bool:
    """Say whether *hit* is a noun of giving or of sanctions."""
    return bool(hit.rule.tags & {"trigger.transfer", "theme.sanctions"}) and "trigger.impose" not in hit.rule.tags


def is_verb(hit: Hit) -> bool:
    """Say whether *hit* is a verb of moving arms or of imposing sanctions."""
    return any(tag.startswith("trigger.") for tag in hit.rule.tags) and "trigger.transfer" not in hit.rule.tags
