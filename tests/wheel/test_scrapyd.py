"""A genuine scrapyd runs the installed project from the file that `tracker schedule --print scrapyd` prints."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 120
ARTICLE = """<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Jets arrive at the northern base</title>
</head><body><main><article><h1>Jets arrive at the northern base</h1><p>Iran has received two Su-35 fighter jets from
Russia, a member of parliament said on Tuesday. The aircraft landed last week, he told reporters in the capital.</p>
<p>Officials declined to say how much the contract was worth or when the remaining aircraft would be delivered. A
spokesman added that further details would be published in the coming weeks.</p></article></main></body></html>"""


class Site(BaseHTTPRequestHandler):
    """One feed with one article."""

    def do_GET(self) -> None:
        """Answer the feed, the article, and no robots.txt."""
        base = f"http://{self.headers['Host']}"
        feed = f"<rss version='2.0'><channel><item><link>{base}/news/jets-arrive</link></item></channel></rss>"
        known = {"/feed.xml": ("application/rss+xml", feed), "/news/jets-arrive": ("text/html", ARTICLE)}
        kind, text = known.get(self.path, ("text/plain", ""))
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[str]:
    """Serve the site on loopback and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def scrapyd(tmp_path: Path, site: str, installed: Path) -> Iterator[str]:
    """Start scrapyd in a folder with nothing but the printed file, a source and settings; return its address."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "xx_loopback.toml").write_text(
        f'name = "L"\nhomepage = "{site}/"\nkind = "newspaper"\nfeeds = ["{site}/feed.xml"]\n', encoding="utf-8"
    )
    port = free_port()
    (tmp_path / "scrapyd.conf").write_text(f"[scrapyd]\nhttp_port = {port}\npoll_interval = 0.2\n", encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(installed), "TRACKER_WORKERS": "1",
        "TRACKER_ALLOW_PRIVATE": "127.0.0.0/8", "TRACKER_SOURCES_DIR": str(tmp_path / "sources"),
        "TRACKER_STORE": "sqlite:///news.db", "PYTHONSAFEPATH": "1", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    printed = subprocess.run(
        [sys.executable, "-m", "tracker", "schedule", "--print", "scrapyd"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (tmp_path / "scrapy.cfg").write_text(printed.stdout, encoding="utf-8")
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapyd", "--pidfile="], cwd=tmp_path, env=environment, stdout=log, stderr=log
        )
    try:
        wait_for(lambda: asked(f"http://127.0.0.1:{port}", "daemonstatus"), process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def asked(address: str, service: str, **values: str) -> dict[str, Any]:
    """Ask scrapyd; with *values* by POST."""
    data = urllib.parse.urlencode(values).encode() if service == "schedule" else None
    query = "" if data else f"?{urllib.parse.urlencode(values)}"
    with urllib.request.urlopen(f"{address}/{service}.json{query}", data, SECONDS) as answer:  # noqa: S310 - loopback
        found: dict[str, Any] = json.load(answer)
    assert found["status"] == "ok", found
    return found


def wait_for(ready: Any, process: subprocess.Popen[bytes] | None = None) -> Any:  # noqa: ANN401 - whatever is waited for
    """Return what *ready* returns once it is true, asked anew until then."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert process is None or process.poll() is None, "scrapyd ended"
        try:
            found = ready()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.2)
    pytest.fail("scrapyd did not answer in time")


def test_scrapyd_runs_a_spider_of_the_installed_project(scrapyd: str, tmp_path: Path) -> None:
    """It knows every source, runs the one that is scheduled to its end, and the mention is in the store."""
    spiders = asked(scrapyd, "listspiders", project="tracker")["spiders"]
    assert "xx_loopback" in spiders
    assert len(spiders) > 100
    job = asked(scrapyd, "schedule", project="tracker", spider="xx_loopback")["jobid"]
    wait_for(lambda: job in [done["id"] for done in asked(scrapyd, "listjobs", project="tracker")["finished"]])
    logs = list((tmp_path / "scrapyd" / "logs").rglob("*.log"))
    with sqlite3.connect(tmp_path / "news.db") as store:
        outcomes = store.execute("SELECT kind, outcome FROM crawl_url ORDER BY kind").fetchall()
        mentions = store.execute("SELECT count(*) FROM mention").fetchone()
    store.close()
    assert mentions == (1,), (outcomes, [log.read_text("utf-8") for log in logs])
