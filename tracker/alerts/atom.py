"""The feed channel: an Atom file with the latest alerts, made from the journal each time and put in place at once.

The file is a picture of the journal: written twice it is the same, so nothing can be lost from it or come twice.
"""

from __future__ import annotations

import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lxml import etree

from tracker.errors import AlertError
from tracker.models import stable_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.alerts.alert import Alert
    from tracker.alerts.channel import FeedChannel

_ATOM = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(root, "title", channel.title)
    _add(root, "id", _urn(stable_id("feed", channel.id)))
    _add(root, "updated", _iso(max((alert.noted_at for alert in alerts), default=_NEVER)))
    _add(_add(root, "author"), "name", "arms-sanctions-tracker")
    for alert in alerts:
        entry = _add(root, "entry")
        _add(entry, "title", alert.title)
        _add(entry, "id", _urn(alert.key))
        _add(entry, "updated", _iso(alert.noted_at))
        if alert.url:
            _add(entry, "link", href=alert.url)
        _add(entry, "category", term=alert.watch)
        _add(entry, "category", term=alert.kind)
        _add(entry, "summary", alert.text)
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    values = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", values)
    if text:
        child.text = _FORBIDDEN.sub("", text)
    return child


def _urn(key: str) -> str:
    return UUID(key).urn


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
