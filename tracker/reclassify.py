"""Runs the classifier again over stored articles and says what would change before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.ingest.tag import tag_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.lexicon import Lexicon
    from tracker.models import Mention, TaggedArticle
    from tracker.stores.base import MentionStore

# What of a mention the classifier decides; the rest is copied from the article.
DECIDED = ("themes", "weapons", "weapon_classes", "countries", "transfers", "sanctions", "evidence")


class Change(NamedTuple):
    """One article whose mentions would change: those added, dropped, and tagged in another way."""

    article: TaggedArticle
    added: tuple[Mention, ...]
    dropped: tuple[Mention, ...]
    retagged: tuple[Mention, ...]


def find_changes(store: MentionStore, lexicon: Lexicon) -> Iterator[Change | None]:
    """Yield, per stored article, its change under *lexicon*, None where its mentions stay as they are.

    The new mentions keep the story of the stored article; only articles whose tags differ are changes, a newer
    lexicon version alone is none.
    """
    for stored in store.articles():
        fresh = tag_article(stored.article, lexicon)
        before = {mention.id: mention for mention in stored.mentions}
        after = {mention.id: mention for mention in fresh.mentions}
        added = tuple(mention for key, mention in after.items() if key not in before)
        dropped = tuple(mention for key, mention in before.items() if key not in after)
        retagged = tuple(
            mention for key, mention in after.items() if key in before and _decided(mention) != _decided(before[key])
        )
        yield Change(fresh, added, dropped, retagged) if added or dropped or retagged else None


def _decided(mention: Mention) -> tuple[object, ...]:
    return tuple(getattr(mention, name) for name in DECIDED)
