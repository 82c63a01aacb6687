"""The one place that joins the stages: page → article → passages → mentions → store and crawl state.

``tracker.ingest.read`` and ``tracker.ingest.tag`` do the work on a page; they bring the readers of pages and languages
with them, which take half a second to import, and so are imported by name where they are needed.
"""

from __future__ import annotations

from tracker.ingest.record import Recorder, open_recorder
from tracker.ingest.task import PageTask, Reading

__all__ = ["PageTask", "Reading", "Recorder", "open_recorder"]
