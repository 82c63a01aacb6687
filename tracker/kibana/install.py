"""Uploads the dashboards through Kibana's import API and reads every result."""

from __future__ import annotations

import json
import re
import ssl
import urllib.error
import urllib.request
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from tracker.errors import KibanaError

if TYPE_CHECKING:
    from pathlib import Path

OLDEST = (8, 12)
NEWEST_MAJOR = 9
TIMEOUT = 60
_VERSION = re.compile(r"^(\d+)\.(\d+)")


class Connection(NamedTuple):
    """Where Kibana is and how to sign in. *authorization* is the whole header's value; it is never printed."""

    url: str
    space: str = ""
    authorization: str | None = None
    ca: Path | None = None

    def address(self, path: str) -> str:
        """Return the URL of *path* in the connection's space."""
        space = f"/s/{quote(self.space)}" if self.space else ""
        return f"{self.url.rstrip('/')}{space}{path}"


class Imported(NamedTuple):
    """What Kibana took: how many objects, and its version."""

    objects: int
    version: str


def install(connection: Connection, files: dict[str, str], *, overwrite: bool) -> Imported:
    """Upload all *files* in one import, so that every reference resolves.

    Raises:
        KibanaError: Kibana is not reachable or not ready, has the wrong version, refuses the sign-in or the
            privilege, or did not take every object (each is named with the reason).
    """
    version = kibana_version(connection)
    body, content_type = _multipart("".join(files.values()))
    path = f"/api/saved_objects/_import?overwrite={'true' if overwrite else 'false'}"
    answer = _ask(connection, path, body, {"Content-Type": content_type})
    errors = answer.get("errors") or []
    if errors or not answer.get("success", False):
        msg = (
            f"Kibana took {answer.get('successCount', 0)} objects, but not: {'; '.join(map(_reason, errors)) or answer}"
        )
        raise KibanaError(msg)
    return Imported(int(answer.get("successCount", 0)), version)


def kibana_version(connection: Connection) -> str:
    """Return Kibana's version.

    Raises:
        KibanaError: not reachable, not ready, or a version that these dashboards are not written for.
    """
    status = _ask(connection, "/api/status", None, {})
    version = str((status.get("version") or {}).get("number", ""))
    match = _VERSION.match(version)
    if match is None:
        msg = f"{connection.url} answers, but not as Kibana does: is it the address of Kibana itself?"
        raise KibanaError(msg)
    major, minor = int(match.group(1)), int(match.group(2))
    if (major, minor) < OLDEST or major > NEWEST_MAJOR:
        msg = f"Kibana {version} at {connection.url}: these dashboards are written for 8.12 up to 9.x"
        raise KibanaError(msg)
    level = ((status.get("status") or {}).get("overall") or {}).get("level", "available")
    if level not in {"available", "degraded"}:
        msg = f"Kibana at {connection.url} is not ready (status {level}); try again in a minute"
        raise KibanaError(msg)
    return version


def _multipart(text: str) -> tuple[bytes, str]:
    """Return the form with the file; its name must end in .ndjson, or Kibana refuses it."""
    boundary = uuid.uuid4().hex
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="tracker.ndjson"\r\n'
        "Content-Type: application/ndjson\r\n\r\n"
    )
    return f"{head}{text}\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _ask(connection: Connection, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
    if urlsplit(connection.url).scheme not in {"http", "https"}:
        msg = f"{connection.url!r} is no address of Kibana: use http://HOST:5601 or https://…"
        raise KibanaError(msg)
    address = connection.address(path)
    headers = headers | {"kbn-xsrf": "true"}
    if connection.authorization:
        headers["Authorization"] = connection.authorization
    request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310 - the scheme is checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT, context=_context(connection)) as answer:  # noqa: S310 - same
            return _read(answer.read(), connection)
    except urllib.error.HTTPError as error:
        raise _refused(connection, error.code, error.read()) from None
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", error)
        msg = f"Kibana at {connection.url} cannot be reached: {reason}"
        raise KibanaError(msg) from None


def _context(connection: Connection) -> ssl.SSLContext | None:
    if not connection.url.startswith("https"):
        return None
    return ssl.create_default_context(cafile=str(connection.ca) if connection.ca else None)


def _read(data: bytes, connection: Connection) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        msg = f"{connection.url} answers, but not as Kibana does: is it the address of Kibana itself?"
        raise KibanaError(msg)
    return answer


def _refused(connection: Connection, status: int, body: bytes) -> KibanaError:
    """Say in one line what an HTTP error of Kibana means."""
    try:
        message = str(json.loads(body).get("message", ""))
    except (ValueError, AttributeError):
        message = body.decode("utf-8", "replace").strip()[:200]
    meaning = {
        401: "the sign-in is refused: check the API key or the user and password",
        403: "the user lacks the privilege to write saved objects (Kibana: Saved Objects Management)",
        404: f"no such space {connection.space!r}, or not the address of Kibana",
        422: "the file is of a newer version than this Kibana reads",
        503: "Kibana is not ready yet; try again in a minute",
    }.get(status, "the import failed as a whole")
    return KibanaError(f"{connection.url}: {meaning} (HTTP {status}: {message})")


def _reason(error: dict[str, Any]) -> str:
    detail = error.get("error") or {}
    kind = detail.get("type", "error")
    name = (error.get("meta") or {}).get("title") or error.get("title") or error.get("id")
    missing = [f"{item.get('type')} {item.get('id')}" for item in detail.get("references", [])]
    more = detail.get("message") or ", ".join(missing)
    return f"{error.get('type')} {name!r} ({kind}{': ' + more if more else ''})"
