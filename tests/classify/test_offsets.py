"""Whatever the input, every piece of evidence points at the words it claims."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.classify import classify
from tracker.classify.normalize import fold
from tracker.errors import InputError
from tracker.lexicon import load_lexicon

LANGUAGES = ("de", "en", "ru", "tr", "ar", "fa", "zh", "pl", "xx")
# Words that match, glued with what breaks naive matching.
PIECES = [
    "Su-35", "Су-35", "İHA'ları", "Kampfdrohnen", "sanctions", "санкции", "İRAN", "Iran", "Irans", "شاهد-۱۳۶", "عقوبات",
    "پهپاد\u200cها", "制裁俄罗斯", "苏-35", "F\u201116C", "Sank\u00adtionen", "u\u0308ber Tu\u0308rkei", "🚁", "\u200f",
    "drone", "Leopard 2A6", "ł", "\n\n", ". ", " – ", "’", "Россия поставила", "EU", "\u0130", "ß", "ﬁ", "Ⅷ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_evidence_points_at_its_words(text: str, language: str) -> None:
    """text[start:end] is the evidence's text, claims lie inside the text, and a second run says the same."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    lexicon = load_lexicon()
    analysis = classify(text, language, lexicon)
    for item in analysis.evidence:
        assert text[item.start : item.end] == item.text
    for claim in (*analysis.transfers, *analysis.sanctions):
        assert 0 <= claim.start < claim.end <= len(text)
    assert classify(text, language, lexicon) == analysis


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_folding_keeps_a_way_back(text: str) -> None:
    """The folded text has a place in the original for every character, in order."""
    folded = fold(text)
    assert len(folded.cased) == len(folded.low)
    if folded.origin is None:
        assert len(folded.low) == len(text)
    else:
        assert len(folded.origin) == len(folded.low) + 1
        assert folded.origin == sorted(folded.origin)
        assert folded.origin[-1] == len(text)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_text_is_matched_where_it_stands(form: str) -> None:
    """Letters with their marks apart match like composed ones, and the span covers the marks."""
    text = unicodedata.normalize(form, "Türkiye und die Vereinigten Arabischen Emirate kaufen Kampfflugzeuge.")
    analysis = classify(text, "de", load_lexicon())
    assert "AE" in analysis.countries
    words = {item.text for item in analysis.evidence}
    assert any("Kampfflugzeuge" in word for word in words)


def test_lone_surrogates_are_refused() -> None:
    """Half a character is an input error with a message, not a crash further on."""
    with pytest.raises(InputError, match="surrogates"):
        classify("Iran \ud800 Su-35", "en", load_lexicon())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Neue Sanktionen gegen Russland"),
        ("en", "Russia supplies Iran with Su-35 fighter jets"),
        ("ru", "Евросоюз ввёл санкции против России"),
        ("tr", "Türkiye insansız hava araçlarını Ukrayna'ya sattı"),
        ("pl", "Unia Europejska nakłada sankcje na Rosję"),
    ],
)
def test_headlines_in_capitals_keep_their_tags(language: str, text: str) -> None:
    """An upper-case headline has the themes and countries of the same words in lower case."""
    plain = classify(text, language, load_lexicon())
    capitals = classify(text.replace("i", "İ").upper() if language == "tr" else text.upper(), language, load_lexicon())
    assert plain.themes
    assert capitals.themes == plain.themes
    assert capitals.countries == plain.countries
