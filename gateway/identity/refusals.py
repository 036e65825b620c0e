"""How a token that does not hold is refused."""

from __future__ import annotations

from gateway.errors import ClientError


def refused(message: str) -> ClientError:
    return ClientError("INVALID_JWT", message, status=401)
