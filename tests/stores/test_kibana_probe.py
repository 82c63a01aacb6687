"""Every panel of the dashboards gets data from the genuine Elasticsearch: none is empty, no request is refused."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from click.testing import CliRunner

from tracker.cli import main
from tracker.kibana.build import build_files
from tracker.kibana.probe import probe
from tracker.models import THEMES, Article, Mention, Sanction, TaggedArticle, Transfer
from tracker.stores import open_store
from tracker.stores.elastic_raw import open_search

if TYPE_CHECKING:
    import pytest

    from tracker.config import Settings

MENTIONS = 20_000
PER_ARTICLE = 4
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TEXT = "Freedonia is said to supply Sylvania with drones despite sanctions."
CODES = ("RU", "IR", "UA", "US", "EU", "DE", "KP", "CN")
WEAPONS = ("su-35", "shahed-136", "leopard-2", "patriot", "f-16")


def _article(number: int, chance: random.Random) -> TaggedArticle:
    published = NOW - timedelta(minutes=chance.randrange(365 * 24 * 60))
    language = chance.choice(("de", "en", "ru", "zh"))
    source = f"xx_{chance.randrange(40):02}"
    url = f"https://{source}.example/{number}"
    article = Article(
        id=f"a{number}", url=url, canonical_url=url, source=source, source_country=chance.choice(CODES[:4]),
        title="Title", published_at=published, date_origin=chance.choice(("json-ld", "feed")), fetched_at=published,
        language=language, text=TEXT, text_sha256="0", story_id=f"s{number // 2}",
    )  # fmt: skip
    mentions = tuple(_mention(article, index, chance) for index in range(PER_ARTICLE if number % 5 else 0))
    return TaggedArticle(article=article, mentions=mentions)


def _mention(article: Article, index: int, chance: random.Random) -> Mention:
    giver, getter = chance.sample(CODES, 2)
    weapon = chance.choice(WEAPONS)
    transfer = Transfer(
        supplier=giver, recipient=getter, weapon=weapon, weapon_class="drones",
        status=chance.choice(("delivered", "alleged", "denied", "sought")), start=0, end=len(TEXT),
    )  # fmt: skip
    sanction = Sanction(imposer=giver, target=getter, status=chance.choice(("in_force", "planned")), start=0, end=9)
    return Mention(
        id=f"{article.id}-{index}", article_id=article.id, url=article.url, title=article.title, source=article.source,
        source_country=article.source_country, language=article.language, published_at=article.published_at,
        fetched_at=article.fetched_at, story_id=article.story_id, text=TEXT, themes=(chance.choice(THEMES),),
        weapons=(weapon,), weapon_classes=("drones",), countries=(giver, getter), transfers=(transfer,),
        sanctions=(sanction,), lexicon_version="v",
    )  # fmt: skip


def test_every_panel_gets_data(elastic_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 20,000 mentions over twelve months every panel's request is answered, and by the command too."""
    chance = random.Random(3)  # noqa: S311 - repeatable, no secret
    count = MENTIONS // PER_ARTICLE * 5 // 4
    with open_store(elastic_settings) as store:
        stored = store.put(_article(number, chance) for number in range(count))
        store.client.indices.refresh(index=f"{elastic_settings.elastic_prefix}-*")  # type: ignore[attr-defined]
    assert stored >= MENTIONS
    results = list(probe(build_files(elastic_settings.elastic_prefix), open_search(elastic_settings)))
    assert len(results) > 50
    assert [result for result in results if result.fault] == []
    monkeypatch.setenv("TRACKER_ELASTIC_PREFIX", elastic_settings.elastic_prefix)
    done = CliRunner().invoke(main, ["kibana", "check", "--store", elastic_settings.store])
    assert done.exit_code == 0, done.output


def test_an_empty_store_is_named_panel_by_panel(elastic_settings: Settings) -> None:
    """Without data each panel is reported as empty."""
    with open_store(elastic_settings) as store:
        store.put([_article(0, random.Random(1))])  # noqa: S311 - no secret; number 0 has no mention
        store.client.indices.refresh(index=f"{elastic_settings.elastic_prefix}-*")  # type: ignore[attr-defined]
    results = list(probe(build_files(elastic_settings.elastic_prefix), open_search(elastic_settings)))
    assert {result.fault for result in results if result.panel == "Mentions"} == {"empty"}
