"""A search as RSS and Atom: read back by the product's own feed reader and by the rules of the formats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tracker.crawl.feeds import read_feed
from tracker.feed import FeedForm, feed
from tracker.models import Mention
from tracker.stores.base import MentionQuery

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUERY = MentionQuery(weapons=("su-35",), countries=("IR",))
ATOM = "{http://www.w3.org/2005/Atom}"


def mention(number: int = 0, **changes: object) -> Mention:
    """Return a mention of today's."""
    values: dict[str, object] = {
        "id": f"m{number}",
        "article_id": f"a{number}",
        "url": f"https://news.example/{number}?a=1&b=2",
        "title": "AT&T <b>bold</b>",
        "source": "de_news",
        "language": "de",
        "published_at": NOW - timedelta(days=number),
        "fetched_at": NOW,
        "text": "Iran <script>alert(1)</script> & Su-35",
        "themes": ("drones",),
        "weapons": ("su-35",),
        "countries": ("IR",),
        "lexicon_version": "1",
    }
    return Mention.model_validate(values | changes)


def root_of(form: FeedForm, *mentions: Mention) -> etree._Element:
    """Parse the feed of *mentions*."""
    return etree.fromstring(feed(form, QUERY, mentions).encode())


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_our_own_reader_finds_every_entry(form: FeedForm) -> None:
    """Address, title and time come back; the undated entry has no publication time of its own."""
    mentions = [mention(0), mention(1), mention(2, published_at=None)]
    entries = read_feed(feed(form, QUERY, mentions).encode(), "https://here.example/feed").links
    assert [entry.url for entry in entries] == [item.url for item in mentions]
    assert [entry.published_at for entry in entries][:2] == [NOW, NOW - timedelta(days=1)]


def test_rss_has_what_the_format_wants() -> None:
    """Channel and items have their required elements; ids are no links; markup of crawled text is text."""
    root = root_of("rss", mention())
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description", "lastBuildDate"))
    assert channel.findtext("title") == "Mentions: weapons su-35; countries IR"
    item = channel.find("item")
    assert item is not None
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert parsedate_to_datetime(str(item.findtext("pubDate"))) == NOW
    assert item.findtext("description") == "Iran &lt;script&gt;alert(1)&lt;/script&gt; &amp; Su-35"
    assert "<" not in str(item.findtext("title"))
    assert [node.text for node in item.findall("category")] == ["drones", "su-35", "IR"]


def test_atom_has_what_the_format_wants() -> None:
    """Feed and entries have id, title and updated; each entry has an author and a link; an empty feed is one too."""
    root = root_of("atom", mention(), mention(1, published_at=None))
    for node in (root, *root.findall(f"{ATOM}entry"), root_of("atom")):
        assert all(node.findtext(ATOM + name) for name in ("id", "title", "updated"))
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "de_news"
        assert str(entry.find(f"{ATOM}link").get("href")).startswith("https://news.example/")
        assert entry.findtext(f"{ATOM}summary") == "Iran <script>alert(1)</script> & Su-35"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_same_mentions_same_bytes(form: FeedForm) -> None:
    """A second run writes the same, and an id never changes: a reader shows nothing twice."""
    assert feed(form, QUERY, [mention()]) == feed(form, QUERY, [mention()])
    ids = {node.text for node in root_of(form, mention()).iter("guid", f"{ATOM}id")}
    later = QUERY.model_copy(update={"since": NOW})
    changed = etree.fromstring(feed(form, later, [mention(title="Other")]).encode())
    assert {node.text for node in changed.iter("guid", f"{ATOM}id")} == ids


@given(st.text(max_size=30), st.sampled_from(["rss", "atom"]))
def test_any_text_is_well_formed(text: str, form: FeedForm) -> None:
    """Control characters and half characters do not break the feed."""
    assert len(root_of(form, mention(title=text, text=text, source=text or "x"))) > 0
