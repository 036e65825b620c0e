"""From which address somebody asks: that of the connection, or what a proxy of ours says of it.

`X-Forwarded-For` is read from the right: each proxy of ours added whom it was asked by, and what stands left of the
first address that is none of ours may be invented. IPv6 addresses count by their /64, of which one client has all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from gateway.errors import ConfigurationError

UNKNOWN = "unknown"
FORWARDED = "x-forwarded-for"


class Addresses:
    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        """Raises ConfigurationError naming the setting for what is no network."""
        self._trusted: tuple[IPv4Network | IPv6Network, ...] = tuple(map(_network, trusted_proxies))

    def of(self, scope: Mapping[str, Any], headers: Mapping[str, str]) -> str:
        """The address of an ASGI scope; `unknown` where a connection has none, as on a Unix socket."""
        client = scope.get("client")
        peer = client[0] if client else UNKNOWN
        if self._trusted and FORWARDED in headers:
            peer = self._behind(peer, headers[FORWARDED])
        return counted(peer)

    def _behind(self, peer: str, forwarded: str) -> str:
        """The last address before our proxies; where what they say is no address, that of the proxy that said it."""
        for said in reversed(forwarded.split(",")):
            if not self._is_ours(peer):
                return peer
            address = without_port(said.strip())
            if _parsed(address) is None:
                return peer
            peer = address
        return peer

    def _is_ours(self, peer: str) -> bool:
        address = _parsed(peer)
        return address is not None and any(address in network for network in self._trusted)


@lru_cache(maxsize=4096)
def counted(peer: str) -> str:
    """The form under which an address is counted."""
    address = _parsed(peer)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return UNKNOWN if address is None else str(address)


def without_port(said: str) -> str:
    """`1.2.3.4:5678` and `[::1]:5678`, as some proxies write them."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    host, separator, _ = said.partition(":")
    return host if separator and ":" not in said[len(host) + 1 :] else said


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise ConfigurationError(f"trusted_proxies: {error}; write addresses or networks like 10.0.0.0/8.") from error
