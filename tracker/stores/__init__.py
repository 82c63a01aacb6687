"""The stores: the scheme of a URL names the module that opens it.

``sqlite:///path`` → tracker.stores.sqlite, ``http://…`` and ``https://…`` → tracker.stores.elastic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.errors import StoreError

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.stores.base import MentionStore

STORE_MODULES = {
    "sqlite": "tracker.stores.sqlite",
    "http": "tracker.stores.elastic",
    "https": "tracker.stores.elastic",
}


def open_store(settings: Settings) -> MentionStore:
    """Open the store that ``settings.store`` names, creating an embedded one on first use.

    Raises:
        StoreError: no module serves the URL's scheme, or the store cannot be opened.
    """
    scheme = urlsplit(settings.store).scheme
    if scheme not in STORE_MODULES:
        msg = f"no store for {settings.store!r}: use sqlite:///PATH or https://HOST:9200"
        raise StoreError(msg)
    store: MentionStore = import_module(STORE_MODULES[scheme]).connect(settings)
    return store


def prepare_store(settings: Settings) -> list[str]:
    """Make what the store needs (tables, or templates and aliases) and say, line by line, what was made or found.

    Raises:
        StoreError: the store cannot be prepared.
    """
    with open_store(settings) as store:
        return store.prepare()


def update_store(settings: Settings) -> list[str]:
    """Bring the store's schema up to this version of the program and say what was done.

    Raises:
        StoreError: the store cannot be updated.
    """
    with open_store(settings) as store:
        return store.update()
