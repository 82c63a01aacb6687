"""How fast the stores write and answer, on synthetic mentions. `python -m benchmarks.store --help`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from benchmarks.mentions import STARTED, Maker
from tracker.config import Settings
from tracker.stores import open_store
from tracker.stores.base import FACET_FIELDS, MentionQuery, MentionStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUERIES = {
    "everything": MentionQuery(),
    "rare word": MentionQuery(words="seltenwort"),
    "common word": MentionQuery(words="drones"),
    "CJK word": MentionQuery(words="制裁"),
    "German compound part": MentionQuery(words="drohne"),
    "weapon": MentionQuery(weapons=("su-35",)),
    "weapon and country": MentionQuery(weapons=("su-35",), countries=("RU",)),
    "country, last 30 days": MentionQuery(countries=("IR",), since=STARTED.replace(month=10)),
    "supplier and recipient": MentionQuery(suppliers=("IR",), recipients=("RU",)),
}


def main(arguments: Sequence[str] = ()) -> None:
    """Measure the store that --store names, a temporary SQLite file where it names none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--batch", type=int, default=250, help="articles per put")
    parser.add_argument("--store", help="URL; it must be empty or of an earlier run of the same size")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.store or f"sqlite:///{folder}/bench.db"
        with open_store(Settings(store=url)) as store:
            fill(store, chosen.mentions, chosen.batch)
            ask(store, chosen.rounds)


def fill(store: MentionStore, mentions: int, batch: int) -> None:
    """Write, and print the rate."""
    if store.info().mentions >= mentions:
        print("already filled")
        return
    items = list(Maker().articles(mentions))
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(items), batch):
        store.put(items[start : start + batch])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"wrote {mentions:,} mentions: {mentions / wall:,.0f}/s, {mentions / cpu:,.0f} per CPU-second")
    print(store.info())


def ask(store: MentionStore, rounds: int) -> None:
    """Ask every query; print medians, and the first answer with facets apart, before anything is cached."""
    print(f"{'query':26} {'hits':>8} {'page':>9} {'first':>9} {'facets':>9} {'trend':>9}")
    for name, query in QUERIES.items():
        hits = store.search(query).total
        page = timed(lambda query=query: store.search(query), rounds)
        facets = timed(lambda query=query: store.search(query, facets=FACET_FIELDS), rounds)
        trend = timed(lambda query=query: store.trends(query, "country", "month"), rounds)
        cells = [statistics.median(page), facets[0], statistics.median(facets), statistics.median(trend)]
        print(f"{name:26} {hits:8,} " + " ".join(f"{cell * 1000:6.1f} ms" for cell in cells))


def timed(call: Callable[[], object], rounds: int) -> list[float]:
    """Return how many seconds each of *rounds* calls took."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
