"""The lexicon: every word, name and rule the classifier knows, as data. ``load_lexicon()`` is the door."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from tracker.lexicon.cache import from_plain, read_cache, to_plain, write_cache
from tracker.lexicon.compile import all_tags, compile_language, script_of
from tracker.lexicon.grammars import read_claim_grammars
from tracker.lexicon.load import ANY_LANGUAGE, DATA, LexiconFiles, data_version, read_files
from tracker.lexicon.memory import give_back
from tracker.lexicon.names import (
    Gazetteer,
    NameIndex,
    WeaponFacts,
    build_gazetteer,
    build_index,
    find_party,
    find_weapon,
)
from tracker.lexicon.rules import RulePool
from tracker.lexicon.schema import Grammar
from tracker.lexicon.table import EntryPool, LanguageTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.lexicon.grammar import ClaimGrammar

__all__ = ["Lexicon", "load_lexicon"]


class Lexicon:
    """Compiled rules and gazetteers. Languages are built when they are first asked for."""

    def __init__(self, data: Path = DATA, *, use_cache: bool = True) -> None:
        """Prepare the lexicon in the folder *data*; *use_cache* reads and writes compiled languages.

        Raises:
            LexiconError: a data file is wrong (named with its key).
        """
        self._data = data
        self._use_cache = use_cache
        self._files: LexiconFiles | None = None
        self.version = data_version(data)
        with settled():
            facts, codes, thresholds, grammars, tags = self._kept("gazetteer", self._gather)
        self._gazetteer = Gazetteer({key: WeaponFacts(*told) for key, told in facts.items()}, codes, thresholds)
        self.grammars = {code: Grammar(**grammar) for code, grammar in grammars.items()}
        self.claim_grammars: dict[str, ClaimGrammar] = read_claim_grammars(data)
        self.languages = tuple(sorted(code for code in self.grammars if code != ANY_LANGUAGE))
        self._pools = RulePool(tags), EntryPool()
        self._tables: dict[str, LanguageTable] = {}

    @property
    def files(self) -> LexiconFiles:
        """The validated data files (read on first use)."""
        if self._files is None:
            self._files = read_files(self._data)
        return self._files

    @property
    def facts(self) -> dict[str, WeaponFacts]:
        """What the gazetteer says of each weapon id."""
        return self._gazetteer.facts

    @property
    def thresholds(self) -> dict[str, int]:
        """How much weight each ``theme.<id>`` takes."""
        return self._gazetteer.thresholds

    @property
    def codes(self) -> list[str]:
        """The codes of all states and parties."""
        return self._gazetteer.codes

    @cached_property
    def _names(self) -> NameIndex:
        """What people type, read when the first name is looked up: texts are read without it."""
        with settled():
            return NameIndex(*self._kept("names", lambda: build_index(self.files)))

    def weapon_id(self, name: str) -> str:
        """Return the id of the weapon that *name* means; UnknownNameError names the nearest."""
        return find_weapon(self._names, name)

    def party(self, name: str) -> str:
        """Return the code of the state or party that *name* means; UnknownNameError names the nearest."""
        return find_party(self._names, name)

    def table(self, language: str, text: str = "") -> LanguageTable:
        """Return the terms of *language*; for an unsupported one those of the script of *text*, marked as fallback."""
        key = language if language in self.languages else f"script-{script_of(text)}"
        if key not in self._tables:
            self._tables[key] = self._build(key)
            give_back()
        return self._tables[key]

    def _build(self, key: str) -> LanguageTable:
        script = key.removeprefix("script-") if key.startswith("script-") else None
        members = [code for code in self.languages if (self.grammars[code].script == script if script else code == key)]
        with settled():
            raw = self._kept(key, lambda: to_plain(compile_language(self.files, key, members)))
            return LanguageTable(from_plain(raw), [self.grammars[code] for code in members], self._pools, script)

    def _gather(self) -> list[Any]:
        self._kept("names", lambda: build_index(self.files))  # a wrong name is told now, not when one is looked up
        grammars = {code: grammar.model_dump(exclude={"paradigms"}) for code, grammar in self.files.grammars.items()}
        return [*build_gazetteer(self.files), grammars, all_tags(self.files)]

    def _kept(self, part: str, build: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain JSON data
        """Return what the cache keeps for *part*, else what *build* makes, and keep that."""
        found = read_cache(self.version, part) if self._use_cache else None
        if found is None:
            found = build()
            if self._use_cache:
                write_cache(self.version, part, found)
        return found


@contextmanager
def settled() -> Iterator[None]:
    """Keep what is made in the block out of the garbage collector's sight.

    The rules live as long as the process: the collector would walk their hundreds of thousands of objects again and
    again, with pauses of some milliseconds, and free nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon, loaded once per process.

    Raises:
        LexiconError: a data file is wrong (named with its key).
    """
    return Lexicon()
