"""Vega panels: JSON, own data only, the dashboard's time, fields that exist."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.kibana.check.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.kibana.check.mapping import Mapping


def read_requests(spec: str) -> list[dict[str, Any]]:
    """Return the requests to Elasticsearch in a Vega specification; ValueError where it is not JSON."""
    data = json.loads(spec).get("data", [])
    return [item["url"] for item in data if isinstance(item.get("url"), dict)]


def check_vega(where: str, spec: object, mapping: Mapping) -> Iterator[Problem]:
    """Yield what is wrong with a Vega specification."""
    try:
        read = json.loads(str(spec))
        data = read.get("data", [])
    except (ValueError, AttributeError) as error:
        yield Problem("bad-vega", where, f"the specification is not a JSON object: {error}")
        return
    if "$schema" not in read or not read.get("marks"):
        yield Problem("bad-vega", where, "a specification needs $schema and marks")
    for item in data:
        url = item.get("url")
        if isinstance(url, str):
            yield Problem("external-data", where, f"loads {url!r}: a dashboard reads its own data only")
        elif isinstance(url, dict):
            yield from _check_request(where, url, mapping)


def _check_request(where: str, request: dict[str, Any], mapping: Mapping) -> Iterator[Problem]:
    index = request.get("index", "")
    if index not in mapping:
        yield Problem("unknown-index", where, f"asks {index!r}, which is none of ours")
        return
    fields = mapping[index]
    time = request.get("%timefield%")
    if time is None or request.get("%context%") is not True:
        yield Problem("no-dashboard-filter", where, "%context% and %timefield% bring the dashboard's filters and time")
    elif time not in fields or fields[time].kind != "date":
        yield Problem("unknown-field", where, f"the time field {time!r} is no date of {index}")
    for name in sorted(_fields(request.get("body"))):
        if name not in fields:
            yield Problem("unknown-field", where, f"{name!r} is not mapped")
        elif not fields[name].aggregatable:
            yield Problem("not-aggregatable", where, f"{name!r} is {fields[name].kind} and cannot be counted by value")


def _fields(part: object) -> set[str]:
    found: set[str] = set()
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "field" and isinstance(value, str):
                found.add(value)
            elif key == "term" and isinstance(value, dict):
                found |= value.keys()
            else:
                found |= _fields(value)
    elif isinstance(part, list):
        for value in part:
            found |= _fields(value)
    return found
