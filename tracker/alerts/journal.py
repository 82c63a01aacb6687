"""The journal in the crawl state's file: what each watch has met, what is to be told, and what became of each delivery.

A look at the store and everything it leads to (stories met, alerts, messages) is one transaction. A message goes from
pending to sent; it is leased while it is being sent and keeps its key for ever. So a crash before the first commit
tells nothing (the next look finds the same again), one after it repeats at most the same key, and none loses a message.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Literal

from tracker.alerts.alert import Alert
from tracker.crawl.frontier import is_dead, owner_name
from tracker.crawl.state import file_of, transaction, translated
from tracker.models import Record, stable_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.alerts.channel import Channel

MessageState = Literal["pending", "sent", "withdrawn"]
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 3600.0
LEASE_SECONDS = 600.0
MOST_TOGETHER = 50
MAX_DETAIL = 300
_EPOCH = date(1970, 1, 1)


class Look(Record):
    """What was known of a watch at its last look."""

    query: str
    looked: datetime


class Message(Record):
    """One delivery: *alerts* to *target* by *channel* under *key*."""

    id: int
    key: str
    channel: str
    target: str
    attempts: int
    created: datetime
    alerts: tuple[Alert, ...]


class Delivery(Record):
    """What became of one message: a row of ``tracker watch --log``."""

    key: str
    channel: str
    target: str
    state: MessageState
    alerts: int
    title: str
    attempts: int
    created: datetime
    finished: datetime | None
    not_before: datetime | None
    detail: str


class Journal:
    """The tables on an open state connection; every writing method is one transaction."""

    def __init__(self, connection: sqlite3.Connection, owner: str | None = None) -> None:
        """Create the tables where they are missing.

        Raises:
            StoreError: the file cannot be used.
        """
        self.connection = connection
        self.owner = owner or owner_name()
        with translated(file_of(connection)):
            connection.executescript(resources.files(__package__).joinpath("tables.sql").read_text("utf-8"))

    def last_look(self, watch: str) -> Look | None:
        """Return the last look of *watch*, None before the first."""
        row = self.connection.execute("SELECT query, looked FROM alert_watch WHERE watch = ?", (watch,)).fetchone()
        return None if row is None else Look(query=row[0], looked=moment(row[1]))

    def has_met(self, watch: str, story: str) -> bool:
        """Say whether *watch* has met *story* before."""
        found = self.connection.execute("SELECT 1 FROM alert_story WHERE watch = ? AND story = ?", (watch, story))
        return found.fetchone() is not None

    def counts(self, watch: str, since: date) -> dict[date, int]:
        """Count the stories of *watch* by day from *since* on."""
        rows = self.connection.execute(
            "SELECT day, count(*) FROM alert_story WHERE watch = ? AND day >= ? GROUP BY day",
            (watch, (since - _EPOCH).days),
        )
        return {_EPOCH + timedelta(days=day): count for day, count in rows}

    def newest(self, watch: str, kind: str) -> Alert | None:
        """Return the alert of *kind* that *watch* led to last."""
        row = self.connection.execute(
            "SELECT body FROM alert_item WHERE watch = ? AND kind = ? ORDER BY noted DESC, id DESC LIMIT 1",
            (watch, kind),
        ).fetchone()
        return None if row is None else Alert.model_validate_json(row[0])

    def meet(self, watch: str, stories: Mapping[str, date]) -> None:
        """Remember *stories* with their days (inside the caller's transaction)."""
        rows = [(watch, story, (day - _EPOCH).days) for story, day in stories.items()]
        self.connection.executemany("INSERT OR IGNORE INTO alert_story (watch, story, day) VALUES (?, ?, ?)", rows)

    def note(self, alerts: Sequence[Alert], channels: Sequence[Channel], now: datetime) -> list[Alert]:
        """Keep *alerts* and make their messages (inside the caller's transaction); return those that are new."""
        fresh = []
        numbers = {}
        for alert in alerts:
            cursor = self.connection.execute(
                "INSERT OR IGNORE INTO alert_item (key, watch, kind, body, noted) VALUES (?, ?, ?, ?, ?)",
                (alert.key, alert.watch, alert.kind, alert.model_dump_json(), alert.noted_at.timestamp()),
            )
            if cursor.rowcount:
                fresh.append(alert)
                numbers[alert.key] = cursor.lastrowid
        for channel in channels:
            size = MOST_TOGETHER if channel.digest else 1
            for start in range(0, len(fresh), size):
                keys = [alert.key for alert in fresh[start : start + size]]
                for target in channel.targets:
                    self._add_message(channel.id, target, keys, [numbers[key] for key in keys], now)
        return fresh

    def _add_message(
        self, channel: str, target: str, keys: Sequence[str], items: Sequence[int | None], now: datetime
    ) -> None:
        cursor = self.connection.execute(
            "INSERT INTO alert_message (key, channel, target, created) VALUES (?, ?, ?, ?)",
            (stable_id("message", channel, target, *keys), channel, target, now.timestamp()),
        )
        self.connection.executemany(
            "INSERT INTO alert_part (message, item) VALUES (?, ?)", [(cursor.lastrowid, item) for item in items]
        )

    def looked(self, watch: str, query: str, now: datetime) -> None:
        """Remember a look (inside the caller's transaction)."""
        self.connection.execute(
            "INSERT INTO alert_watch (watch, query, looked) VALUES (?, ?, ?) "
            "ON CONFLICT (watch) DO UPDATE SET query = excluded.query, looked = excluded.looked",
            (watch, query, now.timestamp()),
        )

    def problems(self, watch: str) -> dict[tuple[str, str], str]:
        """Return the problems of sources that *watch* was told of and that last: (source, problem) and since when."""
        rows = self.connection.execute("SELECT source, problem, since FROM alert_problem WHERE watch = ?", (watch,))
        return {(source, problem): since for source, problem, since in rows}

    def set_problems(self, watch: str, problems: Mapping[tuple[str, str], str]) -> None:
        """Remember what is wrong now (inside the caller's transaction)."""
        self.connection.execute("DELETE FROM alert_problem WHERE watch = ?", (watch,))
        self.connection.executemany(
            "INSERT INTO alert_problem (watch, source, problem, since) VALUES (?, ?, ?, ?)",
            [(watch, source, problem, since) for (source, problem), since in problems.items()],
        )

    def claim(
        self, now: datetime, after: int, *, force: bool = False, without: Iterable[tuple[str, str]] = ()
    ) -> Message | None:
        """Lease the next message beyond number *after* that may be sent now; *force* overrules back-off.

        Channels and targets of *without* are passed over.
        """
        left_out = json.dumps([f"{channel}\n{target}" for channel, target in without])
        with transaction(self.connection):
            self._free_dead()
            row = self.connection.execute(
                "SELECT id FROM alert_message WHERE state = 'pending' AND id > ? AND not_before <= ? "
                "AND (lease_until IS NULL OR lease_until < ?) "
                "AND channel || char(10) || target NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1",
                (after, float("inf") if force else now.timestamp(), now.timestamp(), left_out),
            ).fetchone()
            if row is None:
                return None
            self.connection.execute(
                "UPDATE alert_message SET lease_owner = ?, lease_until = ? WHERE id = ?",
                (self.owner, now.timestamp() + LEASE_SECONDS, row[0]),
            )
        return self._message(row[0])

    def _free_dead(self) -> None:
        """Take back what processes of this machine had in hand when they died."""
        owners = self.connection.execute(
            "SELECT DISTINCT lease_owner FROM alert_message WHERE state = 'pending' AND lease_owner IS NOT NULL"
        ).fetchall()
        dead = [(owner,) for (owner,) in owners if is_dead(owner, self.owner)]
        self.connection.executemany(
            "UPDATE alert_message SET lease_owner = NULL, lease_until = NULL "
            "WHERE state = 'pending' AND lease_owner = ?",
            dead,
        )

    def _message(self, number: int) -> Message:
        key, channel, target, attempts, created = self.connection.execute(
            "SELECT key, channel, target, attempts, created FROM alert_message WHERE id = ?", (number,)
        ).fetchone()
        bodies = self.connection.execute(
            "SELECT body FROM alert_part JOIN alert_item ON alert_item.id = item WHERE message = ? ORDER BY item",
            (number,),
        )
        alerts = tuple(Alert.model_validate_json(body) for (body,) in bodies)
        facts = {"key": key, "channel": channel, "target": target, "attempts": attempts, "created": moment(created)}
        return Message.model_validate({"id": number, "alerts": alerts, **facts})

    def finish(self, message: Message, state: MessageState, detail: str, now: datetime) -> None:
        """Record how a try ended; a message that stays pending pauses, twice as long each time."""
        pause = min(FIRST_PAUSE * 2.0 ** min(message.attempts, 16), LONGEST_PAUSE)
        waits = state == "pending"
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE alert_message SET state = ?, attempts = attempts + 1, lease_owner = NULL, lease_until = NULL, "
                "detail = ?, not_before = ?, finished = ? WHERE id = ? AND state = 'pending'",
                (
                    state,
                    detail[:MAX_DETAIL],
                    now.timestamp() + pause if waits else 0.0,
                    None if waits else now.timestamp(),
                    message.id,
                ),
            )

    def latest(self, channel: str, limit: int) -> list[Alert]:
        """Return the alerts last given to *channel*, newest first, sent or not."""
        rows = self.connection.execute(
            "SELECT body FROM alert_message JOIN alert_part ON message = alert_message.id "
            "JOIN alert_item ON alert_item.id = item WHERE channel = ? ORDER BY alert_item.id DESC LIMIT ?",
            (channel, limit),
        )
        return [Alert.model_validate_json(body) for (body,) in rows]

    def deliveries(self, limit: int) -> list[Delivery]:
        """Return the latest messages, newest first, with what became of them."""
        cursor = self.connection.execute(
            "SELECT found.*, body FROM alert_item JOIN (SELECT alert_message.id AS message, alert_message.key, "
            "channel, target, state, count(*) AS alerts, min(item) AS first, attempts, created, finished, not_before, "
            "detail FROM alert_message JOIN alert_part ON message = alert_message.id GROUP BY alert_message.id "
            "ORDER BY alert_message.id DESC LIMIT ?) AS found ON alert_item.id = first ORDER BY message DESC",
            (limit,),
        )
        names = [column[0] for column in cursor.description]
        return [_delivery(dict(zip(names, row, strict=True))) for row in cursor]

    def waiting(self) -> int:
        """Count the messages that are not yet delivered."""
        return int(self.connection.execute("SELECT count(*) FROM alert_message WHERE state = 'pending'").fetchone()[0])


def _delivery(row: dict[str, object]) -> Delivery:
    first = Alert.model_validate_json(str(row["body"]))
    times = {name: moment(row[name]) if row[name] else None for name in ("created", "finished", "not_before")}
    known = {name: row[name] for name in Delivery.model_fields if name in row}
    return Delivery.model_validate({**known, **times, "title": first.title})


def moment(seconds: object) -> datetime:
    """Return the moment *seconds* after 1970."""
    return datetime.fromtimestamp(float(str(seconds)), UTC)
