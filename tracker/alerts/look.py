"""One look of a watch at the store: what is new since the last one becomes alerts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.alerts.alert import Alert, pair_alert, spike_alert, story_alert
from tracker.alerts.levels import BASELINE_DAYS, GUARD_DAYS, LIMITS, find_spike
from tracker.crawl.state import transaction
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tracker.alerts.channel import Channel
    from tracker.alerts.journal import Journal
    from tracker.alerts.watch import WatchList
    from tracker.models import Mention
    from tracker.stores.base import MentionStore

# A page may reach a shared store some time after it was fetched: the server was away, another machine crawled.
OVERLAP = timedelta(days=7)
OVERLAP_EMBEDDED = timedelta(days=1)
HISTORY = timedelta(days=BASELINE_DAYS + GUARD_DAYS + max(LIMITS))
QUIET = timedelta(days=7)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


class Found(NamedTuple):
    """What one look found: the day of each story that was not met before, and what is to be told."""

    days: dict[str, date]
    alerts: list[Alert]


class Looker:
    """Looks at one store at one moment, and keeps in one journal what it finds."""

    def __init__(self, store: MentionStore, journal: Journal, now: datetime, overlap: timedelta = OVERLAP) -> None:
        """Look at what was fetched up to *overlap* before the last look again: it may have come late."""
        self._store = store
        self._journal = journal
        self._now = now
        self._overlap = overlap

    def look(self, watch: WatchList, channels: Sequence[Channel]) -> list[Alert]:
        """Look for what is new for *watch*, keep it with its messages in one transaction, and return the new alerts."""
        found = self.find(watch)
        with transaction(self._journal.connection):
            self._journal.meet(watch.watch.id, found.days)
            told = self._journal.note(found.alerts, channels, self._now)
            self._journal.looked(watch.watch.id, watch.query.model_dump_json(), self._now)
        return told

    def find(self, watch: WatchList) -> Found:
        """Return the stories that *watch* has not met, and of what is to be told; nothing is written."""
        before = self._journal.last_look(watch.watch.id)
        begins = before is None or before.query != watch.query.model_dump_json()
        mentions = self._history(watch) if before is None or begins else self._latest(watch, before.looked)
        from_when = watch.backlog if begins else _ALWAYS
        days, stories = self._new_stories(watch, mentions, from_when)
        alerts = []
        if "stories" in watch.watch.report:
            alerts += [story_alert(watch.watch, mentions[0], self._now) for mentions in stories]
        if "pairs" in watch.watch.report:
            alerts += self._first_pairs(watch, stories)
        if "spikes" in watch.watch.report:
            alerts += self._spikes(watch, days)
        return Found(days, alerts)

    def _history(self, watch: WatchList) -> Iterator[Mention]:
        """Yield what is there at the first look: of the time of the usual level and the backlog, and what came late."""
        since = min(self._now - HISTORY, watch.backlog or self._now)
        yield from self._store.export(watch.query.model_copy(update={"since": since}))
        yield from self._latest(watch, self._now)

    def _latest(self, watch: WatchList, looked: datetime) -> Iterator[Mention]:
        return self._store.export(watch.query.model_copy(update={"fetched_since": looked - self._overlap}))

    def _new_stories(
        self, watch: WatchList, mentions: Iterable[Mention], from_when: datetime | None
    ) -> tuple[dict[str, date], list[list[Mention]]]:
        """Return the day of each story not met before, and the mentions of those that began *from_when* on.

        Only what will be told is held: a first look may pass over very many mentions.
        """
        begins: dict[str, datetime] = {}
        met: set[str] = set()
        kept: dict[str, dict[str, Mention]] = {}
        for mention in mentions:
            story, moment = mention.story_id or mention.article_id, _moment(mention)
            if story in met:
                continue
            if story not in begins and self._journal.has_met(watch.watch.id, story):
                met.add(story)
                continue
            begins[story] = min(moment, begins.get(story, moment))
            if from_when is not None and moment >= from_when:
                kept.setdefault(story, {})[mention.id] = mention
        told = [story for story in kept if from_when is not None and begins[story] >= from_when]
        told.sort(key=lambda story: (begins[story], story))
        days = {story: moment.astimezone(UTC).date() for story, moment in begins.items()}
        return days, [sorted(kept[story].values(), key=_order) for story in told]

    def _first_pairs(self, watch: WatchList, stories: Sequence[list[Mention]]) -> list[Alert]:
        """Tell of the pairs of weapon and country that nothing names together that came or was published before."""
        carriers: dict[tuple[str, str], list[Mention]] = {}
        for mention in (mention for mentions in stories for mention in mentions):
            for pair in ((weapon, country) for weapon in mention.weapons for country in mention.countries):
                carriers.setdefault(pair, []).append(mention)
        alerts = []
        for (weapon, country), mentions in carriers.items():
            named = MentionQuery(weapons=(weapon,), countries=(country,))
            bounds = {"fetched_until": min(m.fetched_at for m in mentions), "until": min(map(_moment, mentions))}
            earlier = (named.model_copy(update={bound: moment}) for bound, moment in bounds.items())
            if not any(self._store.search(query, limit=1).total for query in earlier):
                alerts.append(pair_alert(watch.watch, weapon, country, mentions[0], self._now))
        return alerts

    def _spikes(self, watch: WatchList, new: Mapping[str, date]) -> list[Alert]:
        """Return the alert of a rise that ends today or on one of the two days before, unless one was told lately.

        Counts only grow, so looking at a day before it is over costs no false alarm.
        """
        today = self._now.astimezone(UTC).date()
        last = self._journal.newest(watch.watch.id, "spike")
        counts = Counter(self._journal.counts(watch.watch.id, today - HISTORY)) + Counter(new.values())
        watched = _since(counts, max(self._first_crawl() or date.min, today - HISTORY))
        if not watched:
            return []
        silent = self._silent_days(min(watched), today)
        for back in range(max(LIMITS)):
            day = today - timedelta(days=back)
            if last is not None and day < date.fromisoformat(last.subject) + QUIET:
                continue
            spike = find_spike(watched, day, silent)
            if spike is not None:
                return [spike_alert(watch.watch, spike, self._now)]
        return []

    def _first_crawl(self) -> date | None:
        """Return the first day that was really crawled: of those before, lists held only what was left."""
        run = self._journal.connection.execute
        if not run("SELECT 1 FROM sqlite_master WHERE name = 'crawl_article'").fetchone():
            return None  # no crawl ever used this state: the store is filled from elsewhere
        (first,) = run("SELECT min(first_seen) FROM crawl_article").fetchone()
        return None if first is None else datetime.fromtimestamp(first, UTC).date()

    def _silent_days(self, first: date, last: date) -> frozenset[date]:
        """Return the days from *first* to *last* of which the store holds no mention at all: nothing was crawled."""
        since = datetime.combine(first, datetime.min.time(), UTC)
        seen = {point.start for point in self._store.trends(MentionQuery(since=since), "theme", "day")}
        every = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return frozenset(day for day in every if day not in seen)


def _since(counts: Mapping[date, int], begin: date) -> dict[date, int]:
    """Return *counts* from *begin* on, that day itself included where anything is counted before or on it."""
    kept = {day: count for day, count in counts.items() if day >= begin}
    return {begin: 0} | kept if begin > min(counts, default=begin) else kept


def _order(mention: Mention) -> tuple[datetime, str, int, str]:
    return (_moment(mention), mention.article_id, mention.passage_start, mention.id)


def _moment(mention: Mention) -> datetime:
    """Return when *mention* was published, when it was fetched where that is not known or lies in the future."""
    published = mention.published_at or mention.fetched_at
    return min(published, mention.fetched_at)
