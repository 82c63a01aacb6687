"""One spider class per source file, so that ``scrapy list`` is the list of sources."""

from __future__ import annotations

from spiders.news import NewsSpider
from spiders.source import load_sources
from tracker.config import load_settings

for _id, _source in load_sources(load_settings()).items():
    globals()[_id] = type(_id, (NewsSpider,), {"__module__": __name__, "name": _id, "source": _source})
