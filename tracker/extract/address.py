"""The address an article is known by: no tracking parameters, and canonical where the page can be believed."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

import courlan
from w3lib.url import canonicalize_url

MAX_URL = 2048
# Parameters that say how a reader came, never what is read. Short names such as `cid` or `source` stay: on
# old content systems they pick the article.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|hsenc|_hs|itm|wt|at|xtor|oly|vero|mkt|mc|ns|ga)_[\w-]*|_?ga|_gl|xtor|_hsenc|_hsmi"
    r"|(?:fbc|gc|dc|msclk|yc|ysc|twc|igsh|gbra|wbra|ttc|srslt|li_fat_|rdt_c|epik|mc_e)(?:l?id)?|ito|ocid|cmpid|ftag"
    r"|ref(?:errer|src|_src|_url)?|smid|smtyp|partner(?:id)?|wtmc|wt_mc|at_medium|at_campaign|cmp|traffic_source|amp",
    re.IGNORECASE,
)
DEFAULT_PORTS = {("http", 80), ("https", 443)}
PLACEHOLDER = re.compile(r"[{}<>\[\]]|%7b|\bundefined\b|\bnull\b", re.IGNORECASE)


def clean_url(url: str) -> str:
    """Return *url* without tracking parameters, fragment and default port, its host in lower case.

    What cannot be read as an address comes back unchanged.
    """
    try:
        parts = urlsplit(canonicalize_url("".join(url.split())))
        port = f":{parts.port}" if parts.port and (parts.scheme, parts.port) not in DEFAULT_PORTS else ""
    except (ValueError, UnicodeError):
        return url
    if not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    kept = [pair for pair in parts.query.split("&") if not TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit((parts.scheme, host.rstrip(".") + port, parts.path or "/", "&".join(filter(None, kept)), ""))


def canonical_url(page_url: str, claimed: list[str]) -> str:
    """Return the first of the *claimed* addresses that is believable for *page_url*, else the cleaned page address.

    Believable is http(s), on the same site, no template left unfilled, and not the home page of a page that
    is deeper (a common mistake of templates).
    """
    for claim in claimed:
        try:
            target = urljoin(page_url, claim.strip())
            if _is_believable(page_url, target):
                return clean_url(target)
        except ValueError:
            continue
    return clean_url(page_url)


def _is_believable(page_url: str, target: str) -> bool:
    parts, page = urlsplit(target), urlsplit(page_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(target) > MAX_URL:
        return False
    if parts.username or PLACEHOLDER.search(target):
        return False
    if page.hostname and not same_site(page.hostname, parts.hostname):
        return False
    deeper = page.path.strip("/") or page.query
    return not (deeper and not parts.path.strip("/") and not parts.query)


def same_site(one: str, other: str) -> bool:
    """Tell whether two host names belong to one registrable domain (equal for addresses and bare names)."""
    return one == other or _domain(one) == _domain(other)


def _domain(host: str) -> str:
    if re.fullmatch(r"[\d.]+|.*:.*", host):
        return host
    # Names outside the public suffixes (laboratories, tests) are known by their last two labels.
    return courlan.extract_domain(f"http://{host}") or ".".join(host.split(".")[-2:])
