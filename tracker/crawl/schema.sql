-- One row per URL ever met: work to do while pending or leased, the ledger once done.
-- Times are seconds since 1970 (UTC).
CREATE TABLE IF NOT EXISTS crawl_url (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,               -- what makes it the same page, see urls.url_key
  url           TEXT NOT NULL,
  source        TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'section', 'page')),
  origin        TEXT,                               -- kind of the listing that named it
  depth         INTEGER NOT NULL DEFAULT 0,
  state         TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'leased', 'done')),
  priority      INTEGER NOT NULL DEFAULT 0,         -- listings before pages
  rank          REAL NOT NULL DEFAULT 0,            -- newest first
  lease_owner   TEXT,
  lease_until   REAL,
  attempts      INTEGER NOT NULL DEFAULT 0,         -- tries of this round
  crashes       INTEGER NOT NULL DEFAULT 0,         -- times a process died with it in hand
  failures      INTEGER NOT NULL DEFAULT 0,         -- failed rounds in a row
  retry         INTEGER NOT NULL DEFAULT 0,         -- a later run may try again, not before not_before
  not_before    REAL NOT NULL DEFAULT 0,
  outcome       TEXT NOT NULL DEFAULT 'pending',
  reason        TEXT NOT NULL DEFAULT '',
  detail        TEXT NOT NULL DEFAULT '',
  status        INTEGER,                            -- of HTTP
  final_url     TEXT,                               -- after redirects, where it differs
  title         TEXT,                               -- hints of the listing
  language      TEXT,
  published_at  REAL,
  modified_at   REAL,
  etag          TEXT,
  last_modified TEXT,
  body_sha256   BLOB,
  article_id    TEXT,
  mentions      INTEGER NOT NULL DEFAULT 0,
  first_seen    REAL NOT NULL,
  fetched_at    REAL,
  changed_at    REAL,
  unchanged     INTEGER NOT NULL DEFAULT 0,         -- fetches in a row that brought nothing new
  interval      REAL,                               -- seconds between polls that fit how often it changes
  run           INTEGER                             -- the run that reached the outcome
) STRICT;
CREATE INDEX IF NOT EXISTS crawl_url_ready ON crawl_url (source, priority DESC, rank DESC, id) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS crawl_url_leased ON crawl_url (lease_owner) WHERE state = 'leased';
CREATE INDEX IF NOT EXISTS crawl_url_retry ON crawl_url (source, not_before) WHERE state = 'done' AND retry = 1;
CREATE INDEX IF NOT EXISTS crawl_url_run ON crawl_url (run);

-- One row per article met, whichever store holds it.
CREATE TABLE IF NOT EXISTS crawl_article (
  id          TEXT PRIMARY KEY,
  url_id      INTEGER NOT NULL,                     -- the page that owns it; others are duplicates
  source      TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  first_seen  REAL NOT NULL,
  changed_at  REAL NOT NULL,
  story_id    TEXT,
  length      INTEGER                               -- of the text, in code points
) STRICT;
CREATE INDEX IF NOT EXISTS crawl_article_seen ON crawl_article (source, first_seen);
CREATE INDEX IF NOT EXISTS crawl_article_text ON crawl_article (text_sha256, source);

CREATE TABLE IF NOT EXISTS crawl_host (
  host         TEXT PRIMARY KEY,
  robots       TEXT NOT NULL DEFAULT '',            -- obeyed, none (4xx), unavailable (5xx, no answer)
  crawl_delay  REAL,
  not_before   REAL NOT NULL DEFAULT 0,             -- as Retry-After asked
  checked_at   REAL,
  robots_sha256  TEXT,                              -- of its rules, the last time they could be had
  robots_changed REAL                               -- when they were last found to be others
) STRICT;

CREATE TABLE IF NOT EXISTS crawl_run (
  id       INTEGER PRIMARY KEY,
  owner    TEXT NOT NULL,
  sources  TEXT NOT NULL,
  started  REAL NOT NULL,
  finished REAL,
  reason   TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS outbox_item (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id TEXT NOT NULL,
  body       TEXT NOT NULL,                         -- a TaggedArticle as JSON
  created    REAL NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  not_before REAL NOT NULL DEFAULT 0,
  error      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_item_article ON outbox_item (article_id);

CREATE TABLE IF NOT EXISTS outbox_dead (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id TEXT NOT NULL,
  body       TEXT NOT NULL,
  created    REAL NOT NULL,
  died       REAL NOT NULL,
  reason     TEXT NOT NULL
) STRICT;
