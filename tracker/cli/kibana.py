"""``tracker kibana``: build the dashboards, check them, upload them."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.config import load_settings
from tracker.errors import KibanaError
from tracker.kibana.build import build_files, stale_files, write_files
from tracker.kibana.check import check_files
from tracker.kibana.check.mapping import read_mapping
from tracker.kibana.install import Connection, install, kibana_version
from tracker.kibana.probe import Searcher, probe

if TYPE_CHECKING:
    from pydantic import SecretStr

    from tracker.config import Settings


@click.group()
def command() -> None:
    """Build, check and upload the Kibana dashboards."""


@command.command()
@click.option("--to", "target", default="dashboards", type=click.Path(path_type=Path), help="Folder to write into.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file is not up to date.")
def build(target: Path, only_check: bool) -> None:  # noqa: FBT001 - a click flag
    """Write the dashboards as NDJSON, one file each, from their definitions."""
    files = build_files(load_settings().elastic_prefix)
    if only_check:
        stale = stale_files(target, files)
        if stale:
            msg = f"{target}: not up to date: {', '.join(stale)}; run `tracker kibana build`"
            raise KibanaError(msg)
        return
    for path in write_files(target, files):
        click.echo(path)


@command.command()
@click.argument("exports", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@settings_option
def check(exports: tuple[Path, ...], settings: Settings) -> None:
    """Check the dashboards (or EXPORTS, NDJSON files): lines, references, fields, queries, grid.

    With --store of an Elasticsearch every panel's request is also run there; empty and refused panels are named.
    """
    prefix = settings.elastic_prefix
    files = {path.stem: path.read_text(encoding="utf-8") for path in exports} or build_files(prefix)
    problems = [str(problem) for problem in check_files(files, read_mapping(prefix))]
    panels = 0
    if not problems and settings.store.startswith("http"):
        for result in probe(files, _searcher(settings)):
            panels += 1
            if result.fault:
                problems.append(f"{result.dashboard}, panel {result.panel!r}: {result.fault}")
    for problem in problems:
        click.echo(problem)
    run = f", {panels} requests run" if panels else ""
    click.echo(f"{len(files)} files{run}, {len(problems)} problems", err=True)
    if problems:
        sys.exit(1)


def _searcher(settings: Settings) -> Searcher:
    from tracker.stores.elastic_raw import open_search  # noqa: PLC0415 - only with a server

    return open_search(settings)


@command.command(name="install")
@click.option("--url", required=True, help="Address of Kibana, such as https://kibana.example:5601.")
@click.option("--space", default="", help="Kibana space; the default space where not given.")
@click.option("--no-overwrite", is_flag=True, help="Leave objects that are there already.")
@click.option("--dry-run", is_flag=True, help="Ask Kibana for its version, upload nothing.")
def install_command(url: str, space: str, no_overwrite: bool, dry_run: bool) -> None:  # noqa: FBT001 - click flags
    """Upload the dashboards to Kibana and read every result.

    Signs in as the settings say (TRACKER_ELASTIC_API_KEY or TRACKER_ELASTIC_USER and TRACKER_ELASTIC_PASSWORD, or their
    _FILE forms); TRACKER_ELASTIC_CA names the authority of its certificate.
    """
    settings = load_settings()
    connection = Connection(url, space, _authorization(settings), settings.elastic_ca)
    files = build_files(settings.elastic_prefix)
    if dry_run:
        version = kibana_version(connection)
        count = sum(len(text.splitlines()) for text in files.values())
        click.echo(f"Kibana {version} at {url}: would upload {count} objects")
        return
    done = install(connection, files, overwrite=not no_overwrite)
    click.echo(f"Kibana {done.version} at {url}: {done.objects} objects uploaded")


def _authorization(settings: Settings) -> str | None:
    """Return the header that signs in, None where the settings hold no secret."""
    key = _secret(settings.elastic_api_key, settings.elastic_api_key_file)
    if key:
        return f"ApiKey {key}"
    password = _secret(settings.elastic_password, settings.elastic_password_file)
    if settings.elastic_user and password:
        return f"Basic {base64.b64encode(f'{settings.elastic_user}:{password}'.encode()).decode()}"
    return None


def _secret(value: SecretStr | None, path: Path | None) -> str | None:
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            msg = f"{path}: cannot be read: {error.strerror}"
            raise KibanaError(msg) from None
    return value.get_secret_value() if value is not None else None
