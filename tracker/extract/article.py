"""Puts an article together from its page, or says in one word why the page is none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tracker.errors import ExtractError
from tracker.extract.address import canonical_url
from tracker.extract.body import body_text
from tracker.extract.dates import modified, published
from tracker.extract.decode import decode
from tracker.extract.jsonld import article_node, is_closed, text_of
from tracker.extract.markup import parse
from tracker.extract.names import authors_of, title_of
from tracker.extract.walls import refuse_walls, weight
from tracker.language import declared_language, detect_language
from tracker.models import Article, stable_id

if TYPE_CHECKING:
    from tracker.extract.jsonld import Node
    from tracker.extract.markup import Markup
    from tracker.extract.page import PageInfo

SHORTEST = 200  # letters of text below which a page needs more than its text to count as an article
SHORTEST_NEWS = 60  # letters of a flash: one sentence under a headline, marked as an article


def extract(html: bytes, page: PageInfo) -> Article:
    """Return the article on a page.

    Raises:
        ExtractError: the page is no article; its reason is one of ``empty``, ``not-html``, ``bad-charset``,
            ``no-text``, ``too-short``, ``consent-wall``, ``paywall``, ``login-wall``, ``not-found``, ``blocked``
            and ``unreadable``.
    """
    try:
        return _extract(html, page)
    except ExtractError:
        raise
    except Exception as error:
        # Hostile markup finds faults in third-party readers; one page must never end a crawl.
        raise ExtractError("unreadable", f"{type(error).__name__} while reading the page") from error


def _extract(html: bytes, page: PageInfo) -> Article:
    markup = parse(decode(html, page.charset).text)
    node = article_node(markup.json_ld, page.url, markup.first("og:title") or "")
    title = title_of(markup, node, page.url, page.hint_title)
    text = _text(markup, node, page, title)
    date = published(markup, node, page)
    declared = _declared(markup, page)
    canonical = canonical_url(page.url, _claimed_addresses(markup))
    return Article(
        id=stable_id(canonical),
        url=page.url,
        canonical_url=canonical,
        source=page.source,
        source_country=page.source_country,
        title=title,
        authors=authors_of(markup, node),
        published_at=date.at,
        date_origin=date.origin,
        date_flags=date.flags,
        modified_at=modified(markup, node, page, date.at),
        fetched_at=page.fetched_at,
        language=detect_language(text, declared, page.hint_language),
        language_declared=declared,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _text(markup: Markup, node: Node, page: PageInfo, title: str) -> str:
    page_text = markup.tree.text_content()
    text = body_text(markup.tree, page.url, title)
    closed = is_closed(node)
    if weight(text) < SHORTEST and not closed:
        told = "\n\n".join(filter(None, (" ".join(p.split()) for p in str(node.get("articleBody") or "").splitlines())))
        text = max(text, told if "<" not in told else "", key=len)
    refuse_walls(title, text, page_text, closed=closed)
    if not text:
        raise ExtractError("no-text", "no paragraph of an article was found")
    if weight(text) < SHORTEST and not (_is_flash(markup, node, title) and weight(text) >= SHORTEST_NEWS):
        raise ExtractError("too-short", f"{len(text)} characters of text")
    return text


def _is_flash(markup: Markup, node: Node, title: str) -> bool:
    """A short text counts where the page calls itself an article and has a headline."""
    marked = bool(text_of(node.get("headline"))) or (markup.first("og:type") or "").lower() == "article"
    return bool(title) and marked


def _declared(markup: Markup, page: PageInfo) -> str | None:
    root = markup.tree.getroottree().getroot()
    claims = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    claims += [
        markup.first("content-language", "og:locale", "dc.language", "inlanguage"),
        page.content_language,
    ]
    return next((code for claim in claims if claim and (code := declared_language(claim))), None)


def _claimed_addresses(markup: Markup) -> list[str]:
    links = [str(href) for href in markup.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")]
    return links if len(set(links)) == 1 else []
