"""Elements and moments of feeds: Atom's names, and no character that XML cannot hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
# When a feed without entries was changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_root() -> etree._Element:
    """Return an empty Atom feed."""
    return etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element to *parent*, in Atom's name space where *parent* is."""
    space = f"{{{ATOM}}}" if parent.tag.startswith(f"{{{ATOM}}}") else ""
    child = etree.SubElement(parent, space + name, {key: _clean(value) for key, value in attributes.items()})
    if text:
        child.text = _clean(text)
    return child


def atom_time(moment: datetime) -> str:
    """Write *moment* as Atom does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
