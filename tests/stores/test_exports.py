"""Exports into files: complete, each row once, from both stores and through any interruption."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
import stix2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import EVIDENCE, FETCHED, queries, sanction, tagged, tagged_articles, transfer

import tracker.export
from tracker.errors import ExportError, StoreUnavailableError
from tracker.export import Export
from tracker.export.forms import FORMS
from tracker.search import row_of
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import NewStore

    from tracker.export import ExportEnd
    from tracker.export.forms import FormName
    from tracker.models import Mention, TaggedArticle
    from tracker.stores.base import MentionStore, Place

EVERYTHING = MentionQuery()
RICH = {
    "themes": ("drones", "arms_transfer"),
    "countries": ("IR", "RU", "EU"),
    "weapons": ("shahed-136",),
    "transfers": (transfer("IR", "RU"), transfer(None, "Hamas", "alleged")),
    "sanctions": (sanction("EU", "RU"), sanction(None, "West", "planned")),
    "evidence": (EVIDENCE,),
}
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)


class Failing:
    """A store that is away after *rows* mentions of an export."""

    def __init__(self, store: MentionStore, rows: int) -> None:
        """Answer as *store*."""
        self.store = store
        self.rows = rows

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store has
        """Leave all else to the store."""
        return getattr(self.store, name)

    def export(self, query: MentionQuery, after: Place | None = None) -> Iterator[Mention]:
        """Yield some mentions, then fail."""
        for number, mention in enumerate(self.store.export(query, after)):
            if number == self.rows:
                raise StoreUnavailableError
            yield mention


def export(
    store: MentionStore, target: Path, form: FormName, query: MentionQuery = EVERYTHING, *, resume: bool = False
) -> ExportEnd:
    """Export into *target*."""
    return Export(store, "the store", query, target, form).run(resume=resume)


def ids_in(path: Path, form: FormName) -> list[str]:
    """Return the ids of the mentions in an export; of a bundle the names of the reports."""
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    if form == "parquet":
        return [str(value) for value in pq.read_table(path).column("id").to_pylist()]
    bundle = stix2.parse(path.read_text("utf-8"))
    assert len({thing.id for thing in bundle.objects}) == len(bundle.objects)
    return [thing.id for thing in bundle.objects if thing.type == "report"]


def stock(store: MentionStore, count: int) -> None:
    """Store *count* articles with two mentions each."""
    store.put(
        tagged(f"n{n}", RICH, {}, published_at=None if n % 9 == 0 else FETCHED - timedelta(hours=n))
        for n in range(count)
    )


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_complete_and_nothing_is_left_beside_it(
    store: MentionStore, tmp_path: Path, form: FormName
) -> None:
    """As many rows as mentions match, in both stores, dated or not, more than one page of the server holds."""
    stock(store, 700)
    target = tmp_path / "x"
    end = export(store, target, form)
    assert end.rows == end.total == store.search(EVERYTHING).total == 1400
    assert len(set(ids_in(target, form))) == len(ids_in(target, form)) == 1400
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("form", FORMS)
def test_an_interrupted_export_becomes_the_same_file(
    store: MentionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: FormName
) -> None:
    """Stopped again and again, with half a batch on the disk each time, it ends byte by byte as if never stopped."""
    monkeypatch.setattr(tracker.export, "BATCH", 4)
    stock(store, 30)
    whole, target = tmp_path / "whole", tmp_path / "x"
    export(store, whole, form)
    for rows in (0, 3, 9, 16, 17):
        with pytest.raises(StoreUnavailableError):
            export(Failing(store, rows), target, form, resume=True)
        with (tmp_path / "x.part").open("ab") as part:
            part.write(b'{"half": ')
        assert not target.exists()
    end = export(store, target, form, resume=True)
    assert (end.rows, end.total, end.resumed) == (60, 60, 40)
    assert target.read_bytes() == whole.read_bytes()


def test_what_comes_in_between_two_tries_is_in_the_file_once(new_sqlite: NewStore, tmp_path: Path) -> None:
    """New mentions, and one whose article was dated anew meanwhile, neither miss nor come twice."""
    with new_sqlite() as store:
        stock(store, 1000)
        with pytest.raises(StoreUnavailableError):
            export(Failing(store, 1500), tmp_path / "x", "jsonl")
        later = FETCHED + timedelta(days=1)
        moved = [tagged(f"n{n}", {}, {}, published_at=later, fetched_at=later) for n in (1, 998)]
        store.put([*moved, tagged("n2", {}, {}, published_at=None, fetched_at=later), tagged("new", {}, {})])
        end = export(store, tmp_path / "x", "jsonl", resume=True)
        assert end.rows == end.total == 2002
        assert set(ids_in(tmp_path / "x", "jsonl")) == {mention.id for mention in store.export(EVERYTHING)}
        assert len(ids_in(tmp_path / "x", "jsonl")) == 2002


@relaxed
@given(
    items=st.lists(tagged_articles(), max_size=8),
    query=queries(),
    form=st.sampled_from(FORMS),
    stops=st.lists(st.integers(0, 6), max_size=3),
)
def test_rows_equal_total_whatever_is_stored_and_asked(
    new_sqlite: NewStore, items: list[TaggedArticle], query: MentionQuery, form: FormName, stops: list[int]
) -> None:
    """For any mentions, any query, any format and any interruptions the file holds each match once."""
    with new_sqlite() as store, TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracker.export, "BATCH", 2)
        store.put(items)
        target = Path(folder, "x")
        for rows in stops:
            if rows >= store.count(query):
                break
            with pytest.raises(StoreUnavailableError):
                export(Failing(store, rows), target, form, query, resume=True)
        end = export(store, target, form, query, resume=True)
        found = store.search(query, limit=100)
        assert end.rows == end.total == found.total == len(ids_in(target, form))
        if form != "stix":
            assert ids_in(target, form) == [mention.id for mention in found.mentions]


def test_other_filters_do_not_go_on(new_sqlite: NewStore, tmp_path: Path) -> None:
    """An export goes on only as what it was begun; without --resume it begins anew."""
    with new_sqlite() as store:
        stock(store, 2)
        target = tmp_path / "x"
        with pytest.raises(StoreUnavailableError):
            export(Failing(store, 1), target, "csv")
        for form, query in (("jsonl", EVERYTHING), ("csv", MentionQuery(countries=("IR",)))):
            with pytest.raises(ExportError, match="begin again without --resume"):
                export(store, target, form, query, resume=True)
        assert export(store, target, "jsonl").rows == 4


def test_a_moving_time_goes_on_with_the_time_of_the_beginning(new_sqlite: NewStore, tmp_path: Path) -> None:
    """--since 30d means another moment an hour later; the file keeps the first."""
    since = FETCHED - timedelta(hours=12)
    with new_sqlite() as store:
        stock(store, 30)
        with pytest.raises(StoreUnavailableError):
            export(Failing(store, 5), tmp_path / "x", "csv", MentionQuery(since=since))
        later = MentionQuery(since=since + timedelta(hours=6))
        assert export(store, tmp_path / "x", "csv", later, resume=True).rows == store.count(MentionQuery(since=since))


def test_two_exports_never_write_one_file(new_sqlite: NewStore, tmp_path: Path) -> None:
    """The second is told so, the first ends as if alone."""
    with new_sqlite() as store:
        stock(store, 2)
        first = Export(store, "the store", EVERYTHING, tmp_path / "x", "csv")

        def second(_: int) -> None:
            with pytest.raises(ExportError, match="being written by another export"):
                export(store, tmp_path / "x", "csv", resume=True)

        first.told = second
        assert first.run(resume=False).rows == 4


@pytest.mark.parametrize("moment", ["before", "between", "after"])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_crash_while_the_file_gets_its_name_is_made_good(
    new_sqlite: NewStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: FormName, moment: str
) -> None:
    """Killed before, within or after the last step, --resume ends with the whole file and nothing beside it."""
    with new_sqlite() as store:
        stock(store, 5)
        whole, target = tmp_path / "whole", tmp_path / "x"
        export(store, whole, form)
        stopped = Export(store, "the store", EVERYTHING, target, form)
        finish = stopped._form.finish  # noqa: SLF001 - a crash has no interface

        def crash(part: Path, path: Path) -> None:
            if moment == "after":
                finish(part, path)
            if moment == "between":
                path.with_name("x.tmp").write_bytes(b"PAR1 half")
            raise SystemExit

        monkeypatch.setattr(stopped._form, "finish", crash)  # noqa: SLF001 - see above
        with pytest.raises(SystemExit):
            stopped.run(resume=False)
        assert export(store, target, form, resume=True).rows == 10
        assert target.read_bytes() == whole.read_bytes()
        assert {path.name for path in tmp_path.iterdir()} - {"x.tmp"} == {"whole", "x"}


def test_parquet_holds_the_rows_of_json_lines(new_sqlite: NewStore, tmp_path: Path) -> None:
    """Typed columns, the same values."""
    with new_sqlite() as store:
        stock(store, 3)
        export(store, tmp_path / "x.parquet", "parquet")
        rows = pq.read_table(tmp_path / "x.parquet").to_pylist()
        wanted = [row_of(mention) for mention in store.export(EVERYTHING)]
    for row, mention in zip(rows, wanted, strict=True):
        moment = row["published_at"]
        assert row | {"published_at": None} == mention | {"published_at": None}
        assert (moment and moment.isoformat().replace("+00:00", "Z")) == mention["published_at"]
