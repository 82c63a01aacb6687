"""A news source: one outlet, one TOML file, validated when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable  # noqa: TC003 - pydantic reads it
from datetime import date
from pathlib import Path  # noqa: TC003 - pydantic reads it
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator

from tracker.crawl.patterns import checked_pattern
from tracker.crawl.urls import fetch_url
from tracker.errors import SourceError
from tracker.models import Language, Record

SourceKind = Literal[
    "agency",
    "public_broadcaster",
    "state_media",
    "newspaper",
    "trade_press",
    "official",
    "think_tank",
]


def _checked_url(url: str) -> str:
    if fetch_url(url) is None:
        msg = "not an http or https URL"
        raise ValueError(msg)
    return url


WebUrl = Annotated[str, AfterValidator(_checked_url)]
Pattern = Annotated[str, AfterValidator(checked_pattern)]
Interval = Annotated[str, Field(pattern=r"^[1-9]\d*(m|h|d)$", description="30m, 6h, 1d")]


class Source(Record):
    """One outlet: where its articles are found and how it wants to be visited.

    *allow* and *deny* are regular expressions searched in a page's URL (deny wins). *crawl_delay* is the least pause
    between two requests in seconds (None: adapts to how fast the site answers). *verified* is the day on which its
    feeds were last seen to answer, None where nobody has tried.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")
    name: str = Field(min_length=1)
    homepage: WebUrl
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$")
    languages: tuple[Language, ...] = ()
    kind: SourceKind
    feeds: tuple[WebUrl, ...] = ()
    sitemaps: tuple[WebUrl, ...] = ()
    sections: tuple[WebUrl, ...] = ()
    pages: tuple[WebUrl, ...] = ()
    allow: tuple[Pattern, ...] = ()
    deny: tuple[Pattern, ...] = ()
    interval: Interval | None = None
    cron: str | None = None
    timezone: str | None = None
    crawl_delay: float | None = Field(None, ge=0, le=60)
    max_pages: int = Field(2000, ge=1, description="Pages fetched in one run at most.")
    enabled: bool = True
    verified: date | None = None
    note: str = ""

    @model_validator(mode="after")
    def _has_somewhere_to_begin(self) -> Source:
        if not (self.feeds or self.sitemaps or self.sections or self.pages):
            msg = "needs at least one of feeds, sitemaps, sections, pages"
            raise ValueError(msg)
        if self.interval and self.cron:
            msg = "interval and cron exclude each other"
            raise ValueError(msg)
        return self

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Every URL where a crawl of the source begins."""
        return (*self.feeds, *self.sitemaps, *self.sections, *self.pages)

    def wants(self, url: str) -> bool:
        """Say whether the source's patterns let *url* through."""
        if any(re.search(pattern, url) for pattern in self.deny):
            return False
        return not self.allow or any(re.search(pattern, url) for pattern in self.allow)


def read_source(path: Path) -> Source:
    """Read one source file; the file's stem is the source's id.

    Raises:
        SourceError: the file cannot be read, is not TOML, or does not fit; names file and key.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return Source(id=path.stem, **values)
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror}"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not valid TOML: {error}"
    except TypeError:
        msg = f"{path}: id: is the file's name, leave it out"
    except ValidationError as error:
        msg = f"{path}: {problems_of(error)}"
    raise SourceError(msg)


def problems_of(error: ValidationError) -> str:
    """Put every problem that pydantic found on one line, each with its key."""
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc']) or 'source'}: {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors()
    )


def load_sources(folders: Iterable[Path]) -> dict[str, Source]:
    """Read every source file of *folders* by id, sorted; a later folder's file replaces an earlier one's.

    Raises:
        SourceError: a folder is missing or a file is wrong.
    """
    sources: dict[str, Source] = {}
    for folder in folders:
        if not folder.is_dir():
            msg = f"{folder}: no such folder of source files (settings: sources_dir)"
            raise SourceError(msg)
        for path in sorted(folder.glob("*.toml")):
            sources[path.stem] = read_source(path)
    return dict(sorted(sources.items()))
