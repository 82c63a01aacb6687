"""Saved objects in the form that Kibana 8.12 writes: data views, searches, queries, dashboards."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from tracker.kibana.lens import LENS_KINDS, lens_attributes
from tracker.kibana.vega import flow_spec

if TYPE_CHECKING:
    from tracker.kibana.schema import Control, Dashboard, DataView, Panel, SavedQuery, SavedSearch

# What 8.12 stamps, as far as 9.x still migrates it; a newer stamp is refused by an older server as a whole file.
CORE_VERSION = "8.8.0"
TYPE_VERSIONS = {
    "index-pattern": "8.0.0",
    "search": "8.0.0",
    "query": "7.16.0",
    "dashboard": "8.9.0",
}
PANEL_VERSION = "8.12.2"
NAMESPACE = uuid.UUID("6d1f3c52-6a59-4e0d-9f55-0b7f5a0c7e11")
SEARCH_SOURCE = "kibanaSavedObjectMeta.searchSourceJSON.index"
SavedObject = dict[str, Any]


def object_id(kind: str, name: str) -> str:
    """Return the stable id of an object: the same name gives the same id in every build."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}/{name}"))


def _object(kind: str, name: str, attributes: dict[str, Any], references: list[dict[str, str]]) -> SavedObject:
    return {
        "id": object_id(kind, name),
        "type": kind,
        "attributes": attributes,
        "references": references,
        "coreMigrationVersion": CORE_VERSION,
        "typeMigrationVersion": TYPE_VERSIONS[kind],
        "managed": False,
    }


def data_view(view: DataView, prefix: str) -> SavedObject:
    """Return the data view of *view*: the alias ``<prefix>-<id>``; its links are shown as links, http(s) only."""
    formats = {field: {"id": "url", "params": {"urlTemplate": "{{rawValue}}", "openLinkInCurrentTab": False}}
               for field in view.links}  # fmt: skip
    attributes = {
        "title": f"{prefix}-{view.id}",
        "name": view.name,
        "timeFieldName": view.time,
        "fieldFormatMap": json.dumps(formats),
        "fieldAttrs": "{}",
        "runtimeFieldMap": "{}",
        "sourceFilters": "[]",
        "allowNoIndex": True,
    }
    return _object("index-pattern", view.id, attributes, [])


def saved_search(search: SavedSearch, time_field: str) -> SavedObject:
    """Return a table of documents, newest first."""
    source = {"query": {"query": search.query, "language": "kuery"}, "filter": [], "indexRefName": SEARCH_SOURCE}
    attributes = {
        "title": search.title,
        "description": "",
        "columns": search.columns,
        "sort": [[time_field, "desc"]],
        "grid": {},
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps(source)},
    }
    return _object("search", search.id, attributes, [_view_reference(SEARCH_SOURCE, search.view)])


def saved_query(query: SavedQuery) -> SavedObject:
    """Return a query that people pick from Kibana's list."""
    attributes = {
        "title": query.title,
        "description": query.description,
        "query": {"query": query.query, "language": "kuery"},
        "filters": [],
    }
    return _object("query", query.id, attributes, [])


def _view_reference(name: str, view: str) -> dict[str, str]:
    return {"name": name, "type": "index-pattern", "id": object_id("index-pattern", view)}


def dashboard(definition: Dashboard, views: dict[str, DataView], prefix: str) -> SavedObject:
    """Return *definition* as a dashboard with all panels by value, but saved searches by reference."""
    panels: list[dict[str, Any]] = []
    references: list[dict[str, str]] = []
    for number, item in enumerate(definition.panel):
        panel_id = f"p{number:02d}"
        body, used = _panel(item, panel_id, views, prefix, definition.id)
        panels.append(body)
        references += used
    controls, used = _controls(definition.controls)
    attributes = {
        "title": definition.title,
        "description": definition.description,
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": json.dumps({"query": {"query": "", "language": "kuery"}, "filter": []})
        },
        "timeRestore": True,
        "timeFrom": definition.from_,
        "timeTo": "now",
        "refreshInterval": {"pause": True, "value": 60000},
        "panelsJSON": json.dumps(panels, ensure_ascii=False),
        "optionsJSON": json.dumps(
            {"useMargins": True, "syncColors": True, "syncCursor": True, "hidePanelTitles": False}
        ),
        "controlGroupInput": controls,
    }
    return _object("dashboard", definition.id, attributes, references + used)


