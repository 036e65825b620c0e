"""Stored documents: a manifest of ids and texts, each validated against the public schema when it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, parse, validate

from gateway.errors import ClientError, ConfigurationError


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. `id` is the manifest's for stored ones, None for free-form; `name` only names stored ones.

    `key` tells documents apart, in memory and in the log, without telling what they ask; `size` is in characters.
    """

    key: str
    node: DocumentNode
    id: str | None = None
    name: str | None = None
    size: int = 0


def free_form(text: str, node: DocumentNode) -> Document:
    """A document that was sent as text."""
    return Document(text_key(text), node, size=len(text))


def text_key(text: str) -> str:
    return "text:" + hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def stored_key(document_id: str) -> str:
    return f"stored:{document_id}"


class StoredDocuments:
    """The documents clients may send by id."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def by_id(self, document_id: str) -> Document:
        """Raises ClientError PERSISTED_DOCUMENT_NOT_FOUND."""
        found = self._documents.get(document_id)
        if found is None:
            raise ClientError("PERSISTED_DOCUMENT_NOT_FOUND", "There is no stored document of this id.", status=404)
        return found


def read_stored_documents(manifest: Path | None, schema: GraphQLSchema) -> StoredDocuments:
    """The manifest (JSON object: id to text); raises ConfigurationError naming file, id and reason."""
    if manifest is None:
        return StoredDocuments({})
    try:
        texts = orjson.loads(manifest.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise ConfigurationError(f"{manifest}: cannot be read as JSON: {error}") from error
    if not isinstance(texts, dict):
        raise ConfigurationError(f"{manifest}: expected a JSON object of ids and document texts.")
    return StoredDocuments({key: _document(manifest, key, text, schema) for key, text in texts.items()})


def _document(manifest: Path, key: str, text: Any, schema: GraphQLSchema) -> Document:
    if not isinstance(text, str):
        raise ConfigurationError(f"{manifest}: document {key} is not a text.")
    try:
        node = parse(text, no_location=True, allow_empty_selection_sets=False)
    except GraphQLError as error:
        raise ConfigurationError(f"{manifest}: document {key} does not parse: {error.message}") from error
    errors = validate(schema, node, allow_empty_selection_sets=False)
    if errors:
        raise ConfigurationError(f"{manifest}: document {key} is not valid: {errors[0].message}")
    operations = [one for one in node.definitions if isinstance(one, OperationDefinitionNode)]
    name = operations[0].name.value if len(operations) == 1 and operations[0].name else None
    return Document(stored_key(key), node, id=key, name=name)
