"""What tests of the crawl's state begin with: a clock, a feed in hand, links, articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.crawl.links import Link
from tracker.models import Article, Mention, TaggedArticle, stable_id

if TYPE_CHECKING:
    from tracker.crawl.frontier import Frontier
    from tracker.crawl.leases import Lease

FEED = "https://example.org/feed.xml"
START = 1_800_000_000.0


class Clock:
    """Tells the time that it was set to."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now = START

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def links(*numbers: int, **more: object) -> tuple[Link, ...]:
    """Return a link for each number."""
    return tuple(Link(url=f"https://example.org/{number}", **more) for number in numbers)  # type: ignore[arg-type]


def seeded(frontier: Frontier) -> Lease:
    """Begin at the feed and take it in hand."""
    frontier.seed("own", "feed", [FEED])
    (lease,) = frontier.lease("own", 1)
    return lease


def tagged(number: int, text: str = "Text of the article.", source: str = "own", mentions: int = 1) -> TaggedArticle:
    """Return article *number* with its mentions."""
    url = f"https://example.org/{number}"
    moment = datetime.fromtimestamp(START, UTC)
    identifier = stable_id(url)
    article = Article(
        id=identifier, url=url, canonical_url=url, source=source, title="T", fetched_at=moment, language="en",
        text=text, text_sha256=stable_id(text),
    )  # fmt: skip
    found = tuple(
        Mention(
            id=stable_id(identifier, text, str(n)), article_id=identifier, url=url, title="T", source=source,
            language="en", fetched_at=moment, text=text, themes=("drones",), lexicon_version="1",
        )
        for n in range(mentions)
    )  # fmt: skip
    return TaggedArticle(article=article, mentions=found)
