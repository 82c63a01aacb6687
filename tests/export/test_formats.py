"""The formats of an export: formulas, the bundle's objects, missing libraries, the command."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
import time
import tomllib
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import stix2
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.cli import main
from tracker.errors import ExportError
from tracker.export import Export, parquet
from tracker.export.forms import FORMS, SUFFIXES, FormName
from tracker.export.stix import CONFIDENCE, make
from tracker.models import Article, Mention, Sanction, TaggedArticle, Transfer
from tracker.search import STATUSES
from tracker.stores.base import MentionQuery
from tracker.stores.sqlite import SqliteStore

CELLS: dict[str, str] = tomllib.loads((Path(__file__).parents[1] / "formulas.toml").read_text("utf-8"))["cells"]
FETCHED = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
TEXT = "Iran delivered drones to Russia, which the EU has sanctioned."
EVERYTHING = MentionQuery()


def mention(name: str = "one", **changes: object) -> Mention:
    """Return a mention of an article of the same name."""
    values: dict[str, object] = {
        "id": f"m-{name}",
        "article_id": f"a-{name}",
        "url": f"https://news.example/{name}",
        "title": "A title",
        "source": "xx_news",
        "language": "en",
        "published_at": datetime(2026, 11, 20, tzinfo=UTC),
        "fetched_at": FETCHED,
        "text": TEXT,
        "themes": ("arms_transfer",),
        "countries": ("EU", "IR", "RU"),
        "lexicon_version": "1",
    }
    return Mention.model_validate(values | changes)


def store_with(path: Path, *mentions: Mention) -> SqliteStore:
    """Return a store in *path* that holds *mentions*, each in an article of its own."""
    store = SqliteStore(str(path))
    fields = ("url", "title", "source", "language", "published_at", "fetched_at", "text")
    items = []
    for item in mentions:
        shared = {name: getattr(item, name) for name in fields}
        article = Article(id=item.article_id, canonical_url=item.url, text_sha256="0" * 64, **shared)
        items.append(TaggedArticle(article=article, mentions=(item,)))
    store.put(items)
    return store


def transfer(supplier: str | None, recipient: str | None, status: str = "delivered") -> Transfer:
    """Return a transfer said in the first half of the text."""
    values = {"supplier": supplier, "recipient": recipient, "weapon": "shahed-136", "weapon_class": "drones"}
    return Transfer.model_validate(values | {"quantity": 6, "status": status, "start": 0, "end": 31})


def sanction(imposer: str | None, target: str | None, status: str = "in_force") -> Sanction:
    """Return a sanction said in the second half of the text."""
    return Sanction.model_validate({"imposer": imposer, "target": target, "status": status, "start": 33, "end": 61})


def bundle_of(*mentions: Mention) -> stix2.v21.Bundle:
    """Return the bundle of *mentions* as stix2 reads and checks it, nothing custom allowed."""
    form = make(EVERYTHING)
    text = "".join([form.begin(), *map(form.add, mentions), form.end()])
    return stix2.parse(text, allow_custom=False)


def test_hidden_formulas_are_harmless_in_csv_and_unchanged_elsewhere(tmp_path: Path) -> None:
    """Each cell of tests/formulas.toml as title and text: quoted in CSV, exactly as it is in JSON lines and Parquet."""
    assert len(CELLS) >= 40
    mentions = [mention(name, title=cell, text=cell) for name, cell in CELLS.items()]
    wanted = {item.id: (item.title, item.text) for item in mentions}
    with store_with(tmp_path / "t.db", *mentions) as store:
        for form in ("csv", "jsonl", "parquet"):
            Export(store, "s", EVERYTHING, tmp_path / form, form).run(resume=False)
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_text("utf-8").splitlines()]
    assert {row["id"]: (row["title"], row["text"]) for row in lines} == wanted
    columns = pq.read_table(tmp_path / "parquet").to_pylist()
    assert {row["id"]: (row["title"], row["text"]) for row in columns} == wanted
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text("utf-8"), newline="")))
    assert {row["id"] for row in rows} == set(wanted)
    for row in rows:
        assert not any(map(begins_formula, (row["title"], row["text"])))
        assert not any(map(begins_formula, re.split("[;\n]", row["text"])))


def begins_formula(cell: str) -> bool:
    """Say whether a program that ignores what cannot be seen and the width of a character takes *cell* for one."""
    text = unicodedata.normalize("NFKC", cell)
    seen = [c for c in text if c not in '"\u1160\u2800' and unicodedata.category(c)[0] not in "ZCM"]
    return bool(seen) and seen[0] in "=+-@\u2212"


def test_a_bundle_says_who_arms_whom_and_who_said_so() -> None:
    """Report with address, outlet and countries; a relationship with its clause; sanctions and half-known claims."""
    transfers = (transfer("IR", "RU"), transfer(None, "Hamas", "alleged"))
    bundle = bundle_of(mention(transfers=transfers, sanctions=(sanction("EU", "RU"),), weapons=("shahed-136",)))
    things = {thing.id: thing for thing in bundle.objects}
    by_type = {kind: [thing for thing in bundle.objects if thing.type == kind] for kind in Counter(
        thing.type for thing in bundle.objects)}  # fmt: skip
    (report,) = by_type["report"]
    assert (report.name, report.description, report.lang) == ("A title", TEXT, "en")
    assert (report.external_references[0].source_name, report.external_references[0].url) == (
        "xx_news",
        "https://news.example/one",
    )
    assert report.labels == ["arms_transfer", "weapon:shahed-136"]
    assert {things[name].get("name") for name in report.object_refs} >= {"xx_news", "Iran", "Russia", "European Union"}
    (supply,) = by_type["relationship"]
    assert (things[supply.source_ref].country, things[supply.target_ref].country) == ("IR", "RU")
    assert supply.description == "Iran delivered drones to Russia"
    assert supply.labels == ["transfer", "weapon:shahed-136", "class:drones", "quantity:6", "status:delivered"]
    assert supply.confidence == CONFIDENCE["delivered"]
    assert supply.id in report.object_refs
    assert [note.abstract for note in by_type["note"]] == [
        "? → Hamas: shahed-136, alleged",
        "EU → RU: sanctions, in_force",
    ]
    assert by_type["note"][1].content == "which the EU has sanctioned."
    assert all(report.id in note.object_refs for note in by_type["note"])
    assert {location.country for location in by_type["location"]} == {"IR", "RU"}
    assert all(name in things for thing in bundle.objects for name in thing.get("object_refs", ()))


def test_the_surer_the_words_the_higher_the_confidence() -> None:
    """Each status has one, and what is denied is never surer than what is alleged."""
    assert set(CONFIDENCE) == set(STATUSES)
    assert CONFIDENCE["denied"] < CONFIDENCE["alleged"] < CONFIDENCE["planned"] < CONFIDENCE["delivered"]


def test_ids_are_the_same_in_every_export() -> None:
    """Two exports of one mention can be merged; what mentions share stands there once."""
    one, two = mention("one", transfers=(transfer("IR", "RU"),)), mention("two", transfers=(transfer("IR", "RU"),))
    first, both = bundle_of(one), bundle_of(one, two)
    assert {thing.id for thing in first.objects} <= {thing.id for thing in both.objects}
    assert len({thing.id for thing in both.objects}) == len(both.objects)
    assert bundle_of(one, two).serialize() == both.serialize()


PARTIES = st.sampled_from((None, "IR", "EU", "UN", "NATO", "West", "Hamas", "XK"))
CLAIMS = st.builds(transfer, PARTIES, PARTIES, st.sampled_from(("delivered", "denied", "sought")))
SANCTIONS = st.builds(sanction, PARTIES, PARTIES, st.sampled_from(("eased", "planned")))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone added


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(
    text=st.text(max_size=40),
    title=st.text(max_size=10),
    language=st.sampled_from(("en", "und", "zh")),
    published=st.none() | MOMENTS,
    transfers=st.lists(CLAIMS, max_size=3).map(tuple),
    sanctions=st.lists(SANCTIONS, max_size=3).map(tuple),
)
def test_any_mention_makes_a_valid_bundle(**fields: object) -> None:
    """stix2 reads it back, whatever is known or not and whenever it was published."""
    item = mention(published_at=fields.pop("published"), **fields)
    assert sum(thing.type == "report" for thing in bundle_of(item).objects) == 1
    claims = sum(thing.type in {"relationship", "note"} for thing in bundle_of(item).objects)
    assert claims == len(item.transfers) + len(item.sanctions)


def test_parquet_without_its_library_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install; nothing is written."""
    monkeypatch.setattr(parquet, "pa", None)
    with store_with(tmp_path / "t.db", mention()) as store:
        with pytest.raises(ExportError, match=r"pip install 'arms-sanctions-tracker\[parquet\]'$"):
            Export(store, "s", EVERYTHING, tmp_path / "x.parquet", "parquet")
        Export(store, "s", EVERYTHING, tmp_path / "x.csv", "csv").run(resume=False)
    assert not (tmp_path / "x.parquet.part").exists()


