"""Where typed words stand in a text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.errors import QueryError
from tracker.stores.words import find_spans, fold, index_words, parse_words, split_words, stem


@pytest.mark.parametrize(
    ("typed", "language", "text", "found"),
    [
        ("Drohne", "de", "Neue Kampfdrohnenlieferungen, keine Drohnen.", ["Kampfdrohnenlieferungen", "Drohnen"]),
        ("Drohne", "en", "Neue Kampfdrohnen", []),
        ("su-35", "en", "An Su‑35S and a Su-35.", ["Su‑35S", "Su-35"]),
        ("制裁", "zh", "美国制裁俄罗斯", ["制裁"]),
        ("elysee", "fr", "L’E\u0301lysée dément", ["E\u0301lysée"]),
        ("طائرات", "ar", "وصلت الطائرات", ["الطائرات"]),
        ('"sends drones"', "en", "It sends  drones, sends", ["sends  drones"]),
        ("iran drones", "en", "Drones for Iran", ["Drones", "Iran"]),
    ],
)
def test_spans_are_whole_written_words(typed: str, language: str, text: str, found: list[str]) -> None:
    """Accents, hyphens and compounds included."""
    spans = find_spans(text, parse_words(typed), language)
    assert [text[start:end] for start, end in spans] == found


@pytest.mark.parametrize(
    ("word", "start"),
    [
        ("drohnen", "drohn"),
        ("waffen", "waffe"),
        ("sanctions", "sanction"),
        ("истребитель", "истребител"),
        ("iran", "iran"),
        ("الطايرات", "طايرات"),
        ("tank", "tank"),
    ],
)
def test_endings_are_dropped_with_care(word: str, start: str) -> None:
    """Short words stay as they are."""
    assert stem(word) == start


@given(st.text(max_size=40), st.sampled_from(["de", "ar", "en", "zh"]))
def test_every_text_is_found_by_its_own_words(text: str, language: str) -> None:
    """Whatever is written, typed again it is found: folding is the same on both sides."""
    try:
        clauses = parse_words(text)
    except QueryError:
        assert split_words(text) == []
        return
    title, words, parts = index_words("", text, language)
    known = [*words.split(), *parts.split()]
    assert title == ""
    for clause in clauses:
        last = clause.words[-1]
        assert any(word.startswith(last) if clause.prefix else word == last for word in known)


@given(st.text(max_size=40))
@example("Закон № 5 при 20 ℃ и 3 ㏆")
def test_folding_again_changes_nothing(text: str) -> None:
    """Index words are their own folding, so that a word copied from an index finds it."""
    words = split_words(text)
    assert split_words(" ".join(words)) == words
    assert fold(" ".join(words)) == " ".join(words)
