"""Sites that mean harm: links to private addresses, bombs, slow drips, traps. Each costs its own page, nothing else."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
import tomllib
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest
from backports import zstd
from loopback import Answer, article, rss, sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk import Desk
    from loopback import Asked, Site

FORMS = tomllib.loads(Path(__file__).with_name("private_forms.toml").read_text(encoding="utf-8"))
HTML = {"Content-Type": "text/html; charset=utf-8"}
MEBIBYTE = 1024 * 1024
BOMB_BYTES = 300 * MEBIBYTE
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Listener:
    """Listens on every private address there is and counts who connects."""

    def __init__(self) -> None:
        """Take one free port on IPv4 and the same on IPv6 loopback."""
        self.four = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.four.getsockname()[1]
        self.six = socket.create_server(("::1", self.port), family=socket.AF_INET6)
        self.connections: list[object] = []
        for server in (self.four, self.six):
            threading.Thread(target=self.count, args=(server,), daemon=True).start()

    def count(self, server: socket.socket) -> None:
        """Count connections until closed."""
        while True:
            try:
                connection, peer = server.accept()
            except OSError:
                return
            self.connections.append(peer)
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        for server in (self.four, self.six):
            server.shutdown(socket.SHUT_RDWR)
            server.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that nobody may reach."""
    one = Listener()
    yield one
    one.close()


def test_no_form_of_a_private_address_is_connected_to(
    desk: Desk, serve: Callable[..., Site], listener: Listener
) -> None:
    """Numbers in any base, mapped and embedded forms, redirects, lists, robots: nothing reaches the listener."""
    urls = [form.replace("PORT", str(listener.port)) for form in FORMS["urls"]]
    site = serve({}, host="127.0.0.9")
    moves = [f"/move/{number}" for number in range(len(FORMS["redirects"]))]
    for path, form in zip(moves, FORMS["redirects"], strict=True):
        site.pages[path] = Answer(b"", 302, {"Location": form.replace("PORT", str(listener.port))})
    site.pages["/chain"] = Answer(b"", 301, {"Location": "/move/0"})
    target = f"http://127.0.0.1:{listener.port}"
    site.pages["/meta"] = Answer(f"<html><meta http-equiv=refresh content='0;url={target}/'><p>x</html>".encode())
    site.pages["/base"] = Answer(f"<html><base href='{target}/'><a href='story-with-a-long-slug'>x</a></html>".encode())
    site.pages["/feed.xml"] = rss("", [*urls, *(site.url + path for path in (*moves, "/chain", "/meta"))])
    site.pages["/map.xml"] = sitemap("", [*urls, f"{target}/sitemap.xml"], "sitemap", "sitemapindex")
    desk.source(
        "evil",
        f'name="E"\nhomepage="{site.url}/"\nkind="newspaper"\nfeeds=["{site.url}/feed.xml"]\ncrawl_delay=0\n'
        f'sitemaps=["{site.url}/map.xml"]\nsections=["{site.url}/base"]\n',
    )
    done = desk.run("crawl", "evil", TRACKER_ALLOW_PRIVATE="127.0.0.9/32")
    assert done.returncode == 0, done.stderr
    assert listener.connections == []
    assert len(urls) + len(moves) + 4 >= 60
    rows = desk.ledger()
    refused = [row for row in rows if row["reason"] == "private-address"]
    assert len(refused) >= len(moves)
    assert not [row for row in rows if row["outcome"] in {"pending", "tagged"}]


def test_robots_that_redirects_to_a_private_address(desk: Desk, serve: Callable[..., Site], listener: Listener) -> None:
    """A robots.txt that leads to a private address is not followed and the site is left alone."""
    site = serve({"/robots.txt": Answer(b"", 302, {"Location": f"http://127.0.0.1:{listener.port}/"})}, "127.0.0.9")
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml", TRACKER_ALLOW_PRIVATE="127.0.0.9/32")
    assert done.returncode == 1
    assert "private-address" in done.stderr
    assert listener.connections == []


def test_nothing_is_reached_without_allowance(desk: Desk, site: Site) -> None:
    """With default settings loopback is not connected to, and the line says how to allow it."""
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml", TRACKER_ALLOW_PRIVATE="")
    assert done.returncode == 1
    assert "allow_private" in done.stderr
    assert site.asked == []


def test_running_crawl_listens_nowhere(desk: Desk, site: Site) -> None:
    """No telnet console, no remote control: the crawl's processes hold no listening TCP socket."""
    site.pages["/x"] = Answer(b"", delay=4)
    with desk.start("crawl", "--url", f"{site.url}/x") as process:
        while not site.count("/x"):
            time.sleep(0.05)
        inodes = {
            link.readlink().name
            for link in Path(f"/proc/{process.pid}/fd").iterdir()
            if link.is_symlink() and "socket" in str(link.readlink())
        }
        tables = "".join(Path(f"/proc/net/{name}").read_text() for name in ("tcp", "tcp6"))
        process.communicate(timeout=60)
    listening = {f"socket:[{row.split()[9]}]" for row in tables.splitlines() if row.split()[3] == "0A"}
    assert inodes
    assert not inodes & listening


def gzip_of_zeros(size: int) -> bytes:
    """Pack *size* zeros."""
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(bytes(size)) + packer.flush()


