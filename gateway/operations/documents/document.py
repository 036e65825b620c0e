"""A document, and the keys that tell documents apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graphql import DocumentNode

_TEXT = "text:"


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
    return hash_key(sha256_of(text))


def hash_key(sha256: str) -> str:
    """The key of the text with this hash."""
    return _TEXT + sha256


def stored_key(document_id: str, text: str) -> str:
    """Holds the text too: an edit of the manifest may give another text to the same id."""
    return f"stored:{document_id}:{sha256_of(text)[:16]}"


def sha256_of(text: str) -> str:
    """Lower-case hex, of the bytes of the text in UTF-8."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
