"""The official image, where a Docker engine answers."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

from tools.elasticsearch.install import VERSION, NotAvailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_SECONDS = 300


@contextlib.contextmanager
def docker_server(version: str = VERSION) -> Iterator[str]:
    """Run the official image where a Docker engine answers; give its address.

    Raises:
        NotAvailableError: there is no engine.
    """
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
        msg = "no Docker engine answers"
        raise NotAvailableError(msg)
    options = ["-e", "discovery.type=single-node", "-e", "xpack.security.enabled=false", "-e", "ES_JAVA_OPTS=-Xmx1g"]
    command = [docker, "run", "-d", "--rm", "-p", "127.0.0.1::9200", *options, f"elasticsearch:{version}"]
    container = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    try:
        ports = subprocess.run([docker, "port", container, "9200"], capture_output=True, text=True, check=True).stdout
        url = f"http://{ports.split()[0]}"
        _wait_for(url)
        yield url
    finally:
        subprocess.run([docker, "kill", container], capture_output=True, check=False)


def _wait_for(url: str) -> None:
    for _ in range(_START_SECONDS):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_cluster/health", timeout=5):
            return
        time.sleep(1)
    msg = f"{url} does not answer"
    raise RuntimeError(msg)
