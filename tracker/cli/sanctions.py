"""``tracker sanctions``: who is said to sanction whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filter_options
from tracker.cli.options import settings_option
from tracker.cli.registers import output_options, print_entries
from tracker.register import SanctionEntry, sanction_register
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionQuery


@click.command("sanctions")
@filter_options
@output_options
@settings_option
def command(query: MentionQuery, form: str, limit: int, settings: Settings) -> None:
    """Print who is said to sanction whom: the imposer × target matrix, then each claim with its sentences.

    Claims of several articles that say the same (pair, status, month) are one entry, counted by story.
    """
    with open_store(settings) as store:
        entries = sanction_register(store.export(query), query)
    print_entries(SanctionEntry, entries, form, limit)
