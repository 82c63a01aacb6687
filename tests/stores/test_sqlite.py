"""The embedded store's file: who else uses it, and everything that can be wrong with it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from store_samples import FETCHED, tagged

from tracker.config import Settings
from tracker.errors import StoreError, StoreRejectedError, StoreUnavailableError
from tracker.stores import open_store
from tracker.stores.base import MentionQuery, Place
from tracker.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = MentionQuery()


@pytest.mark.parametrize("few", [0, 20_000])
def test_a_large_export_is_that_of_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Read in the order of the index or sorted in memory: the same mentions in the same order, from any place."""
    monkeypatch.setattr("tracker.stores.sqlite_walk._FEW", few)
    moments = (FETCHED, FETCHED - timedelta(days=1), None)
    query = MentionQuery(countries=("IR",))
    with SqliteStore(str(tmp_path / "t.db")) as store:
        store.put([tagged(f"n{n}", {"countries": ("IR",)}, {}, published_at=moments[n % 3]) for n in range(1200)])
        whole = store.search(query, limit=2000).mentions
        assert len(whole) == 1200
        assert tuple(store.export(query)) == whole
        for number in (1, 399, 400, 401, 900, 1200):
            last = whole[number - 1]
            assert tuple(store.export(query, Place(last.published_at, last.id))) == whole[number:]


def test_put_joins_the_transaction_that_is_open(tmp_path: Path) -> None:
    """The crawl's rows and the mentions appear together or not at all."""
    with SqliteStore(str(tmp_path / "t.db")) as store, SqliteStore(str(tmp_path / "t.db")) as other:
        store.connection.execute("CREATE TABLE crawl_page(url TEXT)")
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("INSERT INTO crawl_page VALUES ('a')")
        store.put([tagged("one", {"countries": ("IR",)})])
        assert other.search(EVERYTHING).total == 0
        store.connection.execute("ROLLBACK")
        assert store.search(EVERYTHING).total == 0
        store.put([tagged("one", {"countries": ("IR",)})])
        assert other.search(MentionQuery(countries=("IR",))).total == 1


def test_a_failure_inside_put_leaves_the_outer_transaction_usable(tmp_path: Path) -> None:
    """What was written before it stays, the refused article does not."""
    clash = tagged("two", {"id": tagged("one", {}).mentions[0].id})
    with SqliteStore(str(tmp_path / "t.db")) as store:
        store.connection.execute("BEGIN IMMEDIATE")
        store.put([tagged("one", {})])
        with pytest.raises(StoreError, match="UNIQUE"):
            store.put([clash])
        store.connection.execute("COMMIT")
        assert [item.article.id for item in store.articles()] == [tagged("one").article.id]


def test_put_is_all_or_nothing(tmp_path: Path) -> None:
    """A batch with a refused article leaves no part of itself."""
    clash = tagged("two", {"id": tagged("one", {}).mentions[0].id})
    with SqliteStore(str(tmp_path / "t.db")) as store:
        with pytest.raises(StoreError, match="UNIQUE"):
            store.put([tagged("one", {}), clash])
        assert store.info().articles == 0


def test_crawl_tables_may_be_there_first(tmp_path: Path) -> None:
    """A file that a crawl began is ours."""
    path = tmp_path / "t.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE crawl_page(url TEXT)")
    connection.close()
    with SqliteStore(str(path)) as store:
        assert store.info().articles == 0


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    """No tables are put among a stranger's."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos(name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        SqliteStore(str(path))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """It is named and left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, not a database. " * 30)
    with pytest.raises(StoreError, match=r"notes\.txt is not an SQLite database") as caught:
        open_store(Settings(store=f"sqlite:///{path}"))
    assert "\n" not in str(caught.value)
    assert path.read_text().startswith("These are my notes")


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """Opening does not make folders."""
    with pytest.raises(StoreError, match="check that its folder exists"):
        SqliteStore(str(tmp_path / "no" / "where.db"))


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """What was stored stays readable, and writing goes on once there is room."""
    with SqliteStore(str(tmp_path / "t.db")) as store:
        store.put([tagged("one", {})])
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreUnavailableError, match="disk is full"):
            store.put([tagged(f"n{n}", {"text": f"word{n} " * 400}) for n in range(200)])
        assert store.info().articles == 1
        store.connection.execute("PRAGMA max_page_count = 100000")
        store.put([tagged("two", {})])
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.info().articles == 2


