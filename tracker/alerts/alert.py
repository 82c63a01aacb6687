"""What is told: one alert, and how it reads in a message."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from tracker.models import Record, stable_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.alerts.health import Finding
    from tracker.alerts.levels import Spike
    from tracker.alerts.watch import Watch
    from tracker.models import Mention

AlertKind = Literal["story", "pair", "spike", "source"]
LONGEST_TITLE = 200
LONGEST_TEXT = 1000
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# Keys of `facts` of an alert about a mention: those of a row of `tracker search`.
_FACTS = ("published_at", "source", "language", "themes", "weapons", "countries", "transfers", "sanctions")


class Alert(Record):
    """One thing to tell.

    *key* depends on the watch, the kind and the *subject* alone: whoever finds it again finds the same alert.
    *subject* is a story's id, ``weapon country``, a day, or a source with its problem; *facts* are for programs.
    """

    key: str
    watch: str
    kind: AlertKind
    subject: str
    title: str
    text: str
    url: str | None = None
    facts: dict[str, Any] = {}
    noted_at: datetime


def make_alert(watch: Watch, kind: AlertKind, subject: str, now: datetime, **parts: Any) -> Alert:  # noqa: ANN401 - fields of Alert
    """Make the alert of *watch* about *subject*; title and text are cleaned and shortened."""
    title, text = one_line(parts.pop("title"))[:LONGEST_TITLE], one_line(parts.pop("text"))[:LONGEST_TEXT]
    key = stable_id("alert", watch.id, kind, subject)
    return Alert(key=key, watch=watch.id, kind=kind, subject=subject, title=title, text=text, noted_at=now, **parts)


def story_alert(watch: Watch, mention: Mention, now: datetime) -> Alert:
    """Tell of a new story by its first mention."""
    subject = mention.story_id or mention.article_id
    return make_alert(watch, "story", subject, now, title=mention.title, **_about(mention))


def pair_alert(watch: Watch, weapon: str, country: str, mention: Mention, now: datetime) -> Alert:
    """Tell that *weapon* and *country* are named together for the first time."""
    title = f"First mention of {weapon} with {country}: {mention.title}"
    alert = make_alert(watch, "pair", f"{weapon} {country}", now, title=title, **_about(mention))
    return alert.model_copy(update={"facts": {"weapon": weapon, "country": country, **alert.facts}})


def spike_alert(watch: Watch, spike: Spike, now: datetime) -> Alert:
    """Tell of more stories than usual."""
    time = "on one day" if spike.days == 1 else f"in {spike.days} days"
    title = f"{watch.title}: {spike.stories} stories {time}, usually {spike.expected:.1f}"
    text = f"{title}. So many by chance: once in {1 / max(spike.chance, 1e-9):,.0f} days. The last day is {spike.day}."
    return make_alert(
        watch, "spike", spike.day.isoformat(), now, title=title, text=text, facts=spike.model_dump(mode="json")
    )


def source_alert(watch: Watch, finding: Finding, now: datetime) -> Alert:
    """Tell what is wrong with a source."""
    title = f"{finding.source}: {finding.text}"
    subject = f"{finding.source} {finding.problem} {finding.since}"
    return make_alert(watch, "source", subject, now, title=title, text=title, facts=finding.model_dump(mode="json"))


def recovery_alert(watch: Watch, source: str, problem: str, since: str, now: datetime) -> Alert:
    """Tell that what was wrong with a source is over."""
    title = f"{source}: no longer {problem}" if problem in {"silent", "idle"} else f"{source}: {problem} as usual again"
    facts = {"source": source, "problem": problem, "since": since, "text": "over"}
    return make_alert(watch, "source", f"{source} {problem} {since} over", now, title=title, text=title, facts=facts)


def _about(mention: Mention) -> dict[str, Any]:
    facts = mention.model_dump(mode="json", include=set(_FACTS))
    story = mention.story_id or mention.article_id
    return {
        "text": mention.text,
        "url": mention.url,
        "facts": {"mention_id": mention.id, "story_id": story, **{key: facts[key] for key in _FACTS}},
    }


def one_line(text: str) -> str:
    """Return *text* on one line, without what could command a terminal or begin a new header."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def subject_line(alerts: Sequence[Alert], names: dict[str, str]) -> str:
    """Return what a message about *alerts* is headed; *names* are the titles of the watches."""
    if len(alerts) == 1:
        return f"[{names.get(alerts[0].watch, alerts[0].watch)}] {alerts[0].title}"
    watches = dict.fromkeys(names.get(alert.watch, alert.watch) for alert in alerts)
    return f"[{', '.join(watches)}] {len(alerts)} alerts"[:LONGEST_TITLE]


def plain_text(alerts: Sequence[Alert], key: str, names: dict[str, str]) -> str:
    """Return *alerts* for people to read; the message's *key* stands below, so that a repetition can be told."""
    parts = []
    for alert in alerts:
        about = ""
        if alert.kind in {"story", "pair"}:
            about = f"{alert.facts['source']}, {str(alert.facts['published_at'] or 'undated')[:10]}"
        lines = [f"{names.get(alert.watch, alert.watch)}: {alert.title}", about, alert.text, alert.url or ""]
        parts.append("\n".join(line for line in lines if line))
    return "\n\n".join([*parts, f"-- \nmessage {key}"]) + "\n"
