"""Refuses a request that says one thing twice.

JSON leaves open which of two equal names counts (RFC 8259, section 4). Whoever looks at requests before us may take the
first where we take the last, and let pass what he would have stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from gateway.errors import ClientError

MEMBERS = {name: f'"{name}"'.encode() for name in ("query", "documentId", "operationName", "variables", "extensions")}
_ESCAPE = b"\\u00"
"""How a letter of a name could be written to look different."""


def check_repeated(body: bytes, members: Mapping[str, Any]) -> None:
    """Raises ClientError BAD_REQUEST; `members` are those of the JSON object `body`, read already.

    Only a body in which the name of a member stands twice, or could, is read again.
    """
    if _ESCAPE not in body and not _stands_twice(body, members):
        return
    try:
        _refuse_repeated(json.loads(body, object_pairs_hook=_Pairs))
    except RecursionError as error:
        raise ClientError("BAD_REQUEST", "The request body is nested too deeply.") from error


def _stands_twice(body: bytes, members: Mapping[str, Any]) -> bool:
    for name in members:
        quoted = MEMBERS.get(name)
        if quoted is not None and body.count(quoted) > 1:
            return True
    return False


def check_repeated_parameters(names: Iterable[str]) -> None:
    """The same for the parameters of an address; raises ClientError BAD_REQUEST."""
    _refuse_repeated(_Pairs((name, None) for name in names))


class _Pairs(list[tuple[str, Any]]):
    """An object as it is written."""


def _refuse_repeated(value: Any) -> None:
    if not isinstance(value, _Pairs):
        return
    seen: set[str] = set()
    for name, _ in value:
        if name in seen and name in MEMBERS:
            raise ClientError("BAD_REQUEST", f"Member '{name}' of the request stands there twice; send it once.")
        seen.add(name)
