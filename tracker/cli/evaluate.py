"""``tracker evaluate``: the classifier against passages labelled by hand."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.evaluate import KINDS, Evaluation, Miss, Score, evaluate, read_gold
from tracker.lexicon import load_lexicon


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", "languages", multiple=True, help="Only passages in this language (repeatable).")
@click.option("--errors", is_flag=True, help="List each miss with its explanation.")
def command(gold: Path, languages: tuple[str, ...], errors: bool) -> None:  # noqa: FBT001 - a click flag
    """Print precision, recall and F1 of the classifier on GOLD (JSONL with hand-made labels)."""
    rows = (row for row in read_gold(gold) if not languages or row["lang"] in languages)
    result = evaluate(rows, load_lexicon())
    for line in _table(result):
        click.echo(line)
    if errors:
        for miss in result.misses:
            click.echo(_miss(miss))


def _table(result: Evaluation) -> list[str]:
    lines = [
        f"{result.passages} passages",
        f"{'':28}{'right':>6}{'wrong':>6}{'missed':>7}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    lines += [_row(kind, result.kinds.get(kind, Score())) for kind in KINDS]
    lines.append("themes, each:")
    lines += [_row(f"  {theme}", score) for theme, score in result.themes.items()]
    for kind in KINDS:
        lines.append(f"{kind}, by language:")
        lines += [_row(f"  {code}", score) for (name, code), score in sorted(result.languages.items()) if name == kind]
    return lines


def _row(name: str, score: Score) -> str:
    shares = "".join(
        f"{'-' if value is None else format(value, '.3f'):>7}" for value in (score.precision, score.recall, score.f1)
    )
    return f"{name:28}{score.right:>6}{score.wrong:>6}{score.missed:>7}{shares}"


def _miss(miss: Miss) -> str:
    lines = [
        f"\n{miss.id} [{miss.language}] {miss.kind}: missing {miss.missing}, extra {miss.extra}",
        f"  {miss.text}",
    ]
    lines += [
        f"    {item.label:24} {item.text!r} by {item.rule}"
        + (f", held back: {item.suppressed_by}" if item.suppressed_by else "")
        for item in miss.analysis.evidence
    ]
    return "\n".join(lines)
