"""The documents of a manifest, each validated against the public schema when it is read: all are taken, or none is.

Shape limits do not apply to them, introspection's included: what may be in a manifest is decided where it is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, parse, validate
from graphql.validation.specified_rules import recommended_rules

from gateway.errors import ClientError, ConfigurationError
from gateway.operations.documents.document import Document, stored_key
from gateway.operations.documents.manifest import manifest_texts
from gateway.operations.validation import RULES, reason_of

_RULES = tuple(rule for rule in RULES if rule not in recommended_rules)
"""The recommended ones are limits."""
_HASHED = "sha256:"


class StoredDocuments:
    """The documents clients may send by id."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self.keys = frozenset(document.key for document in documents.values())
        """Equal where ids and texts are."""

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Document]:
        """In the order of the manifest."""
        return iter(self._documents.values())

    def find(self, document_id: str) -> Document | None:
        """Ids that are hashes may be written `sha256:...` (GraphQL over HTTP, appendix on persisted documents)."""
        found = self._documents.get(document_id)
        if found is None and document_id.startswith(_HASHED):
            return self._documents.get(document_id.removeprefix(_HASHED))
        return found

    def by_id(self, document_id: str) -> Document:
        """Raises ClientError PERSISTED_DOCUMENT_NOT_FOUND."""
        found = self.find(document_id)
        if found is None:
            raise no_such_document()
        return found

    def same(self, document_id: str, text: str) -> Document | None:
        """The document, if it had this text."""
        found = self._documents.get(document_id)
        return found if found is not None and found.key == stored_key(document_id, text) else None

    def hold_for(self, schema: GraphQLSchema) -> bool:
        """Whether all are valid for another schema too."""
        return not any(_errors(schema, document.node) for document in self._documents.values())


NONE = StoredDocuments({})


def no_such_document() -> ClientError:
    return ClientError("PERSISTED_DOCUMENT_NOT_FOUND", "There is no stored document of this id.", status=404)


def read_stored_documents(
    manifest: Path | None, schema: GraphQLSchema, before: StoredDocuments | None = None
) -> StoredDocuments:
    """The documents of a file; raises ConfigurationError naming file, id and reason.

    Where the file does not hold, those that were stored `before` stay, if they are valid for this schema.
    """
    if manifest is None:
        return NONE
    try:
        return stored_documents(_content(manifest), str(manifest), schema)
    except ConfigurationError:
        if before is None or not before.hold_for(schema):
            raise
        return before


def _content(manifest: Path) -> bytes:
    try:
        return manifest.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{manifest}: the manifest cannot be read: {error}") from error


def stored_documents(
    content: bytes | str, place: str, schema: GraphQLSchema, before: StoredDocuments = NONE
) -> StoredDocuments:
    """The documents of a manifest; raises ConfigurationError naming `place`, id and reason.

    What was valid for this schema `before` is not read again.
    """
    texts = manifest_texts(content, place)
    return StoredDocuments(
        {key: before.same(key, text) or _document(place, key, text, schema) for key, text in texts.items()}
    )


def _errors(schema: GraphQLSchema, node: DocumentNode) -> list[GraphQLError]:
    return validate(schema, node, _RULES, allow_empty_selection_sets=False)


def _document(place: str, key: str, text: str, schema: GraphQLSchema) -> Document:
    try:
        node = parse(text, no_location=True, allow_empty_selection_sets=False)
    except GraphQLError as error:
        raise ConfigurationError(
            f"{place}: document {key} does not parse: {error.message}; mend it, or take it out of the manifest."
        ) from error
    errors = _errors(schema, node)
    if errors:
        raise ConfigurationError(
            f"{place}: document {key} is not valid: {reason_of(errors[0])} "
            "Build the manifest anew for this schema, or take the document out."
        )
    operations = [one for one in node.definitions if isinstance(one, OperationDefinitionNode)]
    name = operations[0].name.value if len(operations) == 1 and operations[0].name else None
    return Document(stored_key(key, text), node, id=key, name=name, size=len(text))
