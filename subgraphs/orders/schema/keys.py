"""Idempotency keys as callers write them."""

from __future__ import annotations

from subgraphs.common.errors import BadInput

KEY_CAP = 200


def key_of(given: str) -> str:
    """Raises BadInput for a key that no caller needs and no database keeps."""
    if not given or len(given) > KEY_CAP or not given.isprintable():
        raise BadInput(f"Field 'key' must have 1 to {KEY_CAP} printable characters.")
    return str(given)
