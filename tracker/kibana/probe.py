"""Runs what each panel asks on a real Elasticsearch: which panels would be empty, which requests are refused?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import StoreError
from tracker.kibana.check.vega import read_requests
from tracker.kibana.lens import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

METRICS = {"unique_count": "cardinality", "min": "min", "max": "max", "sum": "sum", "average": "avg"}


# Runs one search: index and body in, Elasticsearch's answer out; StoreError where it is refused.
Searcher = Callable[[str, dict[str, Any]], dict[str, Any]]


class Result(NamedTuple):
    """What one panel gets: *fault* is None where it gets data, else ``empty`` or the refusal."""

    dashboard: str
    panel: str
    documents: int
    fault: str | None


def probe(files: dict[str, str], search: Searcher) -> Iterator[Result]:
    """Run every panel of the dashboards in *files*, over all time, and yield what it gets."""
    objects = {
        (item["type"], item["id"]): item for text in files.values() for item in map(json.loads, text.splitlines())
    }
    for (kind, _), item in objects.items():
        if kind == "dashboard":
            for panel in json.loads(item["attributes"]["panelsJSON"]):
                for index, body in _requests(panel, item, objects):
                    yield _run(item["attributes"]["title"], panel["title"], index, body, search)


def _run(dashboard: str, panel: str, index: str, body: dict[str, Any], search: Searcher) -> Result:
    try:
        answer = search(index, body)
    except StoreError as error:
        return Result(dashboard, panel, 0, str(error))
    total = answer["hits"]["total"]["value"]
    empty = total == 0 or any(part.get("buckets") == [] for part in (answer.get("aggregations") or {}).values())
    return Result(dashboard, panel, total, "empty" if empty else None)


def _requests(
    panel: dict[str, Any], dashboard: dict[str, Any], objects: dict[tuple[str, str], dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    config = panel["embeddableConfig"]
    if panel["type"] == "lens":
        attributes = config["attributes"]
        view = objects["index-pattern", attributes["references"][0]["id"]]
        yield view["attributes"]["title"], _lens_body(attributes["state"])
    elif panel["type"] == "search":
        name = f"{panel['panelIndex']}:{panel['panelRefName']}"
        target = next(reference["id"] for reference in dashboard["references"] if reference["name"] == name)
        search = objects["search", target]
        view = objects["index-pattern", search["references"][0]["id"]]
        source = json.loads(search["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        yield (
            view["attributes"]["title"],
            {"size": 1, "query": _query(source["query"]["query"]), "track_total_hits": True},
        )
    elif config["savedVis"]["type"] == "vega":
        for request in read_requests(config["savedVis"]["params"]["spec"]):
            yield request["index"], request["body"] | {"track_total_hits": True}


def _lens_body(state: dict[str, Any]) -> dict[str, Any]:
    (layer,) = state["datasourceStates"]["formBased"]["layers"].values()
    columns = layer["columns"]
    inner: dict[str, Any] = {}
    for column_id, column in columns.items():
        aggregation = _metric(column)
        if aggregation:
            inner[column_id] = aggregation
    for column_id in reversed(layer["columnOrder"]):
        if columns[column_id]["isBucketed"]:
            inner = {column_id: _bucket(columns[column_id]) | ({"aggs": inner} if inner else {})}
    query = _query(state["query"]["query"])
    return {"size": 0, "track_total_hits": True, "query": query, "aggs": inner}


def _metric(column: dict[str, Any]) -> dict[str, Any] | None:
    if column["operationType"] in METRICS:
        return {METRICS[column["operationType"]]: {"field": column["sourceField"]}}
    if column["operationType"] == "count" and column.get("filter"):
        return {"filter": _query(column["filter"]["query"])}
    if column["operationType"] == "count" and column["sourceField"] != RECORDS:
        return {"value_count": {"field": column["sourceField"]}}
    return None


def _bucket(column: dict[str, Any]) -> dict[str, Any]:
    if column["operationType"] == "date_histogram":
        return {"date_histogram": {"field": column["sourceField"], "calendar_interval": "week"}}
    return {"terms": {"field": column["sourceField"], "size": column["params"]["size"]}}


def _query(kql: str) -> dict[str, Any]:
    """Return KQL as a query string of Elasticsearch, which reads our plain queries in the same way."""
    if not kql:
        return {"match_all": {}}
    words = kql.replace(" and ", " AND ").replace(" or ", " OR ").replace("not ", "NOT ").replace(" > ", ":>")
    return {"query_string": {"query": words.replace(": ", ":")}}
