"""Documents that are stored, and the memory for those that are sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.settings.option import option


@dataclass(frozen=True)
class DocumentOptions:
    documents: Path | None = option(
        "Manifest of stored documents: a JSON object, id to text, or Apollo's persisted query manifest.", None
    )
    trusted_documents_only: bool = option(
        "Whether only documents of the manifest are answered, sent by id; every text is refused, introspection too.",
        False,
    )
    automatic_persisted_queries: bool = option(
        "Whether texts are kept under their SHA-256, by which clients may send them again.", True
    )
    cache_bytes: int = option(
        "About the most memory for documents sent as text, with their plans and fast forms, in bytes.", 64 * 1024 * 1024
    )
