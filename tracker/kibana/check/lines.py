"""Lines and objects: is every line JSON, every object complete, every version one that 8.12 takes?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.kibana.check.problems import Problem
from tracker.kibana.objects import CORE_VERSION, TYPE_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

Objects = dict[tuple[str, str], dict[str, Any]]
# What the dashboard schema of 8.12 knows; it refuses anything else.
DASHBOARD_ATTRIBUTES = {
    "title", "description", "kibanaSavedObjectMeta", "timeRestore", "timeFrom", "timeTo", "refreshInterval",
    "controlGroupInput", "panelsJSON", "optionsJSON", "hits", "version",
}  # fmt: skip
NEEDED = {
    "dashboard": ("title", "panelsJSON", "optionsJSON", "kibanaSavedObjectMeta"),
    "index-pattern": ("title", "timeFieldName"),
    "search": ("title", "columns", "sort", "kibanaSavedObjectMeta"),
    "query": ("title", "query"),
}


def read_lines(name: str, text: str, objects: Objects) -> Iterator[Problem]:
    """Read the objects of one file into *objects*; yield what is wrong with its lines."""
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{name}.ndjson line {number}"
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            yield Problem("bad-json", where, str(error))
            continue
        if not isinstance(item, dict):
            yield Problem("not-an-object", where, f"a line holds one object, not {type(item).__name__}")
            continue
        missing = [key for key in ("id", "type", "attributes", "references") if key not in item]
        if missing:
            yield from (Problem(f"missing-{key}", where, f"key {key!r} is missing") for key in missing)
            continue
        key = (item["type"], item["id"])
        if key in objects:
            yield Problem("duplicate-object", where, f"{key[0]} {key[1]} stands twice")
        objects[key] = item


def check_object(item: dict[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with one object's type, versions and attributes."""
    kind = item["type"]
    where = place(item)
    if kind not in TYPE_VERSIONS:
        yield Problem("unknown-type", where, f"Kibana does not import objects of type {kind!r}")
        return
    for key, wanted in (("typeMigrationVersion", TYPE_VERSIONS[kind]), ("coreMigrationVersion", CORE_VERSION)):
        found = item.get(key)
        if found is None:
            yield Problem("missing-version", where, f"{key} is missing: old migrations would run and fail")
        elif found != wanted:
            yield Problem("wrong-version", where, f"{key} is {found}, 8.12 needs {wanted}")
    for attribute in NEEDED[kind]:
        if not item["attributes"].get(attribute):
            yield Problem("missing-attribute", where, f"attribute {attribute!r} is missing or empty")
    if kind == "dashboard":
        for attribute in sorted(item["attributes"].keys() - DASHBOARD_ATTRIBUTES):
            yield Problem("unknown-attribute", where, f"a dashboard of 8.12 has no attribute {attribute!r}")


def inner_json(item: dict[str, Any], text: object, what: str) -> tuple[Any, list[Problem]]:
    """Read JSON inside a string; return it (None where it cannot be read) and what is wrong."""
    if not isinstance(text, str):
        return None, [Problem("not-a-string", place(item), f"{what} must be JSON in a string")]
    try:
        return json.loads(text), []
    except json.JSONDecodeError as error:
        return None, [Problem("bad-inner-json", place(item), f"{what}: {error}")]


def place(item: dict[str, Any]) -> str:
    """Return how a problem names the object."""
    return f"{item['type']} {item['attributes'].get('title') or item['id']!r}"
