"""What only the shared store has: templates, aliases, claims, versions, and settings that would show a secret."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from genuine import not_run
from store_samples import sanction, tagged, transfer

from tools.elasticsearch import OLD_VERSION, NotAvailableError, Server
from tracker.cli import main
from tracker.config import Settings
from tracker.errors import StoreError
from tracker.models import Article, Mention
from tracker.stores import open_store
from tracker.stores.base import MentionQuery
from tracker.stores.elastic_documents import Names, article_document, claim_documents, mention_document

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = MentionQuery()


@pytest.mark.parametrize("kind", ["mentions", "articles", "claims"])
def test_every_field_of_a_document_is_mapped(kind: str) -> None:
    """The mapping is strict: a field that it does not know would be refused."""
    text = resources.files("tracker.stores").joinpath(f"elastic_{kind}.json").read_text("utf-8")
    mapped = json.loads(text)["template"]["mappings"]["properties"].keys()
    item = tagged("one", {"transfers": (transfer("RU", "IR"),), "sanctions": (sanction("US", "RU"),)})
    names = Names("tracker")
    documents = {
        "mentions": [mention_document(mention, names) for mention in item.mentions],
        "articles": [article_document(item.article, 1, [], names)],
        "claims": [document for mention in item.mentions for document in claim_documents(mention, names)],
    }[kind]
    assert documents
    assert all(document.body.keys() <= mapped for document in documents)


def test_every_language_has_its_field() -> None:
    """All fields of the models are kept, in one place or another."""
    body = mention_document(tagged("one", {"language": "de"}).mentions[0], Names("t")).body
    assert body["passage_de"] == "Iran sends drones."
    assert Mention.model_fields.keys() - body.keys() == {"text", "transfers", "sanctions", "evidence"}
    assert Article.model_fields.keys() <= article_document(tagged("one").article, 0, [], Names("t")).body.keys()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"store": "https://elastic:pw@search.example:9200"}, "TRACKER_ELASTIC_USER"),
        ({"store": "http://search.example:9200", "elastic_api_key": "a2V5"}, "unencrypted"),
        ({"store": "https://search.example:9200", "elastic_ca": "/no/such/ca.pem"}, "cannot be read"),
        ({"store": "https://search.example:9200", "elastic_api_key_file": "/no/such/key"}, "cannot be read"),
    ],
)
def test_settings_that_cannot_be_right_are_refused(settings: dict[str, str], says: str) -> None:
    """Before anything is sent, in one line, without the secret."""
    with pytest.raises(StoreError, match=says) as caught:
        open_store(Settings(**settings))
    assert ":pw@" not in str(caught.value)


@pytest.mark.parametrize(
    ("published", "part"),
    [
        (datetime(2026, 10, 31, 23, 30, tzinfo=timezone(timedelta(hours=-2))), "2026.11"),
        (datetime(1970, 1, 1, tzinfo=UTC), "old"),
        (datetime(2099, 1, 1, tzinfo=UTC), "future"),
        (None, "undated"),
    ],
)
def test_a_mention_belongs_to_its_month(published: datetime | None, part: str) -> None:
    """In UTC; dates that cannot be right make no index of their own."""
    mention = tagged("one", {}, published_at=published).mentions[0]
    assert mention_document(mention, Names("t")).index == f"t-mentions-v1-{part}"


def test_a_server_that_is_something_else_is_said() -> None:
    """Another web server on the port is not taken for Elasticsearch."""

    class Other(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        with open_store(Settings(store=url)) as store, pytest.raises(StoreError, match="is no Elasticsearch"):
            store.put([tagged("one", {})])
        server.shutdown()


@pytest.mark.elasticsearch
def test_init_says_what_it_made_found_and_would_change(elastic_settings: Settings) -> None:
    """A second run changes nothing; a template that differs is named and left."""
    with open_store(elastic_settings) as store:
        first, second = store.prepare(), store.prepare()
        assert sum("created" in line for line in first) == 6
        assert sum("found" in line for line in second) == 6
        name = f"{elastic_settings.elastic_prefix}-claims"
        stored = store.client.indices.get_index_template(name=name)["index_templates"][0]["index_template"]
        stored["template"]["mappings"]["properties"]["status"] = {"type": "text"}
        kept = {key: stored[key] for key in ("index_patterns", "template", "priority", "version")}
        store.client.indices.put_index_template(name=name, **kept)
        assert any("differs in status" in line for line in store.prepare())


@pytest.mark.elasticsearch
def test_claims_are_documents_of_their_own(elastic_settings: Settings) -> None:
    """Supplier and recipient of two transfers never meet in one of them; the clause is quoted."""
    with open_store(elastic_settings) as store:
        store.put([tagged("one", {"transfers": (transfer("RU", "IR"), transfer("FR", "IN"))}, title="T")])
        alias = f"{elastic_settings.elastic_prefix}-claims"
        store.client.indices.refresh(index=alias)
        found = [hit["_source"] for hit in store.client.search(index=alias)["hits"]["hits"]]
    assert sorted(claim["pair"] for claim in found) == ["FR>IN", "RU>IR"]
    assert {claim["clause"] for claim in found} == {"Iran"}


@pytest.mark.elasticsearch
def test_passages_are_analysed_in_their_language(elastic_settings: Settings) -> None:
    """A German plural is found by its stem in the German field."""
    with open_store(elastic_settings) as store:
        store.put([tagged("one", {"text": "Die Lieferungen", "language": "de"})])
        alias = f"{elastic_settings.elastic_prefix}-mentions"
        store.client.indices.refresh(index=alias)
        assert store.client.count(index=alias, query={"match": {"passage_de": "lieferung"}})["count"] == 1


@pytest.mark.elasticsearch
def test_an_older_version_is_moved_behind_the_alias(elastic_settings: Settings) -> None:
    """Indices of version 0 become version 1 with all documents; their versions go along; the old ones are gone."""
    items = [tagged("one", {"transfers": (transfer("RU", "IR"),)}, {}), tagged("two", {}, published_at=None)]
    prefix = elastic_settings.elastic_prefix
    with open_store(elastic_settings) as store:
        store.prepare()
        store.put(items)
        make_old(store, prefix)
        assert list(store.articles()) == sorted(items, key=lambda item: item.article.id)
        assert any("run `tracker store migrate`" in line for line in store.prepare())
        store.update()
        assert list(store.articles()) == sorted(items, key=lambda item: item.article.id)
        assert store.search(EVERYTHING).total == 3
        every = sorted(store.client.indices.get(index=f"{prefix}-*"))
        assert all("-v1-" in index for index in every)
        store.put([tagged("one", {"text": "newer"})])
        assert store.search(EVERYTHING).total == 2
        assert "nothing to do" in store.update()[0]


def make_old(store: object, prefix: str) -> None:
    """Rename every index of version 1 to version 0, as an older program would have left them."""
    client = store.client
    for kind in ("mentions", "articles", "claims"):
        alias = f"{prefix}-{kind}"
        for index in list(client.indices.get_alias(name=alias)):
            old = index.replace("-v1-", "-v0-")
            body = client.indices.get(index=index)[index]
            client.indices.create(index=old, mappings=body["mappings"], aliases={alias: {}})
            client.indices.refresh(index=index)
            client.reindex(source={"index": index}, dest={"index": old, "version_type": "external"}, refresh=True)
            client.indices.delete(index=index)
        client.indices.delete_index_template(name=alias)


@pytest.mark.elasticsearch
def test_the_command_line_on_the_server(
    elastic_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Init, copy from SQLite, search, info and drain print what they did."""
    monkeypatch.setenv("TRACKER_ELASTIC_PREFIX", elastic_settings.elastic_prefix)
    monkeypatch.setenv("TRACKER_STATE", str(tmp_path / "state.db"))
    embedded = f"sqlite:///{tmp_path}/t.db"
    with open_store(Settings(store=embedded)) as store:
        store.put([tagged("one", {"text": "Kampfdrohnenlieferungen", "language": "de"})])

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exit_code == 0, result.output
        return result.stdout

    url = elastic_settings.store
    assert "created behind the alias" in run("store", "init", "--store", url)
    assert "copied 1 articles" in run("store", "migrate", "--to", url, "--store", embedded)
    assert "Kampfdrohnenlieferungen" in run("search", "drohne", "--store", url)
    assert "waiting      0" in run("store", "info", "--store", url)
    assert "nothing waits" in run("store", "drain", "--store", url)


@pytest.mark.elasticsearch
def test_a_server_of_the_8_line_without_language_analyzers() -> None:
    """The store starts there too, warns that texts are split as standard words, and answers."""
    try:
        server = Server(OLD_VERSION)
    except NotAvailableError as missing:
        not_run(missing)
    with server, open_store(Settings(store=server.url)) as store:
        assert any("warning: no analyzer for" in line and "german" in line for line in store.prepare())
        item = tagged("one", {"text": "Die Kampfdrohnen", "language": "de", "countries": ("IR",)})
        store.put([item])
        page = store.search(MentionQuery(words="drohne", countries=("IR",)), facets=("country",))
        assert (page.total, page.facets["country"][0].value) == (1, "IR")
        assert list(store.articles()) == [item]
        assert store.info().backend == f"Elasticsearch {OLD_VERSION}"
