"""Which language a text is in, with and without claims."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language import declared_language, detect_language
from tracker.language_model import load_model

CASES = tomllib.loads((Path(__file__).parent / "cases" / "language.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}-{i}" for i, c in enumerate(CASES)])
def test_language_is_recognised(case: dict[str, str]) -> None:
    """Each text of cases/language.toml is given its language, whatever is declared."""
    assert detect_language(case["text"], case.get("declared"), case.get("hint")) == case["language"]


@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=12)))
def test_any_text_has_an_answer(text: str, declared: str | None) -> None:
    """The answer is always a code of two letters or `und`."""
    code = detect_language(text, declared)
    assert code == "und" or (len(code) == 2 and code.isalpha() and code.islower())


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("de-AT", "de"),
        ("ru_RU", "ru"),
        ("eng", "en"),
        ("Deutsch", "de"),
        ("nb-NO", "no"),
        ("en, de", "en"),
        ("x", None),
        ("", None),
    ],
)
def test_claims_are_read_as_codes(claim: str, code: str | None) -> None:
    """Tags, locales, three-letter codes and names stand for two-letter codes."""
    assert declared_language(claim) == code


def test_only_the_start_of_a_long_text_is_looked_at() -> None:
    """What follows the first part cannot change the answer, however long it is."""
    start = "Der Stadtrat hat die Entscheidung über den neuen Hafenkran am Dienstag verschoben. " * 60
    assert detect_language(start + "Городской совет отложил решение. " * 50_000) == "de"


@pytest.mark.parametrize("harm", ["none", "damaged", "unwritable"])
def test_the_unpacked_model_answers_like_the_packed_one(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy in the cache folder is used, made anew where it is damaged, and done without where none can be kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    packed = load_model()
    (copy,) = tmp_path.rglob("*.npz")
    if harm == "damaged":
        copy.write_bytes(copy.read_bytes()[:1000])
    if harm == "unwritable":
        copy.unlink()
        copy.parent.rmdir()
        copy.parent.write_text("", encoding="utf-8")
    again = load_model()
    assert [again.rank(case["text"]) for case in CASES[:9]] == [packed.rank(case["text"]) for case in CASES[:9]]
    assert (copy.exists() and copy.stat().st_size > 10**6) == (harm != "unwritable")
