"""The sample site's lists: RSS, Atom, sitemap index with a news sitemap, robots.txt."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tracker.demo.outlets import Outlet

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def rss(outlet: Outlet, today: date, base: str) -> bytes:
    """Return the RSS 2.0 feed of *outlet*, in its charset."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{base}{outlet.path(story)}?utm_source=rss</link>"
        f"<guid>{base}{outlet.path(story)}</guid><pubDate>{format_datetime(story.moment(today))}</pubDate></item>\n"
        for story in outlet.stories
    )
    home = f"<link>{base}/{outlet.folder}/</link><language>{outlet.language}</language>"
    return _xml(
        f'<rss version="2.0"><channel><title>{escape(outlet.name)}</title>{home}\n{items}</channel></rss>',
        outlet.charset,
    )


def atom(outlet: Outlet, today: date, base: str) -> bytes:
    """Return the Atom feed of *outlet*."""
    entries = "".join(
        f'<entry><title>{escape(story.title)}</title><link rel="alternate" href="{base}{outlet.path(story)}"/>'
        f"<id>{base}{outlet.path(story)}</id><published>{story.moment(today).isoformat()}</published>"
        f"<updated>{story.moment(today).isoformat()}</updated></entry>\n"
        for story in outlet.stories
    )
    head = f"<title>{escape(outlet.name)}</title><id>{base}/{outlet.folder}/</id>"
    return _xml(f'<feed xmlns="http://www.w3.org/2005/Atom">{head}\n{entries}</feed>')


def sitemap_index(outlet: Outlet, base: str) -> bytes:
    """Return the sitemap index of *outlet*, which names its news sitemap."""
    entry = f"<sitemap><loc>{base}/{outlet.folder}/news-sitemap.xml</loc></sitemap>"
    return _xml(f'<sitemapindex xmlns="{SITEMAP}">{entry}</sitemapindex>')


def news_sitemap(outlet: Outlet, today: date, base: str) -> bytes:
    """Return the news sitemap of *outlet*: each story with title, language and date."""
    entries = "".join(
        f"<url><loc>{base}{outlet.path(story)}</loc><news:news><news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{story.language or outlet.language}</news:language></news:publication>"
        f"<news:publication_date>{story.moment(today).isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.title)}</news:title></news:news></url>\n"
        for story in outlet.stories
    )
    return _xml(f'<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">\n{entries}</urlset>')


def robots(outlets: Iterable[Outlet]) -> bytes:
    """Return the robots.txt: the folders below the outlets are for no crawler."""
    folders = sorted(
        {f"/{outlet.folder}/{story.folder}/" for outlet in outlets for story in outlet.stories if story.folder}
    )
    return "\n".join(["User-agent: *", *(f"Disallow: {folder}" for folder in folders), ""]).encode()


def _xml(body: str, charset: str = "utf-8") -> bytes:
    return f'<?xml version="1.0" encoding="{charset}"?>\n{body}'.encode(charset, "xmlcharrefreplace")
