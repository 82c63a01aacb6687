"""The reference pages say what the program does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from tracker.alerts.alert import Alert
from tracker.alerts.channel import KINDS
from tracker.alerts.journal import Delivery
from tracker.alerts.watch import FILTERS, Watch
from tracker.export.forms import FORMS
from tracker.export.stix import CONFIDENCE
from tracker.models import WEAPON_CLASSES, Analysis, Evidence, Sanction, Transfer
from tracker.search import ROW_KEYS
from tracker.trends import TrendRow

ROOT = Path(__file__).resolve().parents[2]
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_settings_page_lists_every_setting() -> None:
    """docs/settings.md holds the table that tools/docs.py writes from the settings."""
    table = runpy.run_path(str(ROOT / "tools" / "docs.py"))["settings_table"]()
    assert table in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_formats_page_names_every_key() -> None:
    """Each section of docs/formats.md names the keys of what it describes."""
    for heading, keys in {
        "A mention": ROW_KEYS,
        "A transfer": tuple(Transfer.model_fields),
        "A sanction": tuple(Sanction.model_fields),
        "Evidence": tuple(Evidence.model_fields),
        "An analysis": ("id", *Analysis.model_fields),
        "A trend": tuple(TrendRow.model_fields),
        "An alert": tuple(Alert.model_fields),
        "A delivery": tuple(Delivery.model_fields),
    }.items():
        assert set(keys) <= named(heading), heading


def test_formats_page_names_every_weapon_class() -> None:
    """The weapon classes are those of the models."""
    assert set(WEAPON_CLASSES) <= named("A mention")


def test_formats_page_names_every_export() -> None:
    """Each format of `tracker export` is named, and how sure each status is."""
    assert set(FORMS) <= named("Files")
    section = FORMATS.partition("\n## Files")[2].partition("\n## ")[0]
    for status, confidence in CONFIDENCE.items():
        said = re.search(rf"\b{status.replace('_', ' ')}\b[a-z ]* (\d+)", section.partition("`confidence`")[2])
        assert said, status
        assert int(said[1]) == confidence, status


def test_alerts_page_names_every_key_and_kind() -> None:
    """docs/alerts.md names each key of a watch list and each kind of channel with its keys."""
    page = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`(\w+)", page)) | set(re.findall(r"(\w+) += ", page))
    keys = set(FILTERS) | set(Watch.model_fields)
    for kind, model in KINDS.items():
        assert f'"{kind}"' in page
        keys |= set(model.model_fields)
    assert keys - {"id"} <= known


def named(heading: str) -> set[str]:
    """Return the words in code type of one section."""
    section = FORMATS.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    return set(re.findall(r"`(\w+)`", section))
