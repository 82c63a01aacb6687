"""The shape of a dashboard's definition (definitions/<id>.toml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker.models import Record

View = Literal["mentions", "claims", "articles"]
Kind = Literal["metric", "change", "share", "bars", "lines", "ranking", "donut", "heatmap", "table", "cloud", "text",
               "flow", "search"]  # fmt: skip
Grid = tuple[
    Annotated[int, Field(ge=0, le=47)],
    Annotated[int, Field(ge=0)],
    Annotated[int, Field(ge=1, le=48)],
    Annotated[int, Field(ge=1)],
]


class Panel(Record):
    """One panel. *grid* is x, y, width, height in Kibana's grid of 48 columns.

    *measure* is ``count`` (documents), ``unique:FIELD``, ``min:FIELD``, ``max:FIELD`` or ``sum:FIELD``; *by* splits it,
    largest first (the first field is the row of a heat map or table, the second its column). *opens* is the dashboard
    that a click on a value opens with that value as filter.
    """

    title: str
    kind: Kind
    grid: Grid
    view: View = "mentions"
    measure: str = "count"
    label: str = ""
    by: list[str] = []
    size: Annotated[int, Field(ge=1, le=1000)] = 10
    query: str = ""
    of: str = ""
    text: str = ""
    search: str = ""
    opens: str = ""


class Control(Record):
    """A list of values above a dashboard to filter by."""

    title: str
    field: str
    view: View = "mentions"


class Dashboard(Record):
    """One dashboard."""

    id: str
    title: str
    description: str
    from_: Annotated[str, Field(alias="from")] = "now-90d"
    controls: list[Control] = []
    panel: list[Panel]


class DataView(Record):
    """Where the panels of one view read: an alias of our store and its time field."""

    id: View
    name: str
    time: str
    links: list[str] = []


class SavedSearch(Record):
    """A table of documents, newest first."""

    id: str
    title: str
    view: View
    columns: list[str]
    query: str = ""


class SavedQuery(Record):
    """A query that people may pick from a list."""

    id: str
    title: str
    description: str
    query: str


class Shared(Record):
    """definitions/shared.toml: what several dashboards use."""

    view: list[DataView]
    search: list[SavedSearch]
    query: list[SavedQuery]
