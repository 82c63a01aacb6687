"""The catalogue changes while the schedule runs: new sources run, removed ones do not, wrong files stop nothing."""

from __future__ import annotations

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from made_sources import made_source

from tracker.crawl.source import load_sources
from tracker.crawl.state import open_state
from tracker.schedule import runner
from tracker.schedule.catalogue import Catalogue
from tracker.schedule.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _write(folder: Path, name: str, interval: str = "1d") -> None:
    source = made_source(name, interval)
    (folder / f"{name}.toml").write_text(
        f'name = "S"\nhomepage = "{source.homepage}"\nkind = "newspaper"\nfeeds = ["{source.feeds[0]}"]\n'
        f'interval = "{interval}"\n'
    )


def _catalogue(folder: Path, told: list[str]) -> Catalogue:
    return Catalogue([folder], lambda: load_sources([folder]).values(), told.append)


def test_a_changed_file_is_read_once_and_a_wrong_one_told_once(tmp_path: Path) -> None:
    """Nothing is read while nothing changes; a wrong file leaves the sources as they were until it is mended."""
    told: list[str] = []
    _write(tmp_path, "xx_one")
    catalogue = _catalogue(tmp_path, told)
    assert catalogue.reread() is None
    _write(tmp_path, "xx_two")
    assert [source.id for source in catalogue.reread() or ()] == ["xx_one", "xx_two"]
    assert catalogue.reread() is None
    (tmp_path / "xx_two.toml").write_text("name = ")
    assert [catalogue.reread(), catalogue.reread()] == [None, None]
    assert len(told) == 1
    assert "xx_two.toml: not valid TOML" in told[0]
    (tmp_path / "xx_two.toml").unlink()
    assert [source.id for source in catalogue.reread() or ()] == ["xx_one"]


def test_a_source_that_is_due_more_often_now_does_not_wait_for_its_old_moment(tmp_path: Path) -> None:
    """A shorter interval counts from now on; a longer one lets the moment that was promised stand."""
    plan = Plan(open_state(tmp_path / "x.db"), [made_source("xx_one", "1d"), made_source("xx_two", "1h")])
    plan.enrol(NOW)
    for _ in range(2):
        run = plan.claim("me", NOW)
        assert run is not None
        plan.finish(run, "done", "", NOW)
    plan.adopt([made_source("xx_one", "10m"), made_source("xx_two", "1d")], NOW)
    soon = plan.claim("me", NOW + timedelta(minutes=11))
    assert soon is not None
    assert soon.source == "xx_one"
    later = plan.claim("me", NOW + timedelta(hours=1, minutes=5))
    assert later is not None
    assert later.source == "xx_two"


def test_a_running_schedule_takes_up_what_is_added_and_leaves_what_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop runs a source whose file appears, and no longer one whose file is gone."""
    monkeypatch.setattr(runner, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(runner, "LONGEST_SLEEP", 0.3)
    folder = tmp_path / "sources"
    folder.mkdir()
    _write(folder, "xx_one")
    plan = Plan(open_state(tmp_path / "x.db"), load_sources([folder]).values())
    plan.enrol(datetime.now(UTC))
    loop = runner.Runner(plan, lambda _: [sys.executable, "-c", "pass"], catalogue=_catalogue(folder, []))

    def change() -> None:
        time.sleep(1.0)
        (folder / "xx_one.toml").unlink()
        _write(folder, "xx_two")
        time.sleep(3.0)
        loop.stop()

    helper = threading.Thread(target=change)
    helper.start()
    done = loop.run()
    helper.join()
    assert [run.source for run in done] == ["xx_one", "xx_two"]
    assert plan.claim("me", datetime.now(UTC) + timedelta(days=3)) is not None
    assert plan.claim("me", datetime.now(UTC) + timedelta(days=3)) is None
