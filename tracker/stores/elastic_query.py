"""Questions in Elasticsearch's language. Pure functions that return what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.stores.claims import claim_filters, tag_filters
from tracker.stores.elastic_documents import wanted_claim_keys
from tracker.stores.times import to_time
from tracker.stores.words import parse_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.stores.base import FacetField, Interval, MentionQuery, Place, TrendField
    from tracker.stores.words import Clause

FIELDS = {
    "theme": "themes",
    "weapon": "weapons",
    "weapon_class": "weapon_classes",
    "country": "countries",
    "source": "source",
    "language": "language",
    "pair": "pairs",
}
# Newest first, undated last, ties by id. An index without documents has no mapping to sort by.
ORDER: list[dict[str, Any]] = [
    {"published_at": {"order": "desc", "missing": "_last", "unmapped_type": "date"}},
    {"id": {"order": "asc", "unmapped_type": "keyword"}},
]
_NO_DATE = -(2**63)  # what the server takes for a missing date in this order
# What only the index needs stays on the server.
SOURCE = {"excludes": ["words", "parts", "claim_keys", "pairs", "rule_ids", "story"]}
_FACET_SIZE = 50
# Enough for every value of a facet in every shard, so that counts are exact; sources may be thousands.
_SHARD_SIZE = 5_000
# Distinct stories are exact up to about this many, then within some percent.
_EXACT_TOTAL = 40_000
_EXACT_BUCKET = 3_000
_LONGEST_PREFIX = 1_000
TREND_PAGE = 2_000


def filters(query: MentionQuery) -> dict[str, Any]:
    """Return *query* as conditions without scores.

    Raises:
        QueryError: words were asked for and there is none in them.
    """
    conditions: list[dict[str, Any]] = [_clause(clause) for clause in parse_words(query.words)]
    conditions += [{"terms": {FIELDS[kind]: list(values)}} for kind, values in tag_filters(query)]
    conditions += [{"terms": {"claim_keys": wanted_claim_keys(wanted)}} for wanted in claim_filters(query)]
    if query.stories:
        conditions.append({"terms": {"story": list(query.stories)}})
    if query.articles:
        conditions.append({"terms": {"article_id": list(query.articles)}})
    conditions += _range("fetched_at", query.fetched_since, query.fetched_until)
    return {"bool": {"filter": [*conditions, *times(query)]}}


def sort_values(place: Place) -> list[Any]:
    """Return *place* as the values of ORDER."""
    return [_NO_DATE if place.published_at is None else to_time(place.published_at), place.id]


def times(query: MentionQuery) -> list[dict[str, Any]]:
    """Return the condition on the publication time, none where no time is asked."""
    return _range("published_at", query.since, query.until)


def _range(field: str, since: datetime | None, until: datetime | None) -> list[dict[str, Any]]:
    bounds: dict[str, Any] = {}
    if since is not None:
        bounds["gte"] = to_time(since)
    if until is not None:
        bounds["lt"] = to_time(until)
    return [{"range": {field: {**bounds, "format": "epoch_millis"}}}] if bounds else []


def _clause(clause: Clause) -> dict[str, Any]:
    """Return one clause; the words are those of the index, so nothing is analysed again."""
    phrase = " ".join(clause.words)
    if len(clause.words) > 1:
        if clause.prefix:
            return {"match_phrase_prefix": {"words": {"query": phrase, "max_expansions": _LONGEST_PREFIX}}}
        return {"match_phrase": {"words": phrase}}
    if not clause.prefix:
        return {"term": {"words": phrase}}
    if not clause.inside:
        return {"prefix": {"words": phrase}}
    return {"bool": {"should": [{"prefix": {"words": phrase}}, {"prefix": {"parts": phrase}}]}}


def page_body(query: MentionQuery, limit: int) -> dict[str, Any]:
    """Return a search for the newest *limit* mentions and how many there are."""
    return {"query": filters(query), "size": limit, "sort": ORDER, "track_total_hits": True, "_source": SOURCE}


def count_body(query: MentionQuery, facets: Sequence[FacetField]) -> dict[str, Any]:
    """Return a search for counts alone: without hits the server keeps the answers of months that do not change."""
    aggregations: dict[str, Any] = {"stories": _distinct("story", _EXACT_TOTAL)}
    for facet in facets:
        terms = {"field": FIELDS[facet], "size": _FACET_SIZE, "shard_size": _SHARD_SIZE}
        terms["order"] = [{"_count": "desc"}, {"_key": "asc"}]
        aggregations[facet] = {"terms": terms, "aggs": {"stories": _distinct("story", _EXACT_BUCKET)}}
    return {"query": filters(query), "size": 0, "aggs": aggregations}


def trend_body(query: MentionQuery, by: TrendField, interval: Interval, after: dict[str, Any] | None) -> dict[str, Any]:
    """Return a search for one page of trend points, those after the key *after*."""
    start = {"date_histogram": {"field": "published_at", "calendar_interval": interval}}
    composite: dict[str, Any] = {
        "size": TREND_PAGE,
        "sources": [{"start": start}, {"value": {"terms": {"field": FIELDS[by]}}}],
    }
    if after is not None:
        composite["after"] = after
    distinct = {"stories": _distinct("story", _EXACT_BUCKET), "articles": _distinct("article_id", _EXACT_BUCKET)}
    return {"query": filters(query), "size": 0, "aggs": {"points": {"composite": composite, "aggs": distinct}}}


def crawled_body(query: MentionQuery, interval: Interval) -> dict[str, Any]:
    """Return a count of all articles per interval within the time of *query*."""
    histogram = {"field": "published_at", "calendar_interval": interval, "min_doc_count": 1}
    return {
        "query": {"bool": {"filter": times(query)}},
        "size": 0,
        "aggs": {"crawled": {"date_histogram": histogram}},
    }


def _distinct(field: str, exact: int) -> dict[str, Any]:
    return {"cardinality": {"field": field, "precision_threshold": exact}}
