"""One server of this machine with its own data, ended and removed with the tests that use it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

from tools.elasticsearch.install import JAVA, VERSION, find_java, install

_START_SECONDS = 300
_STOP_SECONDS = 30
_NOBODY = 65534
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


class User(NamedTuple):
    """A user for basic authentication, made before the server starts, with its role."""

    name: str
    password: str
    role: str


class Server:
    """One running Elasticsearch with its own data; stopped and removed when its ``with`` block ends."""

    def __init__(
        self,
        version: str = VERSION,
        *,
        settings: Mapping[str, str] | None = None,
        users: tuple[User, ...] = (),
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Prepare a server; *settings* are added to its configuration, *users* are made where security is on.

        *files* are put beside the configuration (certificates, roles).

        Raises:
            NotAvailableError: this machine cannot run it.
        """
        self.java = find_java(JAVA[version])
        self.folder = Path(tempfile.mkdtemp(prefix="elasticsearch-"))
        self.home = self.folder / "home"
        # Every index made or dropped waits for the disk several times: in memory, tests take a fraction of the time.
        self.data = Path(tempfile.mkdtemp(prefix="elasticsearch-data-", dir=_MEMORY if _MEMORY.is_dir() else None))
        self.port = _free_port()
        self.scheme = "http"
        self._users = users
        self._process: subprocess.Popen[bytes] | None = None
        _link_tree(install(version), self.home)
        self._configure(dict(settings or {}), files or {})
        for user in users:
            self._run_tool("elasticsearch-users", "useradd", user.name, "-p", user.password, "-r", user.role)

    @property
    def url(self) -> str:
        """The address."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def _configure(self, settings: dict[str, str], files: Mapping[str, bytes]) -> None:
        defaults = {
            "cluster.name": "tracker-test",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": str(self.port),
            "transport.port": str(_free_port()),
            "path.data": str(self.data),
            "path.logs": str(self.folder / "logs"),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "xpack.security.enabled": "false",
        }
        config = self.folder / "config"
        shutil.copytree(self.home / "config", config, dirs_exist_ok=True)
        lines = [f"{key}: {value}" for key, value in (defaults | settings).items()]
        (config / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for name, content in files.items():
            (config / name).write_bytes(content)
        if (defaults | settings).get("xpack.security.http.ssl.enabled") == "true":
            self.scheme = "https"
        for name in ("logs", "tmp"):
            (self.folder / name).mkdir(exist_ok=True)
        self._give_away()

    def _give_away(self) -> None:
        """Let the ordinary user write what is the server's own (it refuses to run as root)."""
        if os.geteuid() != 0:
            return
        self.folder.chmod(0o755)
        for folder in (self.data, *(self.folder / name for name in ("config", "logs", "tmp"))):
            for path in (folder, *folder.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)

    def _environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL"}}
        return kept | {
            "ES_JAVA_HOME": str(self.java),
            "ES_JAVA_OPTS": "-Xms512m -Xmx1g",
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder / "tmp"),
        }

    def _popen(self, command: list[str], out: int) -> subprocess.Popen[bytes]:
        as_nobody = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.Popen(
            command, env=self._environment(), cwd=self.folder / "tmp", stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True, **as_nobody,
        )  # fmt: skip

    def _run_tool(self, name: str, *arguments: str) -> None:
        process = self._popen([str(self.home / "bin" / name), *arguments], subprocess.PIPE)
        output, _ = process.communicate(timeout=_START_SECONDS)
        if process.returncode:
            msg = f"{name} failed: {output.decode(errors='replace').strip()}"
            raise RuntimeError(msg)

    def start(self) -> None:
        """Start (again) and wait until it answers.

        Raises:
            RuntimeError: it stops by itself or does not answer in time; tells the end of its log.
        """
        with (self.folder / "output.log").open("ab") as log:
            self._process = self._popen([str(self.home / "bin" / "elasticsearch")], log.fileno())
        end = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                tail = (self.folder / "output.log").read_text(encoding="utf-8", errors="replace")[-3000:]
                msg = f"Elasticsearch does not start:\n{tail}"
                raise RuntimeError(msg)
            time.sleep(0.3)

    def _answers(self) -> bool:
        if self.scheme == "https":
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return True
            return False
        try:
            with urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code in {401, 403}
        except OSError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the server; its data stays for another ``start``."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def __enter__(self) -> Self:
        """Start."""
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        """Stop and remove everything."""
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _link_tree(source: Path, target: Path) -> None:
    """Give *target* the files of *source*, without copying where both are on one disk."""

    def link(of: str, to: str) -> None:
        try:
            os.link(of, to)
        except OSError:
            shutil.copy2(of, to)

    shutil.copytree(source, target, copy_function=link)
    for path in (target, *target.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
