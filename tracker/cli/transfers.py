"""``tracker transfers``: who is said to arm whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filter_options
from tracker.cli.options import settings_option
from tracker.cli.registers import output_options, print_entries
from tracker.lexicon import load_lexicon
from tracker.register import TransferEntry, transfer_register
from tracker.stores import open_store

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionQuery


@click.command("transfers")
@filter_options
@output_options
@settings_option
def command(query: MentionQuery, form: str, limit: int, settings: Settings) -> None:
    """Print who is said to arm whom: the supplier × recipient matrix, then each claim with its sentences.

    Claims of several articles that say the same (pair, weapon, status, month) are one entry, counted by story.
    """
    with open_store(settings) as store:
        entries = transfer_register(store.export(query), query, load_lexicon())
    print_entries(TransferEntry, entries, form, limit)
