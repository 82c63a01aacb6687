"""Addresses: which may be connected to, and which URLs are the same page."""

from __future__ import annotations

import tomllib
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.crawl.patterns import checked_pattern
from tracker.crawl.safety import check_address, is_public, parse_networks
from tracker.crawl.urls import fetch_url, required_url, same_site, url_key
from tracker.errors import ConfigError, ForbiddenAddressError, InputError

TABLE = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("address", TABLE["private"])
def test_private_addresses_are_refused(address: str) -> None:
    """No address that is not public passes, in whichever form it carries another."""
    with pytest.raises(ForbiddenAddressError):
        check_address(address)


@pytest.mark.parametrize("address", TABLE["public"])
def test_public_addresses_pass(address: str) -> None:
    """Addresses of the internet pass."""
    check_address(address)


def test_names_are_not_judged() -> None:
    """A name instead of a number is refused: only what is connected to can be judged."""
    with pytest.raises(ForbiddenAddressError):
        check_address("localhost")


def test_named_networks_are_allowed() -> None:
    """A network of the settings passes, also in the IPv6 form of its addresses, and nothing else does."""
    allowed = parse_networks("127.0.0.0/8, fd00::/8")
    for address in ("127.0.0.1", "::ffff:127.0.0.1", "fd00::5"):
        check_address(address, allowed)
    with pytest.raises(ForbiddenAddressError):
        check_address("10.0.0.1", allowed)


def test_network_that_is_none() -> None:
    """A mistake in the settings is named."""
    with pytest.raises(ConfigError, match=r"10\.0\.0\.0/99"):
        parse_networks("127.0.0.0/8,10.0.0.0/99")


@given(st.ip_addresses(v=4))
def test_mapped_form_is_judged_alike(address: object) -> None:
    """An IPv4 address and its IPv6 form are both public or both not."""
    assert is_public(ip_address(str(address))) == is_public(ip_address(f"::ffff:{address}"))


@pytest.mark.parametrize(("one", "other"), TABLE["same"])
def test_same_page(one: str, other: str) -> None:
    """Scheme, tracking, sessions, fragment and order of parameters make no other page."""
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(("one", "other"), TABLE["different"])
def test_other_page(one: str, other: str) -> None:
    """Path, parameters, host and port do."""
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("url", TABLE["no_page"])
def test_not_fetched(url: str) -> None:
    """Only plain http and https addresses are fetched."""
    assert fetch_url(url, "https://example.org/") is None


@given(st.text(max_size=80))
def test_any_text_is_a_url_or_none(text: str) -> None:
    """Whatever a page writes into a link, the answer is a clean http(s) URL, stable under repetition, or None."""
    url = fetch_url(text, "https://example.org/x/")
    if url is not None:
        assert url.startswith(("http://", "https://"))
        assert fetch_url(url) == url


def test_own_site() -> None:
    """A site is its host and what is below it."""
    assert same_site("https://www.example.org/a", "https://example.org/")
    assert same_site("https://news.example.org/a", "https://example.org/")
    assert not same_site("https://example.org.evil.test/a", "https://example.org/")
    assert not same_site("https://evilexample.org/a", "https://example.org/")


def test_required_url() -> None:
    """A scheme may be left out by a person; what is no address is said with its option."""
    assert required_url("example.org/f", "--feed") == "https://example.org/f"
    with pytest.raises(InputError, match=r"--feed: 'ftp://example\.org/f'"):
        required_url("ftp://example.org/f", "--feed")


@pytest.mark.parametrize("pattern", TABLE["evil_patterns"])
def test_patterns_that_may_run_for_ever_are_refused(pattern: str) -> None:
    """A pattern of exponential time, or none at all, never gets as far as being used."""
    with pytest.raises(ValueError, match=r"pattern|expression"):
        checked_pattern(pattern)


@pytest.mark.parametrize("pattern", TABLE["tame_patterns"])
def test_ordinary_patterns_pass(pattern: str) -> None:
    """What people write to tell articles from other pages passes."""
    assert checked_pattern(pattern) == pattern
