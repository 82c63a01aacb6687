"""The lexicon: every word, name and rule the classifier knows, as data. ``load_lexicon()`` is the door."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.lexicon.cache import read_cache, write_cache
from tracker.lexicon.claims import ClaimGrammar, read_claim_grammars
from tracker.lexicon.compile import CompiledLanguage, compile_language, from_plain, script_of, to_plain
from tracker.lexicon.load import ANY_LANGUAGE, DATA, LexiconFiles, data_version, read_files
from tracker.lexicon.names import NameIndex, WeaponFacts, build_index, find_party, find_weapon
from tracker.lexicon.schema import Grammar
from tracker.lexicon.table import LanguageTable

if TYPE_CHECKING:
    from pathlib import Path

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
        index = self._cached("index")
        if index is None:
            built = build_index(self.files)
            self._keep("index", [built._asdict(), self._grammar_table()])
            index = [built._asdict(), self._grammar_table()]
        raw, grammars = index
        raw["facts"] = {key: WeaponFacts(*facts) for key, facts in raw["facts"].items()}
        self._index = NameIndex(**raw)
        self.grammars = {code: Grammar(**grammar) for code, grammar in grammars.items()}
        self.claim_grammars: dict[str, ClaimGrammar] = read_claim_grammars(data)
        self.languages = tuple(sorted(code for code in self.grammars if code != ANY_LANGUAGE))
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
        return self._index.facts

    @property
    def thresholds(self) -> dict[str, int]:
        """How much weight each ``theme.<id>`` takes."""
        return self._index.thresholds

    @property
    def codes(self) -> list[str]:
        """The codes of all states and parties."""
        return self._index.codes

    def weapon_id(self, name: str) -> str:
        """Return the id of the weapon that *name* means; UnknownNameError names the nearest."""
        return find_weapon(self._index, name)

    def party(self, name: str) -> str:
        """Return the code of the state or party that *name* means; UnknownNameError names the nearest."""
        return find_party(self._index, name)

    def table(self, language: str, text: str = "") -> LanguageTable:
        """Return the terms of *language*; for an unsupported one those of the script of *text*, marked as fallback."""
        key = language if language in self.languages else f"script-{script_of(text)}"
        if key not in self._tables:
            self._tables[key] = self._build(key)
        return self._tables[key]

    def _build(self, key: str) -> LanguageTable:
        script = key.removeprefix("script-") if key.startswith("script-") else None
        members = [code for code in self.languages if (self.grammars[code].script == script if script else code == key)]
        raw = self._cached(key)
        compiled: CompiledLanguage
        if raw is None:
            compiled = compile_language(self.files, key, members)
            self._keep(key, to_plain(compiled))
        else:
            compiled = from_plain(raw)
        return LanguageTable(compiled, [self.grammars[code] for code in members], script)

    def _grammar_table(self) -> dict[str, dict[str, object]]:
        return {code: grammar.model_dump(exclude={"paradigms"}) for code, grammar in self.files.grammars.items()}

    def _cached(self, part: str) -> Any | None:  # noqa: ANN401 - plain JSON data
        return read_cache(self.version, part) if self._use_cache else None

    def _keep(self, part: str, data: object) -> None:
        if self._use_cache:
            write_cache(self.version, part, data)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon, loaded once per process.

    Raises:
        LexiconError: a data file is wrong (named with its key).
    """
    return Lexicon()
