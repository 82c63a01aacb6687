"""Reads and validates the data files; every error names the file and the key."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from tracker.errors import LexiconError
from tracker.lexicon.schema import CountryFile, CountryWords, Grammar, RuleFile, ThemeFile, WeaponFile
from tracker.lexicon.short import ShortFile, short_forms
from tracker.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"
ANY_LANGUAGE = "any"

_Model = TypeVar("_Model", bound=Record)


class SourceRule(NamedTuple):
    """A rule with its full id ``language.file.id`` and the file that defines it."""

    full_id: str
    language: str
    file: Path
    rule: Any


class LexiconFiles(NamedTuple):
    """All data files, validated; what compile.py builds from. *version* depends on their bytes alone."""

    version: str
    grammars: dict[str, Grammar]
    rules: list[SourceRule]
    weapons: dict[str, WeaponFile]
    countries: dict[str, CountryFile]
    parties: dict[str, CountryFile]
    themes: dict[str, ThemeFile]
    short: dict[str, dict[str, list[str]]]


def data_version(data: Path = DATA) -> str:
    """Return twelve hexadecimal digits that change with any byte of any data file."""
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*.toml")):
        digest.update(path.relative_to(data).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_files(data: Path = DATA) -> LexiconFiles:
    """Read every data file under *data*.

    Raises:
        LexiconError: a file is not TOML, has an unknown or wrong key, or repeats what another file defines.
    """
    folders = sorted(path.parent for path in (data / "languages").glob("*/grammar.toml"))
    grammars = {folder.name: read_model(folder / "grammar.toml", Grammar) for folder in folders}
    return LexiconFiles(
        version=data_version(data),
        grammars=grammars,
        rules=[rule for folder in folders for rule in _read_rules(folder)],
        weapons={path.stem: read_model(path, WeaponFile) for path in _toml(data / "weapons")},
        countries={path.stem.upper(): _read_country(path) for path in _toml(data / "countries")},
        parties={path.stem: _read_country(path) for path in _toml(data / "parties")},
        themes={path.stem: read_model(path, ThemeFile) for path in _toml(data / "themes")},
        short={folder.name: _read_short(folder) for folder in folders},
    )


def _read_short(folder: Path) -> dict[str, list[str]]:
    path = folder / "short.toml"
    return short_forms(read_model(path, ShortFile)) if path.exists() else {}


def _toml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read_rules(folder: Path) -> Iterator[SourceRule]:
    seen: dict[str, Path] = {}
    for path in _toml(folder):
        if path.name in {"grammar.toml", "claims.toml", "short.toml"}:
            continue
        for rule in read_model(path, RuleFile).rule:
            full_id = f"{folder.name}.{path.stem}.{rule.id}"
            if full_id in seen:
                msg = f"{_shown(path)}: rule id {rule.id!r} stands twice"
                raise LexiconError(msg)
            seen[full_id] = path
            yield SourceRule(full_id, folder.name, path, rule)


def _read_country(path: Path) -> CountryFile:
    raw = _parse(path)
    code = raw.pop("code", None)
    if not isinstance(code, str):
        msg = f"{_shown(path)}: key 'code' is missing"
        raise LexiconError(msg)
    words = {language: _validate(path, CountryWords, table, language) for language, table in raw.items()}
    return CountryFile(code=code, words=words)


def read_model(path: Path, model: type[_Model]) -> _Model:
    """Read one data file as *model*; LexiconError names file and key where it does not fit."""
    return _validate(path, model, _parse(path))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{_shown(path)}: not valid TOML: {error}"
        raise LexiconError(msg) from None
    except OSError as error:
        msg = f"{_shown(path)}: cannot be read: {error.strerror}"
        raise LexiconError(msg) from None


def _validate(path: Path, model: type[_Model], raw: object, table: str = "") -> _Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join([*([table] if table else []), *(str(part) for part in first["loc"])])
        msg = f"{_shown(path)}: key {key!r}: {first['msg']}"
        raise LexiconError(msg) from None


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
