"""``tracker watch``: tells what is new for the watch lists, and what became of what was told."""

from __future__ import annotations

import re
import signal
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import settings_option
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.alerts.alert import Alert
    from tracker.alerts.deliver import Outcome
    from tracker.alerts.journal import Delivery
    from tracker.config import Settings

_PERIOD = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TICK = 0.5


class Period(click.ParamType[int]):
    """30s, 15m, 1h or 1d, as seconds."""

    name = "TIME"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read what a person typed."""
        found = re.fullmatch(r"([1-9]\d{0,5})([smhd])", str(value).strip().lower())
        if found is None:
            self.fail(f"{value!r} is no period; write 15m, 1h or 1d", param, ctx)
        return int(found[1]) * _PERIOD[found[2]]


@click.command("watch")
@click.argument("names", metavar="[WATCH]...", nargs=-1)
@click.option("--every", type=Period(), help="Look again and again, this long apart: 15m, 1h.")
@click.option("--dry-run", is_flag=True, help="Show what would be told; note and send nothing.")
@click.option("--retry", is_flag=True, help="Try what waits for its next try at once.")
@click.option("--log", is_flag=True, help="List the latest deliveries and end.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Deliveries listed by --log.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@settings_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    settings: Settings,
    names: tuple[str, ...],
    every: int | None,
    dry_run: bool,  # noqa: FBT001 - click passes flags by name
    retry: bool,  # noqa: FBT001 - see above
    log: bool,  # noqa: FBT001 - see above
    limit: int,
    form: str,
) -> None:
    """Look once for what is new for every watch list (or each WATCH), print it, and send it by the channels.

    A watch list is a file watch/NAME.toml, a channel a file watch/channels/NAME.toml. Nothing is told twice; what
    cannot be delivered now is tried again by later calls.
    """
    if log:
        _print_log(settings, limit, form)
        return
    if every is None:
        outcome = _once(settings, names, form, dry_run=dry_run, retry=retry)
        sys.exit(1 if outcome.problems else 0)
    for _ in _rounds(every):
        try:
            _once(settings, names, form, dry_run=dry_run, retry=retry)
        except TrackerError as error:
            click.echo(f"Error: {error}", err=True)


def _once(settings: Settings, names: tuple[str, ...], form: str, *, dry_run: bool, retry: bool) -> Outcome:
    from tracker.alerts.rounds import go_round, read_files  # noqa: PLC0415 - only where watches are looked at

    files = read_files(settings, names, datetime.now(UTC))
    outcome = go_round(settings, files, lambda alert: _print_alert(alert, form), dry_run=dry_run, force=retry)
    for problem in outcome.problems:
        click.echo(f"Error: {problem}", err=True)
    if not dry_run:
        click.echo(f"{outcome.sent} sent, {outcome.waiting} waiting", err=True)
    return outcome


def _print_alert(alert: Alert, form: str) -> None:
    if form == "jsonl":
        click.echo(alert.model_dump_json())
    else:
        click.echo(f"{alert.watch}  {alert.kind:<6} {alert.title}{f'  {alert.url}' if alert.url else ''}")


def _print_log(settings: Settings, limit: int, form: str) -> None:
    from tracker.alerts.rounds import open_journal  # noqa: PLC0415 - see above

    with open_journal(settings) as journal:
        for delivery in journal.deliveries(limit):
            click.echo(delivery.model_dump_json() if form == "jsonl" else _line(delivery))


def _line(delivery: Delivery) -> str:
    where = f"{delivery.channel} {delivery.target}".strip()
    more = f" and {delivery.alerts - 1} more" if delivery.alerts > 1 else ""
    tries = f" ({delivery.attempts} tries)" if delivery.attempts > 1 else ""
    detail = f": {delivery.detail}" if delivery.detail else ""
    state = f"{delivery.state}{tries}{detail}"
    return f"{delivery.created:%Y-%m-%d %H:%M:%S}  {where:<24} {state}  {delivery.title}{more}"


def _rounds(every: int) -> Iterator[None]:
    """Yield again and again, *every* seconds apart, until a signal asks to end; a round under way is finished."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: asked.append(got))
    while not asked:
        begun = time.monotonic()
        yield
        while not asked and time.monotonic() < begun + every:
            time.sleep(_TICK)
