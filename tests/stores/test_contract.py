"""The same questions to every store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from store_samples import (
    EVIDENCE,
    FETCHED,
    article,
    sanction,
    tagged,
    transfer,
)

from tracker.errors import QueryError
from tracker.models import stable_id
from tracker.stores.base import FACET_FIELDS, MentionQuery, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.models import Mention
    from tracker.stores.base import MentionStore

EVERYTHING = MentionQuery()
# Words typed, the language and text they are looked for in, and how many mentions they find.
WORD_CASES = [
    ("Kampfdrohne", "de", "Die Kampfdrohnen kamen.", 1),
    ("Kampfdrohne", "de", "Neue Kampfdrohnenlieferungen!", 1),
    ("Drohne", "de", "Die Kampfdrohnen kamen.", 1),
    ("Jets", "de", "Neue Kampfjets", 1),
    ("Drohnen", "de", "Eine Drohne", 1),
    ('"Drohne"', "de", "Die Drohnen", 0),
    ("制裁", "zh", "美国对俄罗斯实施制裁。", 1),
    ("裁制", "zh", "美国对俄罗斯实施制裁。", 0),
    ("歼-20", "zh", "歼-20战斗机", 1),
    ("истребитель", "ru", "Поставка истребителей", 1),
    ("все", "ru", "Всё решено", 1),
    ("YAPTIRIM", "tr", "Yeni yaptırım paketi", 1),
    ("iran", "tr", "İran'a yaptırım", 1),
    ("ايران", "fa", "تحریم‌های ایران", 1),
    ("طائرات", "ar", "وصلت الطائرات المسيرة", 1),
    ("elysee", "fr", "L’Élysée dément", 1),
    ("strasse", "de", "Auf der Straße", 1),
    ("Su35", "en", "The Su-35 flew", 1),
    ("EU", "en", "Europe", 0),
    ("Iran", "de", "iranische Drohnen", 1),
    ('"Iran sends"', "en", "Iran sends drones", 1),
    ('"sends Iran"', "en", "Iran sends drones", 0),
    ("“sends drones”", "en", "Iran sends drones", 1),
    ("sanc*", "en", "New sanctions", 1),
    ('title "of one"', "en", "The title is searched too", 1),
    ("AND", "en", "nothing of it", 0),
    ("NEAR( OR", "en", "near or far", 1),
    ("drones -iran", "en", "Iran sends drones", 1),
]


def ids(mentions: Iterable[Mention]) -> list[str]:
    """Return the ids."""
    return [mention.id for mention in mentions]


def test_what_was_put_comes_back_unchanged(store: MentionStore) -> None:
    """An article and its mentions come back equal, claims and evidence included."""
    item = tagged(
        "one",
        {"transfers": (transfer("IR", "RU"),), "sanctions": (sanction("US", "IR"),), "evidence": (EVIDENCE,)},
        {"weapons": ("su-35",), "countries": ("IR", "RU")},
        authors=("A. Reporter",),
        modified_at=FETCHED,
        story_id="story",
    )
    assert store.put([item]) == 2
    assert list(store.articles()) == [item]
    assert list(store.export(EVERYTHING)) == sorted(item.mentions, key=lambda m: m.id)
    assert store.article(item.article.id) == item.article


def test_an_unknown_article_is_none(store: MentionStore) -> None:
    """Asking for an article that is not stored gives None, and no articles for its id."""
    assert store.article("unknown") is None
    assert list(store.articles(["unknown"])) == []


def test_an_article_without_mentions_is_kept(store: MentionStore) -> None:
    """It counts as crawled."""
    store.put([tagged("empty")])
    assert store.info().articles == 1
    assert store.search(EVERYTHING).total == 0


def test_putting_twice_changes_nothing(store: MentionStore) -> None:
    """Nothing is doubled."""
    items = [tagged("one", {}, {}), tagged("two", {})]
    store.put(items)
    before = store.search(EVERYTHING, facets=FACET_FIELDS)
    store.put(items)
    assert store.search(EVERYTHING, facets=FACET_FIELDS) == before
    assert (store.info().articles, store.info().mentions) == (2, 3)


def test_a_newer_fetch_replaces_and_drops_what_fell_away(store: MentionStore) -> None:
    """Mentions of the old text are gone, from the words too."""
    store.put([tagged("one", {"text": "old words"}, {"text": "older words"})])
    store.put([tagged("one", {"text": "new ones"}, fetched_at=FETCHED + timedelta(days=1))])
    assert [m.text for m in store.search(EVERYTHING).mentions] == ["new ones"]
    assert store.search(MentionQuery(words="words")).total == 0
    assert store.search(MentionQuery(words="ones")).total == 1


def test_an_older_fetch_never_wins(store: MentionStore) -> None:
    """What was fetched later stays as it is."""
    newer = tagged("one", {"text": "newer"}, fetched_at=FETCHED + timedelta(seconds=1))
    store.put([newer])
    store.put([tagged("one", {"text": "older"}, {"text": "late"})])
    assert list(store.articles()) == [newer]
    assert store.search(MentionQuery(words="late")).total == 0


def test_the_publication_date_may_move(store: MentionStore) -> None:
    """A changed month leaves no second copy behind."""
    store.put([tagged("one", {}, published_at=datetime(2026, 1, 31, tzinfo=UTC))])
    store.put([tagged("one", {}, published_at=datetime(2026, 2, 1, tzinfo=UTC))])
    store.put([tagged("one", {}, published_at=None)])
    assert store.search(EVERYTHING).total == 1
    assert store.search(MentionQuery(since=datetime(2020, 1, 1, tzinfo=UTC))).total == 0


def test_newest_first_undated_last_ties_by_id(store: MentionStore) -> None:
    """The order is that of the publication time, whatever its zone."""
    store.put(
        [tagged(f"day{day}", {}, {}, published_at=datetime(2026, 3, day, tzinfo=UTC)) for day in (2, 9, 5)]
        + [tagged("undated", {}, published_at=None)]
    )
    found = store.search(EVERYTHING, limit=10).mentions
    days = [m.published_at.day if m.published_at else None for m in found]
    assert days == [9, 9, 5, 5, 2, 2, None]
    assert ids(found[:2]) == sorted(ids(found[:2]))
    assert store.search(EVERYTHING, limit=3).mentions == found[:3]
    assert ids(store.export(EVERYTHING)) == ids(found)
    assert store.search(EVERYTHING, limit=0).total == 7


def test_words(store: MentionStore) -> None:
    """Inflected, compound, accented and CJK words are found as documented."""
    items = [
        tagged(f"case{n}", {"text": text, "language": language}, title="Title of one")
        for n, (_, language, text, _) in enumerate(WORD_CASES)
    ]
    store.put(items)
    found = [
        (typed, language, text, store.search(MentionQuery(words=typed, articles=(item.article.id,))).total)
        for item, (typed, language, text, _) in zip(items, WORD_CASES, strict=True)
    ]
    assert found == WORD_CASES


def test_words_without_letters_are_refused(store: MentionStore) -> None:
    """Nothing to look for is an error, not everything."""
    with pytest.raises(QueryError, match="no word"):
        store.search(MentionQuery(words="!?"))


def test_a_claim_is_matched_as_a_whole(store: MentionStore) -> None:
    """Supplier and recipient of two different transfers are no match."""
    store.put([tagged("one", {"transfers": (transfer("RU", "IR"), transfer("FR", "IN", "planned"))})])
    assert store.search(MentionQuery(suppliers=("RU",), recipients=("IR",))).total == 1
    assert store.search(MentionQuery(suppliers=("RU",), recipients=("IN",))).total == 0
    assert store.search(MentionQuery(suppliers=("RU",), statuses=("planned",))).total == 0
    assert store.search(MentionQuery(statuses=("planned",))).total == 1


def test_until_is_exclusive_and_since_inclusive(store: MentionStore) -> None:
    """A day ends where the next begins."""
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    store.put([tagged("one", {}, published_at=moment)])
    assert store.search(MentionQuery(since=moment)).total == 1
    assert store.search(MentionQuery(until=moment)).total == 0


def test_a_wire_story_counts_once_as_a_story(store: MentionStore) -> None:
    """Mentions count each, their story once."""
    store.put([tagged(key, {"countries": ("IR",)}, story_id="wire") for key in ("a", "b", "c")])
    page = store.search(EVERYTHING, facets=("country",))
    assert (page.total, page.stories) == (3, 1)
    assert (page.facets["country"][0].mentions, page.facets["country"][0].stories) == (3, 1)


def test_export_gives_every_row_once(store: MentionStore) -> None:
    """As many rows as the total says, more than any page holds."""
    store.put([tagged(f"n{n}", *[{}] * 3, published_at=None if n % 50 == 0 else FETCHED) for n in range(700)])
    exported = ids(store.export(EVERYTHING))
    assert len(exported) == len(set(exported)) == store.search(EVERYTHING).total == 2100


def test_export_goes_on_behind_any_place(store: MentionStore) -> None:
    """What was exported and what lies behind its last mention are the whole, in any query, dated or not."""
    moments = (FETCHED, FETCHED - timedelta(hours=1, milliseconds=7), None)
    store.put([tagged(f"n{n}", *[{"countries": ("IR",) * (n % 2)}] * 3, published_at=moments[n % 3]) for n in range(8)])
    for query in (EVERYTHING, MentionQuery(countries=("IR",))):
        whole = list(store.export(query))
        for number, last in enumerate(whole, start=1):
            assert list(store.export(query, Place(last.published_at, last.id))) == whole[number:]


def test_export_shows_one_moment(store: MentionStore) -> None:
    """What is written or replaced while an export goes on neither comes twice nor pushes anything out."""
    store.put([tagged(f"n{n}", {}, {}, published_at=FETCHED - timedelta(days=n)) for n in range(700)])
    before = ids(store.export(EVERYTHING))
    exported = []
    for number, mention in enumerate(store.export(EVERYTHING)):
        exported.append(mention.id)
        if number == 10:
            later = FETCHED + timedelta(hours=1)
            changed = [tagged(f"n{n}", {}, {}, published_at=later, fetched_at=later) for n in range(600, 700)]
            store.put([*changed, tagged("new", {}, published_at=later)])
    assert exported == before


def test_the_time_of_fetching_bounds_what_is_found(store: MentionStore) -> None:
    """Inclusive from, exclusive until, whatever the publication date, none included; a later fetch counts anew."""
    later = FETCHED + timedelta(hours=1)
    store.put([tagged("one", {}, published_at=None), tagged("two", {}, fetched_at=later)])
    for bounds, wanted in (
        ({"fetched_since": later}, 1),
        ({"fetched_until": later}, 1),
        ({"fetched_since": FETCHED, "fetched_until": later + timedelta(seconds=1)}, 2),
        ({"fetched_since": later + timedelta(seconds=1)}, 0),
        ({"fetched_since": FETCHED, "themes": ("sanctions",)}, 0),
    ):
        assert store.search(MentionQuery(**bounds)).total == wanted, bounds
    store.put([tagged("one", {}, published_at=None, fetched_at=later)])
    assert store.search(MentionQuery(fetched_since=later)).total == 2


def test_articles_come_by_id(store: MentionStore) -> None:
    """All of them, or those asked for."""
    keys = [f"k{n}" for n in range(20)]
    store.put([tagged(key, {}) for key in keys])
    every = [item.article.id for item in store.articles()]
    assert every == sorted(stable_id("article", key) for key in keys)
    assert [item.article.id for item in store.articles(every[3:5])] == every[3:5]


def test_info_counts(store: MentionStore) -> None:
    """Articles, mentions, stories and the span of publication are told."""
    store.put([tagged("a", {}, {}), tagged("b", published_at=datetime(2026, 1, 1, tzinfo=UTC))])
    info = store.info()
    assert (info.articles, info.mentions, info.stories) == (2, 2, 1)
    assert (info.first, info.last) == (datetime(2026, 1, 1, tzinfo=UTC), article("a").published_at)


def test_a_store_that_was_never_written_is_empty(store: MentionStore) -> None:
    """Every question has an answer before the first crawl."""
    assert store.search(EVERYTHING, facets=("theme",)).facets == {"theme": ()}
    assert store.trends(EVERYTHING, "theme", "day") == []
    assert list(store.export(EVERYTHING)) == []
    assert store.count(EVERYTHING) == 0
    assert list(store.articles()) == []
    assert (store.info().mentions, store.info().first) == (0, None)
