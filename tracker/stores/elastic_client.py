"""The connection to Elasticsearch: built from the settings, and its failures in plain words."""

from __future__ import annotations

import ipaddress
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from elastic_transport import TlsError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    TransportError,
    UnsupportedProductError,
)

from tracker.errors import StoreError, StoreRejectedError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import SecretStr

    from tracker.config import Settings

# What passes by itself: the server is too busy, or something before it cannot reach it.
PASSING = frozenset({429, 502, 503, 504})
# What is wrong with the request itself and stays so.
_REFUSED = frozenset({400, 413})
_TIMEOUT = 60.0
_LONGEST_REASON = 200


def make_client(settings: Settings) -> Elasticsearch:
    """Return a client for ``settings.store``; nothing is sent yet.

    Raises:
        StoreError: the settings contradict each other, or would show a secret.
    """
    _refuse_unsafe(settings)
    options: dict[str, Any] = {"request_timeout": _TIMEOUT, "max_retries": 0}
    if settings.store.startswith("https:"):
        options["verify_certs"] = settings.elastic_verify_certs
        options["ssl_show_warn"] = False
        if settings.elastic_ca is not None:
            options["ca_certs"] = str(_readable(settings.elastic_ca, "elastic_ca"))
    key = _secret(settings.elastic_api_key, settings.elastic_api_key_file)
    if key is not None:
        options["api_key"] = key
    elif settings.elastic_user is not None:
        password = _secret(settings.elastic_password, settings.elastic_password_file)
        options["basic_auth"] = (settings.elastic_user, password or "")
    try:
        return Elasticsearch(settings.store, **options)
    except (ValueError, OSError) as error:
        msg = f"store {settings.store!r} cannot be used: {error}; write https://HOST:9200"
        raise StoreError(msg) from None


def _refuse_unsafe(settings: Settings) -> None:
    parts = urlsplit(settings.store)
    if parts.username or parts.password:
        msg = "the store's URL holds a user or password, which others can see: use TRACKER_ELASTIC_USER and _PASSWORD"
        raise StoreError(msg)
    secret = settings.elastic_api_key or settings.elastic_api_key_file or settings.elastic_user
    if secret and parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        msg = f"{settings.store} would send the password or API key unencrypted: use https://"
        raise StoreError(msg)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _secret(value: SecretStr | None, file: Path | None) -> str | None:
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return None
    return _readable(file, "the file of the Elasticsearch secret").read_text(encoding="utf-8").strip()


def _readable(path: Path, what: str) -> Path:
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        msg = f"{what}: {path} cannot be read: {error.strerror}"
        raise StoreError(msg) from None


@contextmanager
def plain_errors(url: str) -> Iterator[None]:
    """Turn the client's failures about *url* into one line that says what to do."""
    try:
        yield
    except (TransportError, ApiError, UnsupportedProductError) as error:
        raise plain_error(error, url) from None


def plain_error(error: Exception, url: str) -> StoreError:
    """Return *error* in plain words, as a kind of StoreError that says whether it passes."""
    if isinstance(error, TlsError):
        msg = (
            f"{url}: its certificate does not verify ({_first_line(error)}): name its authority with TRACKER_ELASTIC_CA"
        )
        return StoreError(msg)
    if isinstance(error, TransportError):
        return StoreUnavailableError(f"{url} cannot be reached: {_first_line(error)}")
    if isinstance(error, ApiError) and not isinstance(error, UnsupportedProductError):
        return _plain_answer(error, url)
    return StoreError(f"{url} is no Elasticsearch: name its address, such as https://HOST:9200, with --store")


def _plain_answer(error: ApiError, url: str) -> StoreError:
    if isinstance(error, AuthenticationException):
        return StoreError(f"{url} refuses the user or API key: check TRACKER_ELASTIC_USER, _PASSWORD or _API_KEY")
    if isinstance(error, AuthorizationException):
        return StoreError(f"{url} denies a privilege: {reason_in(error.body)}")
    return refusal(error.status_code, error.body, url)


def refusal(status: int, body: object, url: str) -> StoreError:
    """Return an answer of *status* in plain words; *body* tells the server's reason."""
    if status in PASSING:
        return StoreUnavailableError(f"{url} is too busy or away ({status}): {reason_in(body)}")
    kind = StoreRejectedError if status in _REFUSED else StoreError
    return kind(f"{url} answers {status}: {reason_in(body)}")


def reason_in(cause: object) -> str:
    """Return the reasons that *cause*, an error of the server's, tells, outermost first; one line."""
    if isinstance(cause, dict) and "error" in cause:
        return reason_in(cause["error"])
    if isinstance(cause, dict):
        inner = cause.get("caused_by")
        outer = _shortened(f"{cause.get('type', '')}: {cause.get('reason', '')}".strip(": "))
        return f"{outer} ({reason_in(inner)})" if inner else outer
    return _shortened(str(cause))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return _shortened(str(message))
