"""Keeps compiled languages as JSON between runs, so that a start takes a fraction of a second.

The file's name holds the data's version and the compiler's own source hash: a stale cache is never read. A cache that
cannot be read or written costs time, nothing else: the language is compiled again. Files of versions that nobody has
compiled for a week, and of all but the last twenty, go when a new one is written: a lexicon under work would fill the
disk.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from tracker.cache import cache_folder, replacing
from tracker.lexicon.compile import CompiledLanguage, CompiledRule

CODE_FILES = ("cache.py", "compile.py", "notation.py", "variants.py", "schema.py", "names.py", "han.py", "short.py")
KEPT_SECONDS = 7 * 24 * 3600
KEPT_VERSIONS = 20


@cache
def _code_version() -> str:
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in CODE_FILES)).hexdigest()[:12]


def _file(version: str, part: str) -> Path:
    return cache_folder("lexicon") / f"{version}-{_code_version()}-{part}.json"


def read_cache(version: str, part: str) -> Any | None:  # noqa: ANN401 - plain JSON data
    """Return what was kept for *part* of the lexicon *version*, None where nothing readable is there."""
    with suppress(OSError, ValueError):
        return json.loads(_file(version, part).read_bytes())
    return None


def write_cache(version: str, part: str, data: Any) -> None:  # noqa: ANN401 - plain JSON data
    """Keep *data* for *part*, replacing the file in one step; an unwritable folder is no failure."""
    path = _file(version, part)
    with suppress(OSError):
        with replacing(path) as file:
            file.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        _drop_old(path.parent, version)


def _drop_old(folder: Path, version: str) -> None:
    """Delete what versions before the last ones left in *folder*, and what lies there for ``KEPT_SECONDS``.

    That is also what a write left that was killed.
    """
    written = {path: path.stat().st_mtime for path in (*folder.glob("*.json"), *folder.glob("*.tmp"))}
    newest: dict[str, float] = {}
    for path, moment in written.items():
        newest[_version_of(path)] = max(moment, newest.get(_version_of(path), 0.0))
    kept = {version, *sorted(newest, key=lambda name: newest[name])[-KEPT_VERSIONS:]}
    oldest = time.time() - KEPT_SECONDS
    for path, moment in written.items():
        if _version_of(path) != version and (moment < oldest or _version_of(path) not in kept):
            path.unlink(missing_ok=True)


def _version_of(path: Path) -> str:
    return path.name.partition("-")[0]


def to_plain(compiled: CompiledLanguage) -> dict[str, Any]:
    """Return *compiled* as JSON-ready data."""
    return compiled._asdict() | {"rules": [list(rule) for rule in compiled.rules]}


def from_plain(raw: dict[str, Any]) -> CompiledLanguage:
    """Read back what :func:`to_plain` made."""
    return CompiledLanguage(
        raw["language"],
        raw["patterns"],
        raw["row_of"],
        raw["rows"],
        [{ending: _frozen(cases) for ending, cases in table.items()} for table in raw["endings"]],
        [CompiledRule(*map(_frozen, rule)) for rule in raw["rules"]],
        raw["codes"],
    )


def _frozen(part: Any) -> Any:  # noqa: ANN401 - plain JSON data
    """Make lists tuples, and keep each of their words once: cases and tags come again thousands of times."""
    return tuple(map(intern, part)) if isinstance(part, list) else part
