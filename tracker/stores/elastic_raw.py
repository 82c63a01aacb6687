"""One plain search on Elasticsearch, for checks that look at what a dashboard would get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.stores.elastic_client import make_client, plain_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.config import Settings


def open_search(settings: Settings) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """Return a function that runs one search: index and body in, the server's answer out.

    The function raises StoreError in plain words where the server refuses or is away.
    """
    client = make_client(settings)

    def search(index: str, body: dict[str, Any]) -> dict[str, Any]:
        with plain_errors(settings.store):
            return dict(client.search(index=index, body=body).body)

    return search
