"""Takes out of a page's tree what its markup calls navigation, teasers, adverts and notices."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

SIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "dialog", "noscript", "menu"})
SIDE_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "search", "banner", "menu"}
)
CONTAINERS = frozenset({"div", "section", "ul", "ol", "p", "table", "span", "header", "article", "figure"})
SIDE_NAMES = re.compile(
    r"(?:[a-z0-9]+[_-]+)*?(?:related(?:[_-]?(?:articles?|posts?|news|stories|content|links?|topics?))?"
    r"|recommend(?:ed|ations?)|recirc(?:ulation)?|teasers?|newsletters?|cookies?|consent|gdpr|sidebars?|breadcrumbs?"
    r"|tags?|tag[_-]?cloud|keywords|share|sharing|social|share[_-]?bar|most[_-]?(?:read|popular|viewed)|popular|trending"
    r"|promo|ads?|advert(?:s|isement|orial)?|sponsored|outbrain|taboola|disqus|subscribe"
    r"|read[_-]?(?:more|also|next)|see[_-]?also|more[_-]?(?:news|stories|on|from)|also[_-]?read|menu|navbar|nav"
    r"|copyright|disclaimer|toolbar|pager|author[_-]?(?:box|bio)|popup|modal|banner|ticker)"
    r"(?:[_-]*(?:list|box|block|container|wrapper|wrap|inner|module|widget|area|bar|links?|items?|title|banner|notice))?",
    re.IGNORECASE,
)
# "paywall" names the notice on some sites, on others the very paragraphs that a subscriber may read on with.
WALL_NAMES = re.compile(r"(?:[a-z0-9]+[_-]+)*?paywall(?:[_-]*[a-z]+)?", re.IGNORECASE)
WALL_TAGS = frozenset({"div", "section", "span"})  # a paragraph or list named so is what stands behind the wall
WALL_NOTICE = 600  # characters; what is named so and says more is text
CONTENT_NAMES = re.compile(
    r"article-?(?:body|text|content)|story-?body|entry-?content|post-?content|main-?content|[_-]with[_-]", re.IGNORECASE
)
PROSE = 800  # characters of text, most of it outside links: a container that holds so much holds the article
LONGEST_NAMES = 400  # characters of class names looked at
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_OF_PAGE = 0.4  # what holds more than this share of the page's text is its content, whatever its name
BODY_MARKS = ".//h1 | .//*[@itemprop='articleBody'] | self::*[@itemprop='articleBody']"


def prune(tree: html.HtmlElement) -> None:
    """Remove the side parts of *tree* in place; what holds the headline, the body or most of the text stays."""
    whole = max(1, len(tree.text_content()))
    doomed = [element for element in tree.iter("*") if _is_side(element)]
    gone: set[html.HtmlElement] = set()
    for element in doomed:
        if element.getparent() is None or any(parent in gone for parent in element.iterancestors()):
            continue
        if not _holds_article(element, whole):
            gone.add(element)
    for element in gone:
        element.drop_tree()


def _holds_article(element: html.HtmlElement, whole: int) -> bool:
    size = len(element.text_content())
    if size > MOST_OF_PAGE * whole or element.xpath(BODY_MARKS):
        return True
    if element.tag in SIDE_TAGS or size < PROSE:
        return False
    prose = sum(len(p.text_content()) for p in element.iter("p"))
    linked = sum(len(a.text_content()) for a in element.iter("a"))
    return prose > PROSE and linked < size // 3


def _is_side(element: html.HtmlElement) -> bool:
    tag = element.tag
    if tag in SIDE_TAGS:
        return True
    if tag not in CONTAINERS:
        named = element.get("role") in SIDE_ROLES or element.get("hidden") is not None
        return named and tag not in {"html", "body", "main"}
    told = dict(element.items())
    return bool(told) and (told.get("role") in SIDE_ROLES or "hidden" in told or _is_side_container(element, told))


def _is_side_container(element: html.HtmlElement, told: dict[str, str]) -> bool:
    if told.get("aria-hidden") == "true" or HIDDEN.search(told.get("style", "")):
        return True
    kind = _kind_of(f"{told.get('class', '')} {told.get('id', '')}")
    if kind != "wall":
        return kind == "side"
    return element.tag in WALL_TAGS and len(element.text_content()) <= WALL_NOTICE


@lru_cache(maxsize=4096)
def _kind_of(names: str) -> str:
    """Say what the class and id *names* of an element tell: ``side``, ``wall`` or nothing. A site repeats its names."""
    if len(names) > LONGEST_NAMES or CONTENT_NAMES.search(names):
        return ""
    if any(SIDE_NAMES.fullmatch(name) for name in names.split()):
        return "side"
    return "wall" if any(WALL_NAMES.fullmatch(name) for name in names.split()) else ""
