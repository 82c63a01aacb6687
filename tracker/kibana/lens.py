"""Lens visualisations in the 8.12 form: a definition's panel to the attributes of a Lens object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.kibana.schema import Panel

LAYER = "layer"
VALUE = "value"
TIME = "time"
RECORDS = "___records___"
# Kinds that Lens draws; the others are Vega, Markdown and saved searches.
LENS_KINDS = ("metric", "change", "share", "bars", "lines", "ranking", "donut", "heatmap", "table", "cloud")
_OPERATIONS = {"unique": "unique_count", "min": "min", "max": "max", "sum": "sum"}
_MEASURE = re.compile(r"^(unique|min|max|sum):([a-z_]+)$")
Column = dict[str, Any]


def lens_attributes(panel: Panel, data_view: str, time_field: str) -> dict[str, Any]:
    """Return the attributes of the Lens object that draws *panel* over *data_view* (its saved object's id)."""
    columns = _columns(panel, time_field)
    order = [key for key in columns if columns[key]["isBucketed"]] + [
        key for key in columns if not columns[key]["isBucketed"]
    ]
    kind, visualization = _DRAW[panel.kind](panel, columns)
    return {
        "title": panel.title,
        "description": "",
        "visualizationType": kind,
        "type": "lens",
        "references": [layer_reference(data_view)],
        "state": {
            "visualization": visualization,
            "query": {"query": panel.query, "language": "kuery"},
            "filters": [],
            "datasourceStates": {
                "formBased": {
                    "layers": {
                        LAYER: {"columns": columns, "columnOrder": order, "incompleteColumns": {}, "sampling": 1}
                    }
                },
                "textBased": {"layers": {}},
            },
            "internalReferences": [],
            "adHocDataViews": {},
        },
    }


def layer_reference(data_view: str) -> dict[str, str]:
    """Return the reference from a Lens layer to its data view."""
    return {"type": "index-pattern", "id": data_view, "name": f"indexpattern-datasource-layer-{LAYER}"}


def split_column(number: int) -> str:
    """Return the id of the column of the *number*-th field of ``by``."""
    return f"by{number}"


def _columns(panel: Panel, time_field: str) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for number, field in enumerate(panel.by):
        columns[split_column(number)] = _terms(field, panel.size, VALUE, by_label=_by_label(panel))
    if panel.kind in {"bars", "lines"}:
        columns[TIME] = _histogram(time_field)
    columns |= _measures(panel)
    return columns


def _by_label(panel: Panel) -> bool:
    """Say whether values are ordered by name: a formula's or a date's size is no order that Lens takes."""
    return panel.kind == "share" or panel.measure.startswith(("min:", "max:"))


def _terms(field: str, size: int, order_by: str, *, by_label: bool) -> Column:
    order = {"type": "alphabetical", "fallback": True} if by_label else {"type": "column", "columnId": order_by}
    return {
        "label": f"Top {size} values of {field}",
        "dataType": "string",
        "operationType": "terms",
        "scale": "ordinal",
        "sourceField": field,
        "isBucketed": True,
        "params": {
            "size": size,
            "orderBy": order,
            "orderDirection": "asc" if by_label else "desc",
            "otherBucket": False,
            "missingBucket": False,
            "parentFormat": {"id": "terms"},
            "include": [],
            "exclude": [],
            "includeIsRegex": False,
            "excludeIsRegex": False,
        },
    }


def _histogram(field: str) -> Column:
    return {
        "label": field,
        "dataType": "date",
        "operationType": "date_histogram",
        "sourceField": field,
        "isBucketed": True,
        "scale": "interval",
        "params": {"interval": "auto", "includeEmptyRows": True, "dropPartials": False},
    }


def _measures(panel: Panel) -> dict[str, Column]:
    label = panel.label or panel.title
    if panel.kind == "change":
        return _ratio(label, "count() / count(shift='1w') - 1", _count("now"), _count("before", shift="1w"), less=1)
    if panel.kind == "share":
        return _ratio(label, f"count(kql='{panel.of}') / count()", _count("part", kql=panel.of), _count("all"))
    return {VALUE: _measure(panel.measure, label)}


def _measure(measure: str, label: str) -> Column:
    match = _MEASURE.match(measure)
    if match is None:
        return _count(label)
    operation, field = match.groups()
    date = operation in {"min", "max"} and field.endswith("_at")
    return {
        "label": label,
        "customLabel": True,
        "dataType": "date" if date else "number",
        "operationType": _OPERATIONS[operation],
        "sourceField": field,
        "isBucketed": False,
        "scale": "ratio",
        "params": {"emptyAsNull": True},
    }


def _count(label: str, *, shift: str | None = None, kql: str | None = None) -> Column:
    column: Column = {
        "label": label,
        "customLabel": True,
        "dataType": "number",
        "operationType": "count",
        "sourceField": RECORDS,
        "isBucketed": False,
        "scale": "ratio",
        "params": {"emptyAsNull": shift is None and kql is None},
    }
    if shift:
        column["timeShift"] = shift
    if kql:
        column["filter"] = {"query": kql, "language": "kuery"}
    return column


def _ratio(label: str, formula: str, above: Column, below: Column, *, less: int = 0) -> dict[str, Column]:
    """Return a formula with its hidden columns written out, as Kibana itself saves them."""
    first, second, math = f"{VALUE}X0", f"{VALUE}X1", f"{VALUE}X2"
    tree: dict[str, Any] = {"type": "function", "name": "divide", "args": [first, second]}
    if less:
        tree = {"type": "function", "name": "subtract", "args": [tree, less]}
    tree |= {"location": {"min": 0, "max": len(formula)}, "text": formula}
    hidden = {"label": f"Part of {label}", "customLabel": True}
    return {
        VALUE: {
            "label": label,
            "customLabel": True,
            "dataType": "number",
            "operationType": "formula",
            "isBucketed": False,
            "scale": "ratio",
            "params": {
                "formula": formula,
                "isFormulaBroken": False,
                "format": {"id": "percent", "params": {"decimals": 0}},
            },
            "references": [math],
        },
        first: above | hidden,
        second: below | hidden,
        math: {
            **hidden,
            "dataType": "number",
            "operationType": "math",
            "isBucketed": False,
            "scale": "ratio",
            "params": {"tinymathAst": tree},
            "references": [first, second],
        },
    }


def _metric(panel: Panel, columns: dict[str, Column]) -> tuple[str, dict[str, Any]]:
    if panel.by:
        return _table(panel, columns)
    return "lnsMetric", {"layerId": LAYER, "layerType": "data", "metricAccessor": VALUE}


def _xy(series: str) -> Callable[[Panel, dict[str, Column]], tuple[str, dict[str, Any]]]:
    def draw(panel: Panel, columns: dict[str, Column]) -> tuple[str, dict[str, Any]]:
        layer: dict[str, Any] = {
            "layerId": LAYER,
            "layerType": "data",
            "seriesType": series,
            "position": "top",
            "showGridlines": False,
            "accessors": [VALUE],
            "xAccessor": TIME if TIME in columns else split_column(0),
        }
        if TIME in columns and panel.by:
            layer["splitAccessor"] = split_column(0)
        return "lnsXY", {
            "legend": {"isVisible": True, "position": "right"},
            "valueLabels": "hide",
            "preferredSeriesType": series,
            "layers": [layer],
        }

    return draw


def _donut(panel: Panel, _: dict[str, Column]) -> tuple[str, dict[str, Any]]:
    layer = {
        "layerId": LAYER,
        "layerType": "data",
        "primaryGroups": [split_column(number) for number in range(len(panel.by))],
        "metrics": [VALUE],
        "numberDisplay": "percent",
        "categoryDisplay": "default",
        "legendDisplay": "default",
        "nestedLegend": False,
    }
    return "lnsPie", {"shape": "donut", "layers": [layer]}


def _heatmap(_: Panel, __: dict[str, Column]) -> tuple[str, dict[str, Any]]:
    return "lnsHeatmap", {
        "shape": "heatmap",
        "layerId": LAYER,
        "layerType": "data",
        "valueAccessor": VALUE,
        "yAccessor": split_column(0),
        "xAccessor": split_column(1),
        "legend": {"isVisible": True, "position": "right", "type": "heatmap_legend"},
        "gridConfig": {
            "type": "heatmap_grid",
            "isCellLabelVisible": True,
            "isYAxisLabelVisible": True,
            "isXAxisLabelVisible": True,
            "isYAxisTitleVisible": True,
            "isXAxisTitleVisible": True,
        },
    }


def _table(_: Panel, columns: dict[str, Column]) -> tuple[str, dict[str, Any]]:
    shown = [key for key in columns if columns[key]["isBucketed"]] + [VALUE]
    return "lnsDatatable", {
        "layerId": LAYER,
        "layerType": "data",
        "columns": [{"columnId": key, "isTransposed": False} for key in shown],
    }


def _cloud(_: Panel, __: dict[str, Column]) -> tuple[str, dict[str, Any]]:
    return "lnsTagcloud", {
        "layerId": LAYER,
        "layerType": "data",
        "tagAccessor": split_column(0),
        "valueAccessor": VALUE,
        "maxFontSize": 42,
        "minFontSize": 14,
        "orientation": "single",
        "showLabel": False,
    }


_DRAW: dict[str, Callable[[Panel, dict[str, Column]], tuple[str, dict[str, Any]]]] = {
    "metric": _metric,
    "change": _metric,
    "share": _metric,
    "bars": _xy("bar_stacked"),
    "lines": _xy("line"),
    "ranking": _xy("bar_horizontal"),
    "donut": _donut,
    "heatmap": _heatmap,
    "table": _table,
    "cloud": _cloud,
}
