"""The text of the article: paragraphs, list items and quotes in order, without what only leads elsewhere."""

from __future__ import annotations

import logging
import re
from copy import copy, deepcopy
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from tracker.extract.markup import UNREADABLE
from tracker.extract.parts import join_parts
from tracker.extract.phrases import count, folded, starts
from tracker.extract.prune import prune
from tracker.extract.walls import weight

if TYPE_CHECKING:
    from lxml import html

ENOUGH = 400  # letters, see weight(); a shorter result of the fast mode is compared with the thorough one
SHORT = 300  # characters; a longer block is a paragraph, whatever it begins with
PARAGRAPH = 80  # characters; a shorter piece may be a teaser, a caption or a button
SWALLOWED = 2_000  # characters; a longer block is a page whose parts were not told apart
PARTS = frozenset({"p", "div", "ul", "ol", "table", "section", "article", "figure", "aside", "h2", "h3", "br"})
SHARE = 0.5  # of the page's paragraphs; a fast result with less has missed the article
LITTLE = 0.1  # of the page's paragraphs; with less the fast result has missed the article for sure
CLOSED = 2 / 3  # of the blocks of a text end as sentences do; headings, captions and credits do not
MANY_SPANS = 2_000  # trafilatura's work grows with the square of an element's children
LINKED = 0.75  # share of a block's text inside links above which it only leads elsewhere
LIST_LINKED = 0.6
BREAK = "\x1e"  # a line break: ends a paragraph where a sentence has ended
BLOCK = "\x1d"  # the start or end of a paragraph inside another element
SENTENCE_END = re.compile(r"[.!?…。！？؟۔»”\"」』]\s*$")

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # its complaints are about single pages; the ledger says more


class Block(NamedTuple):
    """One paragraph, heading, list item, quote or table row; *linked* is the share of its text inside links."""

    kind: str
    text: str
    linked: float


def body_text(tree: html.HtmlElement, url: str, title: str) -> str:
    """Return the article's paragraphs, separated by blank lines; empty where there are none."""
    tree = deepcopy(tree)
    prune(tree)
    if sum(1 for _ in tree.iter("span")) > MANY_SPANS:
        etree.strip_tags(tree, "span")
    _name_paragraphs(tree)
    dense = weight(title) > 2 * len(title)
    blocks = keep_article(_blocks(tree, url, fast=True, dense=dense), title)
    scant = sum(weight(block.text) for block in blocks) < ENOUGH
    prose, on_page = _prose(blocks), _prose_on(tree)
    if scant or prose < SHARE * on_page:
        join_parts(tree)
        thorough = keep_article(_blocks(tree, url, fast=False, dense=dense), title)
        missed = prose < LITTLE * on_page and _prose(thorough) >= SHARE * on_page
        if scant or missed or _adds_sentences(blocks, thorough):
            blocks = max(blocks, thorough, key=lambda found: len(_joined(found)))
    return _joined(blocks)


def _adds_sentences(blocks: list[Block], thorough: list[Block]) -> bool:
    """Say whether what *thorough* has beyond *blocks* reads as a text: teasers often lack a full stop."""
    known = {block.text for block in blocks}
    added = [block for block in thorough if block.text not in known and block.kind != "item"]
    closed = [block for block in added if SENTENCE_END.search(block.text)]
    return bool(added) and len(closed) >= CLOSED * len(added)


def _prose_on(tree: html.HtmlElement) -> int:
    """Return how many characters stand in paragraphs of some length on the page, links left out."""
    return sum(size for size in map(_unlinked, tree.iter("p")) if size >= PARAGRAPH)


def _name_paragraphs(tree: html.HtmlElement) -> None:
    """Make a paragraph of each division that holds one and no further parts: some sites write their text so."""
    for element in tree.iter("div"):
        if not any(part.tag in PARTS for part in element) and _unlinked(element) >= PARAGRAPH:
            element.tag = "p"


def _unlinked(paragraph: html.HtmlElement) -> int:
    return len(paragraph.text_content()) - sum(len(link.text_content()) for link in paragraph.iter("a"))


def _prose(blocks: list[Block]) -> int:
    """Return how many characters of *blocks* are paragraphs; a page swallowed as one block is none."""
    sizes = (len(block.text) for block in blocks if block.linked < LINKED)
    return sum(size for size in sizes if PARAGRAPH <= size < SWALLOWED)


