"""Deliveries: every channel against a real receiver on loopback, retries, and no secret in what is kept or shown."""

from __future__ import annotations

import logging
import ssl
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from alert_samples import NOW
from lxml import etree
from receivers import self_signed

from tracker.alerts.alert import make_alert
from tracker.alerts.channel import FeedChannel, MailChannel, ServiceChannel, WebhookChannel
from tracker.alerts.deliver import deliver
from tracker.alerts.journal import Journal
from tracker.alerts.watch import Watch
from tracker.crawl.state import open_state, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from receivers import Hook, Mailbox

    from tracker.alerts.alert import Alert
    from tracker.alerts.channel import Channel

SECRET = "hunter2-xyzzy"  # noqa: S105 - planted
NAMES = {"w": "Arms to Iran"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty journal."""
    journal = Journal(open_state(tmp_path / "state.db"))
    yield journal
    journal.connection.close()


def note(journal: Journal, count: int, *channels: Channel, first: int = 0) -> list[Alert]:
    """Note *count* alerts for *channels*."""
    watch = Watch(id="w")
    alerts = [
        make_alert(
            watch, "spike", f"s{number}", NOW, title=f"Tïtle {number}\r\nBcc: x@y", text="Te\x00xt @here <!all> 制裁"
        )
        for number in range(first, first + count)
    ]
    with transaction(journal.connection):
        return journal.note(alerts, channels, NOW)


def send_all(journal: Journal, *channels: Channel, at: datetime = NOW, force: bool = False) -> tuple[int, int, int]:
    """Deliver once and return how many were sent, failed and wait."""
    outcome = deliver(journal, {channel.id: channel for channel in channels}, NAMES, lambda: at, force=force)
    return outcome.sent, outcome.failed, outcome.waiting


def mail(mailbox: Mailbox, **more: object) -> MailChannel:
    """Return a channel to *mailbox*."""
    facts = {"id": "m", "kind": "email", "host": "127.0.0.1", "port": mailbox.port, "security": "none",
             "sender": "t@news.example", "recipients": ("a@news.example", "b@news.example"), "timeout": 1}  # fmt: skip
    return MailChannel.model_validate(facts | more)


def webhook(hook: Hook, **more: object) -> WebhookChannel:
    """Return a channel to *hook*."""
    return WebhookChannel.model_validate({"id": "h", "kind": "webhook", "url": hook.url, "timeout": 1} | more)


def test_mail_goes_to_each_recipient_once_with_its_key(journal: Journal, mailbox: Mailbox) -> None:
    """One digest each, readable, no header smuggled in, the key as Message-ID and in the last line."""
    channel = mail(mailbox)
    note(journal, 3, channel)
    assert send_all(journal, channel) == (2, 0, 0)
    assert send_all(journal, channel, force=True) == (0, 0, 0)
    first, second = mailbox.mails
    assert [first["To"], second["To"]] == ["a@news.example", "b@news.example"]
    assert first["Subject"] == "[Arms to Iran] 3 alerts"
    assert first["Bcc"] is None
    text = first.get_content()
    assert "Arms to Iran: Tïtle 0 Bcc: x@y" in text
    assert "制裁" in text
    assert text.strip().splitlines()[-1].removeprefix("message ") in first["Message-ID"]
    assert first["Message-ID"] != second["Message-ID"]


def test_a_webhook_gets_one_json_for_each_alert(journal: Journal, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its key in the header and in the body, and the token as bearer."""
    monkeypatch.setenv("HOOK_TOKEN", SECRET)
    channel = webhook(hook, token_env="HOOK_TOKEN")  # noqa: S106 - a name
    alerts = note(journal, 2, channel)
    assert send_all(journal, channel) == (2, 0, 0)
    assert hook.headers[0]["Authorization"] == f"Bearer {SECRET}"
    for (key, body), alert in zip(hook.taken, alerts, strict=True):
        assert body["id"] == key
        assert set(body) == {"id", "channel", "created_at", "alerts"}
        assert [one["key"] for one in body["alerts"]] == [alert.key]
        assert body["alerts"][0]["watch_name"] == "Arms to Iran"


def test_a_service_gets_its_text_through_apprise(
    journal: Journal, hook: Hook, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A quoted @here or <!all> wakes nobody; the address with its secret shows nowhere."""
    (tmp_path / "url").write_text(f"json://user:{SECRET}@127.0.0.1:{hook.port}/x")
    channel = ServiceChannel(id="s", kind="apprise", url_file=tmp_path / "url", timeout=2)
    note(journal, 2, channel)
    with caplog.at_level(logging.DEBUG):
        assert send_all(journal, channel) == (1, 0, 0)
        hook.set("refusing")
        note(journal, 1, channel, first=5)
        assert send_all(journal, channel) == (0, 1, 1)
        hook.set("down")
        assert send_all(journal, channel, force=True) == (0, 1, 1)
    ((_, body),) = hook.taken
    assert "Arms to Iran: Tïtle 0" in body["message"]
    assert "@here" not in body["message"]
    assert "<!all" not in body["message"]
    assert journal.deliveries(1)[0].detail == "the service did not take it"
    assert SECRET not in caplog.text
    (tmp_path / "url").write_text(f"nosuch://{SECRET}")
    assert send_all(journal, channel, force=True) == (0, 1, 1)
    assert "none that Apprise knows" in journal.deliveries(1)[0].detail
    assert SECRET not in str(journal.deliveries(9))


def test_the_feed_file_is_a_picture_of_the_journal(journal: Journal, tmp_path: Path) -> None:
    """Newest first, bounded, valid XML whatever was crawled, the same when written again, never half."""
    path = tmp_path / "out" / "feed.xml"
    channel = FeedChannel(id="f", kind="feed", path=path, entries=4)
    alerts = note(journal, 6, channel)
    assert send_all(journal, channel) == (1, 0, 0)
    before = path.read_bytes()
    entries = etree.fromstring(before).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title")[:7] for entry in entries] == ["Tïtle 5", "Tïtle 4", "Tïtle 3", "Tïtle 2"]
    assert entries[0].findtext(f"{ATOM}id").replace("-", "").endswith(alerts[5].key)
    journal.connection.execute("UPDATE alert_message SET state = 'pending'")  # as if killed before this was noted
    assert send_all(journal, channel) == (1, 0, 0)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["feed.xml"]


def test_a_feed_that_cannot_be_written_waits(journal: Journal, tmp_path: Path) -> None:
    """Said in words."""
    (tmp_path / "file").write_text("")
    channel = FeedChannel(id="f", kind="feed", path=tmp_path / "file" / "feed.xml")
    note(journal, 1, channel)
    assert send_all(journal, channel) == (0, 1, 1)
    assert "cannot be written" in journal.deliveries(1)[0].detail


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        ("down", "the receiver refuses the connection"),
        ("refusing", "the receiver answers 503"),
        ("slow", "the receiver did not answer in time"),
        ("redirect", "the receiver answers 302"),
    ],
)
def test_a_webhook_that_fails_is_tried_again_later(journal: Journal, hook: Hook, mode: str, says: str) -> None:
    """Recorded with the reason, longer pauses each time, the same key at the end."""
    channel = webhook(hook)
    note(journal, 2, channel)
    hook.set(mode)
    assert send_all(journal, channel) == (0, 1, 2)
    (waiting,) = [one for one in journal.deliveries(9) if one.attempts]
    assert (waiting.state, waiting.detail) == ("pending", says)
    assert waiting.not_before == NOW + timedelta(seconds=30)
    assert send_all(journal, channel, force=True) == (0, 1, 2)
    (waiting,) = [one for one in journal.deliveries(9) if one.attempts]
    assert waiting.not_before == NOW + timedelta(seconds=60)
    hook.set("ok")
    assert send_all(journal, channel, at=NOW + timedelta(seconds=61)) == (2, 0, 0)
    assert sorted(hook.keys) == sorted(one.key for one in journal.deliveries(9))


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        ("down", "the mail server refuses the connection"),
        ("refusing", "the mail server refuses the recipient (451)"),
        ("slow", "the mail server hung up, or did not answer in time"),
    ],
)
def test_a_mail_server_that_fails_is_tried_again_later(
    journal: Journal, mailbox: Mailbox, mode: str, says: str
) -> None:
    """As for a webhook; the server's own words are not kept."""
    channel = mail(mailbox)
    note(journal, 1, channel)
    mailbox.set(mode)
    assert send_all(journal, channel) == (0, 2, 2)
    assert {one.detail for one in journal.deliveries(9)} == {says}
    mailbox.set("ok")
    assert send_all(journal, channel, force=True) == (2, 0, 0)
    assert len(mailbox.mails) == 2


def test_a_password_is_never_sent_where_others_can_read_it(
    journal: Journal, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server without STARTTLS gets no login and no mail."""
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    channel = mail(mailbox, security="starttls", user="u", password_env="MAIL_PASSWORD")  # noqa: S106 - a name
    note(journal, 1, channel)
    assert send_all(journal, channel) == (0, 2, 2)
    assert mailbox.taken == []
    assert SECRET not in str(journal.deliveries(9))


def test_a_login_goes_through_verified_tls_only(
    journal: Journal, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate that nobody vouches for gets nothing; a refused password is said without what the server said."""
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    files = self_signed(tmp_path)
    mailbox.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    mailbox.tls.load_cert_chain(*files)
    facts = {"security": "starttls", "user": "u", "password_env": "MAIL_PASSWORD", "recipients": ("a@news.example",)}
    channel = mail(mailbox, timeout=5, **facts)
    note(journal, 1, channel)
    assert send_all(journal, channel) == (0, 1, 1)
    assert journal.deliveries(1)[0].detail == "the certificate or encryption of the mail server does not fit"
    assert mailbox.logins == []
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    mailbox.set("refusing")
    assert send_all(journal, channel, force=True) == (0, 1, 1)
    assert journal.deliveries(1)[0].detail == "the mail server refuses user or password (535)"
    mailbox.set("ok")
    assert send_all(journal, channel, force=True) == (1, 0, 0)
    assert mailbox.logins[-1] == f"\0u\0{SECRET}"
    assert len(mailbox.mails) == 1


def test_a_missing_secret_waits_with_the_reason(journal: Journal, hook: Hook) -> None:
    """It is a failure like others: set the variable, and the next call delivers."""
    channel = WebhookChannel(id="h", kind="webhook", url_env="NO_SUCH_URL")
    note(journal, 1, channel)
    assert send_all(journal, channel) == (0, 1, 1)
    assert "NO_SUCH_URL is empty or not set" in journal.deliveries(1)[0].detail
    assert hook.taken == []


def test_what_has_no_channel_any_more_is_withdrawn(journal: Journal, hook: Hook) -> None:
    """A channel or recipient that was taken away gets nothing, and the log says so."""
    channel = webhook(hook)
    note(journal, 1, channel)
    assert send_all(journal) == (0, 0, 0)
    assert journal.deliveries(1)[0].state == "withdrawn"


def test_many_alerts_are_parted_into_digests(journal: Journal, mailbox: Mailbox) -> None:
    """At most fifty in one mail."""
    channel = mail(mailbox, recipients=("a@news.example",))
    note(journal, 120, channel)
    assert send_all(journal, channel) == (3, 0, 0)
    assert sum(one.get_content().count("Tïtle") for one in mailbox.mails) == 120


def test_two_processes_do_not_send_the_same(journal: Journal, hook: Hook, tmp_path: Path) -> None:
    """A message in hand is leased; it comes free when its process is dead or the lease runs out."""
    channel = webhook(hook)
    note(journal, 1, channel)
    other = Journal(open_state(tmp_path / "state.db"), owner="elsewhere:1:x")
    assert other.claim(NOW, 0) is not None
    assert send_all(journal, channel) == (0, 0, 1)
    assert send_all(journal, channel, at=NOW + timedelta(minutes=11)) == (1, 0, 0)
    other.connection.close()
