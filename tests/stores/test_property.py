"""Whatever is stored and asked, every store answers as a dictionary and loops do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_model import NaiveStore
from store_samples import queries, tagged_articles

from tracker.stores.base import FACET_FIELDS

if TYPE_CHECKING:
    from conftest import NewStore

    from tracker.models import TaggedArticle
    from tracker.stores.base import MentionQuery, MentionStore

BATCHES = st.lists(st.lists(tagged_articles(), max_size=6), min_size=1, max_size=3)
QUERIES = st.lists(queries(), min_size=1, max_size=5)
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check(opened: MentionStore, batches: list[list[TaggedArticle]], asked: list[MentionQuery]) -> None:
    """Put *batches* and compare every answer with the naive one."""
    naive = NaiveStore()
    for batch in batches:
        naive.put(batch)
        opened.put(batch)
    for query in asked:
        found = naive.found(query)
        page = opened.search(query, limit=5, facets=FACET_FIELDS)
        assert page.total == opened.count(query) == len(found)
        assert list(page.mentions) == found[:5]
        assert list(opened.export(query)) == found
        assert page.facets == {field: naive.facet(query, field) for field in FACET_FIELDS}
        for by, interval in (("pair", "week"), ("country", "month"), ("theme", "day")):
            assert opened.trends(query, by, interval) == naive.trends(query, by, interval)
    assert list(opened.articles()) == [naive.items[key] for key in sorted(naive.items)]


@relaxed
@given(batches=BATCHES, asked=QUERIES)
def test_sqlite_answers_as_the_naive_store(
    new_sqlite: NewStore, batches: list[list[TaggedArticle]], asked: list[MentionQuery]
) -> None:
    """Same mentions, facets, trends and articles."""
    with new_sqlite() as opened:
        check(opened, batches, asked)


@pytest.mark.elasticsearch
@settings(relaxed, max_examples=25)
@given(batches=BATCHES, asked=QUERIES)
def test_elasticsearch_answers_as_the_naive_store(
    new_elastic: NewStore, batches: list[list[TaggedArticle]], asked: list[MentionQuery]
) -> None:
    """Same mentions, facets, trends and articles, on the genuine server."""
    with new_elastic() as opened:
        check(opened, batches, asked)
