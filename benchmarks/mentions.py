"""Synthetic tagged articles in eight languages for the store benchmarks: seeded, skewed like news, any number."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from tracker.models import Article, Evidence, Mention, TaggedArticle, Transfer, stable_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEAPONS = [f"weapon-{n}" for n in range(24)] + ["su-35"]
COUNTRIES = [
    "RU",
    "UA",
    "US",
    "IR",
    "CN",
    "IL",
    "KP",
    "DE",
    "FR",
    "GB",
    "TR",
    "IN",
    "PK",
    "SA",
    "AE",
    "SY",
    "IQ",
    "YE",
    "PL",
    "LT",
    "LV",
    "EE",
    "RO",
    "IT",
    "ES",
    "JP",
    "KR",
    "TW",
    "BY",
    "EU",
]
LANGUAGES = ["en", "de", "ru", "uk", "fr", "es", "ar", "zh"]
SOURCES = [f"xx_outlet{n}" for n in range(200)]
CLASSES = ("fighter_jets", "drones", "missiles", "tanks", "arms")
THEMES = (("sanctions",), ("drones",), ("fighter_jets",), ("arms_transfer",), ("drones", "arms_transfer"))
SEED_WORDS = {
    "en": ["sanctions", "drones", "fighter", "jets", "delivered"],
    "de": ["Sanktionen", "Kampfdrohnen", "Drohnenlieferungen", "Kampfjets", "geliefert"],
    "ru": ["санкции", "беспилотники", "истребители", "поставка"],
    "uk": ["санкції", "дрони", "винищувачі"],
    "fr": ["sanctions", "drones", "avions", "livraison"],
    "es": ["sanciones", "drones", "aviones", "entrega"],
    "ar": ["عقوبات", "الطائرات", "المسيرة", "تسليم"],
    "zh": ["制裁", "无人机", "战斗机", "交付"],
}
LETTERS = {
    "ru": "аеионтслвркдмпу",
    "uk": "аеионтслвркдмпуі",
    "ar": "ابتجدرسعفقكلمنهوي",
    "zh": "的一是国在人有我他这中大来上个们到说时要就出会可也你对生能而子那得于着下自之年过",
}
STARTED = datetime(2026, 1, 1, tzinfo=UTC)
_PER_ARTICLE = 4
_VOCABULARY = 6000


class Maker:
    """Draws tagged articles; one *seed*, one sequence."""

    def __init__(self, seed: int = 7) -> None:
        """Prepare vocabularies with a long tail."""
        self._random = random.Random(seed)
        self._words = {language: self._vocabulary(language) for language in LANGUAGES}
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))

    def _vocabulary(self, language: str) -> list[str]:
        letters = LETTERS.get(language, "eeeaiontrslcdump")
        longest = 2 if language == "zh" else 14 if language == "de" else 10
        shortest = 1 if language == "zh" else 2
        draw = self._random
        made = ["".join(draw.choices(letters, k=draw.randint(shortest, longest))) for _ in range(5900)]
        return (made[:40] + SEED_WORDS[language] + made[40:] + ["seltenwort"] * 200)[:_VOCABULARY]

    def _text(self, language: str, length: int) -> str:
        words = self._random.choices(
            self._words[language], cum_weights=self._weights[: len(self._words[language])], k=80
        )
        return ("" if language == "zh" else " ").join(words)[:length]

    def _skewed(self, values: Sequence[str], most: int) -> tuple[str, ...]:
        count = self._random.randint(0, most)
        drawn = (values[min(int(self._random.expovariate(0.25)), len(values) - 1)] for _ in range(count))
        return tuple(sorted(set(drawn)))

    def articles(self, mentions: int) -> Iterator[TaggedArticle]:
        """Yield articles with *mentions* mentions in all."""
        for number in range(mentions // _PER_ARTICLE):
            yield self._article(number)

    def _article(self, number: int) -> TaggedArticle:
        draw = self._random
        language = draw.choice(LANGUAGES)
        published = STARTED + timedelta(seconds=draw.randrange(320 * 86400))
        url = f"https://outlet{number % 200}.example/news/{number}"
        article = Article(
            id=stable_id("article", url),
            url=url,
            canonical_url=url,
            source=SOURCES[min(int(draw.expovariate(0.02)), 199)],
            title=self._text(language, 70),
            published_at=published,
            fetched_at=published + timedelta(minutes=9),
            language=language,
            text="",
            text_sha256="0" * 64,
            story_id=f"story-{draw.randrange(1 + number // 2)}",
        )
        mentions = tuple(self._mention(article, place) for place in range(_PER_ARTICLE))
        text = "\n".join(mention.text for mention in mentions)
        return TaggedArticle(article=article.model_copy(update={"text": text}), mentions=mentions)

    def _mention(self, article: Article, place: int) -> Mention:
        draw = self._random
        countries = self._skewed(COUNTRIES, 3)
        weapons = self._skewed(WEAPONS[::-1], 2)
        transfers = ()
        if len(countries) > 1 and draw.random() < 0.3:  # noqa: PLR2004 - two parties
            parties = {"supplier": countries[0], "recipient": countries[1]}
            weapon = {"weapon": weapons[0] if weapons else None, "weapon_class": "drones"}
            transfers = (Transfer(**parties, **weapon, status=draw.choice(("delivered", "planned")), start=0, end=90),)
        shared = ("url", "title", "source", "language", "published_at", "fetched_at", "story_id")
        return Mention(
            id=stable_id("mention", article.id, str(place)),
            article_id=article.id,
            **{name: getattr(article, name) for name in shared},
            text=self._text(article.language, draw.randint(150, 450)),
            passage_start=place,
            themes=draw.choice(THEMES),
            weapons=weapons,
            weapon_classes=self._skewed(CLASSES, 2),
            countries=countries,
            transfers=transfers,
            evidence=tuple(
                Evidence(rule="drones.rule", start=place * 9, end=place * 9 + 6, text="drones", label="drones")
                for place in range(3)
            ),
            lexicon_version="bench",
        )
