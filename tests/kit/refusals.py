"""The codes by which an answer says why it was refused."""

from __future__ import annotations

from typing import Any


def codes(answer: dict[str, Any]) -> list[str]:
    """One for each error; none for an answer without."""
    return [error["extensions"]["code"] for error in answer.get("errors", ())]
