"""Watch lists and channels: what their files may say, and errors that name file and key but no secret."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tracker.alerts.channel import MailChannel, WebhookChannel, read_channel
from tracker.alerts.watch import Watch, load_watches
from tracker.errors import AlertError, ConfigError
from tracker.lexicon import load_lexicon

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "hunter2-xyzzy"  # noqa: S105 - planted


def test_names_are_those_of_a_search(tmp_path: Path) -> None:
    """One name or a list, in any script, become the store's query; the key is the option's name."""
    (tmp_path / "iran.toml").write_text(
        'weapon = "Су-35"\ncountry = ["Iran", "IR"]\nsupplier = "Russia"\nstatus = "delivered"\n'
        'theme = "Fighter Jets"\n'
        'words = "Kampf drohne"\nlanguage = "de"\nbacklog = "7d"\nreport = ["stories", "spikes"]\n',
        encoding="utf-8",
    )
    (tmp_path / "off.toml").write_text("enabled = false\n")
    watches = load_watches(tmp_path, load_lexicon, NOW)
    assert list(watches) == ["iran"]
    query = watches["iran"].query
    assert (query.weapons, query.countries, query.suppliers) == (("su-35",), ("IR",), ("RU",))
    assert (query.statuses, query.themes, query.words) == (("delivered",), ("fighter_jets",), "Kampf drohne")
    assert watches["iran"].backlog == datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('weapon = "su-36"', "weapon: unknown weapon 'su-36'; did you mean su-35"),
        ('country = "Irann"', "country: unknown"),
        ('status = "delivred"', "status: unknown status"),
        ('language = "german"', "language: 'german' is no language code"),
        ('weapons = "su-35"', "weapons: Extra inputs"),
        ('report = ["news"]', "report.0: Input should be"),
        ("report = []", "report: "),
        ('backlog = "soon"', "backlog: 'soon' is no time"),
        ('id = "x"', "id: is the file's name"),
        ("weapon = [1]", "weapon.0: "),
        ("weapon = ", "not valid TOML"),
    ],
)
def test_a_wrong_watch_names_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    """Each mistake is one line that says where to look."""
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_watches(tmp_path, load_lexicon, NOW)
    assert f"wrong.toml: {says}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """It says what to do."""
    with pytest.raises(ConfigError, match="watch_dir"):
        load_watches(tmp_path / "none", load_lexicon, NOW)


MAIL = 'kind = "email"\nhost = "mail.example"\nsender = "a@news.example"\nrecipients = ["b@news.example"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'kind = "webhook"\nurl = "https://user:{SECRET}@h.example/"', "url: holds a user or password"),
        (f'kind = "webhook"\nurl = "ftp://{SECRET}/"', "url: is no http or https address"),
        (f'kind = "webhook"\nurl = "https://h.example/"\ntoken = "{SECRET}"', "token: secrets do not belong"),
        (f'{MAIL}user = "a"\npassword = "{SECRET}"', "password: secrets do not belong"),
        (f'{MAIL}user = "a"', "user: needs password_env or password_file"),
        (f'{MAIL}user = "a"\nsecurity = "none"\npassword_env = "P"', "security: none would send"),
        (f'kind = "apprise"\nurl = "slack://{SECRET}"', "url: Extra inputs"),
        ('kind = "apprise"', "url_env: give exactly one"),
        ('kind = "webhook"', "url: give exactly one"),
        (f'kind = "webhook"\nurl_env = "{SECRET} x"', "url_env: String should match"),
        (f'{MAIL}port = "{SECRET}"', "port: "),
        (f'kind = "{SECRET}"', "kind: write one of feed, email"),
        (f"kind = {SECRET}", "not valid TOML"),
        ('kind = "email"\nhost = "h"\nsender = "a@x\\nBcc: c@x"\nrecipients = ["b@x"]', "sender: "),
    ],
)
def test_a_wrong_channel_names_the_key_and_shows_no_secret(tmp_path: Path, text: str, says: str) -> None:
    """What stands in the file may be a secret in the wrong place: it is never repeated."""
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_channel(path)
    assert f"c.toml: {says}" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read when they are needed, printed never, and missed in words that name the place."""
    path, kept = tmp_path / "hook.toml", tmp_path / "token"
    path.write_text(f'kind = "webhook"\nurl_env = "HOOK_URL"\ntoken_file = "{kept}"\n')
    channel = read_channel(path)
    assert isinstance(channel, WebhookChannel)
    with pytest.raises(AlertError, match="url: the variable HOOK_URL is empty or not set"):
        channel.address()
    with pytest.raises(AlertError, match=r"token: the file .* cannot be read"):
        channel.token()
    kept.write_text(f"{SECRET}\n")
    monkeypatch.setenv("HOOK_URL", f"https://h.example/{SECRET}")
    token = channel.token()
    assert token is not None
    assert token.get_secret_value() == SECRET
    assert channel.address().get_secret_value().endswith(SECRET)
    assert SECRET not in f"{channel!r} {channel.address()!r} {token!r}"
    monkeypatch.setenv("HOOK_URL", f"http://h.example/{SECRET}")
    with pytest.raises(AlertError, match="unencrypted") as caught:
        channel.address()
    assert SECRET not in str(caught.value)


def test_each_recipient_is_a_target_of_its_own() -> None:
    """A recipient that is refused does not have the others told again."""
    facts = {"id": "m", "host": "h", "sender": "a@x", "recipients": ("b@x", "c@x")}
    assert MailChannel(kind="email", **facts).targets == ("b@x", "c@x")


def test_a_watch_has_a_name_to_read() -> None:
    """Its title is its name, its id where it has none."""
    assert Watch(id="a").title == "a"
    assert Watch(id="a", name="Arms").title == "Arms"
