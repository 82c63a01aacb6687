"""Tagged articles and queries for the tests of stores: a few by hand, any number at random."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from tracker.models import Article, Evidence, Mention, Sanction, TaggedArticle, Transfer, stable_id
from tracker.stores.base import MentionQuery

FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = (
    "Drohne", "Kampfdrohnen", "Kampfdrohnenlieferungen", "Iran", "iranische", "sanctions", "Sanktionen",
    "制裁", "俄罗斯", "истребитель", "истребителей", "ещё", "Su-35", "F-16", "الطائرات", "پهپاد", "İHA", "yaptırım",
    "Élysée", "jets",
    "delete", "AND", "NEAR", "a", "35", "Straße",
)  # fmt: skip
_PARTIES = ("RU", "IR", "US", None)


def article(key: str, **changes: object) -> Article:
    """Return an article whose ids follow from *key*."""
    values: dict[str, Any] = {
        "id": stable_id("article", key),
        "url": f"https://news.example/{key}",
        "canonical_url": f"https://news.example/{key}",
        "source": "xx_news",
        "title": f"Title of {key}",
        "published_at": datetime(2026, 11, 19, 8, 30, tzinfo=UTC),
        "fetched_at": FETCHED,
        "language": "en",
        "text": "Iran sends drones.",
        "text_sha256": "0" * 64,
    }
    return Article(**values | changes)


def mention(of: Article, number: int = 0, **changes: object) -> Mention:
    """Return the mention *number* of the article *of*."""
    values: dict[str, Any] = {
        "id": stable_id("mention", of.id, str(number)),
        "article_id": of.id,
        "passage_start": number,
        "themes": ("drones",),
        "lexicon_version": "1",
    }
    shared = ("url", "title", "source", "language", "published_at", "modified_at", "fetched_at", "story_id", "text")
    return Mention(**{name: getattr(of, name) for name in shared} | values | changes)


def tagged(key: str, *mentions: dict[str, Any], **changes: object) -> TaggedArticle:
    """Return the article *key* with one mention per entry of *mentions* (its own fields)."""
    of = article(key, **changes)
    return TaggedArticle(article=of, mentions=tuple(mention(of, n, **fields) for n, fields in enumerate(mentions)))


def transfer(supplier: str | None, recipient: str | None, status: str = "delivered") -> Transfer:
    """Return a transfer of drones."""
    parties = {"supplier": supplier, "recipient": recipient}
    return Transfer(**parties, weapon=None, weapon_class="drones", status=status, start=0, end=4)


def sanction(imposer: str | None, target: str | None, status: str = "in_force") -> Sanction:
    """Return a sanction."""
    return Sanction(imposer=imposer, target=target, status=status, start=0, end=4)


EVIDENCE = Evidence(rule="drones.en.drone", start=11, end=17, text="drones", label="drones")


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


def _moments() -> st.SearchStrategy[datetime]:
    zones = st.sampled_from((UTC, timezone(timedelta(hours=3)), timezone(timedelta(hours=-11))))
    start = datetime(2026, 1, 25)  # noqa: DTZ001 - hypothesis adds the zone
    near = st.datetimes(start, start + timedelta(days=20), timezones=zones)
    return near.map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))


_TRANSFERS = st.builds(
    transfer, st.sampled_from(_PARTIES), st.sampled_from(_PARTIES), st.sampled_from(("delivered", "denied"))
)
_SANCTIONS = st.builds(
    sanction, st.sampled_from(_PARTIES), st.sampled_from(_PARTIES), st.sampled_from(("in_force", "planned"))
)
_TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
_MENTIONS = st.fixed_dictionaries(
    {
        "themes": st.sampled_from((("drones",), ("sanctions",), ("drones", "arms_transfer"))),
        "weapons": _some("su-35", "f-16"),
        "weapon_classes": _some("drones", "fighter_jets"),
        "countries": _some("RU", "IR", "US"),
        "transfers": st.lists(_TRANSFERS, max_size=2).map(tuple),
        "sanctions": st.lists(_SANCTIONS, max_size=2).map(tuple),
        "text": _TEXTS,
    }
)
_ARTICLES = st.fixed_dictionaries(
    {
        "source": st.sampled_from(("aa_one", "bb_two")),
        "language": st.sampled_from(("de", "en", "ar")),
        "published_at": st.none() | _moments(),
        "story_id": st.sampled_from((None, "s1", "s2")),
        "title": _TEXTS,
        "fetched_at": st.sampled_from((FETCHED, FETCHED + timedelta(hours=1))),
    }
)


@st.composite
def tagged_articles(draw: st.DrawFn) -> TaggedArticle:
    """Draw one of six articles, in any state, with up to three mentions."""
    key = draw(st.sampled_from("abcdef"))
    return tagged(key, *draw(st.lists(_MENTIONS, max_size=3)), **draw(_ARTICLES))


# Mostly none, else around the two moments at which articles are fetched.
_FETCH_BOUNDS = st.sampled_from((None, None, None, FETCHED, FETCHED + timedelta(minutes=1)))


def queries() -> st.SearchStrategy[MentionQuery]:
    """Draw queries with few conditions, so that most of them find something."""
    words = st.sampled_from(("drohn*", '"Su-35"', "drohne", "制裁", "Iran jets", '"a 35"', "şahed", "ещe", "AND"))
    return st.builds(
        MentionQuery,
        words=st.just("") | words | st.sampled_from(WORDS),
        themes=_rarely(_some("drones", "sanctions")),
        weapons=_rarely(_some("su-35", "none")),
        weapon_classes=_rarely(_some("drones", "tanks")),
        countries=_rarely(_some("RU", "IR")),
        suppliers=_rarely(_some("RU", "IR")),
        recipients=_rarely(_some("RU", "US")),
        imposers=_rarely(_some("US", "RU")),
        targets=_rarely(_some("RU", "IR")),
        statuses=_rarely(_some("delivered", "in_force")),
        languages=_rarely(_some("de", "ar")),
        sources=_rarely(_some("aa_one", "cc_none")),
        stories=_rarely(_some("s1", "s2")),
        articles=_rarely(st.just((stable_id("article", "a"),))),
        since=st.none() | _moments(),
        until=st.none() | _moments(),
        fetched_since=_FETCH_BOUNDS,
        fetched_until=_FETCH_BOUNDS,
    )


def _rarely(values: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.integers(0, 3).flatmap(lambda number: values if number == 0 else st.just(()))
