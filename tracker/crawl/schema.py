"""The tables of the crawl's state: created on first use, and what later versions added to them."""

from __future__ import annotations

import sqlite3
from importlib import resources

# Columns that files of earlier versions lack. Adding one costs nothing, whatever the table holds.
ADDED = (
    ("crawl_article", "length", "INTEGER"),
    ("crawl_host", "robots_sha256", "TEXT"),
    ("crawl_host", "robots_changed", "REAL"),
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Create what is missing."""
    connection.executescript(resources.files(__package__).joinpath("schema.sql").read_text("utf-8"))
    for table, column, kind in ADDED:
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if column not in known:
            try:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
            except sqlite3.OperationalError as error:
                if "duplicate column" not in str(error):  # another process was faster
                    raise
