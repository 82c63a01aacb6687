"""How the tables of cases write the claims of an analysis: ``IR>RU shahed-136 alleged``, ``EU>BY in_force``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.models import Analysis


def transfers_told(analysis: Analysis) -> list[str]:
    """Return the transfers of *analysis*, sorted; ``?`` stands for who is not said."""
    return sorted(
        f"{item.supplier or '?'}>{item.recipient or '?'} {item.weapon or item.weapon_class} {item.status}"
        for item in analysis.transfers
    )


def sanctions_told(analysis: Analysis) -> list[str]:
    """Return the sanctions of *analysis*, sorted; ``?`` stands for who is not said."""
    return sorted(f"{item.imposer or '?'}>{item.target or '?'} {item.status}" for item in analysis.sanctions)
