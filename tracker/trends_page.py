"""A trend as one HTML page that needs nothing else: drawn bars, a table with every number, no script, no request."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tracker.tables import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.trends import Trend, TrendRow

_WIDTH, _HEIGHT, _LABEL = 640, 90, 16
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
svg { width: 100%; height: auto; }
.bar { fill: #2166ac; } .bar.part { fill: none; stroke: #2166ac; stroke-dasharray: 3 2; }
.axis { stroke: currentColor; stroke-width: 1; } text { fill: currentColor; font-size: 11px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #8886; padding: .2rem .5rem; text-align: right; }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
.wide { overflow-x: auto; }
@media (prefers-color-scheme: dark) { .bar { fill: #92c5de; } .bar.part { stroke: #92c5de; } }
"""
_HEADINGS = ("from", "value", "mentions", "stories", "articles", "crawled", "share", "change", "against 4 before")


def trend_page(trend: Trend, asked: str) -> str:
    """Return the page; *asked* says in words which mentions were counted."""
    title = f"Mentions by {trend.by.replace('_', ' ')} per {trend.interval}"
    charts = "".join(_chart(number, value, rows) for number, (value, rows) in enumerate(trend.series()))
    left = f"<p>{trend.left_out} smaller values are left out.</p>" if trend.left_out else ""
    body = charts + left + _table(trend.rows) if trend.rows else "<p>No dated mention matches.</p>"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(title)}</h1>\n<p dir="auto">{escape(asked)}</p>\n'
        "<p>A mention is one passage; it counts under each of its values, so values may add up to more than there are"
        " mentions. Share: articles with the value among all crawled in the interval. Dashed bars: the interval is not"
        f" complete.</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _chart(number: int, value: str, rows: Sequence[TrendRow]) -> str:
    """Return one value's bars, drawn to its own highest count."""
    top = max(row.mentions for row in rows)
    step = _WIDTH / len(rows)
    bars = "".join(_bar(row, place * step, step, top) for place, row in enumerate(rows))
    total = sum(row.mentions for row in rows)
    says = f"{total} mentions from {rows[0].start} to {rows[-1].start}, at most {top}"
    return (
        f'<section>\n<h2 dir="auto">{escape(value)}</h2>\n'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + _LABEL}" role="img" aria-labelledby="t{number}">\n'
        f'<title id="t{number}">{escape(value)}: {says}</title>\n{bars}'
        f'<line class="axis" x1="0" y1="{_HEIGHT}" x2="{_WIDTH}" y2="{_HEIGHT}"/>\n'
        f'<text x="0" y="{_HEIGHT + 12}">{rows[0].start}</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT + 12}" text-anchor="end">{rows[-1].start}</text>'
        f'<text x="0" y="10">{top}</text>\n</svg>\n</section>\n'
    )


def _bar(row: TrendRow, left: float, step: float, top: int) -> str:
    height = row.mentions / top * (_HEIGHT - _LABEL)
    look = "bar" if row.complete else "bar part"
    return (
        f'<rect class="{look}" x="{left + step * 0.1:.1f}" y="{_HEIGHT - height:.1f}" width="{step * 0.8:.1f}"'
        f' height="{height:.1f}"><title>{row.start}: {row.mentions}</title></rect>\n'
    )


def _table(rows: Sequence[TrendRow]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADINGS)
    return (
        f'<div class="wide"><table>\n<caption>Every number</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "".join(_table_row(row) for row in rows)
        + "</tbody>\n</table></div>"
    )


def _table_row(row: TrendRow) -> str:
    numbers = (f"{count:,}" for count in (row.mentions, row.stories, row.articles, row.crawled))
    cells = (*numbers, percent(row.share), percent(row.change, signed=True), percent(row.change_mean, signed=True))
    first = f'<td>{row.start}</td><th scope="row" dir="auto">{escape(row.value)}</th>'
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
