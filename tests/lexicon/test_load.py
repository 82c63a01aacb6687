"""Reading the data files: what is wrong is named with file and key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.cache import cache_folder
from tracker.cli.lexicon import fired
from tracker.errors import LexiconError, UnknownNameError
from tracker.lexicon import Lexicon, load_lexicon
from tracker.lexicon.cache import read_cache, write_cache
from tracker.lexicon.check import check_context, check_examples, check_names, coverage, holes
from tracker.lexicon.load import DATA, read_files

SMALL = {
    "themes/sanctions.toml": 'id = "sanctions"\nlabel = "Sanctions"\nmeaning = "measures"\n',
    "languages/de/grammar.toml": 'code = "de"\nname = "German"\nscript = "latin"\n[paradigms]\nen = ["", "en"]\n',
    "languages/de/sanctions.toml": (
        '[[rule]]\nid = "noun"\ntags = ["theme.sanctions"]\nforms = ["~sanktion+en"]\n'
        'examples = { yes = ["Sanktionen"], no = ["Sensation"] }\n'
    ),
    "countries/ir.toml": 'code = "IR"\n[de]\nnames = ["Iran"]\n',
    "weapons/su-35.toml": (
        'label = "Su-35"\nclass = "fighter_jets"\nmaker = "Sukhoi"\norigin = "RU"\n'
        'source = "https://example.org/"\nnames = ["Su-35"]\n'
    ),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A whole lexicon of five small files."""
    for name, text in SMALL.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("weapons/su-35.toml", 'label = "x"\ncolour = "grey"\n', r"weapons/su-35.toml: key '.*'"),
        ("weapons/su-35.toml", "label = ", r"weapons/su-35.toml: not valid TOML"),
        ("countries/ir.toml", '[de]\nnames = ["Iran"]\n', r"countries/ir.toml: key 'code' is missing"),
        ("countries/ir.toml", 'code = "IR"\n[de]\nnmaes = ["Iran"]\n', r"countries/ir.toml: key 'de.nmaes'"),
        ("countries/ir.toml", 'code = "IR"\n[de]\nnames = ["Iran+zz"]\n', r"'Iran\+zz'.*no paradigm 'zz'"),
        ("countries/ir.toml", 'code = "IR"\n[xx]\nnames = ["Iran"]\n', r"IR: \[xx\]"),
        ("languages/de/sanctions.toml", '[[rule]]\nid = "a"\n', r"de/sanctions.toml: key 'rule.0"),
        (
            "languages/de/sanctions.toml",
            SMALL["languages/de/sanctions.toml"].replace("theme.sanctions", "topic.sanctions"),
            r"unknown tag 'topic.sanctions'",
        ),
        (
            "languages/de/sanctions.toml",
            SMALL["languages/de/sanctions.toml"] * 2,
            r"de/sanctions.toml: rule id 'noun' stands twice",
        ),
    ],
)
def test_a_wrong_file_is_named(data: Path, name: str, text: str, message: str) -> None:
    """Each way to break a data file gives one line with the file and the key."""
    (data / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        Lexicon(data, use_cache=False)


def test_a_failing_example_is_a_problem(data: Path) -> None:
    """A rule whose example does not hold is reported with file and rule."""
    path = data / "languages/de/sanctions.toml"
    path.write_text(path.read_text().replace('yes = ["Sanktionen"]', 'yes = ["Embargo"]'), encoding="utf-8")
    lexicon = Lexicon(data, use_cache=False)
    problems = list(check_examples(lexicon, lambda text, language: fired(lexicon, text, language)))
    assert [str(problem) for problem in problems] == [
        "languages/de/sanctions.toml: noun: should fire on 'Embargo' and does not"
    ]


def test_two_weapons_of_one_name_are_a_problem(data: Path) -> None:
    """The same spelling in two weapon files is reported, naming both."""
    other = SMALL["weapons/su-35.toml"].replace('names = ["Su-35"]', 'names = ["Su 35"]')
    (data / "weapons/other.toml").write_text(other, encoding="utf-8")
    assert any(problem.rule == "other and su-35" for problem in check_names(read_files(data)))


@pytest.mark.parametrize(("key", "tag"), [("needs", "group.milltary"), ("not_with", "group.sports")])
def test_context_that_nothing_meets_is_a_problem(data: Path, key: str, tag: str) -> None:
    """A misspelt tag in a rule's context would never hold: it is reported, one that some rule has is not."""
    path = data / "languages/de/sanctions.toml"
    text = path.read_text(encoding="utf-8")
    line = f'{key} = ["country", "theme.sanctions", "theme", "{tag}"]\nexamples'
    path.write_text(text.replace("examples", line), encoding="utf-8")
    assert [str(problem) for problem in check_context(read_files(data))] == [
        f"languages/de/sanctions.toml: noun: {key} {tag!r}, which no rule of the language has"
    ]


def test_a_cached_lexicon_answers_like_a_fresh_one(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start reads the cache, a damaged cache is built anew, and a changed file is noticed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = Lexicon(data)
    first.table("de")
    second = Lexicon(data)
    assert second.weapon_id("SU 35") == first.weapon_id("Su-35") == "su-35"
    assert len(second.table("de").subjects.row_of) == len(first.table("de").subjects.row_of)
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert Lexicon(data).party("Iran") == "IR"
    (data / "weapons/su-35.toml").write_text(SMALL["weapons/su-35.toml"].replace("Su-35", "Su-57"), encoding="utf-8")
    assert Lexicon(data).weapon_id("Su-57") == "su-35"


def test_nobody_needs_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user id without a home folder, as in some containers, has no cache: reading and writing do nothing."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def homeless() -> Path:
        msg = "Could not determine home directory."
        raise RuntimeError(msg)

    monkeypatch.setattr(Path, "home", homeless)
    write_cache("v", "de", [])
    assert read_cache("v", "de") is None
    assert not cache_folder("lexicon").exists()


def test_the_cache_forgets_old_versions_and_keeps_its_own(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of other versions go a week after they were written; those of this version stay however old they are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Lexicon(data).table("de")
    (own,) = (tmp_path / "cache").rglob("*-de.json")
    old, recent, killed = (own.with_name(name) for name in ("0ld-c0de-de.json", "n3w-c0de-de.json", "half.tmp"))
    for path in (old, recent, killed):
        path.write_text("[]", encoding="utf-8")
    for path in (own, old, killed):
        os.utime(path, (0, 0))
    own.with_name(own.name.replace("-de", "-names")).unlink()
    Lexicon(data).weapon_id("su-35")
    assert own.exists()
    assert recent.exists()
    assert not old.exists()
    assert not killed.exists()


def test_the_cache_keeps_the_last_versions_only(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon that changes every minute does not fill the disk: twenty versions stay, the newest and its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Lexicon(data).table("de")
    (own,) = (tmp_path / "cache").rglob("*-de.json")
    for number in range(25):
        path = own.with_name(f"v{number:02}-c0de-de.json")
        path.write_text("[]", encoding="utf-8")
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60 * (30 - number)))
    own.with_name(own.name.replace("-de", "-names")).unlink()
    Lexicon(data).weapon_id("su-35")
    left = {path.name.partition("-")[0] for path in own.parent.glob("*.json")}
    assert left == {own.name.partition("-")[0], *(f"v{number:02}" for number in range(6, 25))}


def test_names_lead_to_ids_in_any_language() -> None:
    """Ids, labels and names in several scripts mean the same weapon or state."""
    lexicon = load_lexicon()
    assert {lexicon.weapon_id(name) for name in ("su-35", "Су-35", "SU 35", "苏-35")} == {"su-35"}
    assert {lexicon.party(name) for name in ("IR", "iran", "Иран", "ایران", "伊朗", "İran")} == {"IR"}


@pytest.mark.parametrize(("kind", "name", "near"), [("weapon", "su-355", "su-35"), ("party", "Irann", "IR")])
def test_an_unknown_name_suggests_the_nearest(kind: str, name: str, near: str) -> None:
    """A typing error is answered with what was probably meant."""
    lexicon = load_lexicon()
    with pytest.raises(UnknownNameError, match=near):
        (lexicon.weapon_id if kind == "weapon" else lexicon.party)(name)


def test_the_grid_has_no_holes() -> None:
    """Every language has rules for every theme, context, trigger and cue."""
    assert holes(coverage(load_lexicon())) == []


def test_every_data_folder_is_read() -> None:
    """Nothing lies in the data folder that no loader reads."""
    known = {"weapons", "countries", "parties", "languages", "themes", "world.toml"}
    assert {path.name for path in DATA.iterdir()} == known
