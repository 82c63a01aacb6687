"""An article's text to its mentions. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker.classify import classify
from tracker.models import Mention, TaggedArticle, stable_id
from tracker.segment import split_passages

if TYPE_CHECKING:
    from tracker.lexicon import Lexicon
    from tracker.models import Article, Passage


def tag_article(article: Article, lexicon: Lexicon) -> TaggedArticle:
    """Split *article* into passages and keep those with at least one theme as mentions.

    The same article and lexicon always give the same mentions with the same ids.
    """
    repeats: Counter[str] = Counter()
    mentions = []
    for passage in split_passages(article):
        repetition = repeats[passage.text]
        repeats[passage.text] += 1
        mention = _mention(article, passage, repetition, lexicon)
        if mention is not None:
            mentions.append(mention)
    return TaggedArticle(article=article, mentions=tuple(mentions))


def _mention(article: Article, passage: Passage, repetition: int, lexicon: Lexicon) -> Mention | None:
    analysis = classify(passage.text, passage.language, lexicon, title=article.title)
    if not analysis.themes:
        return None
    return Mention(
        id=stable_id(article.id, passage.text, str(repetition)),
        article_id=article.id,
        url=article.canonical_url,
        title=article.title,
        source=article.source,
        source_country=article.source_country,
        language=analysis.language,
        published_at=article.published_at,
        modified_at=article.modified_at,
        fetched_at=article.fetched_at,
        story_id=article.story_id,
        text=passage.text,
        passage_start=passage.start,
        themes=analysis.themes,
        weapons=analysis.weapons,
        weapon_classes=analysis.weapon_classes,
        countries=analysis.countries,
        transfers=analysis.transfers,
        sanctions=analysis.sanctions,
        evidence=analysis.evidence,
        lexicon_version=lexicon.version,
    )
