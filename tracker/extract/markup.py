"""The tree of a page, kept small and shallow enough to be read in bounded time, and what its head says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree, html

from tracker.errors import ExtractError

MAX_MARKUP = 12_000_000
MAX_ELEMENTS = 12_000  # what stands behind the 12,000th element of a page is no news article
MAX_DEPTH = 150
MAX_NAMES = 2_000  # characters of an attribute that rules search in
MAX_TEXT_NODE = 60_000
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LONG_TAG = re.compile(r"<[^<>]{2000,}")
MAX_ATTRIBUTES = 300  # the parser's work grows with their square
CONTROL_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f]..)|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]))(?:;|(?![\da-f]))",
    re.IGNORECASE,
)
A_TAG = re.compile(r"<[a-zA-Z!/]")
OTHER_FORMAT = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<]*-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg|opml)\b",
    re.IGNORECASE,
)
# Control signs as bytes: in UTF-8 nothing else has them.
CONTROLS = bytes(sign for sign in (*range(32), 127) if sign not in b"\t\n\r")
USELESS = (
    "script",
    "style",
    "svg",
    "template",
    "object",
    "embed",
    "canvas",
    "iframe",
    "math",
    "select",
    "datalist",
)

# lxml's own choice of classes asks Python for each element, to tell forms and inputs apart: nobody here wants to know.
ELEMENT_CLASSES = etree.ElementDefaultClassLookup(
    element=html.HtmlElement, comment=html.HtmlComment, pi=html.HtmlProcessingInstruction, entity=html.HtmlEntity
)

# Asked of each page, mostly with the answer "none": XPath finds that out without making an object of each element.
LONG_VALUES = etree.XPath(f"descendant-or-self::*/@*[string-length() > {MAX_NAMES}]")
NAMES = frozenset({"class", "id", "style"})
TEXT_LENGTH = etree.XPath("string-length(.)")
COUNT = etree.XPath("count(descendant-or-self::*)")
DEEP = etree.XPath(f"boolean(self::*{'/*' * MAX_DEPTH})")


@dataclass(frozen=True)
class Markup:
    """A parsed page: its tree without scripts and styles, its meta values by lower-case name, its JSON-LD texts."""

    tree: html.HtmlElement
    meta: dict[str, list[str]] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str | None:
        """Return the first non-empty meta value under any of *names*, in their order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)

    def xpath(self, path: str) -> list[Any]:
        """Return what *path* selects."""
        found: list[Any] = _compiled(path)(self.tree)
        return found


@lru_cache(maxsize=64)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def parse(text: str) -> Markup:
    """Parse the *text* of a page.

    Raises:
        ExtractError: ``not-html`` where the text is a feed, data or plain text.
    """
    if OTHER_FORMAT.match(text) or not A_TAG.search(text):
        raise ExtractError("not-html", "the content is a feed, data or plain text")
    if text.lstrip()[:1] in {"{", "["}:
        raise ExtractError("not-html", "the content is JSON")
    readable = CONTROL_REFERENCE.sub(" ", _readable(text[:MAX_MARKUP]))
    tree = _tree(LONG_TAG.sub(_bounded_tag, readable))
    meta, json_ld = _head(tree)
    etree.strip_elements(tree, *USELESS, with_tail=False)
    _prune_tail(tree)
    _flatten(tree)
    return Markup(tree, meta, json_ld)


def _readable(text: str) -> str:
    """Blank out what no text may hold; nearly all pages hold nothing of it, which is told at the speed of memory."""
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError:
        return UNREADABLE.sub(" ", text)
    clean = len(encoded.translate(None, CONTROLS)) == len(encoded) and "\ufffe" not in text and "\uffff" not in text
    return text if clean else UNREADABLE.sub(" ", text)


def _tree(text: str) -> html.HtmlElement:
    # A parser per page: lxml parsers keep an error log and are not safe between threads.
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=True,
        no_network=True,
    )
    parser.set_element_class_lookup(ELEMENT_CLASSES)
    declaration_free = re.sub(r"^\s*<\?xml[^<>]*>", "", text, count=1)
    try:
        return html.document_fromstring(declaration_free.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractError("no-text", f"the markup cannot be parsed: {error}") from None


def _bounded_tag(tag: re.Match[str]) -> str:
    """Leave out a tag with absurdly many attributes."""
    return "<br " if tag[0].count("=") > MAX_ATTRIBUTES or len(tag[0].split()) > 4 * MAX_ATTRIBUTES else tag[0]


def _head(tree: html.HtmlElement) -> tuple[dict[str, list[str]], list[str]]:
    meta: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and content:
                meta[name.strip().lower()].append(content)
    scripts = tree.iter("script")
    json_ld = [e.text for e in scripts if e.text and "ld+json" in (e.get("type") or "").lower()]
    return dict(meta), json_ld


def _prune_tail(tree: html.HtmlElement) -> None:
    """Drop what stands behind the last element that is read, and cut names and text nodes of absurd length."""
    if COUNT(tree) > MAX_ELEMENTS + 1:
        _drop_behind(next(islice(tree.iter(etree.Element), MAX_ELEMENTS, None)))
    for value in LONG_VALUES(tree):
        if value.attrname in NAMES:
            del value.getparent().attrib[value.attrname]
    if TEXT_LENGTH(tree) > MAX_TEXT_NODE:
        _cut_texts(tree)


def _drop_behind(last: html.HtmlElement) -> None:
    """Drop what stands behind the start of *last*, in it and after it."""
    del last[:]
    for element in (last, *last.iterancestors()):
        parent = element.getparent()
        if parent is not None:
            del parent[parent.index(element) + 1 :]


def _cut_texts(tree: html.HtmlElement) -> None:
    for element in tree.iter(etree.Element):
        if element.text and len(element.text) > MAX_TEXT_NODE:
            element.text = UNREADABLE.sub(" ", element.text[:MAX_TEXT_NODE])
        if element.tail and len(element.tail) > MAX_TEXT_NODE:
            element.tail = UNREADABLE.sub(" ", element.tail[:MAX_TEXT_NODE])


def _flatten(tree: html.HtmlElement) -> None:
    """Unwrap elements nested so deep (unclosed tags) that recursive readers of the tree would fail."""
    if not DEEP(tree):
        return
    deep = []
    level = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level > MAX_DEPTH and element.getparent() is not None:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()
