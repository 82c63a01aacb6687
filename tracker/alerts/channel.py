"""A channel: one TOML file that says by which way alerts go out. Secrets are named there, never written there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator

from tracker.alerts.files import problems_of, read_toml
from tracker.errors import AlertError, ConfigError
from tracker.models import Record

FOLDER = "channels"
_ADDRESS = r"^[^\s@<>,;\x00-\x1f]+@[^\s@<>,;\x00-\x1f]+$"
Address = Annotated[str, Field(pattern=_ADDRESS)]
Variable = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", description="Name of an environment variable.")]


class _Channel(Record):
    """What all channels have: *digest* sends what one look finds as one message, not one for each alert."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")
    enabled: bool = True
    digest: bool = False
    timeout: float = Field(20.0, gt=0, le=300, description="Seconds that the receiver may take.")

    @property
    def targets(self) -> tuple[str, ...]:
        """Whom a message goes to, one delivery each."""
        return ("",)


class FeedChannel(_Channel):
    """An Atom file that holds the latest alerts."""

    kind: Literal["feed"]
    digest: bool = True
    path: Path
    title: str = "Alerts"
    entries: int = Field(200, ge=1, le=5000)


class MailChannel(_Channel):
    """E-mail over SMTP, one message for each recipient."""

    kind: Literal["email"]
    digest: bool = True
    host: str = Field(min_length=1)
    port: int | None = Field(None, ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "starttls"
    sender: Address
    recipients: tuple[Address, ...] = Field(min_length=1)
    user: str | None = None
    password_env: Variable | None = None
    password_file: Path | None = None

    @model_validator(mode="after")
    def _keeps_the_password(self) -> MailChannel:
        if self.user and not (self.password_env or self.password_file):
            msg = "user: needs password_env or password_file"
            raise ValueError(msg)
        if self.user and self.security == "none":
            msg = "security: none would send the password unencrypted"
            raise ValueError(msg)
        return self

    @property
    def targets(self) -> tuple[str, ...]:
        """Each recipient."""
        return self.recipients

    def password(self) -> SecretStr | None:
        """Read the password where there is one."""
        return secret("password", self.password_env, self.password_file)


class _Addressed(_Channel):
    """A channel whose address may itself be a secret."""

    url_env: Variable | None = None
    url_file: Path | None = None


class WebhookChannel(_Addressed):
    """JSON sent by POST to an address; the token is sent as ``Authorization: Bearer``."""

    kind: Literal["webhook"]
    url: str | None = None
    token_env: Variable | None = None
    token_file: Path | None = None

    @model_validator(mode="after")
    def _has_one_address(self) -> WebhookChannel:
        if sum(part is not None for part in (self.url, self.url_env, self.url_file)) != 1:
            msg = "url: give exactly one of url, url_env, url_file"
            raise ValueError(msg)
        if self.url is not None:
            checked_url(self.url)
        return self

    def address(self) -> SecretStr:
        """Return where to send; an address with a token must be encrypted or on this machine.

        Raises:
            AlertError: it cannot be read, is no web address, or would show the token.
        """
        found = secret("url", self.url_env, self.url_file) or SecretStr(self.url or "")
        try:
            parts = checked_url(found.get_secret_value())
        except ValueError as error:
            msg = f"{error}"
            raise AlertError(msg) from None
        if parts[0] == "http" and (self.token_env or self.token_file) and not _is_here(parts[1]):
            msg = "would send its token unencrypted: use https://"
            raise AlertError(msg)
        return found

    def token(self) -> SecretStr | None:
        """Read the token where there is one."""
        return secret("token", self.token_env, self.token_file)


class ServiceChannel(_Addressed):
    """Slack, Matrix, Telegram, Teams and the other services that Apprise knows; its URL holds the credentials."""

    kind: Literal["apprise"]
    digest: bool = True

    @model_validator(mode="after")
    def _has_one_address(self) -> ServiceChannel:
        if (self.url_env is None) == (self.url_file is None):
            msg = "url_env: give exactly one of url_env, url_file (Apprise's addresses hold secrets)"
            raise ValueError(msg)
        return self

    def address(self) -> SecretStr:
        """Read the URL.

        Raises:
            AlertError: it is not there.
        """
        found = secret("url", self.url_env, self.url_file)
        assert found is not None  # noqa: S101 - the validator asks for one
        return found


Channel = FeedChannel | MailChannel | WebhookChannel | ServiceChannel
KINDS: dict[str, type[Channel]] = {
    "feed": FeedChannel,
    "email": MailChannel,
    "webhook": WebhookChannel,
    "apprise": ServiceChannel,
}


def load_channels(folder: Path) -> dict[str, Channel]:
    """Read every channel file of *folder* (none where it is missing) by id, sorted; those not enabled are left out.

    Raises:
        ConfigError: a file is wrong; names file and key.
    """
    found = [read_channel(path) for path in sorted(folder.glob("*.toml"))]
    return {channel.id: channel for channel in found if channel.enabled}


def read_channel(path: Path) -> Channel:
    """Read one channel file; its stem is the channel's id.

    Raises:
        ConfigError: it cannot be read, is not TOML, or does not fit; names file and key, never what stands there.
    """
    values: dict[str, Any] = {**read_toml(path), "id": path.stem}
    for name in ("password", "token"):
        if name in values:
            msg = f"{path}: {name}: secrets do not belong into this file; use {name}_env or {name}_file"
            raise ConfigError(msg)
    kind = KINDS.get(str(values.get("kind")))
    if kind is None:
        msg = f"{path}: kind: write one of {', '.join(KINDS)}"
        raise ConfigError(msg)
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        msg = f"{path}: {problems_of(error)}"
        raise ConfigError(msg) from None


def secret(what: str, variable: str | None, file: Path | None) -> SecretStr | None:
    """Read a secret from its environment variable or file; None where neither is named.

    Raises:
        AlertError: it is not there; says where it was looked for, never what was found.
    """
    if variable is not None:
        value = os.environ.get(variable, "")
        where = f"the variable {variable}"
    elif file is not None:
        where = f"the file {file}"
        try:
            value = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            msg = f"{what}: {where} cannot be read: {getattr(error, 'strerror', 'no text')}"
            raise AlertError(msg) from None
    else:
        return None
    if not value:
        msg = f"{what}: {where} is empty or not set"
        raise AlertError(msg)
    return SecretStr(value)


def checked_url(url: str) -> tuple[str, str]:
    """Return scheme and host of a web address; a ValueError says what is wrong without repeating it."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or re.search(r"[\s\x00-\x1f\x7f]", url):
        msg = "url: is no http or https address"
        raise ValueError(msg)
    if parts.username is not None or parts.password is not None:
        msg = "url: holds a user or password; use token_env or token_file"
        raise ValueError(msg)
    return parts.scheme, host


def _is_here(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"
