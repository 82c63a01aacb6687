"""Lens panels: columns, operations, accessors, order, formula, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.kibana.check.kql import KqlError, read_kql
from tracker.kibana.check.problems import Problem
from tracker.kibana.lens import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.kibana.check.mapping import Field

Fields = dict[str, "Field"]
VISUALIZATIONS = {"lnsMetric", "lnsXY", "lnsPie", "lnsHeatmap", "lnsDatatable", "lnsTagcloud"}
OPERATIONS = {
    "terms", "date_histogram", "count", "unique_count", "min", "max", "sum", "average", "median", "last_value",
    "formula", "math", "filters", "range",
}  # fmt: skip
# Which kinds of field an operation takes; the others take any.
TAKES = {
    "date_histogram": {"date"},
    "sum": {"number"},
    "average": {"number"},
    "median": {"number"},
    "min": {"number", "date"},
    "max": {"number", "date"},
}
ACCESSORS = ("metricAccessor", "valueAccessor", "tagAccessor", "xAccessor", "yAccessor", "splitAccessor")


def check_lens(where: str, attributes: dict[str, Any], fields: Fields | None) -> Iterator[Problem]:
    """Yield what is wrong with a Lens object's attributes; *fields* of its data view, None where that dangles."""
    kind = attributes.get("visualizationType")
    if kind not in VISUALIZATIONS:
        yield Problem("unknown-visualization", where, f"{kind!r} is none that we ship")
    state = attributes.get("state") or {}
    layers = (state.get("datasourceStates") or {}).get("formBased", {}).get("layers")
    if not layers:
        yield Problem("missing-layers", where, "no layer under state.datasourceStates.formBased")
        return
    yield from check_query(where, (state.get("query") or {}).get("query", ""), fields)
    for layer_id, layer in layers.items():
        yield from _check_layer(f"{where}, layer {layer_id}", layer, fields)
    yield from _check_accessors(where, state.get("visualization") or {}, layers)


def check_query(where: str, query: object, fields: Fields | None) -> Iterator[Problem]:
    """Yield what is wrong with a KQL query: its form, and fields that the index does not have."""
    try:
        named = read_kql(str(query))
    except KqlError as error:
        yield Problem("bad-kql", where, f"{query!r}: {error}")
        return
    for field in sorted(named.fields):
        if fields is not None and field not in fields:
            yield Problem("unknown-field", where, f"the query {query!r} names {field!r}, which is not mapped")
    for field in sorted(named.ranged):
        if fields is not None and field in fields and fields[field].kind not in {"number", "date"}:
            yield Problem("wrong-field-kind", where, f"{field!r} is {fields[field].kind} and has no size")


def _check_layer(where: str, layer: dict[str, Any], fields: Fields | None) -> Iterator[Problem]:
    columns: dict[str, dict[str, Any]] = layer.get("columns") or {}
    if not columns:
        yield Problem("missing-columns", where, "the layer has no columns")
    if sorted(layer.get("columnOrder") or []) != sorted(columns):
        yield Problem("column-order", where, "columnOrder does not list each column once")
    for column_id, column in columns.items():
        yield from _check_column(f"{where}, column {column_id}", column, columns, fields)


def _check_column(
    where: str, column: dict[str, Any], columns: dict[str, dict[str, Any]], fields: Fields | None
) -> Iterator[Problem]:
    operation = column.get("operationType")
    if operation not in OPERATIONS:
        yield Problem("unknown-operation", where, f"Lens has no operation {operation!r}")
        return
    for key in ("label", "dataType", "isBucketed", "scale"):
        if key not in column:
            yield Problem("missing-column-key", where, f"key {key!r} is missing")
    yield from _check_field(where, str(operation), column, fields)
    if operation == "terms":
        yield from _check_terms(where, column.get("params") or {}, columns)
    yield from _check_parts(where, str(operation), column, columns)
    if column.get("filter"):
        yield from check_query(where, column["filter"].get("query", ""), fields)


def _check_parts(
    where: str, operation: str, column: dict[str, Any], columns: dict[str, dict[str, Any]]
) -> Iterator[Problem]:
    """Yield the columns that a formula is made of and that are not there."""
    for reference in column.get("references", []):
        if reference not in columns:
            yield Problem("unknown-column", where, f"references {reference!r}, which is no column")
    if operation == "formula" and not column.get("references"):
        yield Problem("formula-without-columns", where, "a formula needs its hidden columns written out")
    if operation == "math":
        for name in sorted(_names((column.get("params") or {}).get("tinymathAst")) - columns.keys()):
            yield Problem("unknown-column", where, f"the formula names {name!r}, which is no column")


def _check_field(where: str, operation: str, column: dict[str, Any], fields: Fields | None) -> Iterator[Problem]:
    name = column.get("sourceField")
    if operation in {"formula", "math"}:
        return
    if not name:
        yield Problem("missing-field", where, f"{operation} needs a sourceField")
    elif name == RECORDS:
        if operation != "count":
            yield Problem("wrong-field-kind", where, f"{operation} cannot work on the records themselves")
    elif fields is not None and name not in fields:
        yield Problem("unknown-field", where, f"{name!r} is not mapped")
    elif fields is not None:
        field = fields[name]
        if not field.aggregatable:
            yield Problem("not-aggregatable", where, f"{name!r} is {field.kind} and cannot be counted by value")
        elif operation in TAKES and field.kind not in TAKES[operation]:
            yield Problem("wrong-field-kind", where, f"{operation} does not work on {name!r} ({field.kind})")


def _check_terms(where: str, params: dict[str, Any], columns: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    if not isinstance(params.get("size"), int) or params["size"] < 1:
        yield Problem("missing-size", where, "terms need params.size")
    order = params.get("orderBy") or {}
    if order.get("type") == "column" and order.get("columnId") not in columns:
        yield Problem("bad-order", where, f"ordered by {order.get('columnId')!r}, which is no column")
    elif order.get("type") not in {"column", "alphabetical", "rare"}:
        yield Problem("bad-order", where, f"no such order: {order.get('type')!r}")


def _names(tree: object) -> set[str]:
    if isinstance(tree, str):
        return {tree}
    if isinstance(tree, dict):
        return {name for part in tree.get("args", []) for name in _names(part)}
    return set()


def _check_accessors(where: str, visualization: dict[str, Any], layers: dict[str, Any]) -> Iterator[Problem]:
    parts = [visualization, *visualization.get("layers", [])]
    for part in parts:
        layer_id = part.get("layerId")
        if layer_id is None:
            continue
        if layer_id not in layers:
            yield Problem("unknown-layer", where, f"draws layer {layer_id!r}, which is not there")
            continue
        columns = layers[layer_id].get("columns") or {}
        for accessor in _accessors(part):
            if accessor not in columns:
                yield Problem("unknown-column", where, f"draws column {accessor!r}, which is not there")
    if not any(part.get("layerId") for part in parts):
        yield Problem("unknown-layer", where, "the visualization draws no layer")


def _accessors(part: dict[str, Any]) -> list[str]:
    found = [part[key] for key in ACCESSORS if part.get(key)]
    found += part.get("accessors", []) + part.get("primaryGroups", []) + part.get("metrics", [])
    return found + [column.get("columnId") for column in part.get("columns", [])]
