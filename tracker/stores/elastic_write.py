"""Writing tagged articles so that a crash at any point loses nothing and leaves nothing behind.

The article's document goes first and lists every place where something of it may stand, old and new; then its mentions
and claims are written and what fell away is deleted; only then is the list shortened. Whoever comes back after a crash,
with this version or a newer one, finds all places in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.stores.elastic_bulk import BulkWriter, Write
from tracker.stores.elastic_documents import article_document, claim_documents, mention_document
from tracker.stores.times import to_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elasticsearch import Elasticsearch

    from tracker.models import TaggedArticle
    from tracker.stores.elastic_documents import Document, Names

_SEPARATOR = "/"


class ArticleWriter:
    """Writes batches of articles."""

    def __init__(self, client: Elasticsearch, url: str, names: Names) -> None:
        """Write through *client* into what *names* names."""
        self._client = client
        self._bulk = BulkWriter(client, url)
        self._names = names

    def write(self, items: Sequence[TaggedArticle]) -> int:
        """Write *items*, each article at most as new as the last of it; return how many mentions they hold."""
        newest = _newest(items)
        if newest:
            self._write(newest)
        return sum(len(item.mentions) for item in items)

    def _write(self, items: Sequence[TaggedArticle]) -> None:
        documents = {item.article.id: self._documents(item) for item in items}
        places = {key: [_place(document) for document in found] for key, found in documents.items()}
        stored = self._stored_places([item.article.id for item in items])
        every = {key: list(dict.fromkeys([*stored.get(key, ()), *new])) for key, new in places.items()}
        forestalled = self._bulk.send([self._article(item, every[item.article.id]) for item in items])
        taken = [item for item in items if item.article.id not in forestalled]
        writes: list[Write] = []
        cleaned = []
        for item in taken:
            key, version = item.article.id, _version(item)
            writes += [Write(document.index, document.id, version, document.body) for document in documents[key]]
            current = set(places[key])
            gone = [place for place in every[key] if place not in current]
            for place in gone:
                index, _, document_id = place.partition(_SEPARATOR)
                writes.append(Write(index, document_id, version, None))
            if gone:
                cleaned.append(item)
        if writes:
            self._bulk.send(writes)
        if cleaned:
            self._bulk.send([self._article(item, places[item.article.id]) for item in cleaned])

    def _documents(self, item: TaggedArticle) -> list[Document]:
        documents = [mention_document(mention, self._names) for mention in item.mentions]
        for mention in item.mentions:
            documents += claim_documents(mention, self._names)
        return documents

    def _article(self, item: TaggedArticle, places: list[str]) -> Write:
        document = article_document(item.article, len(item.mentions), places, self._names)
        return Write(document.index, document.id, _version(item), document.body)

    def _stored_places(self, ids: list[str]) -> dict[str, list[str]]:
        """Return what the stored articles say of where their mentions and claims stand."""
        reader = self._client.options(max_retries=3, retry_on_status=(429, 502, 503, 504), retry_on_timeout=True)
        found = reader.mget(index=self._names.index("articles", "all"), ids=ids, source_includes=["places"])
        return {doc["_id"]: doc["_source"].get("places") or [] for doc in found["docs"] if doc.get("found")}


def _newest(items: Sequence[TaggedArticle]) -> list[TaggedArticle]:
    """Return each article once: the version fetched last, of equal ones the last given."""
    newest: dict[str, TaggedArticle] = {}
    for item in items:
        known = newest.get(item.article.id)
        if known is None or _version(known) <= _version(item):
            newest[item.article.id] = item
    return list(newest.values())


def _version(item: TaggedArticle) -> int:
    """Return what decides which of two writes is newer: when it was fetched. The server takes no negative versions."""
    return max(0, to_time(item.article.fetched_at))


def _place(document: Document) -> str:
    return f"{document.index}{_SEPARATOR}{document.id}"
