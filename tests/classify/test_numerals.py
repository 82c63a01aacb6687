"""Numbers in Chinese signs are read as a whole."""

from __future__ import annotations

import pytest

from tracker.classify.claims.sentences.numerals import han_number


@pytest.mark.parametrize(
    ("text", "place", "number"),
    [
        ("出售六十六架", 4, 66),
        ("两架", 0, 2),
        ("二十架", 0, 20),
        ("十二枚", 1, 12),
        ("三百零五辆", 4, None),
        ("三百零五辆", 3, 305),
        ("一千二百架", 0, 1200),
        ("三万发", 1, 30_000),
        ("十二万三千发", 0, 123_000),
        ("二〇二六", 0, 2026),
        ("24 jets", 0, None),
    ],
)
def test_number_around_a_place(text: str, place: int, number: int | None) -> None:
    """The signs on both sides of the place belong to the number; other writing has none."""
    assert han_number(text, place) == number
