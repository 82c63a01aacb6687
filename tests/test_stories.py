"""Stories: copies as newsrooms make them share an id, other reports do not."""

from __future__ import annotations

import random
import sqlite3
import tomllib
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models import Article, stable_id
from tracker.sketches import hashes_of, held, sketch
from tracker.stories import FORGET, SAME_STORY, SCHEMA, Stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TABLE = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = TABLE["texts"]
RECALL, PRECISION = 0.95, 0.99
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def sentences(text: str) -> list[str]:
    """Cut *text* after full stops."""
    marked = text.replace("。", "。\n").replace(". ", ".\n").replace("؟ ", "؟\n")
    return [line.strip() for line in marked.splitlines() if line.strip()]


def some_words_changed(text: str, share: float) -> str:
    """Replace a *share* of the words (characters where there are no spaces)."""
    rng = random.Random(len(text))  # noqa: S311 - no secret
    if text.count(" ") * 12 < len(text):
        return "".join("的" if rng.random() < share / 2 else sign for sign in text)
    return " ".join("anders" if rng.random() < share else word for word in text.split(" "))


EDITS: dict[str, Callable[[str], str]] = {
    "shortened to two thirds": lambda text: " ".join(sentences(text)[: max(2, len(sentences(text)) * 2 // 3)]),
    "with an agency line": lambda text: f"BERLIN (Agency) - {text}\nReporting by A. Author; editing by B. Editor",
    "with a new first sentence": lambda text: f"The following was reported on Monday by several outlets. {text}",
    "without its first sentence": lambda text: " ".join(sentences(text)[1:]),
    "one word in twenty changed": lambda text: some_words_changed(text, 0.05),
    "one word in twelve changed": lambda text: some_words_changed(text, 0.08),
    "shortened and with an agency line": lambda text: (
        "(dpa) " + " ".join(sentences(text)[: len(sentences(text)) * 3 // 4])
    ),
    "typography changed": lambda text: text.replace('"', "„").replace(" - ", " – ").replace("'", "’").upper(),
    "quoted in a longer report": lambda text: f"{TEXTS['other']} {text}",
}


def article(number: int, text: str, published: datetime = NOON) -> Article:
    """Return article *number* with *text*."""
    url = f"https://example.org/{number}"
    return Article(
        id=stable_id(url),
        url=url,
        canonical_url=url,
        source="own",
        title="T",
        published_at=published,
        fetched_at=NOON,
        language="en",
        text=text,
        text_sha256="",
    )


@pytest.fixture
def stories() -> Iterator[Stories]:
    """An empty index."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    yield Stories(connection)
    connection.close()


def test_edited_copies_are_found_and_others_are_not() -> None:
    """Over all texts and edits at least 95 % of the copies are found, and 99 % of what is found are copies."""
    copies = [
        (name, edit, held_by(text, change(text)))
        for name, text in TEXTS.items()
        for edit, change in EDITS.items()
        if name != "other"
    ]
    found = [copy for copy in copies if copy[2] >= SAME_STORY]
    others = [held_by(one, other) for one, other in combinations(TEXTS.values(), 2)]
    wrong = [share for share in others if share >= SAME_STORY]
    assert len(found) / len(copies) >= RECALL, [copy[:2] for copy in copies if copy not in found]
    assert len(found) / (len(found) + len(wrong)) >= PRECISION


def held_by(one: str, other: str) -> float:
    """Compare two texts by their sketches."""
    return held(hashes_of(sketch(one)), hashes_of(sketch(other)))


def test_copies_on_other_sites_join_the_first(stories: Stories) -> None:
    """The wire text and its copies have one story, whichever comes in between; another text has its own."""
    names = list(TEXTS)
    first = [
        stories.assign(article(number, TEXTS[name]), sketch(TEXTS[name]), 0.0) for number, name in enumerate(names)
    ]
    assert len(set(first)) == len(names)
    cut = EDITS["shortened to two thirds"](TEXTS[names[0]])
    assert stories.assign(article(99, cut), sketch(cut), 1.0) == first[0]


def test_follow_up_of_a_follow_up_is_found(stories: Stories) -> None:
    """A copy that adds much stands for the story too, so that a copy of the addition alone joins it."""
    one, two = TEXTS["mine_clearance"], TEXTS["other"]
    story = stories.assign(article(1, one), sketch(one), 0.0)
    longer = f"{one} {two}"
    assert stories.assign(article(2, longer), sketch(longer), 1.0) == story
    assert stories.assign(article(3, two), sketch(two), 2.0) == story


def test_same_words_a_year_later_are_another_story(stories: Stories) -> None:
    """A text that comes again after months is not the story of then."""
    text = TEXTS["mine_clearance"]
    first = stories.assign(article(1, text), sketch(text), 0.0)
    later = article(2, text, NOON + timedelta(days=365))
    assert stories.assign(later, sketch(text), 1.0) != first


def test_very_short_texts_must_be_equal(stories: Stories) -> None:
    """Two flashes share a story only word for word."""
    flash = "Minister resigns, agency says."
    first = stories.assign(article(1, flash), sketch(flash), 0.0)
    assert stories.assign(article(2, flash.upper()), sketch(flash.upper()), 1.0) == first
    other = "Minister resigns, paper says."
    assert stories.assign(article(3, other), sketch(other), 2.0) != first


def test_phrases_in_every_article_join_nothing(stories: Stories) -> None:
    """A disclaimer that a hundred articles end with does not make them one story."""
    rng = random.Random(1)  # noqa: S311 - no secret
    disclaimer = sentences(TEXTS["other"])[0]
    found = set()
    for number in range(100):
        text = " ".join(f"w{rng.randrange(10**6)}" for _ in range(80)) + " " + disclaimer
        found.add(stories.assign(article(number, text), sketch(text), 0.0))
    assert len(found) == 100


def test_old_texts_are_forgotten(stories: Stories) -> None:
    """The index holds what copies may still come of, nothing else."""
    stories.assign(article(1, TEXTS["other"]), sketch(TEXTS["other"]), 0.0)
    stories.forget(FORGET + 1)
    assert stories.connection.execute("SELECT count(*) FROM crawl_story_run").fetchone() == (0,)


@given(st.text(max_size=600))
def test_any_text_is_its_own_copy(text: str) -> None:
    """A text holds itself wholly, and its sketch never fails or grows without bound."""
    packed = sketch(text)
    assert held(hashes_of(packed), hashes_of(packed)) == 1.0
    assert len(packed) <= 8 * 128
