"""The classifier's table: tests/cases/<lang>.toml, text → themes, weapons, countries, transfers, sanctions."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from told import sanctions_told, transfers_told

from tracker.classify import classify
from tracker.lexicon import load_lexicon

if TYPE_CHECKING:
    from tracker.models import Analysis

CASES = Path(__file__).parent / "cases"


def _read_cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("??.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def _summary(analysis: Analysis) -> dict[str, list[str]]:
    return {
        "themes": sorted(analysis.themes),
        "weapons": sorted(analysis.weapons),
        "weapon_classes": sorted(analysis.weapon_classes),
        "countries": sorted(analysis.countries),
        "transfers": transfers_told(analysis),
        "sanctions": sanctions_told(analysis),
    }


@pytest.mark.parametrize(("language", "case"), _read_cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    """Every key that a case gives is exactly what the classifier says."""
    analysis = classify(case["text"], case.get("language", language), load_lexicon(), title=case.get("title", ""))
    found = _summary(analysis)
    expected = {key: sorted(value) for key, value in case.items() if key in found}
    assert expected, "the case expects nothing"
    assert {key: found[key] for key in expected} == expected
    for item in analysis.evidence:
        assert case["text"][item.start : item.end] == item.text
