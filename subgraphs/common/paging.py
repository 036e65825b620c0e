"""Relay connections with keyset cursors: a page starts after a row's keys, never at an offset.

See the GraphQL Cursor Connections Specification. A cursor is opaque to clients: base64url of a JSON list of sort keys.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import orjson
from strawberry import federation
from strawberry.federation.schema_directives import ListSize

from subgraphs.common.errors import BadInput

PAGE_CAP = 100
SIZED_BY_FIRST = ListSize(slicing_arguments=["first"])  # type: ignore[call-arg]
PAGED_BY_FIRST = ListSize(slicing_arguments=["first"], sized_fields=["nodes", "edges"])  # type: ignore[call-arg]
"""Tell the gateway how long a list gets, so that it can estimate what a query costs."""


@federation.type(shareable=True, description="Where a page of a connection ends.")
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


def page_size(first: int, *, cap: int = PAGE_CAP, argument: str = "first") -> int:
    """The number of rows asked for; refuses what is negative or above the hard cap of the list."""
    if not 0 <= first <= cap:
        raise BadInput(f"Argument '{argument}' must be between 0 and {cap}, not {first}.")
    return first


def encode_cursor(*keys: str | int) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(keys)).rstrip(b"=").decode()


def decode_cursor(cursor: str, *types: type[Any]) -> tuple[Any, ...]:
    """The sort keys in `cursor`, checked against the expected types; raises BadInput for anything not made here."""
    try:
        keys = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadInput("Argument 'after' is not a cursor of this list; use an endCursor it gave.") from error
    if not isinstance(keys, list) or [type(key) for key in keys] != list(types):
        raise BadInput("Argument 'after' is not a cursor of this list; use an endCursor it gave.")
    return tuple(keys)
