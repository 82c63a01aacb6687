"""``tracker explain``: what the classifier says of a text, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.classify import classify
from tracker.language import detect_language
from tracker.lexicon import load_lexicon

if TYPE_CHECKING:
    from tracker.models import Analysis, Evidence


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--language", help="Language of the text (ISO 639-1); detected where not given.")
def command(text: tuple[str, ...], language: str | None) -> None:
    """Explain what TEXT mentions: every match, its rule, its span, what was held back and why."""
    words = " ".join(text)
    analysis = classify(words, language or detect_language(words), load_lexicon())
    show_analysis(Console(), words, analysis)


def show_analysis(console: Console, text: str, analysis: Analysis) -> None:
    """Print *analysis* of *text*: the marked text, what was found, and the evidence."""
    console.print(_marked(text, analysis.evidence))
    console.print(f"\nlanguage   {analysis.language}")
    for name in ("themes", "weapons", "weapon_classes", "countries"):
        console.print(f"{name:10} {', '.join(getattr(analysis, name)) or 'none'}", highlight=False)
    for transfer in analysis.transfers:
        weapon = transfer.weapon or transfer.weapon_class
        amount = f"{transfer.quantity} × " if transfer.quantity else ""
        speaker = f", says {transfer.asserted_by}" if transfer.asserted_by else ""
        parties = f"{transfer.supplier or '?'} → {transfer.recipient or '?'}"
        console.print(
            f"transfer   {parties}: {amount}{weapon}, {transfer.status}{speaker}",
            highlight=False,
        )
    for sanction in analysis.sanctions:
        console.print(
            f"sanction   {sanction.imposer or '?'} → {sanction.target or '?'}: {sanction.status}",
            highlight=False,
        )
    console.print(_evidence_table(analysis.evidence))


def _marked(text: str, evidence: tuple[Evidence, ...]) -> Text:
    marked = Text(text)
    for item in evidence:
        if item.suppressed_by is None:
            marked.stylize("bold", item.start, item.end)
    return marked


def _evidence_table(evidence: tuple[Evidence, ...]) -> Table:
    table = Table("span", "words", "stands for", "rule", "held back by", box=None, pad_edge=False)
    for item in evidence:
        table.add_row(f"{item.start}-{item.end}", item.text, item.label, item.rule, item.suppressed_by or "")
    return table