@pytest.mark.parametrize(("suffix", "form"), SUFFIXES.items())
def test_the_name_says_the_format(tmp_path: Path, suffix: str, form: FormName) -> None:
    """`tracker export -o mentions.csv` needs no --format; what it did is said on stderr."""
    store_with(tmp_path / "t.db", mention(), mention("two", countries=())).close()
    store = f"sqlite:///{tmp_path}/t.db"
    target = tmp_path / f"x{suffix}"
    result = CliRunner().invoke(main, ["export", "--country", "Iran", "-o", str(target), "--store", store])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"1 mentions in {target}\n"
    assert form in FORMS
    assert target.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["-o", "x.doc"], 2, "give --format"),
        (["--format", "csv"], 2, "--output"),
        (["-o", "no/such/folder/x.csv"], 1, "cannot be written"),
        (["-o", "x.csv", "--country", "Irann"], 1, "did you mean"),
    ],
)
def test_wrong_use_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    """No traceback for anything a user can cause."""
    monkeypatch.chdir(tmp_path)
    store_with(tmp_path / "t.db", mention()).close()
    result = CliRunner().invoke(main, ["export", *arguments, "--store", "sqlite:///t.db"])
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.output


def damage_journal(folder: Path) -> None:
    """Leave something behind that is no journal."""
    (folder / "x.csv.part.db").write_bytes(b"no database at all" * 100)


