"""Reading the TOML files of watches and channels, and what is wrong with them in one line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from tracker.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError


def read_toml(path: Path) -> dict[str, Any]:
    """Return what stands in the file, less an ``id`` (that is the file's name).

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds an id.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror}"
        raise ConfigError(msg) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # The decoder's own words tell the place, never what stands there.
        msg = f"{path}: not valid TOML: {error}"
        raise ConfigError(msg) from None
    if "id" in values:
        msg = f"{path}: id: is the file's name, leave it out"
        raise ConfigError(msg)
    return values


def problems_of(error: ValidationError) -> str:
    """Put every problem on one line, each with its key; what stands there may be a secret and is not repeated."""
    found = error.errors(include_input=False, include_url=False)
    places = [".".join(str(part) for part in item["loc"]) for item in found]
    says = [item["msg"].removeprefix("Value error, ") for item in found]
    return "; ".join(f"{place}: {what}" if place else what for place, what in zip(places, says, strict=True))
