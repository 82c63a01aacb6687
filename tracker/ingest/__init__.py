"""The one place that joins the stages: page → article → passages → mentions → store and crawl state."""

from __future__ import annotations

from tracker.ingest.read import PageTask, Reading, read_page
from tracker.ingest.record import Recorder, open_recorder
from tracker.ingest.tag import tag_article

__all__ = ["PageTask", "Reading", "Recorder", "open_recorder", "read_page", "tag_article"]
