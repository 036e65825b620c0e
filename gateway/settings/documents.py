"""Documents that are stored, and the memory for those that are sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.settings.option import option


@dataclass(frozen=True)
class DocumentOptions:
    documents: Path | None = option("Manifest of stored documents: a JSON object, id to text.", None)
    cache_bytes: int = option(
        "About the most memory for documents sent as text, with their plans and fast forms, in bytes.", 64 * 1024 * 1024
    )
