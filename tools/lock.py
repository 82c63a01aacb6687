"""Writes requirements/*.txt anew: every version pinned by hash, for all supported Pythons, no index address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "requirements"
UV = [
    sys.executable,
    "-m",
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--python-version",
    "3.11",
]
PLAIN = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--upgrade"]


def lock(target: str, *sources: str) -> None:
    """Compile *sources* into ``requirements/<target>.txt``."""
    command = [*UV, *PLAIN, *sources, "-o", f"{target}.txt"]
    subprocess.run(command, cwd=FOLDER, check=True)


if __name__ == "__main__":
    lock("runtime", "../pyproject.toml", "build.in")
    lock("dev", "dev.in")
    lock("bench", "bench.in")
