"""The feed channel: an Atom file with the latest alerts, made from the journal each time and put in place at once.

The file is a picture of the journal: written twice it is the same, so nothing can be lost from it or come twice.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lxml import etree

from tracker.atom import NEVER, add, atom_root, atom_time
from tracker.errors import AlertError
from tracker.models import stable_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.alerts.alert import Alert
    from tracker.alerts.channel import FeedChannel


def write_feed(channel: FeedChannel, alerts: Sequence[Alert]) -> None:
    """Write *alerts* (newest first) into the channel's file; readers see the old file or the new one, never a part.

    Raises:
        AlertError: the file cannot be written.
    """
    try:
        channel.path.parent.mkdir(parents=True, exist_ok=True)
        _replace(channel.path, feed_of(channel, alerts))
    except OSError as error:
        msg = f"{channel.path} cannot be written: {error.strerror}"
        raise AlertError(msg) from None


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def feed_of(channel: FeedChannel, alerts: Sequence[Alert]) -> bytes:
    """Return *alerts* as an Atom document."""
    root = atom_root()
    add(root, "title", channel.title)
    add(root, "id", _urn(stable_id("feed", channel.id)))
    add(root, "updated", atom_time(max((alert.noted_at for alert in alerts), default=NEVER)))
    add(add(root, "author"), "name", "arms-sanctions-tracker")
    for alert in alerts:
        entry = add(root, "entry")
        add(entry, "title", alert.title)
        add(entry, "id", _urn(alert.key))
        add(entry, "updated", atom_time(alert.noted_at))
        if alert.url:
            add(entry, "link", href=alert.url)
        add(entry, "category", term=alert.watch)
        add(entry, "category", term=alert.kind)
        add(entry, "summary", alert.text)
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content


def _urn(key: str) -> str:
    return UUID(key).urn
