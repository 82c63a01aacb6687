"""The loop with real processes: time limits, stopping, failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.crawl.source import Source
from tracker.crawl.state import open_state
from tracker.schedule.plan import Plan
from tracker.schedule.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path


def _plan(tmp_path: Path, count: int = 1) -> Plan:
    sources = [
        Source.model_validate(
            {"id": f"xx_{number}", "name": "Sample", "homepage": "https://news.example/", "kind": "newspaper",
             "feeds": ("https://news.example/rss",), "interval": "1d"}
        )
        for number in range(count)
    ]  # fmt: skip
    plan = Plan(open_state(tmp_path / "x.db"), sources)
    plan.enrol(datetime.now(UTC))
    return plan


@pytest.mark.parametrize(
    ("code", "outcome", "detail"),
    [
        ("pass", "done", ""),
        ("import sys; sys.exit('Error: no answer')", "failed", "Error: no answer"),
        ("import time; time.sleep(60)", "timeout", ""),
    ],
)
def test_each_end_of_a_run_is_recorded(tmp_path: Path, code: str, outcome: str, detail: str) -> None:
    """Done, failed with its last line, stopped by the time limit: the history says which."""
    plan = _plan(tmp_path)
    runner = Runner(plan, lambda _: [sys.executable, "-c", code], limit=timedelta(seconds=1))
    assert len(runner.run(once=True)) == 1
    (run,) = plan.history()
    assert (run.outcome, run.detail) == (outcome, detail)


def test_a_signal_lets_the_child_finish_and_frees_the_source(tmp_path: Path) -> None:
    """SIGTERM reaches the child, which finishes what it has in hand; nothing stays leased."""
    mark = tmp_path / "committed"
    code = (
        "import pathlib, signal, sys, time\n"
        f"def end(*_): pathlib.Path({str(mark)!r}).write_text('x'); sys.exit(1)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path({str(tmp_path / 'up')!r}).write_text('x')\n"
        "time.sleep(60)\n"
    )
    plan = _plan(tmp_path)

    def ask() -> None:
        while not (tmp_path / "up").exists():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=ask)
    thread.start()
    Runner(plan, lambda _: [sys.executable, "-c", code]).run()
    thread.join()
    assert mark.exists()
    (run,) = plan.history()
    assert run.outcome == "stopped"


def test_a_child_whose_lease_is_gone_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another scheduler took over while this one slept, the child here ends: nothing runs twice at once."""
    monkeypatch.setattr("tracker.schedule.runner.RENEW_EVERY", 0.2)
    plan = _plan(tmp_path)
    mark = tmp_path / "ended"
    code = (
        "import pathlib, signal, sys, time\n"
        f"def end(*_): pathlib.Path({str(mark)!r}).write_text('x'); sys.exit(1)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path({str(tmp_path / 'up')!r}).write_text('x')\n"
        "time.sleep(60)\n"
    )

    def take_over() -> None:
        while not (tmp_path / "up").exists():
            time.sleep(0.05)
        connection = open_state(tmp_path / "x.db")
        connection.execute("UPDATE schedule_source SET run = NULL, lease_until = NULL")
        end = time.monotonic() + 30
        while not mark.exists() and time.monotonic() < end:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=take_over)
    thread.start()
    Runner(plan, lambda _: [sys.executable, "-c", code]).run()
    thread.join()
    assert mark.exists()
    assert plan.history()[-1].outcome == "stopped"


def test_what_cannot_start_is_recorded(tmp_path: Path) -> None:
    """A program that is not there is a failed run with the reason, and no end of the scheduler."""
    plan = _plan(tmp_path)
    assert len(Runner(plan, lambda _: [str(tmp_path / "nowhere")]).run(once=True)) == 1
    (run,) = plan.history()
    assert run.outcome == "failed"
    assert run.detail.startswith("could not start: ")


def test_children_that_do_not_listen_are_stopped_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five that ignore SIGTERM cost one grace, not five: the leases of the others must not run out meanwhile."""
    monkeypatch.setattr("tracker.schedule.runner.GRACE", 2.0)
    plan = _plan(tmp_path, 5)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    begun = time.monotonic()
    Runner(plan, lambda _: [sys.executable, "-c", code], parallel=5, limit=timedelta(seconds=3)).run(once=True)
    assert {run.outcome for run in plan.history()} == {"timeout"}
    assert time.monotonic() - begun < 3 + 5 * 2.0


def test_ready_files_name_this_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--print gives a file for cron, systemd and scrapyd with the folder and the store in it."""
    monkeypatch.chdir(tmp_path)
    for kind, word in (("cron", "schedule --once"), ("systemd", "ExecStart="), ("scrapyd", "spiders.settings")):
        result = CliRunner().invoke(main, ["schedule", "--print", kind, "--store", "sqlite:///news.db"])
        assert result.exit_code == 0
        assert word in result.stdout
        assert str(tmp_path) in result.stdout


def test_one_round_crawls_what_is_due(tmp_path: Path) -> None:
    """`tracker schedule --once` runs each source of the catalogue in a process and `tracker runs` shows it."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "xx_gone.toml").write_text(
        'name = "Gone"\nhomepage = "http://127.0.0.1:9/"\nkind = "newspaper"\nfeeds = ["http://127.0.0.1:9/rss"]\n',
        encoding="utf-8",
    )
    environment = os.environ | {"TRACKER_SOURCES_DIR": str(folder)}
    command = [sys.executable, "-m", "tracker", "schedule", "xx_gone", "--once", "--store", "sqlite:///x.db"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shown = subprocess.run(
        [sys.executable, "-m", "tracker", "runs", "--format", "csv", "--store", "sqlite:///x.db"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ",failed," in shown.stdout