def _panel(
    item: Panel, panel_id: str, views: dict[str, DataView], prefix: str, owner: str
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    x, y, width, height = item.grid
    body: dict[str, Any] = {
        "version": PANEL_VERSION,
        "panelIndex": panel_id,
        "gridData": {"x": x, "y": y, "w": width, "h": height, "i": panel_id},
        "title": item.title,
    }
    if item.kind == "search":
        name = f"panel_{panel_id}"
        reference = {"name": f"{panel_id}:{name}", "type": "search", "id": object_id("search", item.search)}
        body |= {"type": "search", "panelRefName": name, "embeddableConfig": {"enhancements": {}}}
        return body, [reference]
    if item.kind in LENS_KINDS:
        return _lens_panel(item, panel_id, views, body, owner)
    config = {"savedVis": _saved_picture(item, views[item.view], prefix), "enhancements": {}}
    return body | {"type": "visualization", "embeddableConfig": config}, []


def _saved_picture(item: Panel, view: DataView, prefix: str) -> dict[str, Any]:
    """Return a Vega picture or a Markdown text by value."""
    params: dict[str, Any]
    if item.kind == "flow":
        kind, params = "vega", {"spec": flow_spec(item, f"{prefix}-{view.id}", view.time)}
    else:
        kind, params = "markdown", {"markdown": item.text.strip(), "fontSize": 12, "openLinksInNewTab": True}
    return {
        "id": "",
        "title": item.title,
        "description": "",
        "type": kind,
        "params": params,
        "uiState": {},
        "data": {"aggs": [], "searchSource": {}},
    }


def _lens_panel(
    item: Panel, panel_id: str, views: dict[str, DataView], body: dict[str, Any], owner: str
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    attributes = lens_attributes(item, object_id("index-pattern", item.view), views[item.view].time)
    references = [reference | {"name": f"{panel_id}:{reference['name']}"} for reference in attributes["references"]]
    enhancements: dict[str, Any] = {}
    if item.opens and item.opens != owner:
        event = str(uuid.uuid5(NAMESPACE, f"{owner}/{panel_id}/{item.opens}"))
        enhancements = _drilldown(event, item.opens)
        name = f"{panel_id}:drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:{event}:dashboardId"
        references.append({"name": name, "type": "dashboard", "id": object_id("dashboard", item.opens)})
    config = {"attributes": attributes, "enhancements": enhancements}
    return body | {"type": "lens", "embeddableConfig": config}, references


def _drilldown(event: str, target: str) -> dict[str, Any]:
    action = {
        "factoryId": "DASHBOARD_TO_DASHBOARD_DRILLDOWN",
        "name": f"Open the dashboard {target!r} with this value",
        "config": {"openInNewTab": False, "useCurrentDateRange": True, "useCurrentFilters": True},
    }
    return {"dynamicActions": {"events": [{"eventId": event, "triggers": ["FILTER_TRIGGER"], "action": action}]}}


def _controls(controls: list[Control]) -> tuple[dict[str, Any], list[dict[str, str]]]:
    panels: dict[str, Any] = {}
    references = []
    for number, control in enumerate(controls):
        control_id = f"c{number}"
        panels[control_id] = {
            "order": number,
            "width": "medium",
            "grow": True,
            "type": "optionsListControl",
            "explicitInput": {
                "id": control_id,
                "fieldName": control.field,
                "title": control.title,
                "enhancements": {},
                "selectedOptions": [],
            },
        }
        references.append(_view_reference(f"controlGroup_{control_id}:optionsListDataView", control.view))
    ignore = {"ignoreFilters": False, "ignoreQuery": False, "ignoreTimerange": False, "ignoreValidations": False}
    group = {
        "controlStyle": "oneLine",
        "chainingSystem": "HIERARCHICAL",
        "panelsJSON": json.dumps(panels, ensure_ascii=False),
        "ignoreParentSettingsJSON": json.dumps(ignore),
    }
    return group, references
