"""Checks an export: what Kibana's import accepts in silence and shows as a broken panel is found here, by name."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from tracker.kibana.check.lens import check_lens, check_query
from tracker.kibana.check.lines import Objects, check_object, inner_json, place, read_lines
from tracker.kibana.check.problems import Problem
from tracker.kibana.check.vega import check_vega

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.kibana.check.mapping import Field, Mapping

COLUMNS = 48
PANEL_TYPES = {"lens", "search", "visualization"}


def check_files(files: dict[str, str], mapping: Mapping) -> list[Problem]:
    """Return everything wrong with the NDJSON *files* (by name), taken together, over the indices of *mapping*."""
    objects: Objects = {}
    problems = [problem for name, text in files.items() for problem in read_lines(name, text, objects)]
    for item in objects.values():
        problems += check_object(item)
        problems += _check_references(item, objects)
        problems += _CHECKS.get(item["type"], _nothing)(item, objects, mapping)
    return problems


def _nothing(_: dict[str, Any], __: Objects, ___: Mapping) -> list[Problem]:
    return []


def _check_references(item: dict[str, Any], objects: Objects) -> Iterator[Problem]:
    names: set[str] = set()
    for reference in item["references"]:
        if not {"name", "type", "id"} <= reference.keys():
            yield Problem("bad-reference", place(item), f"a reference needs name, type, id: {reference}")
            continue
        if reference["name"] in names:
            yield Problem("duplicate-reference", place(item), f"{reference['name']!r} stands twice")
        names.add(reference["name"])
        if (reference["type"], reference["id"]) not in objects:
            target = f"{reference['type']} {reference['id']}"
            yield Problem("dangling-reference", place(item), f"{reference['name']!r} leads to no {target}")


def _check_view(item: dict[str, Any], _: Objects, mapping: Mapping) -> list[Problem]:
    attributes = item["attributes"]
    fields = mapping.get(attributes.get("title", ""))
    if fields is None:
        return [Problem("unknown-index", place(item), f"{attributes.get('title')!r} is none of our aliases")]
    problems = []
    time = attributes.get("timeFieldName")
    if time not in fields or fields[time].kind != "date":
        problems.append(Problem("unknown-field", place(item), f"the time field {time!r} is no date"))
    formats, wrong = inner_json(item, attributes.get("fieldFormatMap", "{}"), "fieldFormatMap")
    unknown = sorted(set(formats or {}) - fields.keys())
    return problems + wrong + [Problem("unknown-field", place(item), f"a format for {name!r}") for name in unknown]


def _fields_of(
    references: list[dict[str, str]], name: str, objects: Objects, mapping: Mapping
) -> dict[str, Field] | None:
    for reference in references:
        if reference.get("name") == name:
            view = objects.get((reference.get("type", ""), reference.get("id", "")))
            return mapping.get(view["attributes"].get("title", "")) if view else None
    return None


def _check_search(item: dict[str, Any], objects: Objects, mapping: Mapping) -> list[Problem]:
    meta = item["attributes"].get("kibanaSavedObjectMeta") or {}
    source, problems = inner_json(item, meta.get("searchSourceJSON"), "searchSourceJSON")
    if source is None:
        return problems
    name = source.get("indexRefName")
    if name not in {reference.get("name") for reference in item["references"]}:
        return [*problems, Problem("missing-reference", place(item), f"no reference is called {name!r}")]
    fields = _fields_of(item["references"], name, objects, mapping)
    problems += check_query(place(item), (source.get("query") or {}).get("query", ""), fields)
    shown = [*item["attributes"].get("columns", []), *(pair[0] for pair in item["attributes"].get("sort", []))]
    unknown = [name for name in shown if fields is not None and name not in fields]
    return problems + [Problem("unknown-field", place(item), f"column {name!r} is not mapped") for name in unknown]


def _check_query_object(item: dict[str, Any], _: Objects, mapping: Mapping) -> list[Problem]:
    fields = {name: field for view in mapping.values() for name, field in view.items()}
    return list(check_query(place(item), (item["attributes"].get("query") or {}).get("query", ""), fields))


def _check_dashboard(item: dict[str, Any], objects: Objects, mapping: Mapping) -> list[Problem]:
    attributes = item["attributes"]
    panels, problems = inner_json(item, attributes.get("panelsJSON"), "panelsJSON")
    _, wrong = inner_json(item, attributes.get("optionsJSON"), "optionsJSON")
    meta = attributes.get("kibanaSavedObjectMeta") or {}
    source, broken = inner_json(item, meta.get("searchSourceJSON"), "searchSourceJSON")
    problems += wrong + broken + _check_controls(item, objects, mapping)
    if source is not None:
        problems += check_query(place(item), (source.get("query") or {}).get("query", ""), None)
    if not isinstance(panels, list):
        return problems if panels is None else [*problems, Problem("bad-panels", place(item), "panelsJSON is no list")]
    for panel in panels:
        problems += _check_panel(item, panel, objects, mapping)
    return problems + list(_check_grid(item, panels))


def _check_panel(item: dict[str, Any], panel: dict[str, Any], objects: Objects, mapping: Mapping) -> list[Problem]:
    where = f"{place(item)}, panel {panel.get('title') or panel.get('panelIndex')!r}"
    kind, panel_id = panel.get("type"), panel.get("panelIndex")
    names = {reference.get("name") for reference in item["references"]}
    problems = []
    if kind not in PANEL_TYPES:
        problems.append(Problem("unknown-panel", where, f"no panel of type {kind!r} is shipped"))
    if not panel.get("version"):
        problems.append(Problem("missing-panel-version", where, "a panel keeps the version that wrote it"))
    if kind == "search" and f"{panel_id}:{panel.get('panelRefName')}" not in names:
        problems.append(Problem("missing-reference", where, f"no reference {panel_id}:{panel.get('panelRefName')}"))
    config = panel.get("embeddableConfig") or {}
    if kind == "lens":
        problems += _check_lens_panel(where, item, panel, objects, mapping)
    if kind == "visualization" and (config.get("savedVis") or {}).get("type") == "vega":
        problems += check_vega(where, config["savedVis"]["params"].get("spec"), mapping)
    return problems + _check_drilldowns(where, config, str(panel_id), names)


def _check_lens_panel(
    where: str, item: dict[str, Any], panel: dict[str, Any], objects: Objects, mapping: Mapping
) -> list[Problem]:
    attributes = (panel.get("embeddableConfig") or {}).get("attributes")
    if not attributes:
        return [Problem("missing-attribute", where, "a Lens panel by value needs its attributes")]
    problems = []
    fields = None
    for layer in ((attributes.get("state") or {}).get("datasourceStates") or {}).get("formBased", {}).get("layers", {}):
        name = f"indexpattern-datasource-layer-{layer}"
        inside = {reference.get("name") for reference in attributes.get("references", [])}
        outside = {reference.get("name") for reference in item["references"]}
        if name not in inside or f"{panel['panelIndex']}:{name}" not in outside:
            problems.append(Problem("missing-reference", where, f"layer {layer!r} has no data view"))
        fields = _fields_of(attributes.get("references", []), name, objects, mapping)
    return problems + list(check_lens(where, attributes, fields))


def _check_drilldowns(where: str, config: dict[str, Any], panel_id: str, names: set[str | None]) -> list[Problem]:
    events = ((config.get("enhancements") or {}).get("dynamicActions") or {}).get("events", [])
    prefix = f"{panel_id}:drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:"
    wanted = [f"{prefix}{event.get('eventId')}:dashboardId" for event in events]
    return [Problem("missing-reference", where, f"no reference {name}") for name in wanted if name not in names]


def _check_controls(item: dict[str, Any], objects: Objects, mapping: Mapping) -> list[Problem]:
    group = item["attributes"].get("controlGroupInput")
    if group is None:
        return []
    panels, problems = inner_json(item, group.get("panelsJSON"), "controlGroupInput.panelsJSON")
    _, wrong = inner_json(item, group.get("ignoreParentSettingsJSON", "{}"), "ignoreParentSettingsJSON")
    problems += wrong
    for control_id, control in (panels or {}).items():
        where = f"{place(item)}, control {control_id!r}"
        name = f"controlGroup_{control_id}:optionsListDataView"
        field = str((control.get("explicitInput") or {}).get("fieldName"))
        if name not in {reference.get("name") for reference in item["references"]}:
            problems.append(Problem("missing-reference", where, f"no reference {name}"))
            continue
        fields = _fields_of(item["references"], name, objects, mapping)
        if fields is not None and field not in fields:
            problems.append(Problem("unknown-field", where, f"{field!r} is not mapped"))
        elif fields is not None and not fields[field].aggregatable:
            problems.append(Problem("not-aggregatable", where, f"{field!r} has no list of values"))
    return problems


def _check_grid(item: dict[str, Any], panels: list[dict[str, Any]]) -> Iterator[Problem]:
    boxes = []
    seen: set[str] = set()
    for panel in panels:
        grid, panel_id = panel.get("gridData") or {}, str(panel.get("panelIndex"))
        where = f"{place(item)}, panel {panel.get('title') or panel_id!r}"
        if panel_id in seen:
            yield Problem("duplicate-panel", where, f"panelIndex {panel_id!r} stands twice")
        seen.add(panel_id)
        if grid.get("i") != panel_id:
            yield Problem("grid-mismatch", where, f"gridData.i is {grid.get('i')!r}, panelIndex {panel_id!r}")
        if not all(isinstance(grid.get(key), int) for key in "xywh"):
            yield Problem("bad-grid", where, "gridData needs whole x, y, w, h")
            continue
        if grid["x"] < 0 or grid["y"] < 0 or grid["w"] < 1 or grid["h"] < 1 or grid["x"] + grid["w"] > COLUMNS:
            yield Problem("out-of-grid", where, f"does not fit into {COLUMNS} columns")
        boxes.append((where, grid))
    for (where, one), (other_where, other) in combinations(boxes, 2):
        if _overlap(one, other):
            yield Problem("overlap", where, f"lies over {other_where.rsplit('panel ', 1)[-1]}")


def _overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    across = one["x"] < other["x"] + other["w"] and other["x"] < one["x"] + one["w"]
    return across and one["y"] < other["y"] + other["h"] and other["y"] < one["y"] + one["h"]


_CHECKS = {
    "index-pattern": _check_view,
    "search": _check_search,
    "query": _check_query_object,
    "dashboard": _check_dashboard,
}
