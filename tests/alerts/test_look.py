"""What a look finds: each story once, first pairs, spikes; nothing of it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from alert_samples import NOW, days_ago, story

from tracker.alerts.journal import Journal
from tracker.alerts.look import OVERLAP_EMBEDDED, Looker
from tracker.alerts.watch import Watch, WatchList
from tracker.crawl.state import open_state
from tracker.stores.base import MentionQuery
from tracker.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.alerts.alert import Alert
    from tracker.models import TaggedArticle


class Place:
    """A store and a journal in one file, and looks at chosen moments."""

    def __init__(self, path: str) -> None:
        """Open both."""
        self.store = SqliteStore(path)
        self.journal = Journal(open_state(path))

    def put(self, *items: TaggedArticle) -> None:
        """Store *items*."""
        self.store.put(items)

    def look(self, now: datetime = NOW, backlog: datetime | None = None, **query: Any) -> list[Alert]:  # noqa: ANN401 - fields of a query
        """Let the watch look; *report* of the query says of what."""
        watch = Watch(id=query.pop("id", "w"), report=query.pop("report", ("stories",)))
        listed = WatchList(watch=watch, query=MentionQuery(**query), backlog=backlog)
        return Looker(self.store, self.journal, now, OVERLAP_EMBEDDED).look(listed, ())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An empty store with its journal."""
    place = Place(str(tmp_path / "t.db"))
    yield place
    place.store.close()
    place.journal.connection.close()


def subjects(alerts: list[Alert]) -> list[str]:
    """Return what the alerts are about."""
    return [alert.subject for alert in alerts]


def test_a_first_look_is_silent_but_for_the_backlog(place: Place) -> None:
    """What is there already is no news; a backlog reaches back as far as it says."""
    place.put(story("old", published=days_ago(40)), story("new", published=days_ago(2)))
    assert place.look() == []
    assert subjects(place.look(id="v", backlog=days_ago(7))) == ["new"]
    assert place.look(NOW + timedelta(hours=1), id="v", backlog=days_ago(60)) == []


def test_each_new_story_is_told_once(place: Place) -> None:
    """Copies, later fetches and later looks do not tell it again; another watch tells it for itself."""
    place.look()
    place.look(id="v")
    place.put(story("s1"), story("s1", copy="b", published=days_ago(1)), story("s2", themes=("sanctions",)))
    told = place.look(NOW + timedelta(minutes=1))
    assert subjects(told) == ["s1", "s2"]
    assert told[0].url == "https://news.example/s1b"
    place.put(story("s1", copy="c"), story("s1", fetched=NOW + timedelta(hours=3)))
    assert place.look(NOW + timedelta(hours=4)) == []
    assert subjects(place.look(NOW + timedelta(hours=4), id="v")) == ["s1", "s2"]


def test_late_undated_and_back_dated_stories_are_not_missed(place: Place) -> None:
    """What counts is when it came, not what date it bears."""
    place.look()
    place.put(
        story("undated", published=None, fetched=NOW + timedelta(hours=1)),
        story("back-dated", published=days_ago(200), fetched=NOW + timedelta(hours=1)),
        story("future", published=NOW + timedelta(days=30), fetched=NOW + timedelta(hours=1)),
    )
    place.put(story("late", fetched=NOW - timedelta(hours=2)))
    assert sorted(subjects(place.look(NOW + timedelta(hours=2)))) == ["back-dated", "future", "late", "undated"]


def test_only_what_the_watch_asks_for(place: Place) -> None:
    """The filters are the store's own."""
    place.look(countries=("IR",))
    place.put(story("iran", countries=("IR",)), story("peru", countries=("PE",)))
    assert subjects(place.look(NOW + timedelta(minutes=1), countries=("IR",))) == ["iran"]


def test_another_question_begins_anew(place: Place) -> None:
    """A watch that was changed does not tell all that its new question finds; what it told stays told."""
    place.look(countries=("IR",))
    place.put(story("iran", countries=("IR",)), story("peru", countries=("PE",)))
    place.look(NOW + timedelta(minutes=1), countries=("IR",))
    assert place.look(NOW + timedelta(minutes=2)) == []
    place.put(story("chile", countries=("CL",), fetched=NOW + timedelta(minutes=3)))
    assert subjects(place.look(NOW + timedelta(minutes=4))) == ["chile"]


def test_the_first_mention_of_a_pair_is_told_once(place: Place) -> None:
    """Of a weapon with a country; not where any passage named them before, whoever watches."""
    place.put(story("known", weapons=("su-35",), countries=("IR",), themes=("sanctions",), fetched=days_ago(3)))
    asked = {"report": ("pairs",), "themes": ("drones",)}
    place.look(**asked)
    place.put(story("a", weapons=("su-35",), countries=("IR", "EG")), story("b", weapons=("su-35",), countries=("EG",)))
    told = place.look(NOW + timedelta(minutes=1), **asked)
    assert [(alert.kind, alert.subject) for alert in told] == [("pair", "su-35 EG")]
    assert told[0].facts["weapon"] == "su-35"
    place.put(story("c", weapons=("su-35",), countries=("EG",), fetched=NOW + timedelta(minutes=2)))
    assert place.look(NOW + timedelta(minutes=3), **asked) == []


def test_a_backlog_knows_what_was_published_before_it(place: Place) -> None:
    """One crawl brings old and new pages: an older article fetched a second later was still first."""
    pair = {"weapons": ("f-16",), "countries": ("UA",)}
    place.put(story("new", published=days_ago(1), **pair))
    place.put(story("old", published=days_ago(90), fetched=NOW + timedelta(seconds=1), **pair))
    assert place.look(NOW + timedelta(minutes=1), days_ago(7), report=("pairs",)) == []


def test_a_spike_is_told_once_with_its_numbers(place: Place) -> None:
    """More stories than usual, then quiet for a week."""
    place.put(*(story(f"{day}-{n}", published=days_ago(day)) for day in range(1, 66) for n in range(2)))
    assert place.look(report=("spikes",)) == []
    place.put(*(story(f"wave{n}") for n in range(14)))
    (told,) = place.look(NOW + timedelta(minutes=1), report=("spikes",))
    assert (told.kind, told.facts["days"], told.facts["stories"]) == ("spike", 1, 14)
    assert "usually 2.0" in told.title
    place.put(*(story(f"more{n}", fetched=NOW + timedelta(minutes=2)) for n in range(14)))
    assert place.look(NOW + timedelta(minutes=3), report=("spikes",)) == []


def test_a_look_that_dies_tells_nothing_and_loses_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories met, alerts and messages are one transaction: the next look finds the same."""
    place.look()
    place.put(story("s1"))
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "looked", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            place.look(NOW + timedelta(minutes=1))
    assert place.journal.connection.execute("SELECT count(*) FROM alert_item").fetchone() == (0,)
    assert subjects(place.look(NOW + timedelta(minutes=1))) == ["s1"]