def keep_article(blocks: list[Block], title: str) -> list[Block]:
    """Return *blocks* without the repeated title, link blocks, adverts of newsletters, and headings of nothing."""
    kept: list[Block] = []
    seen: set[str] = set()
    leading = False  # inside what a heading such as "Related stories" announces
    for block in _without_link_lists(blocks):
        key = folded(block.text)
        short = len(block.text) < SHORT
        if not key or (key == folded(title) and len(kept) < 3) or (len(key) > 40 and key in seen):  # noqa: PLR2004 - the title stands on top
            continue
        if short and starts("related", block.text):
            leading = block.kind == "head" or len(block.text) < 60  # noqa: PLR2004 - a bare "Read also:" announces
            if leading or not _is_prose(block):
                continue
        elif leading and short and (block.kind == "item" or block.linked > 0 or not SENTENCE_END.search(block.text)):
            continue
        leading = False
        if short and (count("promo", block.text) or block.linked > LINKED):
            continue
        seen.add(key)
        kept.append(block)
    while kept and kept[-1].kind == "head":
        kept.pop()
    return kept


def _is_prose(block: Block) -> bool:
    """A line that begins like "More on this" yet is a sentence without any link belongs to the article."""
    return (
        block.kind == "p" and block.linked == 0 and ":" not in block.text[:40] and bool(SENTENCE_END.search(block.text))
    )


def _without_link_lists(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, Block("end", "", 0.0)]:
        if block.kind == "item":
            run.append(block)
            continue
        total = sum(len(item.text) for item in run)
        if total and sum(item.linked * len(item.text) for item in run) / total < LIST_LINKED:
            kept.extend(run)
        run = []
        if block.kind != "end":
            kept.append(block)
    return kept


def _joined(blocks: list[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


def _blocks(tree: html.HtmlElement, url: str, *, fast: bool, dense: bool) -> list[Block]:
    options = copy(_options(fast=fast, dense=dense))
    options.url = url or None
    try:
        document = trafilatura.bare_extraction(tree, options=options)  # works on a copy of the tree
    except Exception:  # noqa: BLE001 - a third-party reader of hostile markup; no text is the honest answer
        return []
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return [block for element in document.body for block in _read(element)]


@cache
def _options(*, fast: bool, dense: bool) -> Extractor:
    """Trafilatura's settings, but with a lower bound for its last resort, which takes in the whole page.

    In a *dense* script (Chinese, Japanese, Korean) a third of the signs say as much.
    """
    options = Extractor(output_format="python", fast=fast, comments=False, links=True)
    options.min_extracted_size = 40 if dense else 120
    return options


def _read(element: etree._Element) -> list[Block]:
    if element.tag == "list":
        items = [block for item in element.iter("item") for block in _paragraphs("item", item)]
        return items or _paragraphs("p", element)
    if element.tag == "table":
        return [block for row in element.iter("row") for block in _paragraphs("row", row)]
    if element.tag == "quote" and element.find("p") is not None:
        return [block for part in element for block in _paragraphs("quote", part)]
    return _paragraphs("head" if element.tag == "head" else "p", element)


def _paragraphs(kind: str, element: etree._Element) -> list[Block]:
    """Split one element at its line breaks where a sentence has ended; other breaks are blanks."""
    pieces: list[str] = []
    linked: list[str] = []
    _collect(element, pieces, linked, inside=False)
    whole = "".join(pieces)
    share = min(1.0, len("".join("".join(linked).split())) / max(1, len("".join(whole.split()))))
    return [Block(kind, line, share) for part in whole.split(BLOCK) for line in _lines(part)]


def _lines(part: str) -> list[str]:
    merged: list[str] = []
    for line in filter(None, (" ".join(line.split()) for line in part.split(BREAK))):
        if merged and not SENTENCE_END.search(merged[-1]):
            merged[-1] = f"{merged[-1]} {line}"
        else:
            merged.append(line)
    return merged


def _collect(element: etree._Element, pieces: list[str], linked: list[str], *, inside: bool) -> None:
    """Gather the text of *element*: all of it in *pieces*, what stands in links also in *linked*."""
    inside = inside or element.tag == "ref"
    _add(element.text, pieces, linked, inside=inside)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "cell" and child.getprevious() is not None:
            pieces.append(" | ")
        edge = BREAK if child.tag == "lb" else BLOCK if child.tag in {"p", "item", "list", "head", "quote"} else ""
        pieces.append(edge)
        if not (element.tag == "item" and child.tag == "list"):
            _collect(child, pieces, linked, inside=inside)
        pieces.append(edge)
        _add(child.tail, pieces, linked, inside=inside)


def _add(text: str | None, pieces: list[str], linked: list[str], *, inside: bool) -> None:
    if text:
        if not text.isprintable():
            text = UNREADABLE.sub(" ", text)  # such as a character reference to a control sign
        pieces.append(text)
        if inside:
            linked.append(text)
