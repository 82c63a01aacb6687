"""The real command line, started by tests in a folder and an environment of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bare_environment() -> dict[str, str]:
    """Return this process's environment without the tracker's own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}


def start_tracker(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start ``tracker`` with *arguments* in *folder*."""
    return subprocess.Popen(
        [sys.executable, "-m", "tracker", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """Return what *process* printed once it has ended, as it must within *seconds*."""
    with process:
        out, err = process.communicate(timeout=seconds)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
