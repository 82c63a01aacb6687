-- Alerts live in the crawl state's file: what was crawled, what was told of it and to whom are backed up and moved as one.
-- Times are seconds since 1970 (UTC).
CREATE TABLE IF NOT EXISTS alert_watch (
  watch  TEXT PRIMARY KEY,
  query  TEXT NOT NULL,                             -- what it meant at the last look; another meaning begins anew
  looked REAL NOT NULL                              -- when it was last looked at
) STRICT;

-- The stories that a watch has met, told or not, by day (since 1970): what is new, and the counts of the usual level.
CREATE TABLE IF NOT EXISTS alert_story (
  watch TEXT NOT NULL,
  story TEXT NOT NULL,
  day   INTEGER NOT NULL,
  PRIMARY KEY (watch, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alert_story_day ON alert_story (watch, day);

CREATE TABLE IF NOT EXISTS alert_item (
  id    INTEGER PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE,
  watch TEXT NOT NULL,
  kind  TEXT NOT NULL,
  body  TEXT NOT NULL,                              -- an Alert as JSON
  noted REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS alert_item_watch ON alert_item (watch, kind, noted);

-- What is wrong with a source and was told: told again only after it was right in between.
CREATE TABLE IF NOT EXISTS alert_problem (
  watch   TEXT NOT NULL,
  source  TEXT NOT NULL,
  problem TEXT NOT NULL,
  since   TEXT NOT NULL,
  PRIMARY KEY (watch, source, problem)
) STRICT, WITHOUT ROWID;

-- One delivery to one target. Its alerts and its key are fixed before the first try and never change.
CREATE TABLE IF NOT EXISTS alert_message (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  channel     TEXT NOT NULL,
  target      TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'withdrawn')),
  created     REAL NOT NULL,
  finished    REAL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  not_before  REAL NOT NULL DEFAULT 0,
  lease_owner TEXT,                                 -- who is sending it now
  lease_until REAL,
  detail      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS alert_message_pending ON alert_message (not_before) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS alert_message_channel ON alert_message (channel, id);

CREATE TABLE IF NOT EXISTS alert_part (
  message INTEGER NOT NULL,
  item    INTEGER NOT NULL,
  PRIMARY KEY (message, item)
) STRICT, WITHOUT ROWID;
