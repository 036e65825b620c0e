"""One setting: its default and the sentence that documents it."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def option(sentence: str, default: Any) -> Any:
    """A setting with its sentence of documentation."""
    return field(default_factory=lambda: default, metadata={"sentence": sentence})
