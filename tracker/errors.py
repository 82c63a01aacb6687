"""Every failure the product can name, hanging from one root.

    TrackerError
    ├── ConfigError          settings, tracker.toml, environment, watch lists, channels
    ├── LexiconError         a data file of the lexicon is wrong (names file and key)
    ├── SourceError          a source file of the catalogue is wrong (names file and key)
    ├── InputError           what a user gave to read is not what it should be (file, line)
    ├── QueryError           a filter that cannot be answered
    │   └── UnknownNameError a weapon, country, theme … nobody knows (suggests the nearest)
    ├── ExtractError         a page that is no article (carries the ledger's reason)
    ├── CrawlError           a crawl that cannot start or go on
    │   └── ForbiddenAddressError  an address that is not public
    ├── StoreError           the store cannot be opened, read or written
    │   ├── StoreUnavailableError  away for now: waits in the outbox
    │   └── StoreRejectedError     a document the store refuses for good
    ├── ExportError          a file that cannot be written, or gone on with
    ├── ScheduleError        a schedule that cannot be kept
    ├── AlertError           an alert that cannot be delivered
    └── KibanaError          dashboards that cannot be built, checked or uploaded

A message says what is wrong, where, and what to do about it, in one line.
"""

from __future__ import annotations


class TrackerError(Exception):
    """The root: the command line prints any of these as one line and exits 1."""


class ConfigError(TrackerError):
    """Settings that cannot be read or do not fit."""


class LexiconError(TrackerError):
    """A data file of the lexicon that cannot be used; the message names file and key."""


class SourceError(TrackerError):
    """A source file of the catalogue that cannot be used; the message names file and key."""


class InputError(TrackerError):
    """Input of a user that cannot be read; the message names file and line."""


class QueryError(TrackerError):
    """A query that cannot be answered as asked."""


class UnknownNameError(QueryError):
    """A name that no gazetteer knows; the message suggests the nearest."""

    def __init__(self, kind: str, name: str, nearest: list[str]) -> None:
        """Say which *kind* of *name* is unknown and list the *nearest* known ones."""
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"unknown {kind} {name!r}{hint}")
        self.kind = kind
        self.name = name
        self.nearest = nearest


class ExtractError(TrackerError):
    """A page that yields no article; *reason* is the word the ledger keeps."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep the ledger's *reason* beside the *detail* for people."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class CrawlError(TrackerError):
    """A crawl that cannot start or go on."""


class ForbiddenAddressError(CrawlError):
    """A connection to an address that is not public and not allowed by the settings."""


class StoreError(TrackerError):
    """A store that cannot be opened, read or written."""


class StoreUnavailableError(StoreError):
    """A store that is away for now; what could not be written waits in the outbox."""


class StoreRejectedError(StoreError):
    """A document that the store refuses for good; it goes to the dead letters with the reason."""


class ExportError(TrackerError):
    """An export that cannot be written, or cannot go on where it was stopped."""


class ScheduleError(TrackerError):
    """A schedule that cannot be kept."""


class AlertError(TrackerError):
    """An alert that cannot be delivered."""


class KibanaError(TrackerError):
    """Dashboards that cannot be built, checked or uploaded."""
