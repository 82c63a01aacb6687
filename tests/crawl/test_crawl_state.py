"""The frontier, the recorder and the outbox on a real file, with a clock of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.crawl.frontier import LEASE_SECONDS, Frontier, is_dead, owner_name
from tracker.crawl.leases import LONGEST_PAUSE, Lease, Visit
from tracker.crawl.ledger import LedgerFilter, entries, tallies
from tracker.crawl.links import Link
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import open_state, transaction
from tracker.errors import StoreError, StoreRejectedError, StoreUnavailableError
from tracker.ingest.record import Recorder
from tracker.models import Article, Mention, TaggedArticle, stable_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FEED = "https://example.org/feed.xml"
START = 1_800_000_000.0


class Clock:
    """Tells the time that it was set to."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now = START

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def frontier(tmp_path: Path, clock: Clock) -> Iterator[Frontier]:
    """An empty frontier in a file, with one run begun."""
    one = Frontier(open_state(tmp_path / "state.db"), clock=clock)
    one.begin(["own"])
    yield one
    one.connection.close()


def links(*numbers: int, **more: object) -> tuple[Link, ...]:
    """Return a link for each number."""
    return tuple(Link(url=f"https://example.org/{number}", **more) for number in numbers)  # type: ignore[arg-type]


def seeded(frontier: Frontier) -> Lease:
    """Begin at the feed and take it in hand."""
    frontier.seed("own", "feed", [FEED])
    (lease,) = frontier.lease("own", 1)
    return lease


def finish(frontier: Frontier, lease: Lease, visit: Visit, found: tuple[Link, ...] = ()) -> None:
    """Finish *lease* with *visit* and the links *found*."""
    with transaction(frontier.connection):
        frontier.add_links(lease, found)
        frontier.finish(lease, visit)


def tagged(number: int, text: str = "Text of the article.", source: str = "own", mentions: int = 1) -> TaggedArticle:
    """Return article *number* with its mentions."""
    url = f"https://example.org/{number}"
    moment = datetime.fromtimestamp(START, UTC)
    identifier = stable_id(url)
    article = Article(
        id=identifier, url=url, canonical_url=url, source=source, title="T", fetched_at=moment, language="en",
        text=text, text_sha256=stable_id(text),
    )  # fmt: skip
    found = tuple(
        Mention(
            id=stable_id(identifier, text, str(n)), article_id=identifier, url=url, title="T", source=source,
            language="en", fetched_at=moment, text=text, themes=("drones",), lexicon_version="1",
        )
        for n in range(mentions)
    )  # fmt: skip
    return TaggedArticle(article=article, mentions=found)


def test_newest_page_first_after_the_lists(frontier: Frontier) -> None:
    """Where a crawl begins comes first, then lists, then pages by date."""
    lease = seeded(frontier)
    day = datetime(2026, 11, 20, tzinfo=UTC)
    found = (*links(1, published_at=day), *links(2, published_at=day + timedelta(days=1)), *links(3, kind="sitemap"))
    finish(frontier, lease, Visit(outcome="untagged"), found)
    assert [one.url[-1] for one in frontier.lease("own", 9)] == ["3", "2", "1"]


def test_url_is_in_one_hand_only(frontier: Frontier, tmp_path: Path, clock: Clock) -> None:
    """What one crawl has leased, another does not get."""
    finish(frontier, seeded(frontier), Visit(outcome="untagged"), links(*range(6)))
    other = Frontier(open_state(tmp_path / "state.db"), owner="elsewhere:1:a", clock=clock)
    mine, theirs = frontier.lease("own", 4), other.lease("own", 4)
    assert len({lease.id for lease in (*mine, *theirs)}) == 6
    other.connection.close()


def test_lease_of_a_crawl_elsewhere_expires(frontier: Frontier, tmp_path: Path, clock: Clock) -> None:
    """A crawl on another machine that is not heard of loses what it has after the lease's time, not before."""
    other = Frontier(open_state(tmp_path / "state.db"), owner="elsewhere:1:a", clock=clock)
    other.seed("own", "feed", [FEED])
    assert len(other.lease("own", 1)) == 1
    clock.now += LEASE_SECONDS - 1
    frontier.begin(["own"])
    assert frontier.lease("own", 1) == []
    clock.now += 2
    frontier.begin(["own"])
    assert len(frontier.lease("own", 1)) == 1
    other.connection.close()


def test_dead_process_is_known_as_dead() -> None:
    """A process of this machine that has ended is dead, this one is not, one elsewhere cannot be judged."""
    me = owner_name()
    host = me.split(":")[0]
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert is_dead(f"{host}:{int(ended.stdout)}:x", me)
    assert is_dead(f"{host}:{os.getpid()}:of-an-earlier-process", me)
    assert not is_dead(f"{host}:{os.getppid()}:x", me)
    assert not is_dead(me, me)
    assert not is_dead("elsewhere:1:x", me)


