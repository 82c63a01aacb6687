"""Stories to be told of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.models import Article, Mention, TaggedArticle, stable_id

NOW = datetime.now(UTC).replace(microsecond=0)


def days_ago(number: float) -> datetime:
    """Return the moment *number* days before the tests began."""
    return NOW - timedelta(days=number)


def story(
    name: str, *, copy: str = "", published: datetime | None = NOW, fetched: datetime = NOW, **fields: object
) -> TaggedArticle:
    """Return one article of the story *name* with one mention, whose *fields* these are; *copy* tells texts apart."""
    url = f"https://news.example/{name}{copy}"
    article = Article(
        id=stable_id("article", name, copy), url=url, canonical_url=url, source="aa_one",
        title=str(fields.pop("title", f"Title of {name}")), published_at=published, fetched_at=fetched, language="en",
        text=f"Drones {name}.", text_sha256="0" * 64, story_id=name,
    )  # fmt: skip
    shared = ("url", "title", "source", "language", "published_at", "fetched_at", "story_id", "text")
    values = {key: getattr(article, key) for key in shared} | {"themes": ("drones",)} | fields
    mention = Mention(id=stable_id(article.id), article_id=article.id, lexicon_version="v", **values)
    return TaggedArticle(article=article, mentions=(mention,))
