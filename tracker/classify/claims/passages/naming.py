"""Which named weapon a word for its kind stands for: "will sell fighters … the JF-17", “阵风”…，向法国订购这款战机."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.objects import WeaponObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.sentences.reading import Sentences
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon


def named_before(drafts: list[Draft], sentences: Sentences, lexicon: Lexicon) -> list[Draft]:
    """Let "this kind of jet" in *drafts* be the one jet that the passage names before it (Chinese)."""
    words = tuple(sentences.grammar.these)
    for item in {id(draft.item): draft.item for draft in drafts if words and draft.item.weapon is None}.values():
        if sentences.low.endswith(words, 0, item.start):
            before = (hit for hit in chain.from_iterable(sentences.hits.values()) if hit.end <= item.start)
            named = _only_name(before, item.weapon_class, lexicon)
            if named is not None:
                item.weapon, item.maker = named.rule.value, lexicon.facts[named.rule.value].origin
    return drafts


def by_name(drafts: list[Draft], hits: list[Hit], lexicon: Lexicon) -> list[Draft]:
    """Let the passage name what is given by its class: the only named weapon of that class, where its maker gives.

    "Islamabad will sell fighters to Jakarta … the JF-17 has …". Not where a claim names it already.
    """
    used = {draft.item.weapon for draft in drafts}
    general = {id(draft.trigger) for draft in drafts if draft.item.weapon_class == "arms"}  # "arms and drones"
    return [draft if id(draft.trigger) in general else _by_name(draft, hits, used, lexicon) for draft in drafts]


def _by_name(draft: Draft, hits: list[Hit], used: set[str | None], lexicon: Lexicon) -> Draft:
    item = draft.item
    if item.weapon is not None or item.weapon_class == "arms" or not draft.giver or not draft.getter:
        return draft
    named = _only_name(hits, item.weapon_class, lexicon)
    if named is None or named.rule.value in used or lexicon.facts[named.rule.value].origin != draft.giver:
        return draft
    return draft._replace(item=WeaponObject(named, named.rule.value, item.weapon_class, item.quantity, draft.giver))


def _only_name(hits: Iterable[Hit], weapon_class: str, lexicon: Lexicon) -> Hit | None:
    """Return the first of *hits* that names a weapon of a class, None where they name several, or none."""
    weapons = (hit for hit in hits if hit.rule.kind == "weapon")
    named = [hit for hit in weapons if lexicon.facts[hit.rule.value].weapon_class == weapon_class]
    return named[0] if len({hit.rule.value for hit in named}) == 1 else None
