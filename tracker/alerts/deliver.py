"""Delivering what waits: each message is leased, sent under its key, and only then recorded as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.alerts.atom import write_feed
from tracker.alerts.channel import FeedChannel
from tracker.alerts.send import send
from tracker.errors import AlertError
from tracker.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from tracker.alerts.channel import Channel
    from tracker.alerts.journal import Journal, Message


class Outcome(Record):
    """What a round of deliveries did: messages *sent*, *failed* for now, *withdrawn*, still *waiting*."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    waiting: int = 0
    problems: tuple[str, ...] = ()


def deliver(
    journal: Journal,
    channels: Mapping[str, Channel],
    names: dict[str, str],
    clock: Callable[[], datetime],
    *,
    force: bool = False,
) -> Outcome:
    """Try every message that may be sent now, once, oldest first; *force* also tries what a back-off holds.

    A receiver that fails is not tried again in this round: what else there is for it waits.
    """
    sent = failed = withdrawn = after = 0
    problems: dict[tuple[str, str], str] = {}
    while (message := journal.claim(clock(), after, force=force, without=problems)) is not None:
        after = message.id
        channel = channels.get(message.channel)
        if channel is None or message.target not in channel.targets:
            journal.finish(message, "withdrawn", "the channel or its recipient is no longer there", clock())
            withdrawn += 1
            continue
        try:
            detail = _send(channel, message, journal, names)
        except AlertError as error:
            journal.finish(message, "pending", str(error), clock())
            problems[message.channel, message.target] = f"channel {channel.id}: {error}"
            failed += 1
        else:
            journal.finish(message, "sent", detail, clock())
            sent += 1
    return Outcome(
        sent=sent,
        failed=failed,
        withdrawn=withdrawn,
        waiting=journal.waiting(),
        problems=tuple(dict.fromkeys(problems.values())),
    )


def _send(channel: Channel, message: Message, journal: Journal, names: dict[str, str]) -> str:
    if isinstance(channel, FeedChannel):
        write_feed(channel, journal.latest(channel.id, channel.entries))
        return "written"
    return send(channel, message, names)
