"""Measures the classifier against passages labelled by hand: precision, recall, F1 per label and language."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.classify import classify
from tracker.errors import InputError, UnknownNameError
from tracker.models import THEMES, Analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tracker.lexicon import Lexicon

Labels = dict[str, set[Any]]


class Score(NamedTuple):
    """True positives, false positives and misses of one label."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was said that is right; None where nothing was said."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was said; None where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is neither."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None

    def plus(self, expected: set[Any], found: set[Any]) -> Score:
        """Add one passage."""
        return Score(
            self.right + len(expected & found),
            self.wrong + len(found - expected),
            self.missed + len(expected - found),
        )


class Miss(NamedTuple):
    """One passage in which *kind* came out wrong."""

    id: str
    language: str
    kind: str
    missing: list[Any]
    extra: list[Any]
    text: str
    analysis: Analysis


class Evaluation(NamedTuple):
    """Scores by kind (themes, weapons …), by (kind, language) and by theme; and each miss."""

    passages: int
    kinds: dict[str, Score]
    languages: dict[tuple[str, str], Score]
    themes: dict[str, Score]
    misses: list[Miss]


KINDS = ("themes", "weapons", "countries", "transfers", "transfer_status", "sanctions", "sanction_status")


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the labelled passages of a JSONL file.

    Raises:
        InputError: a line is not JSON or lacks a label (file and line named).
    """
    needed = {"id", "lang", "text", "themes", "weapons", "countries", "transfers", "sanctions"}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            msg = f"{path}, line {number}: not JSON: {error.msg}"
            raise InputError(msg) from None
        if not isinstance(row, dict) or not needed <= row.keys():
            msg = f"{path}, line {number}: keys missing: {', '.join(sorted(needed - set(row)))}"
            raise InputError(msg)
        yield row


def evaluate(rows: Iterable[dict[str, Any]], lexicon: Lexicon) -> Evaluation:
    """Classify the text of each row and compare with its labels."""
    kinds: dict[str, Score] = defaultdict(Score)
    languages: dict[tuple[str, str], Score] = defaultdict(Score)
    themes: dict[str, Score] = {theme: Score() for theme in THEMES}
    misses: list[Miss] = []
    count = 0
    for row in rows:
        count += 1
        analysis = classify(row["text"], row["lang"], lexicon)
        expected, found = _expected(row, lexicon), _found(analysis)
        _match_status(expected, found)
        for kind in KINDS:
            kinds[kind] = kinds[kind].plus(expected[kind], found[kind])
            languages[kind, row["lang"]] = languages[kind, row["lang"]].plus(expected[kind], found[kind])
            if expected[kind] != found[kind]:
                missing = sorted(expected[kind] - found[kind], key=str)
                extra = sorted(found[kind] - expected[kind], key=str)
                misses.append(Miss(row["id"], row["lang"], kind, missing, extra, row["text"], analysis))
        for theme in THEMES:
            themes[theme] = themes[theme].plus(expected["themes"] & {theme}, found["themes"] & {theme})
    return Evaluation(count, dict(kinds), dict(languages), themes, misses)


def _expected(row: dict[str, Any], lexicon: Lexicon) -> Labels:
    weapon = _namer(lexicon)
    transfers = {
        (item["supplier"], item["recipient"], weapon(item["weapon"]), item["status"]) for item in row["transfers"]
    }
    sanctions = {(item["imposer"], item["target"], item["status"]) for item in row["sanctions"]}
    return _labels(row["themes"], [weapon(name) for name in row["weapons"]], row["countries"], transfers, sanctions)


def _namer(lexicon: Lexicon) -> Callable[[str], str]:
    def name(label: str) -> str:
        if label in _CLASSES:
            return label
        try:
            return lexicon.weapon_id(label)
        except UnknownNameError:
            return f"unknown:{label}"

    return name


_CLASSES = frozenset(
    [
        "fighter_jets",
        "drones",
        "missiles",
        "air_defence",
        "tanks",
        "artillery",
        "ammunition",
        "helicopters",
        "ships",
        "arms",
    ]
)


def _found(analysis: Analysis) -> Labels:
    transfers = {
        (item.supplier, item.recipient, item.weapon or item.weapon_class, item.status) for item in analysis.transfers
    }
    sanctions = {(item.imposer, item.target, item.status) for item in analysis.sanctions}
    return _labels(analysis.themes, analysis.weapons, analysis.countries, transfers, sanctions)


def _labels(
    themes: Iterable[str],
    weapons: Iterable[str],
    countries: Iterable[str],
    transfers: set[tuple[Any, ...]],
    sanctions: set[tuple[Any, ...]],
) -> Labels:
    return {
        "themes": set(themes),
        "weapons": set(weapons),
        "countries": set(countries),
        "transfers": {item[:3] for item in transfers},
        "transfer_status": transfers,
        "sanctions": {item[:2] for item in sanctions},
        "sanction_status": sanctions,
    }


def _match_status(expected: Labels, found: Labels) -> None:
    """Judge a status only where the claim itself was found."""
    for claims, status in (("transfers", "transfer_status"), ("sanctions", "sanction_status")):
        matched = expected[claims] & found[claims]
        expected[status] = {item for item in expected[status] if item[:-1] in matched}
        found[status] = {item for item in found[status] if item[:-1] in matched}
