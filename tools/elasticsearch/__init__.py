"""The genuine Elasticsearch for tests and trying out: fetched once, run on loopback as an ordinary user.

`python -m tools.elasticsearch` starts one and prints its address; Ctrl-C stops it and removes its data.
"""

from __future__ import annotations

from tools.elasticsearch.docker import docker_server
from tools.elasticsearch.install import OLD_VERSION, VERSION, NotAvailableError
from tools.elasticsearch.server import Server, User

__all__ = ["OLD_VERSION", "VERSION", "NotAvailableError", "Server", "User", "docker_server"]
