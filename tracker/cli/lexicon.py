"""``tracker lexicon``: check the rules, see what is covered, find who defines a word."""

from __future__ import annotations

import sys

import click

from tracker.classify import explain_hits
from tracker.lexicon import Lexicon, load_lexicon
from tracker.lexicon.check import (
    GRID_COLUMNS,
    check_context,
    check_examples,
    check_names,
    coverage,
    holes,
    weapon_scripts,
    where,
)


@click.group()
def command() -> None:
    """Check the lexicon, see what it covers, find who defines a word."""


def fired(lexicon: Lexicon, text: str, language: str) -> set[str]:
    """Return the ids of the rules that match *text* and count."""
    _, hits = explain_hits(text, language, lexicon)
    return {hit.rule.id for hit in hits if hit.held is None}


@command.command()
@click.option("--language", help="Only the rules of this language.")
def check(language: str | None) -> None:
    """Run every rule's own examples; look for names with two owners, context that nothing meets; exit 1 if any."""
    lexicon = load_lexicon()
    problems = list(check_examples(lexicon, lambda text, spoken: fired(lexicon, text, spoken), language))
    if language is None:
        problems += [*check_names(lexicon.files), *check_context(lexicon.files)]
    for problem in problems:
        click.echo(str(problem))
    rules = [source for source in lexicon.files.rules if language in {None, source.language}]
    examples = sum(len(source.rule.examples.yes) + len(source.rule.examples.no) for source in rules)
    click.echo(f"{len(rules)} rules, {examples} examples, {len(problems)} problems", err=True)
    if problems:
        sys.exit(1)


@command.command(name="coverage")
def show_coverage() -> None:
    """Print the grid of languages × themes, weapons by script, and the holes."""
    lexicon = load_lexicon()
    grid = coverage(lexicon)
    click.echo(f"{'':10}" + "".join(f"{column:>14}" for column in GRID_COLUMNS))
    for language, counts in grid.items():
        click.echo(f"{language:10}" + "".join(f"{counts[column]:>14}" for column in GRID_COLUMNS))
    click.echo("\nweapons with a name in the script:")
    columns = ("systems", "latin", "cyrillic", "arabic", "han")
    click.echo(f"{'':14}" + "".join(f"{column:>10}" for column in columns))
    for weapon_class, counts in sorted(weapon_scripts(lexicon).items()):
        click.echo(f"{weapon_class:14}" + "".join(f"{counts[column]:>10}" for column in columns))
    click.echo("\nstates and parties with words in the language:")
    entities = [*lexicon.files.countries.values(), *lexicon.files.parties.values()]
    for language in lexicon.languages:
        click.echo(f"{language:14}{sum(language in entity.words for entity in entities):>10} of {len(entities)}")
    click.echo("\nholes:")
    for hole in holes(grid) or ["none"]:
        click.echo(f"  {hole}")


@command.command(name="where")
@click.argument("word")
def show_where(word: str) -> None:
    """Say which files and rules match WORD, in every language."""
    lexicon = load_lexicon()
    found = False
    for language in lexicon.languages:
        _, hits = explain_hits(word, language, lexicon)
        for place in where(lexicon, {hit.rule.id for hit in hits}):
            found = True
            click.echo(f"{language}  {place}")
    if not found:
        click.echo(f"Error: no rule or name matches {word!r}", err=True)
        sys.exit(1)
