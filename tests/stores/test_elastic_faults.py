"""What goes wrong between us and the genuine server: nothing is lost, nothing doubled, what is refused is told."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty_proxy import FaultyProxy
from genuine import not_run
from store_samples import FETCHED, tagged, transfer

from tools.elasticsearch import NotAvailableError, Server
from tracker.config import Settings
from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import open_state, transaction
from tracker.errors import StoreRejectedError, StoreUnavailableError
from tracker.stores import open_store
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from tracker.models import TaggedArticle

pytestmark = pytest.mark.elasticsearch
EVERYTHING = MentionQuery()
# Writes a numbered article and its mentions into the outbox, delivers now and then, says how far it came.
CRAWLER = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from pathlib import Path
from store_samples import tagged, transfer
from tracker.config import Settings
from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import open_state, transaction
from tracker.stores import open_store
connection = open_state(Path(sys.argv[3]))
Frontier(connection)
outbox = Outbox(connection)
connection.execute("CREATE TABLE IF NOT EXISTS crawl_seen(n INTEGER PRIMARY KEY)")
first = connection.execute("SELECT coalesce(max(n), -1) FROM crawl_seen").fetchone()[0] + 1
with open_store(Settings(store=sys.argv[4], elastic_prefix=sys.argv[5])) as store:
    for n in range(first, int(sys.argv[6])):
        with transaction(connection):
            connection.execute("INSERT INTO crawl_seen VALUES (?)", (n,))
            outbox.add(tagged(f"n{n}", {"transfers": (transfer("RU", "IR"),)}, {"text": f"number {n}"}))
        if n % 10 == 0:
            outbox.drain(store)
            print(n, flush=True)
"""


def new_outbox(path: Path) -> Outbox:
    """Return an outbox in a new state file."""
    connection = open_state(path)
    Frontier(connection)
    return Outbox(connection)


def fill(outbox: Outbox, items: list[TaggedArticle]) -> None:
    """Put *items* into the outbox as a crawl does."""
    for item in items:
        with transaction(outbox.connection):
            outbox.add(item)


def crawled(count: int) -> list[TaggedArticle]:
    """Return *count* articles of two mentions and one claim each."""
    return [tagged(f"n{n}", {"transfers": (transfer("RU", "IR"),)}, {"text": f"number {n}"}) for n in range(count)]


def expect(settings: Settings, items: list[TaggedArticle]) -> None:
    """Find exactly *items*: every article and mention once, and one claim per transfer."""
    with open_store(settings) as store:
        store.client.indices.refresh(index=f"{settings.elastic_prefix}-*")
        assert list(store.articles()) == sorted(items, key=lambda item: item.article.id)
        mentions = [mention for item in items for mention in item.mentions]
        assert store.search(EVERYTHING).total == len(mentions)
        claims = sum(len(mention.transfers) for mention in mentions)
        assert store.client.count(index=f"{settings.elastic_prefix}-claims")["count"] == claims


def test_a_storm_of_429_and_broken_connections(elastic_settings: Settings, tmp_path: Path) -> None:
    """30 % of bulks refused, 10 % of connections broken, half of them after the work: none lost, none doubled."""
    items = crawled(1500)
    outbox = new_outbox(tmp_path / "state.db")
    fill(outbox, items)
    with FaultyProxy(elastic_settings.store, refuse=0.3, break_off=0.1) as proxy:
        with open_store(elastic_settings.model_copy(update={"store": proxy.url})) as store:
            while outbox.waiting():
                outbox.drain(store, force=True)
        assert proxy.counts["refuse"] > 10
        assert proxy.counts["break-after"] > 0
        assert proxy.counts["break-before"] > 0
    expect(elastic_settings, items)


def test_a_poison_document_becomes_a_dead_letter(elastic_settings: Settings, tmp_path: Path) -> None:
    """The mapping refuses a keyword of 40,000 bytes: it is kept with the server's reason, all others arrive."""
    items = crawled(30)
    poison = tagged("poison", {"weapons": ("x" * 40_000,)})
    outbox = new_outbox(tmp_path / "state.db")
    fill(outbox, [*items[:15], poison, *items[15:]])
    with open_store(elastic_settings) as store:
        delivery = outbox.drain(store)
        assert (delivery.delivered, delivery.dead, delivery.waiting) == (30, 1, 0)
        found = store.search(EVERYTHING)
        assert found.total == 60
    article, body, reason = outbox.connection.execute("SELECT article_id, body, reason FROM outbox_dead").fetchone()
    assert article == poison.article.id
    assert json.loads(body)["article"]["id"] == article
    assert "immense term" in reason


