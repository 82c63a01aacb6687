"""Pages per second of a crawl on loopback: download only, the whole way, and extraction inside the callback.

Usage: python benchmarks/crawl.py [PAGES]. The site serves pages of 50 to 300 KB as news sites write them (scripts,
styles, menus, teasers around some hundred words of text), a third of them with terms of the lexicon. The server runs in
a process of its own on the same machine; CPU seconds are those of the crawl alone.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36  # of linux/prctl.h
ROOT = Path(__file__).resolve().parents[1]
WORDS = """
government minister talks agreement region market week company parliament budget report people city water
school election court energy price growth border summit delegation president spokesman statement percent year
""".split()  # noqa: SIM905 - a list of words reads better as words
TAGGED = "Iran received Su-35 fighter jets from Russia despite sanctions imposed by the European Union."


def words(rng: random.Random, count: int) -> str:
    """Return *count* words."""
    return " ".join(rng.choice(WORDS) for _ in range(count))


def page(number: int) -> bytes:
    """Return page *number*: always the same bytes, 50 to 300 KB of which some 4 KB are text."""
    rng = random.Random(number)
    paragraphs = [words(rng, rng.randint(30, 80)).capitalize() + f" {number}." for _ in range(rng.randint(6, 14))]
    if number % 3 == 0:
        paragraphs.insert(rng.randrange(len(paragraphs)), f"{TAGGED} {words(rng, 20)}.")
    body = "".join(f"<p class='text text--{rng.randrange(9)}'>{text}</p>" for text in paragraphs)
    teaser = "".join(
        f"<li class='teaser teaser--m'><a href='/a/{rng.randrange(10**6)}'><img data-src='/i/{n}.jpg' alt=''>"
        f"<span class='kicker'>{words(rng, 2)}</span><h3>{words(rng, 8)}</h3></a></li>"
        for n in range(rng.randint(40, 120))
    )
    filler = json.dumps({f"key{n}": words(rng, 12) for n in range(rng.randint(300, 1700))})
    title = f"{words(rng, 7).capitalize()} {number}"
    data = {"@type": "NewsArticle", "headline": title, "datePublished": "2026-11-20T08:00:00+01:00"}
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script><script>window.__STATE__={filler}</script>"
        f"<style>{'.a{color:#123456;margin:0 auto}' * 400}</style></head><body><header><nav><ul>{teaser[:4000]}"
        f"</ul></nav></header><main><article><h1>{title}</h1>{body}</article><aside><ul>{teaser}</ul></aside></main>"
        f"<footer>{words(rng, 60)}</footer></body></html>"
    ).encode()


def serve(pages: int, pipe: object) -> None:
    """Serve *pages* pages, a sitemap of them and an empty robots.txt; send the port through *pipe*."""
    bodies = [page(number) for number in range(min(pages, 300))]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            path = line.split()[1].decode()
            while (await reader.readline()).strip():
                pass
            body = lookup(path)
            status = "200 OK" if body else "404 Not Found"
            kind = "application/xml" if path.endswith("xml") else "text/html; charset=utf-8"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            writer.write(body)
            await writer.drain()
        writer.close()

    def lookup(path: str) -> bytes:
        if path == "/sitemap.xml":
            locs = "".join(f"<url><loc>{base[0]}/news/{n}/story.html</loc></url>" for n in range(pages))
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</urlset>'.encode()
        if not path.startswith("/news/"):
            return b""
        number = int(path.split("/")[2])
        body = bodies[number % len(bodies)]
        last = f"<p>Dispatch number {number} of the series, as published this morning.</p></article>"
        return body.replace(b"<h1>", f"<h1>No {number}: ".encode()).replace(b"</article>", last.encode())

    base = [""]

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**20)
        base[0] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        pipe.send(base[0])  # type: ignore[attr-defined]
        async with server:
            await server.serve_forever()

    asyncio.run(main())


def source(base: str) -> str:
    """Return a source file that allows full speed."""
    return (
        f'name = "Bench"\nhomepage = "{base}/"\nkind = "newspaper"\nsitemaps = ["{base}/sitemap.xml"]\n'
        "crawl_delay = 0\nmax_pages = 100000\n"
    )


CALLBACK = """
import scrapy, sys, trafilatura
class Callback(scrapy.Spider):
    name = "callback"
    custom_settings = {"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
      "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "DOWNLOAD_DELAY": 0}
    base, pages, extract = "", "0", "1"
    async def start(self):
        for number in range(int(self.pages)):
            yield scrapy.Request(f"{self.base}/news/{number}/story.html")
    def parse(self, response):
        if self.extract == "1":
            trafilatura.extract(response.text, with_metadata=True, output_format="json")
"""


def adopt_orphans() -> None:
    """Have the workers of a crawl, which it does not outlive but does not wait for either, counted here (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_orphans(server: int) -> None:
    """Wait until nothing but the process *server* is left of what was started."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and children.read_text().split() != [str(server)]:
        for child in map(int, children.read_text().split()):
            if child != server:
                os.waitpid(child, 0)


def measured(command: list[str], environment: dict[str, str], pages: int, name: str) -> None:
    """Run *command* and print its pages per second and per CPU second."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=ROOT.anchor)
    wall = time.perf_counter() - start
    wait_for_orphans(multiprocessing.active_children()[0].pid or 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:<36} {pages / wall:8.0f} {pages / cpu:12.0f} {wall:8.1f} {cpu:8.1f}", flush=True)


def main() -> None:
    """Run the three ways one after the other and print a table."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    adopt_orphans()
    mine, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(pages, theirs), daemon=True)
    server.start()
    base = mine.recv()
    print(
        f"{pages} pages, {os.cpu_count()} cores\n{'':<36} {'pages/s':>8} {'pages/CPU-s':>12} {'wall s':>8} {'CPU s':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        (sources / "bench.toml").write_text(source(base))
        (Path(folder) / "callback.py").write_text(CALLBACK)
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "TRACKER_ALLOW_PRIVATE": "127.0.0.0/8",
            "TRACKER_SOURCES_DIR": str(sources),
            "TRACKER_STORE": f"sqlite:///{folder}/bench.db",
        }
        scrapy = [sys.executable, "-m", "scrapy", "runspider", f"{folder}/callback.py", "-a", f"base={base}"]
        measured([*scrapy, "-a", f"pages={pages}", "-a", "extract=0"], environment, pages, "Scrapy, download only")
        measured(
            [sys.executable, "-m", "tracker", "crawl", "bench"], environment, pages, "tracker crawl, the whole way"
        )
        some = max(pages // 4, 1)
        measured([*scrapy, "-a", f"pages={some}"], environment, some, "Scrapy, trafilatura in the callback")
    server.terminate()


if __name__ == "__main__":
    main()
