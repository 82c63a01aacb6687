"""Uploading: the stand-in answers as Kibana does; a real one is asked where TRACKER_TEST_KIBANA names it."""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.errors import KibanaError
from tracker.kibana.build import build_files
from tracker.kibana.install import Connection, install

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUS = {"version": {"number": "8.12.2"}, "status": {"overall": {"level": "available"}}}
OBJECTS = sum(len(text.splitlines()) for text in build_files().values())
TAKEN = {"success": True, "successCount": OBJECTS, "successResults": [], "warnings": []}
PARTLY = {
    "success": False,
    "successCount": 3,
    "errors": [
        {"id": "a", "type": "dashboard", "meta": {"title": "Tracker: overview"},
         "error": {"type": "missing_references", "references": [{"type": "index-pattern", "id": "v"}]}},
        {"id": "b", "type": "lens", "error": {"type": "unsupported_type"}},
    ],
}  # fmt: skip


class _Kibana(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, Any]]
    seen: list[tuple[str, dict[str, str], bytes]]

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.path, dict(self.headers), body))
        status, answer = self.answers["status" if self.path.endswith("/api/status") else "import"]
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = _answer  # noqa: N815 - the server's own names

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def kibana(
    status: tuple[int, Any] = (200, STATUS), taken: tuple[int, Any] = (200, TAKEN)
) -> Iterator[tuple[str, list[Any]]]:
    """Serve a stand-in on loopback; yield its address and what it was asked."""
    seen: list[Any] = []
    handler = type("Handler", (_Kibana,), {"answers": {"status": status, "import": taken}, "seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_everything_goes_up_in_one_import() -> None:
    """One multipart request to the space's import API, with the header and the file name that Kibana asks for."""
    with kibana() as (url, seen):
        done = install(Connection(url, "analysts", "ApiKey secret"), build_files(), overwrite=True)
    assert (done.objects, done.version) == (OBJECTS, "8.12.2")
    path, headers, body = seen[-1]
    assert path == "/s/analysts/api/saved_objects/_import?overwrite=true"
    sent = {name.lower(): value for name, value in headers.items()}
    assert (sent["kbn-xsrf"], sent["authorization"]) == ("true", "ApiKey secret")
    assert b'name="file"; filename="tracker.ndjson"' in body
    assert body.count(b'"coreMigrationVersion"') == OBJECTS


@pytest.mark.parametrize(
    ("status", "taken", "message"),
    [
        ((503, "Kibana server is not ready yet"), (200, TAKEN), "not ready yet"),
        ((200, STATUS | {"status": {"overall": {"level": "critical"}}}), (200, TAKEN), "not ready"),
        ((200, {"version": {"number": "7.17.9"}}), (200, TAKEN), "written for 8.12 up to 9.x"),
        ((200, {"version": {"number": "10.0.0"}}), (200, TAKEN), "written for 8.12 up to 9.x"),
        ((200, {"tagline": "You Know, for Search"}), (200, TAKEN), "not as Kibana does"),
        ((200, "<html>"), (200, TAKEN), "not as Kibana does"),
        ((401, {"message": "Unauthorized"}), (200, TAKEN), "sign-in is refused"),
        ((200, STATUS), (403, {"message": "Unable to bulk_create dashboard"}), "lacks the privilege"),
        ((200, STATUS), (404, {"message": "Not Found"}), "no such space"),
        ((200, STATUS), (422, {"message": "has property typeMigrationVersion"}), "newer version"),
        ((200, STATUS), (500, {"message": "boom"}), "failed as a whole"),
        ((200, STATUS), (200, PARTLY), "'Tracker: overview' (missing_references: index-pattern v)"),
    ],
)
def test_each_failure_is_one_clear_line(status: tuple[int, Any], taken: tuple[int, Any], message: str) -> None:
    """Not ready, wrong version, no privilege, partial import: each says what and why, and never the secret."""
    with kibana(status, taken) as (url, _), pytest.raises(KibanaError) as caught:
        install(Connection(url, authorization="ApiKey secret"), build_files(), overwrite=True)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_nobody_there_is_said() -> None:
    """An address where nothing listens is a failure in one line, exit 1."""
    with kibana() as (url, _):
        pass
    result = CliRunner().invoke(main, ["kibana", "install", "--url", url])
    assert result.exit_code == 1
    assert "cannot be reached" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_dry_run_uploads_nothing() -> None:
    """--dry-run asks for the version only and says how many objects would go up."""
    with kibana() as (url, seen):
        result = CliRunner().invoke(main, ["kibana", "install", "--url", url, "--dry-run"])
    assert result.exit_code == 0
    assert f"{OBJECTS} objects" in result.stdout
    assert [path for path, _, _ in seen] == ["/api/status"]


@pytest.mark.skipif(not os.environ.get("TRACKER_TEST_KIBANA"), reason="TRACKER_TEST_KIBANA names no Kibana")
def test_a_real_kibana_takes_every_object() -> None:
    """The real server that TRACKER_TEST_KIBANA names imports all objects without an error."""
    done = install(Connection(os.environ["TRACKER_TEST_KIBANA"]), build_files(), overwrite=True)
    assert done.objects == OBJECTS
