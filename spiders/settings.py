"""Scrapy's settings: polite towards sites, distrustful of what they send. What people set is in tracker.config."""

from __future__ import annotations

BOT_NAME = "arms-sanctions-tracker"
SPIDER_MODULES = ["spiders.catalog"]
LOG_LEVEL = "INFO"
STATS_DUMP = False

# The frontier decides what is fetched and how often it is tried: nothing is kept in memory alone.
SCHEDULER = "spiders.scheduler.FrontierScheduler"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
REDIRECT_MAX_TIMES = 8
DOWNLOAD_FAIL_ON_DATALOSS = True

# Polite: robots.txt obeyed, its Crawl-delay kept, else a pace that follows how fast the site answers.
ROBOTSTXT_OBEY = True
CONCURRENT_ITEMS = 1  # callbacks yield none; Scrapy would make this many tasks for each page
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 8
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.5
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0

# All of Scrapy's parts that run here, by name: one that a new version brings along does not (2.19 brought a remote
# control), and what is never used is not even imported.
DOWNLOADER_MIDDLEWARES_BASE = {
    "spiders.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # they judge statuses and what callbacks yield; the ledger does that
EXTENSIONS_BASE = {
    "spiders.politeness.Throttle": 0,
    "spiders.guard.Guard": 0,
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
}

# Safe: http(s) only, verified certificates, bounded sizes and times, nothing that listens or runs code.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
MEMUSAGE_LIMIT_MB = 3072
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
