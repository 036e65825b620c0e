"""Reads of the category tree."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.products.queries.products import Rows
from subgraphs.products.tables import CATEGORIES

CATEGORY_CAP = 500
"""Groups a catalogue may have; the tree is always shown whole."""

_ORDER = (CATEGORIES.c.sort_key, CATEGORIES.c.id)


async def all_categories(connection: AsyncConnection) -> Rows:
    return (await connection.execute(select(CATEGORIES).order_by(*_ORDER).limit(CATEGORY_CAP))).all()


async def categories(connection: AsyncConnection, ids: Collection[str]) -> Rows:
    return (await connection.execute(select(CATEGORIES).where(CATEGORIES.c.id.in_(ids)))).all()


async def children(connection: AsyncConnection, parents: Collection[str]) -> Rows:
    chosen = select(CATEGORIES).where(CATEGORIES.c.parent_id.in_(parents)).order_by(*_ORDER).limit(CATEGORY_CAP)
    return (await connection.execute(chosen)).all()


def subtree(category: str) -> Select[tuple[str]]:
    """The ids of a category and of everything below it."""
    found = select(CATEGORIES.c.id).where(CATEGORIES.c.id == category).cte("subtree", recursive=True)
    below = select(CATEGORIES.c.id).join(found, CATEGORIES.c.parent_id == found.c.id)
    return select(found.union(below).c.id)
