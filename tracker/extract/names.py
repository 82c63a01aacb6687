"""Title and authors as readers see them: no site name behind the title, no address or "By" in a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.extract.jsonld import names_of, text_of
from tracker.extract.phrases import folded

if TYPE_CHECKING:
    from tracker.extract.jsonld import Node
    from tracker.extract.markup import Markup

SEPARATOR = re.compile(r"\s+[|–—·•»«:\-]{1,2}\s+|\s*[|｜]\s*|(?<=\S)_(?=[^_]+$)")
LONGEST_TITLE = 400
LONGEST_NAME = 60
BY = re.compile(
    r"^(?:by|von|par|por|di|door|przez|автор|авторы|текст|written by|od|af|av|بقلم|كتب|نویسنده|文|记者|記者)"
    r"\s*[:：]?\s+",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|ru)\b", re.IGNORECASE)
LIST_OF_NAMES = re.compile(r"\s*[;,،、]\s*|\s+(?:and|und|et|y|e|i|и|та|ve|و|en|&)\s+")
BYLINE = (
    "//*[@rel='author']//text()[normalize-space()]"
    " | //*[@itemprop='author']//*[@itemprop='name']//text()[normalize-space()]"
)


def title_of(markup: Markup, node: Node, url: str, hint: str | None) -> str:
    """Return the headline: JSON-LD's, OpenGraph's, the first heading's or the head's, without the site's name."""
    sites = _site_names(markup, node, url)
    headings = [" ".join(h.text_content()[:LONGEST_TITLE].split()) for h in markup.xpath("(//h1)[position() < 9]")]
    claims = [text_of(node.get("headline")), markup.first("og:title", "twitter:title") or ""]
    page_title = " ".join((markup.tree.findtext(".//title") or "").split())
    for claim in (*claims, page_title):
        bare = _without_site(" ".join(claim[: 2 * LONGEST_TITLE].split()), sites, headings)
        if bare:
            # A headline cut to a length limit is completed from the heading.
            stem = folded(bare.rstrip("….").strip())
            return next((h for h in headings if len(stem) > 20 and folded(h).startswith(stem)), bare)[:LONGEST_TITLE]  # noqa: PLR2004 - enough to know it again
    return (next(filter(None, headings), "") or " ".join((hint or "").split()))[:LONGEST_TITLE]


def authors_of(markup: Markup, node: Node) -> tuple[str, ...]:
    """Return the authors in the page's order, without repeats; the outlet itself is no author."""
    outlet = folded(text_of(node.get("publisher")))
    found = names_of(node.get("author"))
    if not found:
        found = markup.meta.get("author", []) or markup.meta.get("article:author", [])
        found = [part for name in found for part in LIST_OF_NAMES.split(name)]
    if not found:
        found = [str(text) for text in markup.xpath(BYLINE)]
    names = (_name(name) for name in found)
    return tuple(dict.fromkeys(name for name in names if name and folded(name) != outlet))[:20]


def _name(text: str) -> str:
    name = BY.sub("", " ".join(text.split())).strip(" ,;|")
    return "" if ADDRESS.search(name) or not 1 < len(name) <= LONGEST_NAME else name


def _site_names(markup: Markup, node: Node, url: str) -> set[str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    names = [
        markup.first("og:site_name", "application-name", "twitter:site"),
        text_of(node.get("publisher")),
        host,
    ]
    names += [host.partition(".")[0]] if len(host) > 4 else []  # noqa: PLR2004 - "dw.de" is told by its full name
    return {_squeezed(name) for name in names if name} - {""}


def _without_site(title: str, sites: set[str], headings: list[str]) -> str:
    """Cut the parts at the end (or the start) that name the site; stop where the rest equals a heading."""
    for heading in headings:
        if len(heading) > 15 and title.startswith(heading) and SEPARATOR.match(title[len(heading) :]):  # noqa: PLR2004 - a word is no headline
            return heading
    while found := list(SEPARATOR.finditer(title)):
        last, first = found[-1], found[0]
        if _names_site(title[last.end() :], sites, sure="|" in last[0] or "｜" in last[0]):
            title = title[: last.start()].rstrip()
        elif _names_site(title[: first.start()], sites, sure=False):
            title = title[first.end() :].lstrip()
        else:
            break
    return title


def _names_site(part: str, sites: set[str], *, sure: bool) -> bool:
    squeezed = _squeezed(part)
    if not squeezed or squeezed in sites or (len(squeezed) > 4 and any(squeezed in s or s in squeezed for s in sites)):  # noqa: PLR2004 - short parts coincide
        return True
    return sure and len(part) <= 30  # noqa: PLR2004 - behind a bar stands a section or the site


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
