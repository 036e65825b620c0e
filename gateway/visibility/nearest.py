"""The known names that a mistyped one may have meant, for the way out of a finding."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, or None if none is like it.

    Of a coordinate the field counts first: the nearest field of the same type, then of all types.
    """
    names = sorted(known)
    owner, dot, _ = name.partition(".")
    if dot and (found := get_close_matches(name, [one for one in names if one.startswith(f"{owner}.")], 1)):
        return found[0]
    found = get_close_matches(name, names, 1)
    return found[0] if found else None


def or_nearest(way_out: str, name: str, known: Iterable[str]) -> str:
    """`way_out`, or before it what the name may have meant: `write Price.net, or correct the name`."""
    found = nearest(name, known)
    return f"write {found}, or {way_out}" if found else way_out
