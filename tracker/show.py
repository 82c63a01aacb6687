"""Mentions and counts for people at a terminal: 80 columns are enough, what was crawled cannot command the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.stores.words import find_spans
from tracker.tables import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.models import Mention
    from tracker.stores.base import Bucket, FacetField
    from tracker.stores.words import Clause
    from tracker.trends import Trend

# Control characters would reach the terminal; direction marks could turn what stands around them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _POP = "\u2068", "\u2069"
_STYLES = {"weapon": "bold magenta", "class": "magenta", "country": "bold cyan", "party": "bold cyan"}
_THEME_STYLE = "bold yellow"
_MARGIN = (0, 0, 0, 2)
_BARS = 26
_SPARK = "▁▂▃▄▅▆▇█"


def make_console(*, width: int | None = None) -> Console:
    """Return a console for stdout: colours on a terminal only; 80 columns where nobody says otherwise."""
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    if width is None and not console.is_terminal:
        return make_console(width=80)
    return console


def plain(text: str) -> str:
    """Return *text* without what could command the terminal or turn the direction of its surroundings."""
    return _UNSAFE.sub(" ", text)


def isolated(text: str) -> str:
    """Return *text* plain, and kept to itself where it runs from right to left."""
    safe = plain(text)
    return f"{_ISOLATE}{safe}{_POP}" if _RIGHT_TO_LEFT.search(safe) else safe


def highlighted(mention: Mention, clauses: Sequence[Clause] = ()) -> Text:
    """Return the passage with the words for weapons, countries and themes in colour, what was searched underlined."""
    safe = plain(mention.text)  # one character for one, so that offsets stay true
    text = Text(safe)
    for match in mention.evidence:
        if match.suppressed_by is None and not match.label.startswith(("transfer:", "sanction:")):
            text.stylize(_STYLES.get(match.label.partition(":")[0], _THEME_STYLE), match.start, match.end)
    for start, end in find_spans(safe, clauses, mention.language):
        text.stylize("underline", start, end)
    if _RIGHT_TO_LEFT.search(safe):
        return Text.assemble(_ISOLATE, text, _POP)
    return text


def mention_lines(mention: Mention, clauses: Sequence[Clause] = ()) -> Group:
    """Return what a person wants to see of *mention*: when, where, what about, the passage, the claims, the address."""
    day = f"{mention.published_at:%Y-%m-%d}" if mention.published_at else "undated   "
    head = Text.assemble((day, "bold"), f"  {mention.language}  {plain(mention.source)}  ", (", ".join(mention.themes)))
    parts = [
        Text(isolated(mention.title), style="bold", overflow="fold"),
        highlighted(mention, clauses),
        *claim_lines(mention),
        Text(plain(mention.url), style="dim", overflow="fold"),
    ]
    return Group(head, *(Padding(part, _MARGIN) for part in parts), Text())


def claim_lines(mention: Mention) -> Iterable[Text]:
    """Yield one line per claim: who to whom, what, how sure."""
    for transfer in mention.transfers:
        parties = f"{transfer.supplier or '?'} → {transfer.recipient or '?'}"
        yield Text(f"{parties}  {transfer.weapon or transfer.weapon_class}  ({transfer.status})", style="green")
    for sanction in mention.sanctions:
        parties = f"{sanction.imposer or '?'} → {sanction.target or '?'}"
        yield Text(f"{parties}  sanctions  ({sanction.status})", style="green")


def facet_table(field: FacetField, buckets: Iterable[Bucket], size: int = 10) -> Table:
    """Return the *size* largest values of one facet."""
    table = Table(title=field.replace("_", " "), title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("", overflow="fold", min_width=20)
    table.add_column("mentions", justify="right")
    table.add_column("stories", justify="right")
    for bucket in list(buckets)[:size]:
        table.add_row(isolated(bucket.value), f"{bucket.mentions:,}", f"{bucket.stories:,}")
    return table


def trend_table(trend: Trend) -> Table:
    """Return one line per value: a bar per interval, the sum, and the last complete interval against the one before."""
    span = f"{trend.starts[0]} to {trend.starts[-1]}, one bar per {trend.interval}"
    table = Table(title=span, title_justify="left", title_style="", box=None, pad_edge=False)
    table.add_column(trend.by, overflow="fold", max_width=20)
    table.add_column("", no_wrap=True)
    for heading in ("sum", "last", "share", "change"):
        table.add_column(heading, justify="right")
    for value, rows in trend.series():
        last = next((row for row in reversed(rows) if row.complete), rows[-1])
        total = sum(row.mentions for row in rows)
        bars = sparkline((row.mentions for row in rows), _BARS)
        cells = (f"{total:,}", f"{last.mentions:,}", percent(last.share), percent(last.change, signed=True))
        table.add_row(isolated(value), Text(bars, style="cyan"), *cells)
    return table


def sparkline(counts: Iterable[int], width: int) -> str:
    """Return one block per count, the highest full; more counts than *width* are added up side by side."""
    values = list(counts)
    step = -(-len(values) // width) if values else 1
    values = [sum(values[at : at + step]) for at in range(0, len(values), step)]
    top = max(values, default=0)
    return "".join(" " if not value else _SPARK[(value * len(_SPARK) - 1) // top] for value in values)
