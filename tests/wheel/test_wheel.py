"""The wheel holds all data, and the product works from it in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "pattern",
    [
        "tracker/lexicon/data/weapons/su-35.toml",
        "tracker/lexicon/data/languages/*/grammar.toml",
        "tracker/lexicon/data/countries/ir.toml",
        "tracker/kibana/dashboards/overview.ndjson",
        "tracker/kibana/definitions/overview.toml",
        "tracker/stores/elastic_mentions.json",
        "tracker/demo/site/*/*",
        "spiders/sources/*.toml",
    ],
)
def test_the_wheel_holds(installed: Path, pattern: str) -> None:
    """Lexicon, dashboards, index templates, sample site and sources are in the wheel."""
    assert list(installed.glob(pattern))


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """In an empty folder and home the installed product serves, crawls and shows the sample site."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(installed),
        "PYTHONSAFEPATH": "1",
    }
    (tmp_path / "work").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "demo"],
        cwd=tmp_path / "work", env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "su-35" in done.stdout.lower()
