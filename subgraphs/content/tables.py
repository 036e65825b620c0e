"""Tables of content; every text exists once per language, what has no text in a language shows another one."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

from subgraphs.common.columns import ORDERED_TEXT

METADATA = MetaData()

PAGES = Table(
    "pages",
    METADATA,
    Column("slug", ORDERED_TEXT, primary_key=True),
    Column("kind", String, nullable=False),
    Column("position", Integer, nullable=False),
    CheckConstraint("kind IN ('information', 'news', 'service')", name="page_kind_known"),
)

PAGE_TEXTS = Table(
    "page_texts",
    METADATA,
    Column("slug", ORDERED_TEXT, ForeignKey("pages.slug"), primary_key=True),
    Column("language", ORDERED_TEXT, primary_key=True),
    Column("title", String, nullable=False),
    Column("body", String, nullable=False),
)

FAQ_ENTRIES = Table(
    "faq_entries",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("position", Integer, nullable=False),
)

FAQ_TEXTS = Table(
    "faq_texts",
    METADATA,
    Column("id", ORDERED_TEXT, ForeignKey("faq_entries.id"), primary_key=True),
    Column("language", ORDERED_TEXT, primary_key=True),
    Column("topic", String, nullable=False),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("search_text", String, nullable=False),
)
"""`search_text`: topic, question and answer without case and accents."""

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("slug", ORDERED_TEXT, primary_key=True),
    Column("kind", String, nullable=False),
    Column("version", String, nullable=False),
    CheckConstraint("kind IN ('manual', 'service')", name="document_kind_known"),
)
"""Manuals for everyone, service documents for those who repair."""

DOCUMENT_PRODUCTS = Table(
    "document_products",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("slug", ORDERED_TEXT, ForeignKey("documents.slug"), primary_key=True),
    Index("products_of_document", "slug"),
)

DOCUMENT_TEXTS = Table(
    "document_texts",
    METADATA,
    Column("slug", ORDERED_TEXT, ForeignKey("documents.slug"), primary_key=True),
    Column("language", ORDERED_TEXT, primary_key=True),
    Column("title", String, nullable=False),
    Column("body", String, nullable=False),
)

LEGAL_NOTICES = Table(
    "legal_notices",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("market", String(2), nullable=False),
    Column("position", Integer, nullable=False),
    Index("notices_of_market", "market", "position"),
)

LEGAL_TEXTS = Table(
    "legal_texts",
    METADATA,
    Column("id", ORDERED_TEXT, ForeignKey("legal_notices.id"), primary_key=True),
    Column("language", ORDERED_TEXT, primary_key=True),
    Column("title", String, nullable=False),
    Column("text", String, nullable=False),
)

LINK_KEY = Table(
    "link_key",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    CheckConstraint("id = 1", name="only_one_link_key"),
)
"""One row, made by the migration: the secret that signs links to service documents, shared by all processes."""
