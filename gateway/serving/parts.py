"""Writes the parts of a `multipart/mixed` body (RFC 2046, section 5.1), each of them JSON.

The delimiter is written behind a part and not before it: clients read a part when they see the delimiter that ends it,
and the next part may be hours away. So a body is `begin`, a `write_part` for each part, and `end`.
"""

from __future__ import annotations

_HEAD = b"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"


def begin(boundary: str) -> bytes:
    """What stands before the first part; it may be sent at once, as nothing can be read from it."""
    return b"\r\n--" + boundary.encode("ascii")


def write_part(boundary: str, body: bytes) -> bytes:
    """One part with the delimiter behind it, to be sent as one chunk."""
    return _HEAD + body + begin(boundary)


def end(_boundary: str) -> bytes:
    """Turns the last delimiter, which has been sent, into the closing one."""
    return b"--\r\n"
