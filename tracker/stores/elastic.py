"""The shared store: Elasticsearch, mentions by month behind an alias, articles and claims beside them."""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from elasticsearch import NotFoundError

from tracker.errors import StoreError
from tracker.models import TaggedArticle
from tracker.stores.base import Bucket, SearchPage, StoreInfo, TrendPoint
from tracker.stores.elastic_client import make_client, plain_errors, refusal
from tracker.stores.elastic_documents import SCHEMA_VERSION, Names, article_from, mention_from
from tracker.stores.elastic_indices import KINDS, Installer
from tracker.stores.elastic_query import (
    ORDER,
    SOURCE,
    count_body,
    crawled_body,
    filters,
    page_body,
    sort_values,
    trend_body,
)
from tracker.stores.elastic_write import ArticleWriter
from tracker.stores.times import from_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from elasticsearch import Elasticsearch

    from tracker.config import Settings
    from tracker.models import Article, Mention
    from tracker.stores.base import FacetField, Interval, MentionQuery, Place, TrendField

_PAGE = 1_000
_ARTICLE_PAGE = 100
_KEEP_ALIVE = "5m"
_BATCH = 500
_MAX_WINDOW = 10_000


def connect(settings: Settings) -> ElasticStore:
    """Return the store at ``settings.store``; the server is first asked when something is read or written.

    Raises:
        StoreError: the settings contradict each other, or would show a secret.
    """
    return ElasticStore(make_client(settings), settings.store, settings.elastic_prefix)


