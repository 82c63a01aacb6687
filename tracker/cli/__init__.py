"""The command line: one lazy group, one file per subcommand."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from tracker import __version__
from tracker.errors import TrackerError

# One line per subcommand: its name and the module that holds it (imported only when it is called).
COMMANDS = {
    "classify": "tracker.cli.classify",
    "crawl": "tracker.cli.crawl",
    "demo": "tracker.cli.demo",
    "evaluate": "tracker.cli.evaluate",
    "explain": "tracker.cli.explain",
    "export": "tracker.cli.export",
    "extract": "tracker.cli.extract",
    "kibana": "tracker.cli.kibana",
    "ledger": "tracker.cli.ledger",
    "lexicon": "tracker.cli.lexicon",
    "reclassify": "tracker.cli.reclassify",
    "runs": "tracker.cli.runs",
    "sanctions": "tracker.cli.sanctions",
    "schedule": "tracker.cli.schedule",
    "search": "tracker.cli.search",
    "sources": "tracker.cli.sources",
    "store": "tracker.cli.store",
    "transfers": "tracker.cli.transfers",
    "trends": "tracker.cli.trends",
    "watch": "tracker.cli.watch",
}


class TrackerGroup(click.Group):
    """A group that imports a subcommand when it is called and prints a TrackerError as one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name every subcommand."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the subcommand that is called."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the subcommand; a failure that the product can name is one line on stderr, exit 1."""
        try:
            return super().invoke(ctx)
        except TrackerError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)


@click.group(cls=TrackerGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tracker")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def main(debug: bool) -> None:  # noqa: FBT001 - read by the group through ctx.params
    """Track what the news says about sanctions, drones, fighter jets and arms transfers."""
