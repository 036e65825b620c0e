"""`X-Forwarded-For` is believed only from proxies that the settings name, and read from the right."""

from __future__ import annotations

import re

import pytest

from gateway.errors import ConfigurationError
from gateway.rates import Addresses

PROXIES = ("10.0.0.0/8", "fd00::/8")


def address(peer: str | None, forwarded: str | None = None, proxies: tuple[str, ...] = PROXIES) -> str:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return Addresses(proxies).of({"client": None if peer is None else (peer, 4711)}, headers)


@pytest.mark.parametrize("forwarded", [None, "1.2.3.4", "1.2.3.4, 10.0.0.1"])
def test_without_proxies_in_the_settings_only_the_connection_counts(forwarded: str | None) -> None:
    assert address("203.0.113.7", forwarded, ()) == "203.0.113.7"
    assert address("10.0.0.1", forwarded, ()) == "10.0.0.1"


def test_who_is_no_proxy_of_ours_is_not_believed() -> None:
    assert address("203.0.113.7", "1.2.3.4") == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 10.1.1.1", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7, 10.1.1.1", "203.0.113.7"),
        ("1.1.1.1,203.0.113.7", "203.0.113.7"),
        ("10.1.1.1, 10.2.2.2", "10.1.1.1"),
        ("203.0.113.7:5678", "203.0.113.7"),
        ("[2001:db8::1]:5678", "2001:db8::/64"),
    ],
)
def test_behind_proxies_the_last_address_that_is_none_of_them_counts(forwarded: str, client: str) -> None:
    assert address("10.0.0.1", forwarded) == client


@pytest.mark.parametrize("forwarded", ["", "unknown", "1.2.3.4, ", "1.2.3.4, _hidden", "1.2.3.4, 999.1.1.1"])
def test_what_is_no_address_counts_for_the_proxy_that_said_it(forwarded: str) -> None:
    assert address("10.0.0.1", forwarded) == "10.0.0.1"


def test_whoever_has_a_whole_network_of_addresses_has_one_count() -> None:
    assert address("2001:db8:1:2::1") == address("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert address("2001:db8:1:3::1") != address("2001:db8:1:2::1")


def test_one_address_written_in_two_ways_is_one() -> None:
    assert address("::ffff:203.0.113.7") == "203.0.113.7"
    assert address("::ffff:10.0.0.1", "203.0.113.7") == "203.0.113.7"


def test_a_connection_without_an_address_is_counted_with_its_like() -> None:
    assert address(None) == address("testclient") == "unknown"


@pytest.mark.parametrize("text", ["proxy.example", "10.0.0.1/8", "10.0.0.0/99"])
def test_what_is_no_network_does_not_start(text: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape("trusted_proxies: ") + ".*" + re.escape(text)):
        Addresses((text,))
