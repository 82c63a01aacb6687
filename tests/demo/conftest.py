"""One run of the demo for all its tests, as a program of its own that may connect to loopback alone."""

from __future__ import annotations

import os

import pytest
from command_line import ROOT, bare_environment
from demo_run import TODAY, Run

# Runs in every Python process of the demo before anything else: notes and refuses each connection that leaves loopback.
GUARD = """
import os, sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        if not str(arguments[1][0]).startswith("127."):
            with open(os.environ["OUTSIDE_LOG"], "a") as log:
                log.write(f"{arguments[1]}\\n")
            raise OSError("only loopback is allowed")
sys.addaudithook(refuse)
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The demo, run once in an empty folder as on a fixed day."""
    folder = tmp_path_factory.mktemp("demo")
    guard = tmp_path_factory.mktemp("guard")
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = bare_environment()
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(guard), str(ROOT)]),
        "OUTSIDE_LOG": str(folder / "outside.log"),
        "TMPDIR": str(folder),
        "COLUMNS": "80",
    }
    run = Run(folder, f"sqlite:///{folder / 'demo.db'}", 0, "", "", environment)
    done = run.tracker("demo", "--store", run.store, "--today", f"{TODAY}", "--port", "0", "--html", "trend.html")
    return Run(folder, run.store, done.returncode, done.stdout, done.stderr, environment)
