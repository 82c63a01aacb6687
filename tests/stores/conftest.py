"""Every store that the contract is asked of: new, empty, closed and removed afterwards.

The Elasticsearch tests use the server that TRACKER_TEST_ELASTICSEARCH names, else start the genuine one (Java), else
one in Docker. Where none can be had they are skipped by name with the reason; with CI set in the environment they fail.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from genuine import start

from tracker.config import Settings
from tracker.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tracker.stores.base import MentionStore

    NewStore = Callable[[], AbstractContextManager[MentionStore]]


@pytest.fixture(scope="session")
def elastic_url() -> Iterator[str]:
    """Return the address of a genuine Elasticsearch without security."""
    given = os.environ.get("TRACKER_TEST_ELASTICSEARCH")
    if given:
        yield given
        return
    with ExitStack() as stack:
        yield start(stack)


@pytest.fixture
def elastic_settings(elastic_url: str) -> Iterator[Settings]:
    """Return settings with index names of their own; what was made under them is removed."""
    settings = Settings(store=elastic_url, elastic_prefix=f"test-{uuid4().hex[:12]}")
    yield settings
    remove(settings)


def remove(settings: Settings) -> None:
    """Delete indices and templates behind the prefix of *settings*."""
    with open_store(settings) as store:
        client = store.client
        names = list(client.indices.get(index=f"{settings.elastic_prefix}-*", expand_wildcards="all"))
        if names:
            client.indices.delete(index=names)
        for kind in ("mentions", "articles", "claims"):
            client.options(ignore_status=404).indices.delete_index_template(name=f"{settings.elastic_prefix}-{kind}")


@pytest.fixture
def new_elastic(elastic_url: str) -> NewStore:
    """Return what opens a new, empty store on Elasticsearch."""

    @contextmanager
    def opened() -> Iterator[MentionStore]:
        settings = Settings(store=elastic_url, elastic_prefix=f"test-{uuid4().hex[:12]}")
        try:
            with open_store(settings) as store:
                yield store
        finally:
            remove(settings)

    return opened


@pytest.fixture
def new_sqlite() -> NewStore:
    """Return what opens a new, empty embedded store."""

    @contextmanager
    def opened() -> Iterator[MentionStore]:
        with open_store(Settings(store="sqlite:///:memory:")) as store:
            yield store

    return opened


@pytest.fixture(params=["sqlite", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def store(request: pytest.FixtureRequest) -> Iterator[MentionStore]:
    """Return one new, empty store of each kind."""
    new_store: NewStore = request.getfixturevalue(f"new_{request.param}")
    with new_store() as opened:
        yield opened
