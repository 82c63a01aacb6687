"""Articles to passages: every character once, in order, offsets exact."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models import Article
from tracker.segment import LONGEST, split_passages

SENTENCE = "The council of Port Ellery put off its vote on the terminal. "
PIECES = st.sampled_from(
    [
        "\n\n",
        "\n",
        " ",
        "\u2028",
        "\x1c",
        "\u00a0",
        "Dr. ",
        "z. B. ",
        SENTENCE * 9,
        "制裁没有国际法依据。",
        "ماذا حدث؟ ",
        "U.S. ",
        "Kurz",
        "é",
        "😀",
    ]
)


def article(text: str) -> Article:
    """An article with *text* and nothing else of interest."""
    return Article(
        id="a", url="u", canonical_url="u", source="s", title="t", fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        language="en", text=text, text_sha256="",
    )  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_every_character_belongs_to_exactly_one_passage(text: str) -> None:
    """Offsets point at the passage's text, passages keep their order, and only blanks lie between them."""
    passages = split_passages(article(text))
    position = 0
    for passage in passages:
        assert text[position : passage.start].strip() == ""
        assert passage.start >= position
        assert text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        position = passage.end
    assert text[position:].strip() == ""


@given(st.lists(PIECES, max_size=80).map("".join))
def test_no_passage_is_longer_than_the_limit_by_much(text: str) -> None:
    """A passage is at most the limit and one joined short line long."""
    assert all(len(passage.text) <= LONGEST + 100 for passage in split_passages(article(text)))


def test_a_paragraph_is_a_passage() -> None:
    """Paragraphs of usual length stay as they are."""
    paragraphs = [SENTENCE * 3, SENTENCE * 2, SENTENCE * 4]
    assert [p.text for p in split_passages(article("\n\n".join(paragraphs)))] == [p.strip() for p in paragraphs]


def test_a_subheading_joins_what_follows_and_a_short_end_what_precedes() -> None:
    """Short lines never stand alone while there is a neighbour."""
    text = f"What is next\n\n{SENTENCE * 2}\n\n(dpa)"
    assert [p.text for p in split_passages(article(text))] == [text.strip()]


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        (
            "Der Rat hat am 3. März z. B. mit Dr. Weber über die Kosten von rund 4 Mio. Euro gesprochen und vertagt. ",
            ".",
        ),
        (
            "U.S. officials met Gen. J. Smith in St. Petersburg on Monday and said nothing about the price. ",
            ".",
        ),
        ("外交部发言人星期二在记者会上说，制裁没有国际法依据。", "。"),
        ("外務省の報道官は火曜日、制裁について説明した。", "。"),
        ("ماذا قال المتحدث باسم الوزارة عن العقوبات الجديدة يوم الثلاثاء؟ ", "؟"),
        ("Стоимость контракта составила 4 млн. руб. и выросла за год почти вдвое, сообщил А. Петров. ", "."),
    ],
)
def test_long_paragraphs_are_cut_at_sentence_ends_only(sentence: str, ends: str) -> None:
    """Every piece of a long paragraph consists of whole sentences, abbreviations notwithstanding."""
    passages = split_passages(article((sentence * 60).strip()))
    assert len(passages) > 1
    for passage in passages:
        assert passage.text.endswith(ends)
        assert passage.text.startswith(sentence[:6])


def test_no_text_gives_no_passages() -> None:
    """An article of blanks has nothing to tag."""
    assert split_passages(article(" \n\n ")) == ()
