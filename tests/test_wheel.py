"""The wheel holds all data, and the product works from it in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installed wheel, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *offline, "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


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
