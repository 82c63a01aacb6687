"""The sample site's pages as bytes: articles in four layouts, with the menus, teasers and notices of a news site."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from string import Template
from typing import TYPE_CHECKING, Any

from tracker.demo.outlets import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from tracker.demo.outlets import Outlet, Story

NOTICE = "Sample page of the tracker demo: outlet, people and events are invented."
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
TEASERS = 3
TEASER_CHARACTERS = 160


@cache
def template(name: str) -> Template:
    """Return the page template *name*."""
    return Template((HERE / "templates" / f"{name}.html").read_text(encoding="utf-8"))


def article_page(outlet: Outlet, story: Story, today: date, base: str) -> bytes:
    """Return the page of *story*, in the charset of *outlet*; links are absolute below *base*."""
    others = [other for other in outlet.stories if other is not story]
    language = story.language or outlet.language
    html = template(outlet.layout).substitute(
        _furniture(outlet, base),
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        head=_head(outlet, story, today, base),
        title=escape(story.title),
        byline=escape(", ".join(story.authors)),
        date=_date_line(outlet, story.moment(today)),
        body="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs),
        teasers="\n".join(_teaser(outlet, other, base) for other in others[:TEASERS]),
        headlines="\n".join(f"<li>{_link(outlet, other, base)}</li>" for other in others[TEASERS : 2 * TEASERS]),
    )
    return html.encode(outlet.charset, "xmlcharrefreplace")


def front_page(outlet: Outlet, base: str) -> bytes:
    """Return the front page of *outlet*, which lists its stories."""
    html = template("front").substitute(
        _furniture(outlet, base),
        language=outlet.language,
        direction="rtl" if outlet.language in RIGHT_TO_LEFT else "ltr",
        stories="\n".join(_teaser(outlet, story, base) for story in outlet.stories),
    )
    return html.encode(outlet.charset, "xmlcharrefreplace")


def _furniture(outlet: Outlet, base: str) -> dict[str, str]:
    wording = outlet.wording
    return {
        "charset": outlet.charset,
        "outlet": escape(outlet.name),
        "home": f"{base}/{outlet.folder}/",
        "motto": escape(wording.motto),
        "menu": _items(
            f'<a href="{base}/{outlet.folder}/#{place}">{escape(name)}</a>' for place, name in enumerate(wording.menu)
        ),
        "related": escape(wording.related),
        "popular": escape(wording.popular),
        "cookies": escape(wording.cookies),
        "newsletter": escape(wording.newsletter),
        "share": _items(f'<a href="#share">{escape(name)}</a>' for name in wording.share),
        "footer": escape(wording.footer),
        "notice": NOTICE,
    }


def _items(parts: Iterable[str]) -> str:
    return "\n".join(f"<li>{part}</li>" for part in parts)


def _link(outlet: Outlet, story: Story, base: str) -> str:
    return f'<a href="{base}{outlet.path(story)}">{escape(story.title)}</a>'


def _teaser(outlet: Outlet, story: Story, base: str) -> str:
    first = next(iter(story.paragraphs), "")
    short = first if len(first) <= TEASER_CHARACTERS else f"{first[:TEASER_CHARACTERS].rstrip()} …"
    return f'<div class="teaser"><h3>{_link(outlet, story, base)}</h3><p>{escape(short)}</p></div>'


def _date_line(outlet: Outlet, moment: datetime) -> str:
    if outlet.dates == "none":
        return ""
    shown = moment.strftime(outlet.date_format)
    if outlet.dates == "time":
        return f'<time class="published" datetime="{moment.isoformat()}">{shown}</time>'
    return f'<span class="date">{shown}</span>'


def _head(outlet: Outlet, story: Story, today: date, base: str) -> str:
    """Return the head's lines: canonical address, OpenGraph, and the date as *outlet* states it."""
    at = story.moment(today).isoformat()
    original = next((other for other in outlet.stories if other.slug == story.copy_of), story)
    title = escape(story.title)
    lines = [
        f'<link rel="canonical" href="{base}{outlet.path(original)}">',
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:type" content="article">',
    ]
    if outlet.dates not in {"json-ld", "graph"}:
        lines += [f'<meta name="author" content="{escape(name)}">' for name in story.authors]
    if outlet.dates == "opengraph":
        lines.append(f'<meta property="article:published_time" content="{at}">')
    if outlet.dates == "meta":
        lines.append(f'<meta name="date" content="{at}">')
    if outlet.dates in {"json-ld", "graph"}:
        lines.append(_json_ld(outlet, story, at))
    return "\n".join(lines)


def _json_ld(outlet: Outlet, story: Story, at: str) -> str:
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": at,
        "author": [{"@type": "Person", "name": name} for name in story.authors],
    }
    if story.kind == "closed":
        node["isAccessibleForFree"] = False
    whole = node if outlet.dates == "json-ld" else {"@graph": [{"@type": "WebSite", "name": outlet.name}, node]}
    text = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
