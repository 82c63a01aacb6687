"""The frontier on a real file, with a clock of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawl_samples import FEED, START, Clock, links, seeded
from hypothesis import given
from hypothesis import strategies as st

from tracker.crawl.frontier import LEASE_SECONDS, Frontier, is_dead, owner_name
from tracker.crawl.leases import LONGEST_PAUSE, Lease, Visit
from tracker.crawl.ledger import LedgerFilter, entries, tallies
from tracker.crawl.links import Link
from tracker.crawl.state import open_state, transaction

if TYPE_CHECKING:
    from pathlib import Path


def finish(frontier: Frontier, lease: Lease, visit: Visit, found: tuple[Link, ...] = ()) -> None:
    """Finish *lease* with *visit* and the links *found*."""
    with transaction(frontier.connection):
        frontier.add_links(lease, found)
        frontier.finish(lease, visit)


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
