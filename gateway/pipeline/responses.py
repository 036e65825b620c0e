"""Answers as clients read them: the response map of the GraphQL specification, section 7.1."""

from __future__ import annotations

from typing import Any

import msgspec

from gateway.model.request import Answer


def members_of(answer: Answer) -> dict[str, Any]:
    """Errors first, so that they are read first."""
    members: dict[str, Any] = {"errors": list(answer.errors)} if answer.errors else {}
    members["data"] = answer.data
    if answer.extensions:
        members["extensions"] = answer.extensions
    return members


def encoded(answer: Answer) -> bytes:
    """The same encoder as that of answers that come as bytes, so that nobody can tell how an answer was made."""
    return msgspec.json.encode(members_of(answer))
