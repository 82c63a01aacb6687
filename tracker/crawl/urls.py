"""URLs as the crawl compares and fetches them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string, url_query_cleaner

from tracker.errors import InputError

MAX_URL_LENGTH = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|at_(medium|campaign|custom\d|bbc_team)|ns_\w+|"
    r"cmpid|ocid|wt_mc|wtmc|xtor|phpsessid|jsessionid|sid|sessionid|session_id)$",
    re.IGNORECASE,
)
SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)


def fetch_url(url: str, base: str = "") -> str | None:
    """Return the absolute URL to fetch for *url* found on *base*; None where it is not plain http(s).

    The fragment, tracking parameters and session ids go; user names in a URL are refused.
    """
    try:
        absolute = safe_url_string(urljoin(base, url.strip()))
        parts = urlsplit(absolute)
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.username is not None:
        return None
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    netloc = host if port in {None, DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    path = SESSION_PATH.sub("", parts.path) or "/"
    clean = urlunsplit((parts.scheme, netloc, path, without_tracking(parts.query), ""))
    return clean if len(clean) <= MAX_URL_LENGTH else None


def without_tracking(query: str) -> str:
    """Drop the parameters of *query* that name a campaign, a click or a session, not a page."""
    if not query:
        return query
    names = [part.partition("=")[0] for part in query.split("&")]
    tracking = [name for name in names if TRACKING.match(name)]
    if not tracking:
        return query
    cleaned: str = url_query_cleaner(f"http://h/?{query}", tracking, remove=True, unique=False)
    return cleaned.partition("?")[2]


def url_key(url: str) -> str:
    """Return what makes *url* the same page as another: no scheme, no tracking, parameters sorted."""
    canonical: str = canonicalize_url(fetch_url(url) or url)
    return canonical.partition("://")[2] or canonical


def host_of(url: str) -> str:
    """Return the host of *url* in lower case, without port; empty where there is none."""
    return (urlsplit(url).hostname or "").lower()


def same_site(url: str, home: str) -> bool:
    """Say whether *url* belongs to the site of *home*: the same host, or one below it (``www.`` aside)."""
    host, base = host_of(url).removeprefix("www."), host_of(home).removeprefix("www.")
    return bool(base) and (host == base or host.endswith(f".{base}"))


def required_url(url: str, option: str) -> str:
    """Return *url* ready to fetch, as a person gave it for *option*.

    Raises:
        InputError: it is no http(s) URL.
    """
    clean = fetch_url(url if "://" in url else f"https://{url}")
    if clean is None:
        msg = f"{option}: {url!r} is not an http or https URL"
        raise InputError(msg)
    return clean
