"""Builds the saved objects: definitions in, NDJSON out; the same definitions always give the same bytes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tracker.errors import KibanaError
from tracker.kibana.objects import SavedObject, dashboard, data_view, saved_query, saved_search
from tracker.kibana.schema import Dashboard, DataView, Shared
from tracker.models import Record

DEFINITIONS = Path(__file__).parent / "definitions"
SHARED = "shared"
PREFIX = "tracker"
_Model = TypeVar("_Model", bound=Record)


def read_shared(folder: Path = DEFINITIONS) -> Shared:
    """Read what the dashboards share; KibanaError names file and key."""
    return _read(folder / f"{SHARED}.toml", Shared)


def read_dashboards(folder: Path = DEFINITIONS) -> list[Dashboard]:
    """Read every dashboard's definition, by id; KibanaError names file and key."""
    paths = sorted(path for path in folder.glob("*.toml") if path.stem != SHARED)
    return [_read(path, Dashboard) for path in paths]


def _read(path: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"{path.name}: {error}"
        raise KibanaError(msg) from None
    except ValidationError as error:
        first = error.errors()[0]
        msg = f"{path.name}: key {'.'.join(map(str, first['loc']))!r}: {first['msg']}"
        raise KibanaError(msg) from None


def build_files(prefix: str = PREFIX, folder: Path = DEFINITIONS) -> dict[str, str]:
    """Return the NDJSON files by name: ``shared`` (data views, searches, queries) and one per dashboard."""
    shared = read_shared(folder)
    views: dict[str, DataView] = {view.id: view for view in shared.view}
    objects = [data_view(view, prefix) for view in shared.view]
    objects += [saved_search(search, views[search.view].time) for search in shared.search]
    objects += [saved_query(query) for query in shared.query]
    files = {SHARED: to_ndjson(objects)}
    for definition in read_dashboards(folder):
        files[definition.id] = to_ndjson([dashboard(definition, views, prefix)])
    return files


def to_ndjson(objects: list[SavedObject]) -> str:
    """Return one line of JSON per object, keys in order."""
    return "".join(json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n" for item in objects)


def write_files(target: Path, files: dict[str, str]) -> list[Path]:
    """Write *files* as ``<name>.ndjson`` into *target*; return those that changed."""
    target.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in files.items():
        path = target / f"{name}.ndjson"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def stale_files(target: Path, files: dict[str, str]) -> list[str]:
    """Name the files in *target* that differ from *files*, are missing, or are no longer built."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in target.glob("*.ndjson")}
    return sorted(name for name in found.keys() | files.keys() if found.get(name) != files.get(name))
