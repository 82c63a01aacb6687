"""The SQL by which the frontier changes its rows; the columns are told in schema.sql."""

from __future__ import annotations

ADD = """
INSERT INTO crawl_url (key, url, source, kind, origin, depth, priority, rank, title, language, published_at,
                       modified_at, first_seen)
VALUES (:key, :url, :source, :kind, :origin, :depth, :priority, :rank, :title, :language, :published_at,
        :modified_at, :now)
ON CONFLICT (key) DO UPDATE SET
  state = CASE WHEN state <> 'done' THEN state
               WHEN kind <> 'page' THEN CASE WHEN run IS :run THEN 'done' ELSE 'pending' END
               WHEN excluded.modified_at > fetched_at AND excluded.modified_at IS NOT modified_at
                    AND (unchanged = 0 OR :now > fetched_at + :recheck * (1 << min(unchanged, :doublings)))
               THEN 'pending' ELSE 'done' END,
  source = CASE WHEN state = 'pending' THEN excluded.source ELSE source END,
  title = coalesce(excluded.title, title), language = coalesce(excluded.language, language),
  published_at = coalesce(excluded.published_at, published_at),
  modified_at = coalesce(excluded.modified_at, modified_at)
WHERE state <> 'leased'
"""
SEED = """
INSERT INTO crawl_url (key, url, source, kind, priority, rank, first_seen)
VALUES (:key, :url, :source, :kind, 2, 0, :now)
ON CONFLICT (key) DO UPDATE SET state = 'pending', source = excluded.source, kind = excluded.kind, priority = 2,
  url = excluded.url, attempts = 0, not_before = 0
WHERE state <> 'leased'
"""
READY = "source = ? AND state = 'pending' AND not_before <= ?"
TAKE = f"""
UPDATE crawl_url SET state = 'leased', lease_owner = ?, lease_until = ?
WHERE id IN (SELECT id FROM crawl_url WHERE {READY} ORDER BY priority DESC, rank DESC, id LIMIT ?)
RETURNING *
"""  # noqa: S608 - put together from the constant above


RECOVER = """
UPDATE crawl_url SET state = 'pending', lease_owner = NULL, crashes = crashes + 1,
  priority = CASE WHEN crashes >= :crashes THEN -1 ELSE priority END
WHERE state = 'leased' AND (lease_until < :now OR lease_owner IN (SELECT value FROM json_each(:dead)))
"""
DUE_AGAIN = """
UPDATE crawl_url SET state = 'pending', attempts = 0
WHERE state = 'done' AND retry = 1 AND source = :source AND not_before <= :now AND failures < :failures
"""
BLOCK_HOST = """
INSERT INTO crawl_host (host, not_before) VALUES (:host, :until)
ON CONFLICT (host) DO UPDATE SET not_before = max(not_before, excluded.not_before)
"""
NOTE_HOST = """
INSERT INTO crawl_host (host, robots, crawl_delay, checked_at, robots_sha256)
VALUES (:host, :robots, :delay, :now, :rules)
ON CONFLICT (host) DO UPDATE SET
  robots = excluded.robots, crawl_delay = excluded.crawl_delay, checked_at = excluded.checked_at,
  robots_changed = CASE WHEN robots_sha256 <> excluded.robots_sha256 THEN excluded.checked_at ELSE robots_changed END,
  robots_sha256 = coalesce(excluded.robots_sha256, robots_sha256)
"""
FINISH = """
UPDATE crawl_url SET state = :state, lease_owner = NULL, lease_until = NULL, attempts = :attempts, crashes = 0,
  failures = :failures, retry = :retry, not_before = :not_before, outcome = :outcome, reason = :reason,
  detail = :detail, status = :status, final_url = :final_url, etag = :etag, last_modified = :last_modified,
  body_sha256 = :body_sha256, article_id = :article_id, mentions = :mentions, fetched_at = :fetched_at,
  changed_at = CASE WHEN :changed THEN :fetched_at ELSE changed_at END,
  unchanged = CASE WHEN :changed THEN 0 ELSE unchanged + :same END, interval = :interval, run = :run
WHERE id = :id
"""
