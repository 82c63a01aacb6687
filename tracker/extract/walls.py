"""Pages that came instead of the article: consent and pay walls, logins, refusals, pages that do not exist."""

from __future__ import annotations

import re

from tracker.errors import ExtractError
from tracker.extract.phrases import count, starts

# A text this long is an article even where the page also speaks of subscriptions or cookies (code points; CJK × 2).
LONG_ENOUGH = 1_500
TEASER = 700
TAIL = 400
DENSE = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]+")


def refuse_walls(title: str, text: str, page_text: str, *, closed: bool) -> None:
    """Refuse a page whose extracted *text* is only what a wall lets through.

    *page_text* is all the text of the page; *closed* that the publisher marks it as not free.

    Raises:
        ExtractError: ``not-found``, ``blocked``, ``consent-wall``, ``paywall`` or ``login-wall``.
    """
    size = weight(text)
    if size >= LONG_ENOUGH:
        return
    if starts("missing", title) or (size < TEASER and (starts("missing", text) or count("missing", title))):
        raise ExtractError("not-found", "the page says that it does not exist")
    if starts("blocked", title) or (size < TEASER // 2 and count("blocked", text)):
        raise ExtractError("blocked", "the page refuses or checks the visitor")
    if count("consent", f"{title} {text}") >= 2 or (size < TEASER // 4 and count("consent", page_text) >= 2):  # noqa: PLR2004 - one alone is an aside
        raise ExtractError("consent-wall", "the page asks for consent first")
    ending = text[-TAIL:]
    if count("paywall", ending) or (closed and (size < TEASER or count("paywall", page_text))):
        raise ExtractError("paywall", "the text goes on for subscribers only")
    if size < TEASER and count("paywall", page_text) and (count("paywall", page_text) > 1 or _breaks_off(text)):
        raise ExtractError("paywall", "the text goes on for subscribers only")
    if count("login", ending) or (size < TEASER and count("login", page_text)):
        raise ExtractError("login-wall", "the text goes on for registered readers only")


def weight(text: str) -> int:
    """Return the length of *text* in letters of an alphabet: a Chinese, Japanese or Korean sign counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * sum(map(len, DENSE.findall(text)))


def _breaks_off(text: str) -> bool:
    return text.rstrip().endswith(("…", "...", "[...]", "[…]"))
