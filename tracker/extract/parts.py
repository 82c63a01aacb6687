"""Puts together an article that its markup cuts into parts, mostly to show adverts between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

PART_NAMES = re.compile(
    r"(?:article|story|post|entry|content|main|news)[_-]*(?:body|text|content|chunk|part)", re.IGNORECASE
)
HOMES = ("article", "main")


def join_parts(tree: html.HtmlElement) -> None:
    """Move what stands in the later parts of an article into its first part, in place.

    Parts bear the very same class names, which call them the body of an article, inside one ``article`` (or ``main``)
    element: two articles on one page, each in an element of its own, stay two.
    """
    homes: dict[tuple[html.HtmlElement, str], list[html.HtmlElement]] = {}
    for element in tree.iter("div", "section"):
        names = element.get("class") or ""
        if PART_NAMES.search(names):
            home = next(element.iterancestors(*HOMES), None)
            if home is not None:
                homes.setdefault((home, names), []).append(element)
    for parts in homes.values():
        first, *others = parts
        for part in others:
            if first not in part.iterancestors():
                _move(part, first)


def _move(part: html.HtmlElement, first: html.HtmlElement) -> None:
    for child in list(part):
        first.append(child)
    part.drop_tree()