def test_a_locked_file_is_said(tmp_path: Path) -> None:
    """Another program's long transaction is named as the reason."""
    path = str(tmp_path / "t.db")
    with SqliteStore(path) as store, SqliteStore(path) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(StoreUnavailableError, match="being written by another program"):
            store.put([tagged("one", {})])


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """An old program does not guess at new tables."""
    path = str(tmp_path / "t.db")
    with SqliteStore(path) as store:
        store.connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="newer version of tracker"):
        SqliteStore(path)


def test_a_store_without_a_scheme_is_refused() -> None:
    """The forms that work are shown."""
    with pytest.raises(StoreError, match="sqlite:///PATH"):
        open_store(Settings(store="tracker.db"))
    with pytest.raises(StoreError, match="names no file"):
        open_store(Settings(store="sqlite://host/file.db"))


def test_words_of_an_older_program_are_rebuilt_on_opening(tmp_path: Path) -> None:
    """A changed idea of words never leaves an index that does not fit."""
    path = str(tmp_path / "t.db")
    with SqliteStore(path) as store:
        store.put([tagged("one", {"text": "drones"})])
        store.connection.execute("UPDATE meta SET value = '0' WHERE key = 'words'")
        store.connection.execute("INSERT INTO word(word) VALUES ('delete-all')")
    with SqliteStore(path) as store:
        assert store.search(MentionQuery(words="drones")).total == 1


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """It gets the index of fetch times on opening, and keeps what it holds."""
    path = str(tmp_path / "t.db")
    with SqliteStore(path) as store:
        store.put([tagged("one", {})])
        store.connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        store.connection.execute("DROP INDEX article_fetched")
    with SqliteStore(path) as store:
        assert store.search(EVERYTHING).total == 1
        assert store.info().schema_version == 2
        assert store.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_fetched'").fetchone()


def test_a_killed_writer_leaves_whole_articles(tmp_path: Path) -> None:
    """After SIGKILL in the middle of writing, every acknowledged article is there, with its mention and words."""
    path = tmp_path / "t.db"
    writer = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from store_samples import tagged\n"
        "from tracker.stores.sqlite import SqliteStore\n"
        "store = SqliteStore(sys.argv[1])\n"
        "for n in range(100000):\n"
        "    store.put([tagged(f'n{n}', {'text': 'drones'}, {'text': 'jets'})])\n"
        "    print(n, flush=True)\n"
    )
    command = [sys.executable, "-c", writer, str(path), str(__file__).rpartition("/")[0]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(50)]
        process.kill()
        acknowledged = int((lines + process.stdout.readlines())[-1]) + 1
    with SqliteStore(str(path)) as store:
        articles = store.info().articles
        assert acknowledged <= articles <= acknowledged + 1
        assert store.search(MentionQuery(words="drones")).total == articles
        assert store.search(EVERYTHING).total == 2 * articles


def test_a_file_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    """Reading goes on, writing says what to check."""
    with SqliteStore(str(tmp_path / "t.db")) as store:
        store.connection.execute("PRAGMA query_only = 1")
        with pytest.raises(StoreError, match="check the permissions"):
            store.put([tagged("one", {})])
        assert store.search(EVERYTHING).total == 0


def test_more_mentions_than_an_article_can_have_are_refused(tmp_path: Path) -> None:
    """Said in one line, before anything of the article is kept."""
    with SqliteStore(str(tmp_path / "t.db")) as store:
        with pytest.raises(StoreRejectedError, match="no more than 4096"):
            store.put([tagged("one", *[{}] * 4097)])
        assert store.info().articles == 0
        store.put([tagged("one", *[{}] * 4096), tagged("two", {})])
        assert store.search(MentionQuery(articles=(tagged("one").article.id,))).total == 4096