def cut_part(folder: Path) -> None:
    """Leave a journal that knows more than the file holds."""
    (folder / "x.csv.part").write_bytes(b"")


def remove_part(folder: Path) -> None:
    """Leave a journal without its file."""
    (folder / "x.csv.part").unlink()


@pytest.mark.parametrize(
    ("damage", "says"), [(damage_journal, "is damaged"), (cut_part, "shorter"), (remove_part, "is gone")]
)
def test_damaged_remains_are_said(tmp_path: Path, damage: object, says: str) -> None:
    """What cannot be gone on with names the file and what to do."""
    with store_with(tmp_path / "t.db", mention()) as store:
        export = Export(store, "s", EVERYTHING, tmp_path / "x.csv", "csv")
        export.told = lambda rows: sys.exit(9) if rows else None
        with pytest.raises(SystemExit):
            export.run(resume=False)
        assert callable(damage)
        damage(tmp_path)
        with pytest.raises(ExportError, match=says):
            Export(store, "s", EVERYTHING, tmp_path / "x.csv", "csv").run(resume=True)


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.soak)])
def test_killed_exports_end_as_if_never_killed(tmp_path: Path, kills: int) -> None:
    """Kill -9 at any moment; --resume writes on; the file is byte by byte that of one undisturbed export."""
    store_with(tmp_path / "t.db", *(mention(f"n{n}", transfers=(transfer("IR", "RU"),)) for n in range(3000))).close()
    command = [sys.executable, "-m", "tracker", "export", "--store", f"sqlite:///{tmp_path}/t.db", "-o"]
    for suffix in SUFFIXES if kills > 3 else (".json",):
        whole, target = tmp_path / f"whole{suffix}", tmp_path / f"x{suffix}"
        subprocess.run([*command, whole], check=True, capture_output=True)
        for number in range(kills):
            with subprocess.Popen([*command, target, "--resume"], stderr=subprocess.PIPE) as process:
                before = written(target)
                while process.poll() is None and written(target) == before:
                    time.sleep(0.005)
                time.sleep(number % 7 * 0.02)
                process.send_signal(signal.SIGKILL)
        subprocess.run([*command, target, "--resume"], check=True, capture_output=True)
        assert target.read_bytes() == whole.read_bytes()


def written(target: Path) -> int:
    """Return how much of an unfinished export there is."""
    part = target.with_name(f"{target.name}.part")
    return part.stat().st_size if part.exists() else 0
