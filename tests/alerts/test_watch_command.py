"""``tracker watch`` from the files to the receiver: output, exit code, log, and no secret anywhere."""

from __future__ import annotations

import json
import signal
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from alert_samples import NOW, story

if TYPE_CHECKING:
    from conftest import Desk
    from receivers import Hook

SECRET = "hunter2-xyzzy"  # noqa: S105 - planted


def test_the_command_tells_sends_and_logs(desk: Desk, hook: Hook) -> None:
    """From the files to the receiver; the exit code and stderr say what failed, nothing shows the secret."""
    desk.watch("drones", 'name = "Drones"\ntheme = "drones"\nbacklog = "7d"\n')
    desk.channel("hook", 'kind = "webhook"\nurl_env = "HOOK"\ntimeout = 2\n')
    desk.put(story("s1"))
    address = f"{hook.url}/{SECRET}"
    dry = desk.run("watch", "--dry-run")
    assert (dry.returncode, dry.stdout) == (0, "drones  story  Title of s1  https://news.example/s1\n")
    hook.set("down")
    failed = desk.run("--debug", "watch", HOOK=address)
    assert (failed.returncode, failed.stdout) == (1, dry.stdout)
    assert "Error: channel hook: the receiver refuses the connection" in failed.stderr
    hook.set("ok")
    done = desk.run("watch", "--retry", HOOK=address)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 sent, 0 waiting\n")
    log = desk.run("watch", "--log", "--format", "jsonl")
    (row,) = [json.loads(line) for line in log.stdout.splitlines()]
    assert (row["state"], row["attempts"], row["alerts"], row["detail"]) == ("sent", 2, 1, "answered 204")
    assert row["key"] == hook.keys[0]
    assert "sent (2 tries): answered 204  Title of s1" in desk.run("watch", "--log").stdout
    assert all(SECRET not in text for run in (failed, done, log) for text in (run.stdout, run.stderr))
    database = b"".join(path.read_bytes() for path in desk.folder.glob("t.db*"))
    assert SECRET.encode() not in database


def test_every_looks_again_until_it_is_asked_to_end(desk: Desk) -> None:
    """What comes between two looks is told; SIGTERM ends it well."""
    desk.watch("drones", 'theme = "drones"\n')
    desk.put()
    with desk.start("watch", "--every", "1s") as process:
        assert process.stderr is not None
        assert process.stdout is not None
        assert process.stderr.readline() == "0 sent, 0 waiting\n"
        desk.put(story("s1"))
        assert process.stdout.readline() == "drones  story  Title of s1  https://news.example/s1\n"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_a_store_that_is_away_is_one_line(desk: Desk) -> None:
    """What waits would still be delivered; nothing is lost by it."""
    desk.watch("drones", 'theme = "drones"\n')
    gone = desk.run("watch", TRACKER_STORE="http://127.0.0.1:1")
    assert gone.returncode == 1
    assert gone.stderr.startswith("Error: http://127.0.0.1:1 cannot be reached")
    assert gone.stderr.endswith("0 sent, 0 waiting\n")


def test_wrong_names_are_one_clear_line(desk: Desk) -> None:
    """An unknown watch suggests the nearest, an unknown channel names the file."""
    desk.watch("drones", 'theme = "drones"\n')
    wrong = desk.run("watch", "drone")
    assert (wrong.returncode, wrong.stderr) == (1, "Error: unknown watch 'drone'; did you mean drones?\n")
    desk.watch("drones", 'theme = "drones"\nchannels = ["desk"]\n')
    wrong = desk.run("watch")
    assert wrong.stderr == "Error: watch/drones.toml: channels: no channel 'desk' in watch/channels\n"
    assert datetime.now(UTC) - NOW < timedelta(hours=1)
