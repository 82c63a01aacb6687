"""``tracker sources``: the catalogue."""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.crawl.source import Source, problems_of
from tracker.crawl.urls import host_of, required_url
from tracker.errors import InputError, UnknownNameError
from tracker.names import nearest_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tracker.alerts.health import SourceHealth
    from tracker.config import Settings


@click.group("sources")
def command() -> None:
    """List, show and add news sources."""


@command.command("list")
@click.option("--country", help="Only this country, such as DE.")
@click.option("--language", help="Only this language, such as de.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table")
@settings_option
def list_command(settings: Settings, country: str | None, language: str | None, form: str) -> None:
    """List the sources; "unverified" are those whose feeds nobody has yet seen to answer."""
    from tracker.cli import crawling  # noqa: PLC0415 - Scrapy takes a second to import

    for source in crawling.catalogue(settings).values():
        if (country and source.country != country.upper()) or (language and language not in source.languages):
            continue
        if form == "jsonl":
            click.echo(source.model_dump_json())
            continue
        verified = f"verified {source.verified}" if source.verified else "unverified"
        state = verified if source.enabled else "disabled"
        languages = ",".join(source.languages) or "-"
        click.echo(
            f"{source.id:<28} {source.country or '-':<3} {languages:<8} {source.kind:<18} {state:<12} {source.name}"
        )


@command.command("show")
@click.argument("name", metavar="SOURCE")
@settings_option
def show_command(settings: Settings, name: str) -> None:
    """Show one source as JSON."""
    from tracker.cli import crawling  # noqa: PLC0415 - Scrapy takes a second to import

    click.echo(crawling.named_sources([name], settings)[0].model_dump_json(indent=2))


@command.command("add")
@click.argument("identifier", metavar="ID")
@click.option("--feed", "feeds", metavar="URL", multiple=True, help="An RSS or Atom feed of the source.")
@click.option("--sitemap", "sitemaps", metavar="URL", multiple=True, help="A sitemap of the source.")
@click.option("--section", "sections", metavar="URL", multiple=True, help="A page that lists articles.")
@click.option("--name", help="The outlet's name; else its host.")
@click.option("--country", help="Its country, such as DE.")
@click.option("--language", "languages", multiple=True, help="Its language, such as de.")
@settings_option
def add_command(  # noqa: PLR0913, PLR0917 - one parameter per option
    settings: Settings,
    identifier: str,
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    sections: tuple[str, ...],
    name: str | None,
    country: str | None,
    languages: tuple[str, ...],
) -> None:
    """Write a source file into the folder of own sources (settings: sources_dir)."""
    urls = {
        "feeds": [required_url(url, "--feed") for url in feeds],
        "sitemaps": [required_url(url, "--sitemap") for url in sitemaps],
        "sections": [required_url(url, "--section") for url in sections],
    }
    first = next((url for some in urls.values() for url in some), None)
    if first is None:
        msg = "give at least one --feed, --sitemap or --section"
        raise click.UsageError(msg)
    if settings.sources_dir is None:
        msg = "no folder for own sources: set TRACKER_SOURCES_DIR, or sources_dir in tracker.toml"
        raise InputError(msg)
    values = {
        "name": name or host_of(first),
        "homepage": "/".join(first.split("/")[:3]) + "/",
        "country": country.upper() if country else None,
        "languages": list(languages),
        "kind": "newspaper",
        **urls,
    }
    click.echo(write_source(settings.sources_dir, identifier, values))


@command.command("check")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Check every enabled source.")
@click.option("--recorded", is_flag=True, help="Judge by what past crawls recorded; ask no site.")
@settings_option
def check_command(settings: Settings, names: tuple[str, ...], every: bool, recorded: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Ask each source for its robots.txt, its lists and one article, and say what is wrong. Stores nothing.

    With --recorded: whether it brings what it usually does, by what past crawls recorded (every source that was crawled
    in the last month where none is named). Exit code 1 says that something is wrong.
    """
    if recorded:
        found = _recorded(settings, names)
        for judged in found:
            click.echo(judged.line)
        sys.exit(1 if any(judged.findings for judged in found) else 0)
    from tracker.cli import checking, crawling  # noqa: PLC0415 - Scrapy takes a second to import

    if not names and not every:
        msg = "name a source (tracker sources list), or give --all or --recorded"
        raise click.UsageError(msg)
    chosen = crawling.named_sources(names, settings)
    if every:
        chosen = [source for source in crawling.catalogue(settings).values() if source.enabled]
    answers = checking.check(settings, chosen)
    for health in answers:
        click.echo(health.line)
    sys.exit(0 if all(health.good for health in answers) else 1)


def _recorded(settings: Settings, names: Sequence[str]) -> list[SourceHealth]:
    from tracker.alerts.health import crawled_sources, judge  # noqa: PLC0415 - only this needs them
    from tracker.ingest import open_recorder  # noqa: PLC0415 - see above

    now = datetime.now(UTC)
    with open_recorder(settings) as recorder:
        known = crawled_sources(recorder.connection, now)
        for name in names:
            if name not in known:
                kind = "source (or not crawled in the last month)"
                raise UnknownNameError(kind, name, nearest_names(name, known))
        return [judge(recorder.connection, name, now) for name in names or known]


def write_source(folder: Path, identifier: str, values: Mapping[str, object]) -> Path:
    """Write a new source file and return its path.

    Raises:
        InputError: it exists, does not fit, or cannot be written.
    """
    path = folder / f"{identifier}.toml"
    text = "".join(f"{key} = {_toml(value)}\n" for key, value in values.items() if value)
    try:
        Source(id=identifier, **tomllib.loads(text))
    except ValueError as error:
        msg = f"{identifier}: {problems_of(error) if hasattr(error, 'errors') else error}"  # type: ignore[arg-type]  # a ValidationError has errors
        raise InputError(msg) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror}"
        raise InputError(msg) from None
    return path


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
