"""Addresses in settings."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def http_address(url: str) -> SplitResult | None:
    """The parts of an address of HTTP that names a host; None for anything else, also for an impossible port."""
    try:
        parts = urlsplit(url)
        has_host = parts.hostname is not None and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if has_host and parts.scheme in ("http", "https") else None
