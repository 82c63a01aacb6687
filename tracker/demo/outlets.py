"""The outlets and stories of the sample site, read from ``site/<outlet>/``: one TOML file for each story."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from tracker.crawl.source import Source, problems_of
from tracker.errors import SourceError
from tracker.models import Language, Record

HERE = Path(__file__).parent
OUTLET_FILE = "outlet.toml"
PLACEHOLDER = "http://sample.invalid"  # stands in the source files for the address that is known when serving

Model = TypeVar("Model", bound=Record)
DateStyle = Literal["json-ld", "graph", "opengraph", "meta", "time", "visible", "none"]
Listed = Literal["rss", "atom", "sitemap", "section"]


class Wording(Record):
    """What stands around every article of an outlet; none of it is part of a text."""

    menu: tuple[str, ...]
    motto: str
    related: str
    popular: str
    cookies: str
    newsletter: str
    share: tuple[str, ...]
    footer: str


class Story(Record):
    """One page: an article, or what a crawler meets instead of one.

    It is published *days* before the day on which the site is served, at *time* in *zone*. Of the kinds, ``missing`` is
    listed and answers 404, ``empty`` has no bytes, ``closed`` is cut off for readers who do not pay, ``wall`` asks for
    consent. A story of a *folder* stands below it; *copy_of* names the page whose printed version this is.
    """

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    days: int = Field(ge=1, le=60)
    time: str = Field("09:00", pattern=r"^\d\d:\d\d$")
    zone: str = Field("+00:00", pattern=r"^[+-]\d\d:\d\d$")
    language: Language | None = None
    authors: tuple[str, ...] = ()
    kind: Literal["article", "missing", "empty", "closed", "wall"] = "article"
    folder: str = ""
    copy_of: str | None = None
    text: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs, each on one line."""
        return tuple(" ".join(part.split()) for part in self.text.split("\n\n") if part.strip())

    def moment(self, today: date) -> datetime:
        """Return when it is published, where the site is served on *today*."""
        return datetime.fromisoformat(f"{today - timedelta(days=self.days)}T{self.time}{self.zone}")


class Outlet(Record):
    """One outlet with its stories, newest first."""

    id: str
    name: str
    language: Language
    layout: Literal["classic", "blocks", "portal", "plain"]
    charset: str = "utf-8"
    charset_in_header: bool = True
    dates: DateStyle
    date_format: str = "%d.%m.%Y, %H:%M"
    lists: tuple[Listed, ...]
    wording: Wording
    stories: tuple[Story, ...] = ()

    @property
    def folder(self) -> str:
        """The outlet's folder on the server."""
        return self.id.partition("_")[2].replace("_", "-")

    def path(self, story: Story) -> str:
        """Return the address of *story* on the server."""
        below = f"{story.folder}/" if story.folder else ""
        return f"/{self.folder}/{below}{story.slug}.html"


def load_outlets(folder: Path = HERE / "site") -> tuple[Outlet, ...]:
    """Read every outlet of *folder* with its stories.

    Raises:
        SourceError: a file is wrong; names file and key.
    """
    return tuple(_outlet(path) for path in sorted(folder.iterdir()) if (path / OUTLET_FILE).is_file())


def _outlet(folder: Path) -> Outlet:
    files = sorted(path for path in folder.glob("*.toml") if path.name != OUTLET_FILE)
    stories = [_read(Story, path, slug=path.stem) for path in files]
    newest_first = tuple(sorted(stories, key=lambda story: (story.days, story.slug)))
    return _read(Outlet, folder / OUTLET_FILE, id=folder.name, stories=newest_first)


def _read(model: type[Model], path: Path, **more: object) -> Model:
    try:
        return model.model_validate({**tomllib.loads(path.read_text(encoding="utf-8")), **more})
    except tomllib.TOMLDecodeError as error:
        msg = f"{path}: not valid TOML: {error}"
    except ValidationError as error:
        msg = f"{path}: {problems_of(error)}"
    raise SourceError(msg)


def sample_sources(base: str, folder: Path = HERE / "sources") -> list[Source]:
    """Read the source files of the sample site, which is served at *base*, a URL without a closing slash.

    Raises:
        SourceError: a file is wrong; names file and key.
    """
    sources: list[Source] = []
    for path in sorted(folder.glob("*.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8").replace(PLACEHOLDER, base))
        try:
            sources.append(Source(id=path.stem, **values))
        except ValidationError as error:
            msg = f"{path}: {problems_of(error)}"
            raise SourceError(msg) from None
    return sources


def utc_today() -> date:
    """Return the present day, on which a site without another is served."""
    return datetime.now(UTC).date()
