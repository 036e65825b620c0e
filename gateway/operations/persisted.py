"""Which document a request means: a stored one by its id, a known text by its hash, or the text it brings.

Hashes follow Apollo's automatic persisted queries: `extensions.persistedQuery = {version: 1, sha256Hash}` alone asks
for a text that was sent before; together with the text it has it kept. Clients of a manifest send its ids in the same
place, so a hash that is an id of the manifest names that document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.errors import ClientError
from gateway.operations.documents.document import Document, hash_key, sha256_of, text_key
from gateway.operations.documents.stored import StoredDocuments, no_such_document
from gateway.settings.documents import DocumentOptions

VERSION = 1

NOT_FOUND = "PersistedQueryNotFound"
NOT_SUPPORTED = "PersistedQueryNotSupported"
"""The messages clients look for; those of Apollo send the text again, and after the second no hashes any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a request names its document: by `id`, by `hash`, as `text`; the first that is there counts."""

    id: str | None
    hash: str | None
    text: str | None


def persisted_hash(extensions: Mapping[str, Any] | None) -> str | None:
    """The hash in the extensions of a request; raises ClientError for a form that is not understood."""
    given = extensions.get("persistedQuery") if extensions else None
    if given is None:
        return None
    sha256 = given.get("sha256Hash") if isinstance(given, dict) else None
    if not isinstance(sha256, str):
        raise ClientError("BAD_REQUEST", "'persistedQuery' in the extensions is not an object with a 'sha256Hash'.")
    if given.get("version") != VERSION:
        raise not_supported()
    return sha256


def named_document(asked: Asked, stored: StoredDocuments, options: DocumentOptions) -> Document | str:
    """The stored document a request names, otherwise the key of the text it brings or of one that was sent before.

    Raises ClientError where a document may not be named in this way, or where a text and its hash do not belong
    together.
    """
    if asked.id is not None:
        return stored.by_id(asked.id)
    found = stored.find(asked.hash) if asked.hash is not None else None
    if found is not None:
        return found
    if options.trusted_documents_only:
        raise _untrusted(asked)
    if asked.hash is not None:
        return _hashed(asked.hash, asked.text, options)
    if asked.text is None:
        raise _nothing_named()
    return text_key(asked.text)


def _hashed(sha256: str, text: str | None, options: DocumentOptions) -> str:
    if not options.automatic_persisted_queries:
        raise not_supported()
    if text and sha256 != sha256_of(text):
        raise ClientError("PERSISTED_QUERY_HASH_MISMATCH", "The hash is not that of the document; send its SHA-256.")
    return hash_key(sha256)


def not_found() -> ClientError:
    """With status 200: clients and what stands between take any other for a failure and do not send the text."""
    return ClientError("PERSISTED_QUERY_NOT_FOUND", NOT_FOUND, status=200)


def not_supported() -> ClientError:
    return ClientError("PERSISTED_QUERY_NOT_SUPPORTED", NOT_SUPPORTED, status=200)


def _untrusted(asked: Asked) -> ClientError:
    """An unknown hash is not told like one that may be followed by its text: no text is accepted."""
    if asked.text:
        return ClientError(
            "PERSISTED_DOCUMENT_ID_REQUIRED", "Only stored documents are answered; send the id of one as 'documentId'."
        )
    return no_such_document() if asked.hash is not None else _nothing_named()


def _nothing_named() -> ClientError:
    return ClientError("BAD_REQUEST", "Send the document as 'query' or the id of a stored one as 'documentId'.")