def bombs() -> dict[str, Answer]:
    """Return path → answer of pages that grow, never end or nest."""
    packed = gzip_of_zeros(BOMB_BYTES)
    nested = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    xml = {"Content-Type": "application/xml"}
    return {
        "/gzip": Answer(packed, headers={**HTML, "Content-Encoding": "gzip"}),
        "/deflate": Answer(zlib.compress(bytes(BOMB_BYTES), 9), headers={**HTML, "Content-Encoding": "deflate"}),
        "/br": Answer(brotli.compress(bytes(BOMB_BYTES), quality=3), headers={**HTML, "Content-Encoding": "br"}),
        "/zstd": Answer(zstd.compress(bytes(BOMB_BYTES), 3), headers={**HTML, "Content-Encoding": "zstd"}),
        "/twice": Answer(gzip.compress(packed), headers={**HTML, "Content-Encoding": "gzip, gzip"}),
        "/large": Answer(b"<p>x</p>" * (100 * MEBIBYTE // 8), headers=HTML),
        "/feed-laughs": Answer(f"<!DOCTYPE r [<!ENTITY l0 'ha'>{nested}]><rss>&l9;</rss>".encode(), headers=xml),
        "/feed-file": Answer(b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>", headers=xml),
        "/map.xml.gz": Answer(packed, headers={"Content-Type": "application/gzip"}),
        "/map-twice.xml.gz": Answer(gzip.compress(packed), headers={"Content-Type": "application/gzip"}),
        "/deep": Answer(b"<div>" * 400_000 + b"text", headers=HTML),
    }


REASONS = {"too-large", "xml-entities", "bad-gzip", "no-text", "empty", "not-html", "too-short", "timeout-extract"}


def test_bombs_are_refused_with_their_reason(desk: Desk, site: Site) -> None:
    """Each bomb ends with its reason, memory stays within 100 MB of a plain crawl, and other pages are stored."""
    site.pages["/news/1-report-on-the-negotiations"] = article(1)
    site.pages["/plain.xml"] = rss(site.url, ["/news/1-report-on-the-negotiations"])
    plain = peak_of(desk, ["--feed", f"{site.url}/plain.xml"])
    site.pages |= bombs()
    pages = [path for path in bombs() if "feed" not in path and "map" not in path]
    site.pages["/feed.xml"] = rss(site.url, [*pages, "/news/2-report-on-the-negotiations"])
    site.pages["/news/2-report-on-the-negotiations"] = article(2)
    options = [("--feed", "/feed.xml"), ("--feed", "/feed-laughs"), ("--feed", "/feed-file")]
    options += [("--sitemap", "/map.xml.gz"), ("--sitemap", "/map-twice.xml.gz")]
    peak = peak_of(desk, [part for option, path in options for part in (option, site.url + path)])
    outcomes = {row["url"].removeprefix(site.url): row for row in desk.ledger()}
    assert outcomes["/news/2-report-on-the-negotiations"]["outcome"] == "untagged"
    wrong = {path: outcomes[path]["reason"] for path in bombs() if outcomes[path]["reason"] not in REASONS}
    assert wrong == {}
    assert peak - plain < 100


def peak_of(desk: Desk, options: list[str]) -> float:
    """Crawl with *options* and return the largest resident memory of one of its processes, in MB."""
    largest = 0.0
    with desk.start("crawl", *options) as process:
        while process.poll() is None:
            for status in (process.pid, *children(process.pid)):
                try:
                    found = PEAK.search(Path(f"/proc/{status}/status").read_text())
                except OSError:
                    continue
                largest = max(largest, int(found.group(1)) / 1024 if found else 0.0)
            time.sleep(0.02)
        process.communicate(timeout=60)
    return largest


def children(pid: int) -> list[int]:
    """Return the processes that *pid* started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def test_endless_lists_and_sessions_stop(desk: Desk, site: Site) -> None:
    """Sitemaps that lead to ever new sitemaps, and lists of ever new addresses of one page, come to an end."""

    def map_of_maps(asked: Asked) -> Answer:
        paths = [f"{asked.path.removesuffix('.xml')}/{number}.xml" for number in range(3)]
        return sitemap(site.url, paths, "sitemap", "sitemapindex")

    class Endless(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            if key.startswith("/maps"):
                return map_of_maps
            if key.startswith("/story"):
                return article(7)
            return super().get(key, default)

    site.pages = Endless(site.pages)  # type: ignore[assignment]
    paths = [f"/story/?sid={number}" for number in range(300)] + [f"/story/{number}-a-b-c-d" for number in range(40)]
    site.pages["/feed.xml"] = rss(site.url, paths)
    done = desk.run("crawl", "--feed", f"{site.url}/feed.xml", "--sitemap", f"{site.url}/maps.xml")
    assert done.returncode == 0, done.stderr
    assert len(site.asked) <= 500
    outcomes = list(desk.outcomes().values())
    assert outcomes.count("untagged") == 1
    assert outcomes.count("duplicate:same-text") == len(outcomes) - 1


def test_answer_that_drips_is_given_up(desk: Desk, serve: Callable[..., Site]) -> None:
    """A page that sends a byte now and then times out; the others do not wait for it."""
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=drip_one, args=(connection,), daemon=True).start()

    def drip_one(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if b"robots" in connection.recv(4096):
                connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while True:
                connection.sendall(b"x")
                time.sleep(0.2)

    threading.Thread(target=drip, daemon=True).start()
    site = serve({"/news/1-report-on-the-negotiations": article(1)}, "127.0.0.2")
    slow = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    site.pages["/feed.xml"] = rss("", [slow, f"{site.url}/news/1-report-on-the-negotiations"])
    desk.run("crawl", "--feed", f"{site.url}/feed.xml", TRACKER_DOWNLOAD_TIMEOUT="2")
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    reasons = {row["url"]: row["reason"] for row in desk.ledger("--kind", "page")}
    assert reasons[slow] == "timeout"
    assert desk.outcomes("--outcome", "untagged")
