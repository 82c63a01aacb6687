"""What a crawl knows and keeps, without any HTTP: sources, links, the frontier, the ledger, the outbox."""
