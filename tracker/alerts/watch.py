"""A watch list: one TOML file that says what is looked for, what of it is reported, and by which channels."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from tracker.alerts.files import problems_of, read_toml
from tracker.errors import ConfigError, QueryError
from tracker.models import Record
from tracker.search import SearchRequest, build_query, parse_moment
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.lexicon import Lexicon

Report = Literal["stories", "pairs", "spikes", "sources"]


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
# Key of a watch file (the option of `tracker search`) → field of SearchRequest.
FILTERS = {
    "words": "words",
    "theme": "themes",
    "weapon": "weapons",
    "weapon_class": "weapon_classes",
    "country": "countries",
    "supplier": "suppliers",
    "recipient": "recipients",
    "imposer": "imposers",
    "target": "targets",
    "status": "statuses",
    "language": "languages",
    "source": "sources",
}


class Watch(Record):
    """What one file watches. The filters are those of ``tracker search``, one name or a list of names each.

    *report* says of what is told: each new ``stories`` once, the first mention ever of weapon–country ``pairs``,
    ``spikes`` against the usual level, and the health of ``sources`` (of all, or of those that *source* names).
    *channels* are those told, all where the key is missing. *backlog* reaches back at the first look: ``7d`` also
    reports the stories of the last seven days, else only what comes from then on.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")
    name: str = ""
    words: Names = ()
    theme: Names = ()
    weapon: Names = ()
    weapon_class: Names = ()
    country: Names = ()
    supplier: Names = ()
    recipient: Names = ()
    imposer: Names = ()
    target: Names = ()
    status: Names = ()
    language: Names = ()
    source: Names = ()
    report: tuple[Report, ...] = Field(("stories",), min_length=1)
    channels: tuple[str, ...] | None = None
    backlog: str | None = None
    enabled: bool = True

    @property
    def title(self) -> str:
        """The name that people read."""
        return self.name or self.id

    @property
    def asks_store(self) -> bool:
        """Say whether mentions are looked at, and not the sources alone."""
        return any(kind != "sources" for kind in self.report)


class WatchList(Record):
    """A watch, and the query that it means now."""

    watch: Watch
    query: MentionQuery
    backlog: datetime | None = None


def load_watches(folder: Path, load_lexicon: Callable[[], Lexicon], now: datetime) -> dict[str, WatchList]:
    """Read every watch file of *folder* by id, sorted; those not enabled are left out.

    Raises:
        ConfigError: the folder is missing or a file is wrong; names file and key.
    """
    if not folder.is_dir():
        msg = f"{folder}: no such folder of watch lists; write one file there for each (settings: watch_dir)"
        raise ConfigError(msg)
    found = [read_watch(path) for path in sorted(folder.glob("*.toml"))]
    return {
        watch.id: understood(watch, folder / f"{watch.id}.toml", load_lexicon, now) for watch in found if watch.enabled
    }


def read_watch(path: Path) -> Watch:
    """Read one watch file; its stem is the watch's id.

    Raises:
        ConfigError: it cannot be read, is not TOML, or does not fit; names file and key.
    """
    values = read_toml(path)
    try:
        return Watch.model_validate({**values, "id": path.stem})
    except ValidationError as error:
        msg = f"{path}: {problems_of(error)}"
        raise ConfigError(msg) from None


def understood(watch: Watch, path: Path, load_lexicon: Callable[[], Lexicon], now: datetime) -> WatchList:
    """Look up every name of *watch*, which was read from *path*.

    Raises:
        ConfigError: a name that nobody knows; names file and key and suggests the nearest.
    """
    for key, field in FILTERS.items():
        try:
            build_query(SearchRequest.model_validate({field: getattr(watch, key)}), load_lexicon, now)
        except QueryError as error:
            msg = f"{path}: {key}: {error}"
            raise ConfigError(msg) from None
    request = SearchRequest.model_validate({field: getattr(watch, key) for key, field in FILTERS.items()})
    try:
        backlog = None if watch.backlog is None else parse_moment(watch.backlog, now)
    except QueryError as error:
        msg = f"{path}: backlog: {error}"
        raise ConfigError(msg) from None
    return WatchList(watch=watch, query=build_query(request, load_lexicon, now), backlog=backlog)
