"""Options that several subcommands share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tracker.config import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable


def settings_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--store URL`` and pass the settings it leads to as ``settings``."""

    @click.option("--store", metavar="URL", help="Where mentions are kept; else TRACKER_STORE, else tracker.toml.")
    @wraps(function)
    def with_settings(*args: Any, store: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - wraps any command
        return function(*args, settings=load_settings(store=store), **kwargs)

    return with_settings
