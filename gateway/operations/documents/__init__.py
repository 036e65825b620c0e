"""Documents: those that clients send as text, and those of a manifest that they name by id."""

from gateway.operations.documents.document import Document, free_form, text_key
from gateway.operations.documents.manifest import manifest_texts
from gateway.operations.documents.stored import StoredDocuments, read_stored_documents, stored_documents

__all__ = [
    "Document",
    "StoredDocuments",
    "free_form",
    "manifest_texts",
    "read_stored_documents",
    "stored_documents",
    "text_key",
]
