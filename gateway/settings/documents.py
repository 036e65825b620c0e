"""Documents that are stored, those that are sent, and what they may ask of the schema itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.settings.option import option


@dataclass(frozen=True)
class DocumentOptions:
    documents: Path | None = option(
        "Manifest of stored documents: a JSON object, id to text, or Apollo's persisted query manifest.", None
    )
    document_check_seconds: float = option("Seconds between looks at the manifest; a change holds when two agree.", 1.0)
    trusted_documents_only: bool = option(
        "Whether only documents of the manifest are answered, sent by id; every text is refused, introspection too.",
        False,
    )
    automatic_persisted_queries: bool = option(
        "Whether texts are kept under their SHA-256, by which clients may send them again.", True
    )
    cache_bytes: int = option(
        "About the most memory for documents sent as text, with their plans, fast forms and introspection, in bytes.",
        64 * 1024 * 1024,
    )
    introspection: bool = option("Whether documents may introspect the schema, as far as their sender sees it.", True)
    introspection_depth_limit: int = option(
        "Most lists inside each other in introspection sent as text: types, fields of them; circles need more.", 2
    )
