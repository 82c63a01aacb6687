"""From what people type to a query, and from a mention to the row that a search prints.

Names of weapons and parties are looked up in the lexicon in any language; whatever nobody knows is an error that
suggests the nearest, so that a typo never looks like "nothing found".
"""

from __future__ import annotations

import difflib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from tracker.errors import QueryError, UnknownNameError
from tracker.models import THEMES, Record, SanctionStatus, TransferStatus, WeaponClass
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.lexicon import Lexicon
    from tracker.models import Mention

# The keys of a row, in order: the contract of `search --format jsonl`.
ROW_KEYS = (
    "id",
    "url",
    "title",
    "published_at",
    "source",
    "language",
    "text",
    "themes",
    "weapons",
    "weapon_classes",
    "countries",
    "transfers",
    "sanctions",
    "evidence",
    "story_id",
    "article_id",
    "lexicon_version",
)
STATUSES = (*get_args(TransferStatus), *get_args(SanctionStatus))
_AGO = re.compile(r"(\d{1,6})\s*([hdwmy])", re.IGNORECASE)
_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
_LANGUAGE = re.compile("[a-z]{2,3}")


class SearchRequest(Record):
    """What was typed: names, dates and words as people write them."""

    words: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    weapon_classes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    imposers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def build_query(request: SearchRequest, load_lexicon: Callable[[], Lexicon], now: datetime) -> MentionQuery:
    """Return the query that *request* means; the lexicon is loaded only where a name has to be looked up.

    Raises:
        UnknownNameError: a weapon, party, theme, class or status that does not exist; names the nearest.
        QueryError: a date that cannot be read, or a time that ends before it begins.
    """

    def weapon(name: str) -> str:
        return load_lexicon().weapon_id(name)

    def party(name: str) -> str:
        return load_lexicon().party(name)

    query = {
        "words": " ".join(request.words),
        "themes": _known("theme", THEMES, request.themes),
        "weapons": _each(weapon, request.weapons),
        "weapon_classes": _known("weapon class", get_args(WeaponClass), request.weapon_classes),
        "countries": _each(party, request.countries),
        "suppliers": _each(party, request.suppliers),
        "recipients": _each(party, request.recipients),
        "imposers": _each(party, request.imposers),
        "targets": _each(party, request.targets),
        "statuses": _known("status", STATUSES, request.statuses),
        "languages": _each(_language, request.languages),
        "sources": tuple(dict.fromkeys(name.strip() for name in request.sources)),
        "since": None if request.since is None else parse_moment(request.since, now),
        "until": None if request.until is None else parse_moment(request.until, now),
    }
    built = MentionQuery.model_validate(query)
    if built.since and built.until and built.since >= built.until:
        msg = f"--until {request.until} is not after --since {request.since}: nothing can lie between them"
        raise QueryError(msg)
    return built


def parse_moment(typed: str, now: datetime) -> datetime:
    """Return the moment that *typed* means: ``30d`` ago (also h, w, m, y), ``today``, a date or a time (UTC).

    Raises:
        QueryError: it is neither.
    """
    text = typed.strip().lower()
    ago = _AGO.fullmatch(text)
    try:
        if ago:
            return now - int(ago[1]) * _UNITS[ago[2].lower()]
        if text in {"today", "yesterday"}:
            return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=int(text == "yesterday"))
        moment = datetime.fromisoformat(typed.strip())
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        msg = f"{typed!r} is no time: write 30d (also h, w, m, y), today, 2026-01-31 or 2026-01-31T12:00+01:00"
        raise QueryError(msg) from None


def row_of(mention: Mention) -> dict[str, Any]:
    """Return the flat row of *mention*: plain JSON values, every key of ROW_KEYS present."""
    values = mention.model_dump(mode="json", include=set(ROW_KEYS))
    return {key: values[key] for key in ROW_KEYS}


def flat_row_of(mention: Mention) -> dict[str, str]:
    """Return the row of *mention* with one text per cell: lists joined, claims as ``IR>RU shahed-136 (alleged)``."""
    row = row_of(mention)
    row["transfers"] = [
        f"{t.supplier or '?'}>{t.recipient or '?'} {t.weapon or t.weapon_class} ({t.status})" for t in mention.transfers
    ]
    row["sanctions"] = [f"{s.imposer or '?'}>{s.target or '?'} ({s.status})" for s in mention.sanctions]
    row["evidence"] = [f"{e.rule}[{e.start}:{e.end}]={e.text}" for e in mention.evidence if not e.suppressed_by]
    return {key: _cell(value) for key, value in row.items()}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _each(look_up: Callable[[str], str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(look_up(name) for name in names))


def _known(kind: str, values: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    def look_up(name: str) -> str:
        plain = re.sub(r"[\s-]+", "_", name.strip().lower())
        if plain not in values:
            raise UnknownNameError(kind, name, difflib.get_close_matches(plain, values, n=3, cutoff=0.4))
        return plain

    return _each(look_up, names)


def _language(name: str) -> str:
    code = name.strip().lower()
    if not _LANGUAGE.fullmatch(code):
        msg = f"{name!r} is no language code: write de, en, ru … (ISO 639-1)"
        raise QueryError(msg)
    return code
