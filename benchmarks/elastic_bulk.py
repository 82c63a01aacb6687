"""How fast the Elasticsearch store writes, against a bare helpers.parallel_bulk of the same documents."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from elasticsearch import helpers

from benchmarks.mentions import Maker
from tools.elasticsearch import Server
from tracker.config import Settings
from tracker.stores.elastic import ElasticStore, connect
from tracker.stores.elastic_documents import Names, article_document, claim_documents, mention_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.models import TaggedArticle

_BATCH = 500


def main(arguments: Sequence[str] = ()) -> None:
    """Write the same articles both ways, under prefixes of their own, and print both rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", help="address of an Elasticsearch to fill; else one is started")
    parser.add_argument("--mentions", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=1, help="each way in turn, so that a busy machine hits both")
    chosen = parser.parse_args(arguments)
    items = list(Maker().articles(chosen.mentions))
    if chosen.store:
        compare(chosen.store, items, chosen.rounds)
        return
    with Server() as server:
        compare(server.url, items, chosen.rounds)


def compare(url: str, items: Sequence[TaggedArticle], rounds: int) -> None:
    """Write *items* both ways, *rounds* times in turn."""
    for number in range(rounds):
        with connect(Settings(store=url, elastic_prefix=f"bare{number}")) as store:
            store.prepare()
            bare = bare_rate(store, items, Names(f"bare{number}"))
        with connect(Settings(store=url, elastic_prefix=f"ours{number}")) as store:
            store.prepare()
            ours = our_rate(store, items)
        print(f"bare parallel_bulk {bare:,.0f}/s, store {ours:,.0f} documents/s: {ours / bare:.0%}", flush=True)


def bare_rate(store: ElasticStore, items: Sequence[TaggedArticle], names: Names) -> float:
    """Return documents per second of the client's own helper, documents made beforehand."""
    actions = [
        {"_index": document.index, "_id": document.id, "_source": document.body}
        for item in items
        for document in documents(item, names)
    ]
    began = time.perf_counter()
    for ok, answer in helpers.parallel_bulk(store.client, actions, thread_count=4, chunk_size=500):
        if not ok:
            raise RuntimeError(answer)
    return len(actions) / (time.perf_counter() - began)


def our_rate(store: ElasticStore, items: Sequence[TaggedArticle]) -> float:
    """Return documents per second of the store, making the documents included."""
    names = Names("count")
    count = sum(1 for item in items for _ in documents(item, names))
    began = time.perf_counter()
    for start in range(0, len(items), _BATCH):
        store.put(items[start : start + _BATCH])
    return count / (time.perf_counter() - began)


def documents(item: TaggedArticle, names: Names) -> Iterator[Any]:
    """Yield every document that *item* becomes."""
    yield article_document(item.article, len(item.mentions), [], names)
    for mention in item.mentions:
        yield mention_document(mention, names)
        yield from claim_documents(mention, names)


if __name__ == "__main__":
    main(sys.argv[1:])
