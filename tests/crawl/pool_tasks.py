"""What the workers of test_crawl_pool.py are told to do."""

from __future__ import annotations

import os
import time


def obey(task: str) -> str:
    """Do what *task* says: answer, fail, hang or die."""
    if task == "fail":
        msg = "no such page"
        raise ValueError(msg)
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os._exit(9)
    return f"{task} by {os.getpid()}"
