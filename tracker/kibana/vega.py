"""The flow of supplier → recipient as a Vega picture: own data only, counted by Elasticsearch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.kibana.schema import Panel

LARGEST = 200
MAX_PAIRS = 60


def flow_spec(panel: Panel, index: str, time_field: str) -> str:
    """Return the Vega specification (JSON text) of a flow between the two fields of ``panel.by``.

    ``%context%`` brings the dashboard's filters, ``%timefield%`` its time range; nothing is loaded from elsewhere.
    """
    left, right = panel.by
    request: dict[str, Any] = {
        "%context%": True,
        "%timefield%": time_field,
        "index": index,
        "body": {
            "size": 0,
            "query": {"bool": {"filter": [{"exists": {"field": left}}, {"exists": {"field": right}}]}},
            "aggs": {"pairs": {"composite": {"size": LARGEST, "sources": _sources(left, right)}}},
        },
    }
    if panel.query:
        request["body"]["query"]["bool"]["filter"] += _terms_of(panel.query)
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "description": f"{panel.title}: the wider the line, the more claims",
        "autosize": {"type": "fit", "contains": "padding"},
        "data": [{"name": "pairs", "url": request, "format": {"property": "aggregations.pairs.buckets"},
                  "transform": _rank()}, _nodes("left"), _nodes("right"), _lines()],
        "scales": [_scale("left"), _scale("right"), _width()],
        "marks": [_paths(), _labels("left", 0.3, "right"), _labels("right", 0.7, "left")],
    }  # fmt: skip
    return json.dumps(spec, ensure_ascii=False)


def _terms_of(query: str) -> list[dict[str, Any]]:
    """Turn a plain ``field: value`` query into filters (the flow's definition uses nothing else)."""
    filters = []
    for part in query.split(" and "):
        field, _, value = part.partition(":")
        filters.append({"term": {field.strip(): value.strip()}})
    return filters


def _sources(left: str, right: str) -> list[dict[str, Any]]:
    return [{"left": {"terms": {"field": left}}}, {"right": {"terms": {"field": right}}}]


def _rank() -> list[dict[str, Any]]:
    window = {
        "type": "window",
        "ops": ["row_number"],
        "as": ["rank"],
        "sort": {"field": "doc_count", "order": "descending"},
    }
    return [window, {"type": "filter", "expr": f"datum.rank <= {MAX_PAIRS}"}]


def _nodes(side: str) -> dict[str, Any]:
    total = {"type": "aggregate", "groupby": [f"key.{side}"], "fields": ["doc_count"], "ops": ["sum"], "as": ["total"]}
    named = {"type": "formula", "as": "name", "expr": f"datum['key.{side}']"}
    order = {"type": "collect", "sort": {"field": "total", "order": "descending"}}
    return {"name": side, "source": "pairs", "transform": [total, named, order]}


def _lines() -> dict[str, Any]:
    path = {
        "type": "linkpath",
        "orient": "horizontal",
        "shape": "diagonal",
        "sourceX": {"expr": "width * 0.32"},
        "sourceY": {"expr": "scale('left', datum.key.left)"},
        "targetX": {"expr": "width * 0.68"},
        "targetY": {"expr": "scale('right', datum.key.right)"},
    }
    return {"name": "lines", "source": "pairs", "transform": [path]}


def _scale(side: str) -> dict[str, Any]:
    domain = {"data": side, "field": "name"}
    return {"name": side, "type": "point", "range": "height", "padding": 0.5, "domain": domain}


def _width() -> dict[str, Any]:
    return {"name": "width", "type": "sqrt", "range": [1, 18], "domain": {"data": "pairs", "field": "doc_count"}}


def _paths() -> dict[str, Any]:
    tooltip = {"signal": "datum.key.left + ' → ' + datum.key.right + ': ' + datum.doc_count"}
    drawn = {
        "path": {"field": "path"},
        "stroke": {"value": "#4c78a8"},
        "strokeOpacity": {"value": 0.45},
        "strokeWidth": {"scale": "width", "field": "doc_count"},
        "tooltip": tooltip,
    }
    return {"type": "path", "from": {"data": "lines"}, "encode": {"update": drawn}}


def _labels(side: str, place: float, align: str) -> dict[str, Any]:
    drawn = {
        "x": {"signal": f"width * {place}"},
        "y": {"scale": side, "field": "name"},
        "text": {"signal": "datum.name + ' (' + datum.total + ')'"},
        "align": {"value": align},
        "baseline": {"value": "middle"},
        "fontSize": {"value": 12},
    }
    return {"type": "text", "from": {"data": side}, "encode": {"update": drawn}}
