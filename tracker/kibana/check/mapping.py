"""The fields that our own index templates map, by data view: what a panel may read, and as what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import tracker.stores

TEMPLATES = Path(tracker.stores.__file__).parent
VIEWS = ("mentions", "claims", "articles")
NUMBERS = {"long", "integer", "short", "float", "double"}


class Field(NamedTuple):
    """A mapped field: its kind (keyword, text, date, number, object) and whether it can be counted by value."""

    kind: str
    aggregatable: bool


Mapping = dict[str, dict[str, Field]]


def read_mapping(prefix: str = "tracker", folder: Path = TEMPLATES) -> Mapping:
    """Return the fields of each alias ``<prefix>-<view>``, as the shipped templates map them."""
    return {f"{prefix}-{view}": _fields(folder / f"elastic_{view}.json") for view in VIEWS}


def _fields(path: Path) -> dict[str, Field]:
    template = json.loads(path.read_text(encoding="utf-8"))
    return dict(_walk(template["template"]["mappings"]["properties"], ""))


def _walk(properties: dict[str, Any], before: str) -> list[tuple[str, Field]]:
    found = []
    for name, body in properties.items():
        kind = body.get("type", "object")
        kind = "number" if kind in NUMBERS else kind
        counted = kind not in {"text", "object"} and body.get("doc_values", True)
        found.append((before + name, Field(kind, counted)))
        found += _walk(body.get("fields", {}), f"{before}{name}.")
    return found
