"""Which addresses the crawler may connect to: public ones, and networks that the settings name.

The check is made on the numeric address at the moment of connecting, so that no spelling of a URL, redirect or
changing name server gets around it.
"""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from tracker.errors import ConfigError, ForbiddenAddressError

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")
IPV4_COMPATIBLE = IPv6Network("::/96")
LOW_32_BITS = 0xFFFF_FFFF


def parse_networks(text: str) -> tuple[Network, ...]:
    """Read a comma-separated list of CIDR networks, as ``allow_private`` holds it.

    Raises:
        ConfigError: a part is no network; names it.
    """
    networks: list[Network] = []
    for part in (piece.strip() for piece in text.split(",")):
        if not part:
            continue
        try:
            networks.append(ip_network(part, strict=False))
        except ValueError:
            msg = f"allow_private: {part!r} is no network; write it as 127.0.0.0/8 or fd00::/8"
            raise ConfigError(msg) from None
    return tuple(networks)


def embedded_addresses(address: Address) -> tuple[Address, ...]:
    """Return *address* and every IPv4 address that it carries (mapped, compatible, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv4Address):
        return (address,)
    inner: list[Address] = [address]
    carried = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    inner += [one for one in carried if one is not None]
    if address in NAT64 or (address in IPV4_COMPATIBLE and int(address) > 1):
        inner.append(IPv4Address(int(address) & LOW_32_BITS))
    return tuple(inner)


def is_public(address: Address) -> bool:
    """Say whether *address* can belong to a site on the internet."""
    if isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or address in NAT64):
        return is_public(IPv4Address(int(address) & LOW_32_BITS))
    return all(
        one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified or one.is_link_local)
        for one in embedded_addresses(address)
        if one is address or isinstance(one, IPv4Address)
    )


def check_address(host: str, allowed: tuple[Network, ...] = ()) -> None:
    """Refuse to connect to *host*, a numeric address, unless it is public or in an *allowed* network.

    Raises:
        ForbiddenAddressError: the address is not public, or *host* is a name and cannot be judged.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        msg = f"{host!r} is no numeric address"
        raise ForbiddenAddressError(msg) from None
    forms = embedded_addresses(address)
    if any(form in network for form in forms for network in allowed if form.version == network.version):
        return
    if not is_public(address):
        msg = f"{address} is not a public address; name its network in allow_private to reach it"
        raise ForbiddenAddressError(msg)
