"""`tracker search`: the mentions that match, newest first."""

from __future__ import annotations

import itertools
import json
import sys
from typing import TYPE_CHECKING, Literal, get_args

import click

from tracker.cli.filters import filter_options
from tracker.cli.options import settings_option
from tracker.search import ROW_KEYS, flat_row_of, row_of
from tracker.stores import open_store
from tracker.stores.base import FACET_FIELDS
from tracker.stores.words import parse_words
from tracker.tables import write_csv, write_json_lines

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionQuery, MentionStore, SearchPage

SearchForm = Literal["table", "json", "jsonl", "csv", "rss", "atom"]
_PAGE = 20
_FEED_PAGE = 50


@click.command("search")
@filter_options
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(SearchForm)),
    default="table",
    show_default=True,
    help="rss and atom are feeds.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"How many; else {_PAGE}, {_FEED_PAGE} for rss and atom, and all for jsonl and csv.",
)
@click.option("--facets", is_flag=True, help="Counts by theme, weapon, country … (table and json).")
@settings_option
def command(query: MentionQuery, form: SearchForm, limit: int | None, facets: bool, settings: Settings) -> None:  # noqa: FBT001 - click
    """Print the mentions that match, newest first.

    WORDS must all stand in the passage or its title; each also finds its other forms and compounds. Quote a phrase to
    have it exactly as it is: tracker search '"export controls"'. Values of one option are alternatives, different
    options must all hold.
    """
    if facets and form not in {"table", "json"}:
        msg = "--facets goes with --format table or json"
        raise click.UsageError(msg)
    with open_store(settings) as store:
        if form in {"jsonl", "csv"}:
            _export(store, query, form, limit)
            return
        usual = _FEED_PAGE if form in {"rss", "atom"} else _PAGE
        page = store.search(query, limit=limit or usual, facets=FACET_FIELDS if facets else ())
    if form == "json":
        _print_json(page)
    elif form == "rss" or form == "atom":  # noqa: PLR1714 - tells the type checker which it is
        from tracker.feed import feed  # noqa: PLC0415 - only for a feed

        click.echo(feed(form, query, page.mentions), nl=False)
    else:
        _print_table(page, query.words)


def _export(store: MentionStore, query: MentionQuery, form: str, limit: int | None) -> None:
    mentions = itertools.islice(store.export(query), limit)
    out = sys.stdout
    if form == "csv":
        write_csv(out, ROW_KEYS, (flat_row_of(mention) for mention in mentions))
    else:
        write_json_lines(out, (row_of(mention) for mention in mentions))


def _print_json(page: SearchPage) -> None:
    facets = {field: [bucket.model_dump() for bucket in buckets] for field, buckets in page.facets.items()}
    rows = [row_of(mention) for mention in page.mentions]
    answer = {"total": page.total, "stories": page.stories, "mentions": rows, "facets": facets}
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _print_table(page: SearchPage, words: str) -> None:
    from tracker.show import facet_table, make_console, mention_lines  # noqa: PLC0415 - rich, only for people

    console = make_console()
    clauses = parse_words(words)
    for mention in page.mentions:
        console.print(mention_lines(mention, clauses))
    for field, buckets in page.facets.items():
        console.print(facet_table(field, buckets))
        console.print()
    if not page.total:
        console.print("No mention matches. Fewer filters, an earlier --since, or `tracker store info` may help.")
        return
    more = f" (the newest {len(page.mentions)} are shown)" if len(page.mentions) < page.total else ""
    console.print(f"{page.total:,} mentions in {page.stories:,} stories{more}.")
