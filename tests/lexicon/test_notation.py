"""The form notation: stems, paradigms, compounds, case."""

from __future__ import annotations

import pytest

from tracker.errors import LexiconError
from tracker.lexicon.notation import ANY_CASE, CAPITAL, EXACT, expand, lower, parse_form
from tracker.lexicon.schema import Grammar
from tracker.lexicon.variants import code_spellings, spellings

GRAMMAR = Grammar(
    code="ru",
    name="Russian",
    script="cyrillic",
    paradigms={"adj": ["ой", "ого"], "m": {"nom": [""], "gen": ["а"], "acc": [""]}},
)


@pytest.mark.parametrize(
    ("written", "left", "right", "letter_case"),
    [
        ("~sanktion+en", True, False, ANY_CASE),
        ("drohne+n~", False, True, ANY_CASE),
        ("Iran", False, False, CAPITAL),
        ("=US", False, False, EXACT),
        ("C++", False, False, CAPITAL),
    ],
)
def test_marks_of_a_form(written: str, *, left: bool, right: bool, letter_case: int) -> None:
    """Tildes open a side, a capital asks for one, an equals sign for exactly these letters."""
    form = parse_form(written)
    assert (form.left_open, form.right_open, form.letter_case) == (left, right, letter_case)


def test_inner_words_are_spelled_out_and_the_last_stays_open() -> None:
    """Each inner ending makes a pattern; the last word keeps its endings with their cases."""
    patterns = expand(parse_form("боев+adj самолёт+m"), GRAMMAR)
    assert [pattern.text for pattern in patterns] == ["боевой самолёт", "боевого самолёт"]
    assert patterns[0].endings == {"": ("nom", "acc"), "а": ("gen",)}


def test_an_unknown_paradigm_is_named() -> None:
    """A form with a paradigm that the grammar lacks is refused with its name and file."""
    with pytest.raises(LexiconError, match=r"no paradigm 'xyz' in languages/ru/grammar.toml"):
        expand(parse_form("слово+xyz"), GRAMMAR)


def test_lower_case_keeps_the_length() -> None:
    """Every character keeps its place, the Turkish capital İ too."""
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert len(lower(everything)) == len(everything)


@pytest.mark.parametrize(
    ("name", "sure", "weak"),
    [
        ("su-35", {"su-35", "su 35", "su35"}, set()),
        ("leopard 2", {"leopard 2", "leopard-2", "leopard2"}, set()),
        ("f-16", {"f-16"}, {"f 16", "f16"}),
    ],
)
def test_type_codes_are_spelled_as_the_press_does(name: str, sure: set[str], weak: set[str]) -> None:
    """Dash, space or nothing; one letter without a dash is weak, since roads and vitamins are written so."""
    found, loose = code_spellings(name)
    assert sure <= found
    assert weak <= loose
    assert not found & loose


def test_codes_are_found_in_letters_of_the_other_alphabet() -> None:
    """A Cyrillic С in front of -400 looks like a Latin C and counts as one."""
    assert "c-400" in code_spellings("с-400")[0]


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [("de", "straße", "strasse"), ("ru", "самолёт", "самолет"), ("tr", "kâr", "kar"), ("ar", "إيران", "ایران")],
)
def test_spelling_habits_of_a_language(language: str, text: str, other: str) -> None:
    """What the press of a language writes in two ways is one word."""
    assert other in spellings(text, language)
