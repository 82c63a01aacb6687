"""The recorder and the outbox: a page and what it held are one write, and nothing waits in vain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from crawl_samples import FEED, START, links, seeded, tagged

from tracker.config import Settings
from tracker.crawl.leases import Visit
from tracker.crawl.ledger import LedgerFilter, entries
from tracker.crawl.outbox import Outbox
from tracker.errors import StoreError, StoreRejectedError, StoreUnavailableError
from tracker.ingest.record import Recorder, open_recorder
from tracker.models import TaggedArticle, stable_id
from tracker.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from crawl_samples import Clock

    from tracker.crawl.frontier import Frontier


class Shelf:
    """A store in memory that can be away, or refuse articles."""

    def __init__(self) -> None:
        """Begin empty and willing."""
        self.kept: dict[str, TaggedArticle] = {}
        self.away = False
        self.refuses: set[str] = set()

    def put(self, items: Iterable[TaggedArticle]) -> int:
        """Keep *items*, or fail as told."""
        found = list(items)
        if self.away:
            msg = "the store does not answer"
            raise StoreUnavailableError(msg)
        if any(item.article.id in self.refuses for item in found):
            msg = "mapping refused"
            raise StoreRejectedError(msg)
        self.kept |= {item.article.id: item for item in found}
        return len(found)


def recorded(frontier: Frontier, number: int, item: TaggedArticle) -> Visit:
    """Record *item* as what page *number* holds, through the outbox."""
    recorder = Recorder(frontier, None)
    frontier.seed("own", "page", [f"https://example.org/{number}"])
    (lease,) = frontier.lease("own", 1)
    return recorder.record(lease, Visit(outcome="untagged", tagged=item, body_sha256=b"x"))


def test_page_and_outbox_are_one_write(frontier: Frontier) -> None:
    """An article waits in the outbox if and only if its page is done; a newer version replaces one that waits."""
    assert recorded(frontier, 1, tagged(1)).outcome == "tagged"
    assert recorded(frontier, 2, tagged(2, "Another text.", mentions=0)).outcome == "untagged"
    assert recorded(frontier, 1, tagged(1, "The text was changed.")).outcome == "tagged"
    outbox, shelf = Outbox(frontier.connection, frontier.clock), Shelf()
    assert outbox.waiting() == 2
    assert outbox.drain(shelf).delivered == 2  # type: ignore[arg-type]  # put is all it needs
    assert {item.article.text for item in shelf.kept.values()} == {"The text was changed.", "Another text."}
    assert outbox.waiting() == 0


def test_failed_write_leaves_nothing(frontier: Frontier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where any part of the write fails, neither outcome nor links nor article are kept."""
    recorder = Recorder(frontier, None)
    lease = seeded(frontier)

    def fail(*_: object) -> None:
        msg = "disk full"
        raise StoreError(msg)

    monkeypatch.setattr(frontier, "finish", fail)
    with pytest.raises(StoreError):
        recorder.record(lease, Visit(outcome="untagged", tagged=tagged(1), links=links(7)))
    assert recorder.outbox.waiting() == 0
    assert [row.url for row in entries(frontier.connection, LedgerFilter())] == [FEED]


def test_store_that_is_away_costs_nothing(frontier: Frontier, clock: Clock) -> None:
    """What cannot be delivered waits, is tried later, and is then delivered once."""
    recorded(frontier, 1, tagged(1))
    outbox, shelf = Outbox(frontier.connection, clock), Shelf()
    shelf.away = True
    first = outbox.drain(shelf)  # type: ignore[arg-type]
    assert (first.delivered, first.waiting, first.problem) == (0, 1, "the store does not answer")
    shelf.away = False
    assert outbox.drain(shelf).delivered == 0  # type: ignore[arg-type]
    clock.now += 3600
    assert outbox.drain(shelf).delivered == 1  # type: ignore[arg-type]


def test_refused_article_becomes_a_dead_letter(frontier: Frontier) -> None:
    """One article that the store refuses does not hold up the others."""
    for number in range(5):
        recorded(frontier, number, tagged(number, f"Text {number}."))
    outbox, shelf = Outbox(frontier.connection, frontier.clock), Shelf()
    shelf.refuses = {stable_id("https://example.org/2")}
    found = outbox.drain(shelf)  # type: ignore[arg-type]
    assert (found.delivered, found.dead, found.waiting) == (4, 1, 0)
    assert frontier.connection.execute("SELECT article_id, reason FROM outbox_dead").fetchall() == [
        (stable_id("https://example.org/2"), "mapping refused")
    ]


def test_copies_of_one_article_are_duplicates(frontier: Frontier) -> None:
    """The same text elsewhere in a source, or another address with the same canonical one, is a duplicate."""
    assert recorded(frontier, 1, tagged(1)).outcome == "tagged"
    twin = recorded(frontier, 2, tagged(2))
    assert (twin.outcome, twin.reason) == ("duplicate", "same-text")
    assert recorded(frontier, 3, tagged(3, source="other")).outcome == "tagged"
    amp = recorded(frontier, 4, tagged(1, "The text as another page shows it."))
    assert (amp.outcome, amp.reason, amp.article_id) == ("duplicate", "canonical", stable_id("https://example.org/1"))


@pytest.mark.parametrize("first", [1, 4])
def test_copy_read_first_gives_way(tmp_path: Path, first: int) -> None:
    """An article is kept as its own address shows it and a print page is its copy, whichever was read first."""
    settings = Settings(store=f"sqlite:///{tmp_path / 'mentions.db'}")
    own = tagged(1)
    later = {"url": "https://example.org/4", "fetched_at": own.article.fetched_at + timedelta(seconds=1)}
    printed = TaggedArticle(article=own.article.model_copy(update=later), mentions=own.mentions)
    with open_recorder(settings) as recorder:
        recorder.frontier.clock = lambda: START + 2
        for number in (first, 5 - first):
            recorder.frontier.seed("own", "page", [f"https://example.org/{number}"])
            (lease,) = recorder.frontier.lease("own", 1)
            recorder.record(lease, Visit(outcome="untagged", tagged=own if number == 1 else printed))
        found = entries(recorder.connection, LedgerFilter())
        rows = {row.url[-1]: (row.outcome, row.reason, row.mentions) for row in found}
    with open_store(settings) as store:
        assert [item.article.url for item in store.articles()] == [own.article.url]
    assert rows == {"1": ("tagged", "", 1), "4": ("duplicate", "canonical", 0)}
