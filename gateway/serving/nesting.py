"""Refuses values that are nested deeper than can be written again.

JSON is read to a depth of 1024 here, and written to what the stack of Python leaves, about a hundred levels less: a
value between the two would break off its operation where it is sent on, maybe behind a mutation that has run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

DEEPEST = 500
"""Lists and objects inside each other; objects of input types are limited by less where they are coerced."""


def is_too_deep(written: bytes | str, value: Any) -> bool:
    """Whether `value` is, which was read from `written`: what is short, or has few brackets, is not looked through."""
    if len(written) <= 2 * DEEPEST or _brackets(written) <= DEEPEST:
        return False
    inside = list(_containers([value]))
    for _ in range(DEEPEST):
        inside = [one for container in inside for one in _containers(container)]
        if not inside:
            return False
    return True


def _brackets(written: bytes | str) -> int:
    if isinstance(written, str):
        return written.count("[") + written.count("{")
    return written.count(b"[") + written.count(b"{")


def _containers(container: list[Any] | dict[str, Any]) -> Iterable[list[Any] | dict[str, Any]]:
    values = container.values() if isinstance(container, dict) else container
    return (one for one in values if isinstance(one, (list, dict)))
