"""``tracker extract``: an HTML file to an article as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from tracker.errors import InputError
from tracker.extract import PageInfo, extract

LARGEST = 64 * 1024 * 1024


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--url", metavar="URL", help="Where the page was fetched; relative links and the id depend on it.")
@click.option("--charset", metavar="NAME", help="The charset that the HTTP header named.")
def command(file: Path, url: str | None, charset: str | None) -> None:
    """Print the article on the page in FILE (- is standard input) as JSON."""
    try:
        with click.open_file(str(file), "rb") as stream:
            html = _read(stream)
        address = url or ("about:blank" if str(file) == "-" else file.resolve().as_uri())
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise InputError(msg) from None
    article = extract(html, PageInfo(url=address, charset=charset))
    click.echo(article.model_dump_json(indent=2))


def _read(stream: IO[bytes]) -> bytes:
    html = stream.read(LARGEST + 1)
    if len(html) > LARGEST:
        msg = f"{stream.name} is larger than {LARGEST // 2**20} MiB: no page of an article is"
        raise InputError(msg)
    return html
