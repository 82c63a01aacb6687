"""Which named weapon a word for its kind stands for: “阵风”…，向法国订购这款战机 (Chinese)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Sentences
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.lexicon import Lexicon


def named_before(drafts: list[Draft], sentences: Sentences, lexicon: Lexicon) -> list[Draft]:
    """Let "this kind of jet" in *drafts* be the one jet that the passage names before it."""
    words = tuple(sentences.grammar.these)
    for item in {id(draft.item): draft.item for draft in drafts if words and draft.item.weapon is None}.values():
        if sentences.low.endswith(words, 0, item.start):
            _name(item, sentences, lexicon)
    return drafts


def _name(item: WeaponObject, sentences: Sentences, lexicon: Lexicon) -> None:
    named = {
        hit.rule.value
        for hits in sentences.hits.values()
        for hit in hits
        if hit.rule.kind == "weapon" and hit.end <= item.start
        and lexicon.facts[hit.rule.value].weapon_class == item.weapon_class
    }  # fmt: skip
    if len(named) == 1:
        (item.weapon,) = named
        item.maker = lexicon.facts[item.weapon].origin
