"""The schedule's books: due equals run plus joined, nothing runs twice, nothing stays stuck."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.crawl.source import Source
from tracker.crawl.state import open_state
from tracker.schedule.plan import LEASE, Plan
from tracker.schedule.timetable import due_between

START = datetime(2026, 3, 10, tzinfo=UTC)
TIMES = ({"interval": "3h"}, {"interval": "6h"}, {"cron": "15 2 * * *", "timezone": "Europe/Berlin"},
         {"cron": "0 */4 * * *", "timezone": "America/New_York"}, {})  # fmt: skip


def _sources(count: int) -> list[Source]:
    return [
        Source.model_validate(
            {"id": f"xx_{number:03}", "name": "Sample", "homepage": "https://news.example/", "kind": "newspaper",
             "feeds": ("https://news.example/rss",), **TIMES[number % len(TIMES)]}
        )
        for number in range(count)
    ]  # fmt: skip


def _work(plan: Plan, now: datetime, chance: random.Random) -> None:
    """Run everything due at *now*; some runs fail, some are lost."""
    while (run := plan.claim("me", now)) is not None:
        luck = chance.random()
        if luck < 0.8:
            plan.finish(run, "done", "", now + timedelta(seconds=30))
        elif luck < 0.95:
            plan.finish(run, "failed", "no answer", now + timedelta(seconds=30))


def test_every_due_moment_is_run_or_joined() -> None:
    """200 sources, 30 days over both changes of the clock, outages of hours: due = run + joined, difference 0."""
    for start in (START, datetime(2026, 10, 10, tzinfo=UTC)):
        sources = _sources(200)
        plan = Plan(open_state(Path(":memory:")), sources)
        chance = random.Random(7)  # noqa: S311 - repeatable luck, no secret
        plan.enrol(start)
        now = start
        while now < start + timedelta(days=30):
            _work(plan, now, chance)
            now += timedelta(minutes=chance.choice((60, 60, 180, 900)))
        end = now + timedelta(days=3)
        _work(plan, end, chance)
        runs = plan.history(limit=1_000_000)
        taken = Counter({run.source: 0 for run in runs})
        latest: dict[str, datetime] = {}
        for run in runs:
            taken[run.source] += 1 + run.coalesced
            latest[run.source] = max(latest.get(run.source, run.due), run.due)
        assert set(taken) == {source.id for source in sources}
        due = {source.id: sum(1 for _ in due_between(source, start, latest[source.id])) for source in sources}
        assert dict(taken) == due


def test_two_schedulers_never_take_the_same_run(tmp_path: Path) -> None:
    """Ten thousand claims by two schedulers on one file: no due moment is taken twice."""
    sources = _sources(90)
    path = tmp_path / "shared.db"
    Plan(open_state(path), sources).enrol(START)
    taken: list[tuple[str, datetime]] = []
    lock = threading.Lock()

    def work() -> None:
        plan = Plan(open_state(path), sources)
        for step in range(130):
            now = START + timedelta(hours=8 * step)
            while (run := plan.claim("me", now)) is not None:
                with lock:
                    taken.append((run.source, run.due))
                plan.finish(run, "done", "", now)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken))
    assert len(taken) > 10_000


def test_a_lost_scheduler_blocks_its_source_for_one_lease_only(tmp_path: Path) -> None:
    """A run whose scheduler died is recorded as lost, and the source runs again after the lease."""
    plan = Plan(open_state(tmp_path / "x.db"), _sources(1))
    plan.enrol(START)
    run = plan.claim("dead", START)
    assert run is not None
    assert plan.claim("alive", START + LEASE / 2) is None
    again = plan.claim("alive", START + timedelta(hours=1))
    assert again is not None
    assert [item.outcome for item in plan.history()] == ["running", "lost"]


def test_a_renewed_lease_holds(tmp_path: Path) -> None:
    """A scheduler that is alive keeps its run however long it takes."""
    plan = Plan(open_state(tmp_path / "x.db"), _sources(1))
    plan.enrol(START)
    run = plan.claim("slow", START)
    assert run is not None
    later = START
    for _ in range(10):
        later += LEASE / 2
        plan.renew([run], later)
    assert plan.claim("other", later + LEASE / 2) is None


def test_failures_pause_a_source_twice_as_long_each_time(tmp_path: Path) -> None:
    """Two failures in a row make the second pause longer; a success ends it; missed moments are joined."""
    (source,) = _sources(1)
    plan = Plan(open_state(tmp_path / "x.db"), [source])
    plan.enrol(START)
    now, pauses = START, []
    for _ in range(3):
        run = plan.claim("me", now)
        assert run is not None
        plan.finish(run, "failed", "404", now)
        moment = plan.next_moment()
        assert moment is not None
        pauses.append(moment - now)
        now = moment
    assert pauses[0] < pauses[1] < pauses[2]
    run = plan.claim("me", now)
    assert run is not None
    assert run.coalesced > 0
