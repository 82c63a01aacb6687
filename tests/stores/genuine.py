"""Starting the genuine Elasticsearch for tests, and what is said where none can be had."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from tools.elasticsearch import NotAvailableError, Server, docker_server

if TYPE_CHECKING:
    from contextlib import ExitStack


def not_run(reason: object) -> None:
    """Skip the test with the *reason*, or fail it where a missing server is no excuse."""
    if os.environ.get("CI"):
        pytest.fail(f"Elasticsearch cannot run here: {reason}")
    pytest.skip(f"not run, no Elasticsearch: {reason}")


def start(stack: ExitStack) -> str:
    """Start a server of this machine and return its address."""
    try:
        return stack.enter_context(Server()).url
    except NotAvailableError as missing:
        try:
            return stack.enter_context(docker_server())
        except NotAvailableError as also_missing:
            not_run(f"{missing}; {also_missing}")
            raise