def test_page_is_asked_again_only_when_its_list_says_so(frontier: Frontier, clock: Clock) -> None:
    """Seen again is no reason to fetch; a later change is; a list is always due."""
    day = datetime.fromtimestamp(START, UTC)
    finish(frontier, seeded(frontier), Visit(outcome="untagged"), links(1, modified_at=day - timedelta(days=1)))
    (page,) = frontier.lease("own", 9)
    finish(frontier, page, Visit(outcome="tagged"))
    for later, due in ((timedelta(days=-1), 0), (timedelta(days=1), 1)):
        clock.now += 10
        frontier.begin(["own"])
        finish(frontier, seeded(frontier), Visit(outcome="untagged"), links(1, modified_at=day + later))
        assert len(frontier.lease("own", 9)) == due


def test_lists_that_name_each_other_are_asked_once_a_run(frontier: Frontier) -> None:
    """Two sitemaps that name each other do not keep a run going."""
    lease = seeded(frontier)
    finish(frontier, lease, Visit(outcome="untagged"), links(1, kind="sitemap"))
    (one,) = frontier.lease("own", 9)
    finish(frontier, one, Visit(outcome="untagged"), (Link(url=FEED, kind="sitemap"), *links(1, kind="sitemap")))
    assert frontier.lease("own", 9) == []


def test_passing_failure_backs_off_and_comes_again(frontier: Frontier, clock: Clock) -> None:
    """Three tries in a run with growing pauses, then failed until a later run, with ever longer pauses up to a day."""
    finish(frontier, seeded(frontier), Visit(outcome="untagged"), links(1))
    pauses = []
    for _ in range(12):
        for attempt in range(3):
            (lease,) = frontier.lease("own", 1)
            finish(frontier, lease, Visit(outcome="failed", reason="http-500", retry="soon"))
            if attempt < 2:
                assert frontier.lease("own", 1) == []
                clock.now = frontier.next_ready("own") or 0.0
        (row,) = entries(frontier.connection, LedgerFilter(kinds=("page",)))
        assert (row.outcome, row.reason) == ("failed", "http-500")
        pauses.append((row.retry_at or datetime.now(UTC)).timestamp() - clock.now)
        clock.now += pauses[-1]
        frontier.begin(["own"])
    assert pauses == sorted(pauses)
    assert pauses[0] == 300.0
    assert pauses[-1] == LONGEST_PAUSE


def test_failed_visit_keeps_what_was_known(frontier: Frontier) -> None:
    """A page that was stored and now fails keeps its article, its tags and its ETag."""
    finish(frontier, seeded(frontier), Visit(outcome="untagged", etag="x", body_sha256=b"1"))
    frontier.seed("own", "feed", [FEED])
    (lease,) = frontier.lease("own", 1)
    finish(frontier, lease, Visit(outcome="failed", reason="http-404"))
    frontier.seed("own", "feed", [FEED])
    (again,) = frontier.lease("own", 1)
    assert (again.etag, again.body_sha256) == ("x", b"1")


def test_poll_interval_follows_how_often_a_list_changes(frontier: Frontier) -> None:
    """A list that changes is due sooner each time, one that does not later, both within bounds."""
    for same, bound in ((False, 300.0), (True, LONGEST_PAUSE)):
        intervals = []
        for _ in range(15):
            lease = seeded(frontier)
            finish(frontier, lease, Visit(outcome="untagged", same=same))
            frontier.seed("own", "feed", [FEED])
            (lease,) = frontier.lease("own", 1)
            intervals.append(lease.interval or 0.0)
            finish(frontier, lease, Visit(outcome="untagged", same=same))
        assert intervals == sorted(intervals, reverse=not same)
        assert intervals[-1] == bound


@given(st.lists(st.sampled_from(["tagged", "untagged", "duplicate", "rejected", "failed"]), max_size=12))
def test_every_url_has_one_row_and_the_sums_add_up(outcomes: list[str]) -> None:
    """However pages end, the ledger has one row for each URL met and its sums count each once."""
    frontier = Frontier(open_state(":memory:"))  # type: ignore[arg-type]  # SQLite's own name
    frontier.begin(["own"])
    finish(frontier, seeded(frontier), Visit(outcome="untagged"), links(*range(15)))
    for outcome, lease in zip(outcomes, frontier.lease("own", 15), strict=False):
        finish(frontier, lease, Visit(outcome=outcome))  # type: ignore[arg-type]
    frontier.end("finished")
    sums = tallies(frontier.connection, LedgerFilter(kinds=("page",)))
    assert sum(tally.pages for tally in sums) == 15
    assert sum(tally.pages for tally in sums if tally.outcome == "pending") == 15 - len(outcomes)
    frontier.connection.close()


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
