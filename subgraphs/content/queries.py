"""Every SQL statement of content."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Subquery, Table, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.text import FALLBACK_LANGUAGES
from subgraphs.content.tables import (
    DOCUMENT_PRODUCTS,
    DOCUMENT_TEXTS,
    DOCUMENTS,
    FAQ_ENTRIES,
    FAQ_TEXTS,
    LEGAL_NOTICES,
    LEGAL_TEXTS,
    LINK_KEY,
    PAGE_TEXTS,
    PAGES,
)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]

LIST_CAP = 100
DOCUMENT_CAP = 20


async def pages(
    connection: AsyncConnection, language: str, *, slugs: Collection[str] | None = None, kind: str | None = None
) -> Rows:
    """At most LIST_CAP pages in their order, each in the language asked for or the nearest there is."""
    texts = _nearest(PAGE_TEXTS, PAGE_TEXTS.c.slug, language)
    chosen = select(PAGES, texts.c.language, texts.c.title, texts.c.body).join(texts, PAGES.c.slug == texts.c.slug)
    if slugs is not None:
        chosen = chosen.where(PAGES.c.slug.in_(slugs))
    if kind is not None:
        chosen = chosen.where(PAGES.c.kind == kind)
    return (await connection.execute(chosen.order_by(PAGES.c.position, PAGES.c.slug).limit(LIST_CAP))).all()


async def faq(connection: AsyncConnection, language: str, *, words: Collection[str], limit: int) -> Rows:
    """Entries whose shown text holds every word, in their order; `words` are sort keys (see common.text)."""
    texts = _nearest(FAQ_TEXTS, FAQ_TEXTS.c.id, language)
    chosen = select(texts).join(FAQ_ENTRIES, FAQ_ENTRIES.c.id == texts.c.id)
    for word in words:
        chosen = chosen.where(texts.c.search_text.contains(word, autoescape=True))
    return (await connection.execute(chosen.order_by(FAQ_ENTRIES.c.position, FAQ_ENTRIES.c.id).limit(limit))).all()


async def legal_notices(connection: AsyncConnection, market: str, language: str) -> Rows:
    """At most LIST_CAP notices of a market, each in the language asked for or the nearest there is."""
    texts = _nearest(LEGAL_TEXTS, LEGAL_TEXTS.c.id, language)
    chosen = select(LEGAL_NOTICES, texts.c.language, texts.c.title, texts.c.text).join(
        texts, LEGAL_NOTICES.c.id == texts.c.id
    )
    chosen = chosen.where(LEGAL_NOTICES.c.market == market)
    order = (LEGAL_NOTICES.c.position, LEGAL_NOTICES.c.id)
    return (await connection.execute(chosen.order_by(*order).limit(LIST_CAP))).all()


async def documents(connection: AsyncConnection, kind: str, skus: Collection[str], language: str) -> Rows:
    """At most DOCUMENT_CAP documents of each product in all their languages, the language asked for first."""
    order = (_distance(DOCUMENT_TEXTS, language), DOCUMENT_TEXTS.c.language, DOCUMENTS.c.slug)
    place = func.row_number().over(partition_by=DOCUMENT_PRODUCTS.c.sku, order_by=order).label("place")
    joined = DOCUMENT_PRODUCTS.join(DOCUMENTS, DOCUMENT_PRODUCTS.c.slug == DOCUMENTS.c.slug).join(
        DOCUMENT_TEXTS, DOCUMENTS.c.slug == DOCUMENT_TEXTS.c.slug
    )
    ranked = (
        select(
            DOCUMENT_PRODUCTS.c.sku,
            DOCUMENTS.c.slug,
            DOCUMENTS.c.version,
            DOCUMENT_TEXTS.c.language,
            DOCUMENT_TEXTS.c.title,
            place,
        )
        .select_from(joined)
        .where(DOCUMENT_PRODUCTS.c.sku.in_(skus), DOCUMENTS.c.kind == kind)
        .subquery()
    )
    chosen = select(ranked).where(ranked.c.place <= DOCUMENT_CAP)
    return (await connection.execute(chosen.order_by(ranked.c.sku, ranked.c.place))).all()


async def document(connection: AsyncConnection, kind: str, slug: str, language: str) -> AnyRow | None:
    chosen = (
        select(DOCUMENTS.c.version, DOCUMENT_TEXTS)
        .join(DOCUMENT_TEXTS, DOCUMENTS.c.slug == DOCUMENT_TEXTS.c.slug)
        .where(DOCUMENTS.c.kind == kind, DOCUMENTS.c.slug == slug, DOCUMENT_TEXTS.c.language == language)
    )
    return (await connection.execute(chosen)).first()


async def link_secret(connection: AsyncConnection) -> bytes:
    secret: bytes = (await connection.execute(select(LINK_KEY.c.secret))).scalar_one()
    return secret


def _nearest(texts: Table, key: ColumnElement[Any], language: str) -> Subquery:
    """One text per key: the same choice as common.text.localized, made by the database."""
    order = (_distance(texts, language), texts.c.language)
    place = func.row_number().over(partition_by=key, order_by=order).label("place")
    ranked = select(texts, place).subquery()
    return select(ranked).where(ranked.c.place == literal(1)).subquery()


def _distance(texts: Table, language: str) -> ColumnElement[int]:
    wished = (language, *FALLBACK_LANGUAGES)
    return case(*((texts.c.language == candidate, place) for place, candidate in enumerate(wished)), else_=len(wished))
