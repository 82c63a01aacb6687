"""Every way to break an export that Kibana's import would accept is caught by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.kibana.build import build_files, stale_files, to_ndjson
from tracker.kibana.check import check_files
from tracker.kibana.check.kql import KqlError, read_kql
from tracker.kibana.check.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Callable

DASHBOARDS = Path(__file__).parents[2] / "dashboards"
Objects = list[dict[str, Any]]


def _overview(objects: Objects) -> dict[str, Any]:
    return next(item for item in objects if item["attributes"].get("title") == "Tracker: overview")


def _of(objects: Objects, kind: str) -> dict[str, Any]:
    return next(item for item in objects if item["type"] == kind)


def _panel(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Objects], object]:
    """Change the panels inside the overview's panelsJSON."""

    def act(objects: Objects) -> None:
        attributes = _overview(objects)["attributes"]
        panels = json.loads(attributes["panelsJSON"])
        change(panels)
        attributes["panelsJSON"] = json.dumps(panels)

    return act


def _lens(title: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Objects], object]:
    """Change the Lens attributes of the overview's panel *title*."""
    return _panel(lambda panels: change(_named(panels, title)["embeddableConfig"]["attributes"]))


def _named(panels: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(panel for panel in panels if panel["title"] == title)


def _layer(attributes: dict[str, Any]) -> dict[str, Any]:
    (layer,) = attributes["state"]["datasourceStates"]["formBased"]["layers"].values()
    found: dict[str, Any] = layer
    return found


def _column(title: str, column: str, **values: Any) -> Callable[[Objects], object]:  # noqa: ANN401 - any JSON
    return _lens(title, lambda attributes: _layer(attributes)["columns"][column].update(values))


def _controls(change: Callable[[dict[str, Any]], object]) -> Callable[[Objects], object]:
    def act(objects: Objects) -> None:
        group = _overview(objects)["attributes"]["controlGroupInput"]
        controls = json.loads(group["panelsJSON"])
        change(controls)
        group["panelsJSON"] = json.dumps(controls)

    return act


def _vega(change: Callable[[dict[str, Any]], object]) -> Callable[[Objects], object]:
    def act(objects: Objects) -> None:
        item = next(item for item in objects if item["attributes"].get("title") == "Tracker: arms transfers")
        panels = json.loads(item["attributes"]["panelsJSON"])
        params = _named(panels, "Supplier → recipient")["embeddableConfig"]["savedVis"]["params"]
        spec = json.loads(params["spec"])
        change(spec)
        params["spec"] = json.dumps(spec)
        item["attributes"]["panelsJSON"] = json.dumps(panels)

    return act


def _cut_reference(start: str) -> Callable[[Objects], object]:
    def act(objects: Objects) -> None:
        item = _overview(objects)
        kept = [one for one in item["references"] if start not in one["name"]]
        assert len(kept) < len(item["references"])
        item["references"] = kept

    return act


THEMES = "Mentions over time by theme"
CHANGE = "Change against the week before"
BREAKS: list[tuple[str, str, Callable[[Objects], object]]] = [
    ("no id", "missing-id", lambda objects: objects[0].pop("id")),
    ("no type", "missing-type", lambda objects: objects[0].pop("type")),
    ("no references", "missing-references", lambda objects: objects[0].pop("references")),
    ("no attributes", "missing-attributes", lambda objects: objects[0].pop("attributes")),
    ("same object twice", "duplicate-object", lambda objects: objects.append(objects[0])),
    ("type Kibana does not know", "unknown-type", lambda objects: objects[0].update(type="picture")),
    ("no type version", "missing-version", lambda objects: _overview(objects).pop("typeMigrationVersion")),
    ("version of 9.x", "wrong-version", lambda objects: _overview(objects).update(typeMigrationVersion="10.3.0")),
    ("core of 9.x", "wrong-version", lambda objects: objects[0].update(coreMigrationVersion="9.0.0")),
    ("no title", "missing-attribute", lambda objects: _overview(objects)["attributes"].pop("title")),
    ("unknown attribute", "unknown-attribute", lambda objects: _overview(objects)["attributes"].update(foo=1)),
    ("panels as a list", "not-a-string", lambda objects: _overview(objects)["attributes"].update(panelsJSON=[1])),
    ("panels cut", "bad-inner-json", lambda objects: _overview(objects)["attributes"].update(panelsJSON='[{"a":')),
    ("panels no list", "bad-panels", lambda objects: _overview(objects)["attributes"].update(panelsJSON='{"a": 1}')),
    ("options cut", "bad-inner-json", lambda objects: _overview(objects)["attributes"].update(optionsJSON="{")),
    ("reference to nothing", "dangling-reference", lambda objects: _overview(objects)["references"][0].update(id="x")),
    ("reference without name", "bad-reference", lambda objects: _overview(objects)["references"][0].pop("name")),
    ("reference twice", "duplicate-reference",
     lambda objects: _overview(objects)["references"].append(_overview(objects)["references"][0])),
    ("layer without data view", "missing-reference", _cut_reference("indexpattern-datasource-layer")),
    ("control without data view", "missing-reference", _cut_reference("controlGroup_c0")),
    ("drill-down to nowhere", "missing-reference", _cut_reference("drilldown:")),
    ("search panel without search", "missing-reference", _cut_reference(":panel_")),
    ("search without data view", "missing-reference", lambda objects: _of(objects, "search").update(references=[])),
    ("data view of another index", "unknown-index",
     lambda objects: _of(objects, "index-pattern")["attributes"].update(title="logs-*")),
    ("data view with another time", "unknown-field",
     lambda objects: _of(objects, "index-pattern")["attributes"].update(timeFieldName="@timestamp")),
    ("column that is not mapped", "unknown-field",
     lambda objects: _of(objects, "search")["attributes"]["columns"].append("colour")),
    ("saved query not closed", "bad-kql",
     lambda objects: _of(objects, "query")["attributes"]["query"].update(query="status: (denied or")),
    ("saved query of an unknown field", "unknown-field",
     lambda objects: _of(objects, "query")["attributes"]["query"].update(query="colour: grey")),
    ("panel type unknown", "unknown-panel", _panel(lambda panels: panels[1].update(type="map"))),
    ("panel without version", "missing-panel-version", _panel(lambda panels: panels[1].pop("version"))),
    ("panels over each other", "overlap", _panel(lambda panels: panels[2]["gridData"].update(x=0))),
    ("panel outside", "out-of-grid", _panel(lambda panels: panels[2]["gridData"].update(x=47))),
    ("grid of another panel", "grid-mismatch", _panel(lambda panels: panels[2]["gridData"].update(i="p99"))),
    ("grid without numbers", "bad-grid", _panel(lambda panels: panels[2]["gridData"].update(w="wide"))),
    ("panel twice", "duplicate-panel", _panel(lambda panels: panels.append(panels[0]))),
    ("picture unknown", "unknown-visualization", _lens(THEMES, lambda lens: lens.update(visualizationType="lnsFoo"))),
    ("no layer", "missing-layers", _lens(THEMES, lambda lens: lens["state"].update(datasourceStates={}))),
    ("no columns", "missing-columns", _lens(THEMES, lambda lens: _layer(lens).update(columns={}))),
    ("order without a column", "column-order", _lens(THEMES, lambda lens: _layer(lens)["columnOrder"].pop())),
    ("operation unknown", "unknown-operation", _column(THEMES, "value", operationType="guess")),
    ("key of a column", "missing-column-key",
     _lens(THEMES, lambda lens: _layer(lens)["columns"]["value"].pop("dataType"))),
    ("field not mapped", "unknown-field", _column(THEMES, "by0", sourceField="topics")),
    ("field without values", "not-aggregatable", _column(THEMES, "by0", sourceField="title")),
    ("histogram of words", "wrong-field-kind", _column(THEMES, "time", sourceField="themes")),
    ("sum of records", "wrong-field-kind", _column(THEMES, "value", operationType="sum")),
    ("no field", "missing-field", _column(THEMES, "by0", sourceField=None)),
    ("terms without size", "missing-size", _column(THEMES, "by0", params={"orderBy": {"type": "alphabetical"}})),
    ("ordered by nothing", "bad-order",
     _column(THEMES, "by0", params={"size": 5, "orderBy": {"type": "column", "columnId": "x"}})),
    ("accessor to nothing", "unknown-column",
     _lens(THEMES, lambda lens: lens["state"]["visualization"]["layers"][0].update(accessors=["x"]))),
    ("picture of no layer", "unknown-layer",
     _lens("Mentions", lambda lens: lens["state"]["visualization"].update(layerId="x"))),
    ("formula without columns", "formula-without-columns", _column(CHANGE, "value", references=[])),
    ("formula of an unknown column", "unknown-column", _column(CHANGE, "valueX2", params={"tinymathAst": "valueX9"})),
    ("panel query broken", "bad-kql", _lens(THEMES, lambda lens: lens["state"]["query"].update(query="themes: (a"))),
    ("range over words", "wrong-field-kind",
     _lens(THEMES, lambda lens: lens["state"]["query"].update(query="themes > 3"))),
    ("control of an unknown field", "unknown-field",
     _controls(lambda controls: controls["c0"]["explicitInput"].update(fieldName="topic"))),
    ("control without values", "not-aggregatable",
     _controls(lambda controls: controls["c0"]["explicitInput"].update(fieldName="title"))),
    ("vega from elsewhere", "external-data", _vega(lambda spec: spec["data"][0].update(url="https://example.org/x"))),
    ("vega without marks", "bad-vega", _vega(lambda spec: spec.pop("marks"))),
    ("vega of another index", "unknown-index", _vega(lambda spec: spec["data"][0]["url"].update(index="logs"))),
    ("vega without the dashboard's time", "no-dashboard-filter",
     _vega(lambda spec: spec["data"][0]["url"].pop("%timefield%"))),
    ("vega of an unknown field", "unknown-field",
     _vega(lambda spec: spec["data"][0]["url"]["body"]["aggs"]["pairs"]["composite"]["sources"][0]["left"]["terms"].
           update(field="giver"))),
]  # fmt: skip


def _read(files: dict[str, str]) -> Objects:
    return [json.loads(line) for text in files.values() for line in text.splitlines()]


def test_the_shipped_dashboards_have_no_problem() -> None:
    """What we ship passes our own check."""
    assert check_files(build_files(), read_mapping()) == []


def test_the_committed_files_are_what_the_definitions_build() -> None:
    """dashboards/*.ndjson are the builder's output, byte for byte, and a second build is the same."""
    assert stale_files(DASHBOARDS, build_files()) == []
    assert build_files() == build_files()


@pytest.mark.parametrize(("name", "change"), [(row[1], row[2]) for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_a_broken_export_is_caught_by_name(name: str, change: Callable[[Objects], object]) -> None:
    """Each break gives the problem of its name."""
    objects = json.loads(json.dumps(_read(build_files())))
    change(objects)
    problems = check_files({"broken": to_ndjson(objects)}, read_mapping())
    assert name in {problem.name for problem in problems}


@pytest.mark.parametrize(("line", "name"), [('{"id": ', "bad-json"), ("[1]", "not-an-object")])
def test_a_line_that_is_no_object_is_caught(line: str, name: str) -> None:
    """A cut line and a line of another shape are named with their number."""
    (problem,) = check_files({"broken": line + "\n"}, read_mapping())
    assert (problem.name, problem.where) == (name, "broken.ndjson line 1")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", set()),
        ("status: denied", {"status"}),
        ('title: "su 35" and not (language: de or language: ru)', {"title", "language"}),
        ("kind: transfer and status: (denied or blocked)", {"kind", "status"}),
        ("mentions > 0", {"mentions"}),
        ("words alone", set()),
    ],
)
def test_kql_names_its_fields(query: str, fields: set[str]) -> None:
    """A well-formed query gives the fields that it names."""
    assert read_kql(query).fields == fields


@pytest.mark.parametrize("query", ["a:", "a: (b", "a: b)", "and a: b", "a: b or", ": b", "a: (b and)", '"'])
def test_kql_that_is_not_well_formed_is_refused(query: str) -> None:
    """What Kibana would show as a red query bar is an error here."""
    with pytest.raises(KqlError):
        read_kql(query)


def test_the_command_names_problems_and_fails(tmp_path: Path) -> None:
    """``tracker kibana check FILE`` prints each problem and exits 1; without a file it checks what is built in."""
    path = tmp_path / "cut.ndjson"
    path.write_text('{"id":', encoding="utf-8")
    result = CliRunner().invoke(main, ["kibana", "check", str(path)])
    assert (result.exit_code, "bad-json" in result.stdout) == (1, True)
    assert CliRunner().invoke(main, ["kibana", "check"]).exit_code == 0
