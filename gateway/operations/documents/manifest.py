"""The forms in which manifests of stored documents come, told apart by their content.

* a JSON object of ids and texts, as graphql-codegen and Relay write it,
* Apollo's `apollo-persisted-query-manifest`, version 1: a list of operations with `id` and `body`.
"""

from __future__ import annotations

from typing import Any

import orjson

from gateway.errors import ConfigurationError

APOLLO = "apollo-persisted-query-manifest"
APOLLO_VERSION = 1


def manifest_texts(content: bytes | str, place: str) -> dict[str, str]:
    """Id -> text; raises ConfigurationError naming `place`, the entry and what is expected of it."""
    try:
        manifest = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ConfigurationError(f"{place}: cannot be read as JSON: {error}") from error
    if not isinstance(manifest, dict):
        raise ConfigurationError(
            f"{place}: expected a JSON object of ids and document texts, or a manifest in the format '{APOLLO}'."
        )
    if isinstance(manifest.get("operations"), list) or manifest.get("format") == APOLLO:
        return _apollo(manifest, place)
    for document_id, text in manifest.items():
        if not isinstance(text, str):
            raise ConfigurationError(
                f"{place}: document {document_id} is not a text; give each id the document's text."
            )
    return manifest


def _apollo(manifest: dict[str, Any], place: str) -> dict[str, str]:
    form, version, operations = (manifest.get(name) for name in ("format", "version", "operations"))
    if form != APOLLO or version != APOLLO_VERSION:
        raise ConfigurationError(
            f"{place}: has format {form!r}, version {version!r}; "
            f"expected are '{APOLLO}', version {APOLLO_VERSION}, or a JSON object of ids and document texts."
        )
    if not isinstance(operations, list):
        raise ConfigurationError(f"{place}: 'operations' is not a list of objects with 'id' and 'body'.")
    texts: dict[str, str] = {}
    for number, operation in enumerate(operations):
        document_id, text = _entry(operation, f"{place}: operation {number}")
        if texts.setdefault(document_id, text) != text:
            raise ConfigurationError(f"{place}: document {document_id} has two texts; give each its own id.")
    return texts


def _entry(operation: Any, where: str) -> tuple[str, str]:
    if not isinstance(operation, dict):
        raise ConfigurationError(f"{where} is not an object with 'id' and 'body'.")
    document_id, text = operation.get("id"), operation.get("body")
    if not isinstance(document_id, str):
        raise ConfigurationError(f"{where} ({operation.get('name')}) has no 'id' that is a text.")
    if not isinstance(text, str):
        raise ConfigurationError(f"{where}, document {document_id}, has no 'body' that is a text.")
    return document_id, text
