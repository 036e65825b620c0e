"""Pages, questions, documents and legal notices; the secret that signs links."""

import secrets

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('manual', 'service')", name="document_kind_known"),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "faq_entries",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "legal_notices",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notices_of_market", "legal_notices", ["market", "position"], unique=False)
    op.create_table(
        "link_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="only_one_link_key"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "pages",
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('information', 'news', 'service')", name="page_kind_known"),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "document_products",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["documents.slug"],
        ),
        sa.PrimaryKeyConstraint("sku", "slug"),
    )
    op.create_index("products_of_document", "document_products", ["slug"], unique=False)
    op.create_table(
        "document_texts",
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("language", ORDERED_TEXT, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["documents.slug"],
        ),
        sa.PrimaryKeyConstraint("slug", "language"),
    )
    op.create_table(
        "faq_texts",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("language", ORDERED_TEXT, nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"],
            ["faq_entries.id"],
        ),
        sa.PrimaryKeyConstraint("id", "language"),
    )
    op.create_table(
        "legal_texts",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("language", ORDERED_TEXT, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"],
            ["legal_notices.id"],
        ),
        sa.PrimaryKeyConstraint("id", "language"),
    )
    op.create_table(
        "page_texts",
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("language", ORDERED_TEXT, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["pages.slug"],
        ),
        sa.PrimaryKeyConstraint("slug", "language"),
    )
    link_key = sa.table("link_key", sa.column("id", sa.Integer), sa.column("secret", sa.LargeBinary))
    op.bulk_insert(link_key, [{"id": 1, "secret": secrets.token_bytes(32)}])


def downgrade() -> None:
    op.drop_table("page_texts")
    op.drop_table("legal_texts")
    op.drop_table("faq_texts")
    op.drop_table("document_texts")
    op.drop_index("products_of_document", table_name="document_products")
    op.drop_table("document_products")
    op.drop_table("pages")
    op.drop_table("link_key")
    op.drop_index("notices_of_market", table_name="legal_notices")
    op.drop_table("legal_notices")
    op.drop_table("faq_entries")
    op.drop_table("documents")