class ElasticStore:
    """Keeps tagged articles on a server; see tracker.stores.base.MentionStore for what its methods promise.

    What this object has written it finds at once; other readers see it within the refresh interval
    (5 seconds), or when this object is closed.
    """

    def __init__(self, client: Elasticsearch, url: str, prefix: str) -> None:
        """Use *client*, which leads to *url*; every index begins with *prefix*."""
        self.client = client
        self.url = url
        self.names = Names(prefix)
        self._ready = False
        self._unseen = False

    def put(self, items: Iterable[TaggedArticle]) -> int:
        """Store *items*, replacing articles that are there; return how many mentions they hold.

        Raises:
            StoreUnavailableError: the server is away or busy; the same call may be made again.
            StoreRejectedError: the server refuses a document; all others are written.
            StoreError: it denies a privilege.
        """
        writer = ArticleWriter(self.client, self.url, self.names)
        written = 0
        batch: list[TaggedArticle] = []
        with plain_errors(self.url):
            self._make_ready()
            self._unseen = True
            for item in items:
                batch.append(item)
                if len(batch) == _BATCH:
                    written += writer.write(batch)
                    batch = []
            return written + writer.write(batch)

    def search(self, query: MentionQuery, limit: int = 20, facets: Sequence[FacetField] = ()) -> SearchPage:
        """Return the newest *limit* mentions of *query* and the facets asked for."""
        bodies = (page_body(query, min(limit, _MAX_WINDOW)), count_body(query, facets))
        with plain_errors(self.url):
            found, counted = self._search_both(*bodies)
        counts = counted.get("aggregations")
        if counts is None:  # nothing was ever written here
            return SearchPage(total=0, stories=0, mentions=(), facets=dict.fromkeys(facets, ()))
        mentions = tuple(mention_from(hit["_source"]) for hit in found["hits"]["hits"])
        if limit > _MAX_WINDOW:  # more than the server gives at once
            mentions = tuple(itertools.islice(self.export(query), limit))
        return SearchPage(
            total=found["hits"]["total"]["value"],
            stories=counts["stories"]["value"],
            mentions=mentions,
            facets={facet: _buckets(counts[facet]) for facet in facets},
        )

    def count(self, query: MentionQuery) -> int:
        """Return how many mentions *query* has."""
        with plain_errors(self.url):
            answer = self._search("mentions", query=filters(query), size=0, track_total_hits=True)
        total: int = answer["hits"]["total"]["value"]
        return total

    def export(self, query: MentionQuery, after: Place | None = None) -> Iterator[Mention]:
        """Yield every mention of *query* (behind *after*) as it was when the export began, newest first."""
        body = {"query": filters(query), "sort": ORDER, "source": SOURCE}
        pages = self._walk("mentions", body, _PAGE, sort_values(after) if after else None)
        yield from (mention_from(hit) for page in pages for hit in page)

    def trends(self, query: MentionQuery, by: TrendField, interval: Interval) -> list[TrendPoint]:
        """Count the mentions of *query* per interval and value."""
        with plain_errors(self.url):
            answer = self._search("articles", **crawled_body(query, interval))
            if "aggregations" not in answer:  # nothing was ever written here
                return []
            buckets = answer["aggregations"]["crawled"]["buckets"]
            crawled = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
            points = [_point(bucket, crawled) for bucket in self._trend_buckets(query, by, interval)]
        return sorted(points, key=lambda point: (point.start, point.value))

    def _trend_buckets(self, query: MentionQuery, by: TrendField, interval: Interval) -> Iterator[dict[str, Any]]:
        after = None
        while True:
            answer = self._search("mentions", **trend_body(query, by, interval, after))
            points = answer["aggregations"]["points"]
            yield from points["buckets"]
            after = points.get("after_key")
            if after is None or not points["buckets"]:
                return

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[TaggedArticle]:
        """Yield stored articles with their mentions (in the order of the text), by id."""
        query = {"match_all": {}} if ids is None else {"terms": {"id": list(ids)}}
        source = {"excludes": ["places"]}
        pages = self._walk("articles", {"query": query, "sort": [{"id": "asc"}], "source": source}, _ARTICLE_PAGE)
        for page in pages:
            mentions: dict[str, list[Mention]] = {hit["id"]: [] for hit in page}
            body = {"query": {"terms": {"article_id": list(mentions)}}, "sort": ORDER, "source": SOURCE}
            for found in self._walk("mentions", body, _PAGE):
                for hit in found:
                    mentions[hit["article_id"]].append(mention_from(hit))
            for hit in page:
                ordered = sorted(mentions[hit["id"]], key=lambda mention: (mention.passage_start, mention.id))
                yield TaggedArticle(article=article_from(hit), mentions=tuple(ordered))

    def article(self, article_id: str) -> Article | None:
        """Return one article, None where it is not stored."""
        with plain_errors(self.url):
            try:
                found = self._reader().get(index=self.names.alias("articles"), id=article_id)
            except NotFoundError:
                return None
        return article_from(found["_source"])

    def prepare(self) -> list[str]:
        """Make templates, indices and aliases where they are missing; say what was made, found, or would change."""
        with plain_errors(self.url):
            return Installer(self.client, self.names).install()

    def update(self) -> list[str]:
        """Move indices of an older version behind the aliases of this one; nobody may write meanwhile."""
        with plain_errors(self.url):
            return Installer(self.client, self.names).migrate()

    def info(self) -> StoreInfo:
        """Count what is stored."""
        span = {"first": {"min": {"field": "published_at"}}, "last": {"max": {"field": "published_at"}}}
        stories = {"stories": {"cardinality": {"field": "story", "precision_threshold": 40_000}}}
        with plain_errors(self.url):
            nodes = self._reader().nodes.info(node_id="_local", filter_path="nodes.*.version")["nodes"]
            server = next(iter(nodes.values()))["version"]
            articles = self._search("articles", size=0, track_total_hits=True, aggs=span)
            mentions = self._search("mentions", size=0, track_total_hits=True, aggs=stories)
            indices = [index for kind in KINDS for index in Installer(self.client, self.names).indices(kind)]
        nothing = {name: {"value": None} for name in span} | {"stories": {"value": 0}}
        counts = nothing | articles.get("aggregations", {}) | mentions.get("aggregations", {})
        return StoreInfo(
            url=self.url,
            backend=f"Elasticsearch {server}",
            schema_version=SCHEMA_VERSION,
            articles=articles["hits"]["total"]["value"],
            mentions=mentions["hits"]["total"]["value"],
            stories=counts["stories"]["value"],
            first=_moment(counts["first"]["value"]),
            last=_moment(counts["last"]["value"]),
            details={"indices": str(len(indices))},
        )

    def close(self) -> None:
        """Make what was written visible to all, where the server is there, and close the connections."""
        with suppress(StoreError), plain_errors(self.url):
            self._refresh()
        self.client.close()

    def __enter__(self) -> Self:
        """Use the store in a ``with`` block that closes it."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the connections."""
        self.close()

    def _make_ready(self) -> None:
        """Install what is missing before the first write: without it the server would guess the mapping."""
        if not self._ready:
            installer = Installer(self._reader(), self.names)
            if not installer.is_ready():
                installer.install()
            self._ready = True

    def _reader(self) -> Elasticsearch:
        """Return a client that tries again what passes."""
        return self.client.options(max_retries=3, retry_on_status=(429, 502, 503, 504), retry_on_timeout=True)

    def _search(self, kind: str, **body: Any) -> Any:  # noqa: ANN401 - JSON of the server's
        self._refresh()
        return self._reader().search(index=self.names.alias(kind), ignore_unavailable=True, **body)

    def _search_both(self, *bodies: dict[str, Any]) -> list[Any]:
        """Ask several things about the mentions in one request."""
        self._refresh()
        header = {"index": self.names.alias("mentions"), "ignore_unavailable": True}
        searches = [part for body in bodies for part in (header, body)]
        answers: list[Any] = self._reader().msearch(searches=searches)["responses"]
        for answer in answers:
            if "error" in answer:
                raise refusal(answer["status"], answer["error"], self.url)
        return answers

    def _refresh(self) -> None:
        """Make what this object wrote visible to it."""
        if self._unseen:
            aliases = [self.names.alias(kind) for kind in KINDS]
            self._reader().indices.refresh(index=aliases, ignore_unavailable=True)
            self._unseen = False

    def _walk(
        self, kind: str, body: dict[str, Any], size: int, place: list[Any] | None = None
    ) -> Iterator[list[dict[str, Any]]]:
        """Yield all documents that *body* asks for (behind *place*), page by page, from one state of the index."""
        with plain_errors(self.url):
            self._refresh()
            reader = self._reader()
            opened = reader.open_point_in_time(
                index=self.names.alias(kind), keep_alive=_KEEP_ALIVE, ignore_unavailable=True
            )
            point = opened["id"]
            after: dict[str, Any] = {"search_after": place} if place else {}
            try:
                while True:
                    found = reader.search(pit={"id": point, "keep_alive": _KEEP_ALIVE}, size=size, **body, **after)
                    point = found.get("pit_id", point)
                    hits = found["hits"]["hits"]
                    if hits:
                        yield [hit["_source"] for hit in hits]
                    if len(hits) < size:
                        return
                    after = {"search_after": hits[-1]["sort"]}
            finally:
                reader.close_point_in_time(id=point)


def _buckets(answer: dict[str, Any]) -> tuple[Bucket, ...]:
    return tuple(
        Bucket(value=bucket["key"], mentions=bucket["doc_count"], stories=bucket["stories"]["value"])
        for bucket in answer["buckets"]
    )


def _point(bucket: dict[str, Any], crawled: dict[int, int]) -> TrendPoint:
    start = bucket["key"]["start"]
    moment = _moment(start) or datetime.fromtimestamp(0, UTC)
    return TrendPoint(
        start=moment.date(),
        value=bucket["key"]["value"],
        mentions=bucket["doc_count"],
        stories=bucket["stories"]["value"],
        articles=bucket["articles"]["value"],
        crawled=crawled.get(start, 0),
    )


def _moment(milliseconds: float | None) -> datetime | None:
    return from_time(None if milliseconds is None else int(milliseconds))
