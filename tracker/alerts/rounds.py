"""One round: every watch looks at the store once, then what waits is delivered."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.alerts.channel import FOLDER, Channel, load_channels
from tracker.alerts.deliver import Outcome, deliver
from tracker.alerts.journal import Journal
from tracker.alerts.look import OVERLAP, OVERLAP_EMBEDDED, Looker
from tracker.alerts.sources import look_at_sources
from tracker.alerts.watch import WatchList, load_watches
from tracker.crawl.schema import create_tables
from tracker.crawl.state import is_embedded, open_state, translated
from tracker.errors import ConfigError, StoreError, UnknownNameError
from tracker.lexicon import load_lexicon
from tracker.names import nearest_names
from tracker.stores import open_store
from tracker.stores.sqlite_file import store_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.alerts.alert import Alert
    from tracker.config import Settings


class Files(NamedTuple):
    """What the folder of watch lists holds: all watches, those *chosen* for this round, the channels."""

    watches: dict[str, WatchList]
    chosen: tuple[WatchList, ...]
    channels: dict[str, Channel]


def read_files(settings: Settings, names: tuple[str, ...], now: datetime) -> Files:
    """Read the watch lists and channels; *names* chooses some of the watches, all where it is empty.

    Raises:
        ConfigError: a file is wrong, or a watch names a channel that is not there.
        UnknownNameError: no watch has such a name; suggests the nearest.
    """
    watches = load_watches(settings.watch_dir, load_lexicon, now)
    channels = load_channels(settings.watch_dir / FOLDER)
    for watch in watches.values():
        for name in watch.watch.channels or ():
            if name not in channels:
                path = settings.watch_dir / f"{watch.watch.id}.toml"
                msg = f"{path}: channels: no channel {name!r} in {settings.watch_dir / FOLDER}"
                raise ConfigError(msg)
    for name in names:
        if name not in watches:
            kind = "watch"
            raise UnknownNameError(kind, name, nearest_names(name, watches))
    chosen = tuple(watches[name] for name in dict.fromkeys(names)) if names else tuple(watches.values())
    return Files(watches, chosen, channels)


@contextmanager
def open_journal(settings: Settings) -> Iterator[Journal]:
    """Open the journal in the crawl state's file.

    Raises:
        StoreError: the file cannot be used.
    """
    if is_embedded(settings):
        open_store(settings).close()  # makes the file the store's, and refuses one of another program
        path = Path(store_path(settings.store))
    else:
        path = settings.state
    connection = open_state(path)
    try:
        with translated(str(path)):
            create_tables(connection)  # the health of sources is read from the crawl's own
        yield Journal(connection)
    finally:
        connection.close()


def go_round(
    settings: Settings, files: Files, tell: Callable[[Alert], None], *, dry_run: bool = False, force: bool = False
) -> Outcome:
    """Look, keep and *tell* what is new, and deliver; *dry_run* only tells. *force* overrules back-off.

    What waits is delivered although the store is away; that is a problem of the outcome then.

    Raises:
        StoreError: the journal cannot be used.
    """
    problems: tuple[str, ...] = ()
    with open_journal(settings) as journal:
        try:
            _look(settings, files, journal, tell, dry_run=dry_run)
        except StoreError as error:
            problems = (str(error),)
        if dry_run:
            return Outcome(problems=problems)
        names = {name: watch.watch.title for name, watch in files.watches.items()}
        outcome = deliver(journal, files.channels, names, lambda: datetime.now(UTC), force=force)
    return outcome.model_copy(update={"problems": problems + outcome.problems})


def _look(settings: Settings, files: Files, journal: Journal, tell: Callable[[Alert], None], *, dry_run: bool) -> None:
    for watch in files.chosen:
        if "sources" in watch.watch.report:
            channels = [files.channels[name] for name in _channels_of(watch, files)]
            for alert in look_at_sources(watch, journal, channels, datetime.now(UTC), dry_run=dry_run):
                tell(alert)
    asking = [watch for watch in files.chosen if watch.watch.asks_store]
    if not asking:
        return
    overlap = OVERLAP_EMBEDDED if is_embedded(settings) else OVERLAP
    with open_store(settings) as store:
        for watch in asking:
            looker = Looker(store, journal, datetime.now(UTC), overlap)
            channels = [files.channels[name] for name in _channels_of(watch, files)]
            for alert in looker.find(watch).alerts if dry_run else looker.look(watch, channels):
                tell(alert)


def _channels_of(watch: WatchList, files: Files) -> tuple[str, ...]:
    return tuple(files.channels) if watch.watch.channels is None else watch.watch.channels