def test_a_refusal_names_the_document(elastic_settings: Settings) -> None:
    """One line: which document, which index, why."""
    with open_store(elastic_settings) as store, pytest.raises(StoreRejectedError, match="immense term") as caught:
        store.put([tagged("poison", {"weapons": ("x" * 40_000,)})])
    assert "\n" not in str(caught.value)


def test_a_line_end_in_a_text_starts_no_action(elastic_settings: Settings) -> None:
    """A title that looks like an action of the bulk format stays a title."""
    title = '"}\n{"delete":{"_index":"x","_id":"1"}}\n'
    with open_store(elastic_settings) as store:
        store.put([tagged("one", {"title": title, "text": title})])
        assert store.search(EVERYTHING).mentions[0].title == title


def test_a_server_that_is_away_is_unavailable(tmp_path: Path) -> None:
    """What cannot be delivered waits, with the reason."""
    settings = Settings(store="http://127.0.0.1:9", elastic_prefix="away")
    outbox = new_outbox(tmp_path / "state.db")
    fill(outbox, crawled(3))
    with open_store(settings) as store:
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            store.put(crawled(1))
        delivery = outbox.drain(store)
    assert (delivery.delivered, delivery.waiting) == (0, 3)
    assert "cannot be reached" in delivery.problem


def test_a_crash_between_the_steps_of_a_write_is_mended(elastic_settings: Settings) -> None:
    """Mentions of a version that was cut off go with the next version, though no list of them was finished."""
    with open_store(elastic_settings) as store:
        store.put([tagged("one", {"text": "first"})])
        cut = tagged("one", {"text": "second"}, {"text": "cut off"}, {}, fetched_at=FETCHED)
        real = store.client.bulk
        calls = []

        def bulk(**request: object) -> object:
            calls.append(request)
            if len(calls) == 3:
                msg = "killed"
                raise KeyboardInterrupt(msg)
            return real(**request)

        store.put([tagged("one", {"text": "first"}, {"text": "gone soon"})])
        store.client.bulk = bulk
        with pytest.raises(KeyboardInterrupt):
            store.put([cut.model_copy(update={"mentions": cut.mentions[2:]})])
        del store.client.bulk
        last = tagged("one", {"text": "last"})
        store.put([last])
    expect(elastic_settings, [last])


def test_the_crawler_is_killed_again_and_again(elastic_settings: Settings, tmp_path: Path) -> None:
    """SIGKILL at 20 random points while pages are recorded and delivered: none lost, none doubled."""
    draw = random.Random(20)  # noqa: S311 - moments, no secret
    state, total = tmp_path / "state.db", 100_000
    command = [sys.executable, "-c", CRAWLER, str(Path(__file__).parent), str(Path(__file__).parents[2])]
    command += [str(state), elastic_settings.store, elastic_settings.elastic_prefix, str(total)]
    for _ in range(20):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            process.stdout.readline()
            time.sleep(draw.uniform(0.0, 0.4))
            process.kill()
    outbox = new_outbox(state)
    (seen,) = outbox.connection.execute("SELECT count(*) FROM crawl_seen").fetchone()
    assert 20 <= seen < total
    with open_store(elastic_settings) as store:
        assert outbox.drain(store, force=True).waiting == 0
    expect(elastic_settings, crawled(seen))


def test_the_server_is_stopped_in_the_middle(tmp_path: Path) -> None:
    """Killed while a crawl delivers and started again a minute later: the outbox holds what came meanwhile."""
    try:
        server = Server()
    except NotAvailableError as missing:
        not_run(missing)
    items = crawled(600)
    outbox = new_outbox(tmp_path / "state.db")
    with server, open_store(Settings(store=server.url)) as store:
        fill(outbox, items[:200])
        assert outbox.drain(store).delivered == 200
        server.stop(signal.SIGKILL)
        stopped = time.monotonic()
        for part in range(200, 600, 100):
            fill(outbox, items[part : part + 100])
            assert outbox.drain(store, force=True).problem
        assert outbox.waiting() == 400
        time.sleep(max(0.0, 60 - (time.monotonic() - stopped)))
        server.start()
        while outbox.waiting():
            outbox.drain(store, force=True)
        expect(Settings(store=server.url), items)
