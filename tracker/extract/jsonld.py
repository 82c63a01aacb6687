"""What the JSON-LD of a page says about its article: dates, headline, authors, publisher, access."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE_TYPES = frozenset(
    {
        "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
        "opinionnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
        "satiricalarticle", "blogposting", "liveblogposting", "report", "scholarlyarticle", "techarticle",
        "socialmediaposting", "pressrelease",
    }
)  # fmt: skip
PAGE_TYPES = frozenset({"webpage", "itempage"})
MAIN_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "@list")
SIDE_KEYS = (
    "itemListElement",
    "hasPart",
    "item",
    "about",
    "isPartOf",
    "relatedLink",
    "citation",
    "subjectOf",
)
MAX_NODES = 2_000
MAX_DEPTH = 12
CONTROL = re.compile(r"[\x00-\x1f]")
TRAILING_COMMA = re.compile(r",\s*([}\]])")
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*;?\s*$")

Node = dict[str, Any]


def article_node(texts: list[str], url: str, title: str) -> Node:
    """Return the node that describes the page's own article, or an empty one.

    Of several articles the one with the page's address wins, then the one with its title, then the first that is not
    part of a list; teasers in a list never speak for the page.
    """
    mains: list[Node] = []
    sides: list[Node] = []
    pages: list[Node] = []
    for node, is_side in _nodes(texts):
        kinds = _types(node)
        if kinds & ARTICLE_TYPES:
            (sides if is_side else mains).append(node)
        elif kinds & PAGE_TYPES and not is_side:
            pages.append(node)
    for node in (*mains, *sides):
        if _same_address(node, url):
            return node
    for node in (*mains, *sides):
        headline = text_of(node.get("headline"))
        if headline and title and (headline in title or title in headline):
            return node
    return next(iter((*mains, *pages)), {})


def text_of(value: object) -> str:
    """Return *value* as clean text: strings as such, lists by their first, objects by their name."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def names_of(value: object) -> list[str]:
    """Return every name that an author value holds: text, objects or lists of them."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        return names_of(value["name"])
    name = text_of(value)
    return [name] if name else []


def is_closed(node: Node) -> bool:
    """Tell whether the publisher marks the article as not free to read."""
    return str(node.get("isAccessibleForFree", "")).strip().rsplit("/", 1)[-1].lower() in {"false", "no", "0"}


def _nodes(texts: list[str]) -> Iterator[tuple[Node, bool]]:
    budget = MAX_NODES
    for text in texts:
        stack = [(_load(text), False, 0)]
        while stack and budget > 0:
            value, is_side, depth = stack.pop()
            budget -= 1
            if depth > MAX_DEPTH:
                continue
            if isinstance(value, list):
                stack.extend((item, is_side, depth + 1) for item in reversed(value))
            elif isinstance(value, dict):
                yield value, is_side
                stack.extend((value[key], True, depth + 1) for key in SIDE_KEYS if key in value)
                stack.extend((value[key], is_side, depth + 1) for key in reversed(MAIN_KEYS) if key in value)


def _load(text: str) -> Any:  # noqa: ANN401 - any JSON value
    bare = WRAPPING.sub("", WRAPPING.sub("", text))
    for attempt in (bare, TRAILING_COMMA.sub(r"\1", CONTROL.sub(" ", bare)), unescape(bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {re.split(r"[/#:]", kind)[-1].lower() for kind in kinds if isinstance(kind, str)}


def _same_address(node: Node, url: str) -> bool:
    page = node.get("mainEntityOfPage")
    own = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    bare = _bare(url)
    return any(isinstance(value, str) and bare and _bare(value) == bare for value in own)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", re.split(r"[?#]", url, maxsplit=1)[0]).rstrip("/").lower()
