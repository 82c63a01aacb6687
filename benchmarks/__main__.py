"""Runs every benchmark and prints its tables: ``python -m benchmarks [name …]``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run the benchmarks named on the command line, all of them where none is named."""
    names = sys.argv[1:] or sorted(
        path.stem for path in HERE.glob("*.py") if path.stem not in {"__init__", "__main__", "corpus", "mentions"}
    )
    for name in names:
        print(f"\n=== {name}")
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
