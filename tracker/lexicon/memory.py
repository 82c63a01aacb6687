"""Gives memory that the making of a table took and freed back to the system, where the C library keeps it."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Return freed memory to the system: a tenth of the process, once all languages are loaded (glibc; else nothing).

    Reading a language makes as much again as its table keeps, in pieces among what stays.
    See malloc_trim(3), glibc 2.8 and later.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
