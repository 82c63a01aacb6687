"""The catalogue: every file fits, and together they reach as far as promised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from spiders.source import SHIPPED
from tracker.crawl.source import Source, load_sources, read_source
from tracker.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = load_sources([SHIPPED])


def test_catalogue_reaches_far() -> None:
    """At least 80 sources in 15 languages and 30 countries, of every kind."""
    assert len(SOURCES) >= 80
    assert len({language for source in SOURCES.values() for language in source.languages}) >= 15
    assert len({source.country for source in SOURCES.values()}) >= 30
    kinds = {"agency", "public_broadcaster", "state_media", "newspaper", "trade_press", "official", "think_tank"}
    assert {source.kind for source in SOURCES.values()} == kinds


def test_no_list_is_asked_twice() -> None:
    """No feed, sitemap or section stands in two sources."""
    asked = Counter(url for source in SOURCES.values() for url in source.beginnings)
    assert [url for url, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("name", SOURCES)
def test_source_says_what_it_is(name: str) -> None:
    """A source has country, languages and interval, and its file is named after its country where it has one."""
    source = SOURCES[name]
    assert source.country
    assert source.languages
    assert source.interval
    assert len(name.partition("_")[0]) == 2


BAD = {
    "an unknown key": ('name="N"\nhomepage="https://e.org/"\nkind="newspaper"\nfeed="x"\n', "feed: Extra inputs"),
    "no TOML": ("name = \n", "not valid TOML"),
    "an address that is none": (
        'name="N"\nhomepage="ftp://e.org/"\nkind="newspaper"\nfeeds=["https://e.org/f"]\n',
        "homepage",
    ),
    "an unknown kind": ('name="N"\nhomepage="https://e.org/"\nkind="blog"\nfeeds=["https://e.org/f"]\n', "kind"),
    "nowhere to begin": ('name="N"\nhomepage="https://e.org/"\nkind="newspaper"\n', "at least one of feeds"),
    "an evil pattern": (
        'name="N"\nhomepage="https://e.org/"\nkind="newspaper"\nfeeds=["https://e.org/f"]\nallow=["(a+)+$"]\n',
        "allow.0: pattern may run for ever",
    ),
    "an id of its own": (
        'id="x"\nname="N"\nhomepage="https://e.org/"\nkind="newspaper"\nfeeds=["https://e.org/f"]\n',
        "id: is the file's name",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_wrong_file_is_said_with_file_and_key(tmp_path: Path, case: str) -> None:
    """Whatever is wrong in a source file is said in one line that names the file and the key."""
    text, words = BAD[case]
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_patterns_decide_what_is_wanted() -> None:
    """Deny wins over allow; without allow all else passes."""
    values = {"id": "x", "name": "N", "homepage": "https://e.org/", "kind": "newspaper", "feeds": ["https://e.org/f"]}
    source = Source.model_validate(values | {"allow": ["/news/"], "deny": ["/news/live/"]})
    assert source.wants("https://e.org/news/1")
    assert not source.wants("https://e.org/news/live/1")
    assert not source.wants("https://e.org/sport/1")
    assert Source.model_validate(values).wants("https://e.org/sport/1")
