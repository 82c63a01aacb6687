"""The filters that `search` and `trends` share."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tracker.search import STATUSES, SearchRequest, build_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.lexicon import Lexicon

# Option, field of SearchRequest, help. Each may be given several times: any of its values will do.
_REPEATED = (
    ("--theme", "themes", "sanctions, drones, fighter_jets or arms_transfer."),
    ("--weapon", "weapons", "Id, name or alias in any script: su-35, Су-35."),
    ("--weapon-class", "weapon_classes", "tanks, missiles, air_defence …"),
    ("--country", "countries", "Code or name in any language: IR, Iran, Иран."),
    ("--supplier", "suppliers", "Who is said to give weapons."),
    ("--recipient", "recipients", "Who is said to get them."),
    ("--imposer", "imposers", "Who is said to impose sanctions."),
    ("--target", "targets", "Whom they are aimed at."),
    ("--status", "statuses", f"Of the transfer or sanction: {', '.join(STATUSES)}."),
    ("--language", "languages", "Of the article: de, en, ru …"),
    ("--source", "sources", "Id of the outlet, as `tracker sources list` shows it."),
)


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the WORDS argument and all filters, and pass the query they mean as ``query``."""

    @wraps(function)
    def with_query(*args: Any, words: tuple[str, ...], since: str | None, until: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - wraps any command
        given = {field: tuple(kwargs.pop(field)) for _, field, _ in _REPEATED}
        request = SearchRequest(words=words, since=since, until=until, **given)
        return function(*args, query=build_query(request, _lexicon, datetime.now(UTC)), **kwargs)

    decorated: Callable[..., Any] = with_query
    decorated = click.option("--until", metavar="TIME", help="Published before (this moment excluded).")(decorated)
    decorated = click.option("--since", metavar="TIME", help="Published since: 30d, 12h, today or 2026-01-31.")(
        decorated
    )
    for option, field, text in reversed(_REPEATED):
        decorated = click.option(option, field, multiple=True, metavar="NAME", help=text)(decorated)
    return click.argument("words", nargs=-1)(decorated)


def _lexicon() -> Lexicon:
    from tracker.lexicon import load_lexicon  # noqa: PLC0415 - half a second that few searches need

    return load_lexicon()
