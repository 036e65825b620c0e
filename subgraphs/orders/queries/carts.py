"""Carts of one person in one company, and the numbers a company has for our articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.loading import put
from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.rules.carts import CartOwner
from subgraphs.orders.tables.carts import BUYER_NUMBERS, CART_LINES, CARTS


async def open_carts(connection: AsyncConnection, owner: CartOwner, *, limit: int) -> Rows:
    """Carts that have not become an order, newest change first."""
    chosen = select(CARTS).where(*_of(owner), CARTS.c.order_number.is_(None))
    newest = (CARTS.c.changed_at.desc(), CARTS.c.id.desc())
    return (await connection.execute(chosen.order_by(*newest).limit(limit))).all()


async def carts(connection: AsyncConnection, owner: CartOwner, ids: Collection[str]) -> Rows:
    """Own carts with these ids, those that have become an order among them."""
    return (await connection.execute(select(CARTS).where(*_of(owner), CARTS.c.id.in_(ids)))).all()


async def locked_cart(connection: AsyncConnection, owner: CartOwner, cart_id: str) -> AnyRow | None:
    """The own cart, held until the end of the transaction."""
    chosen = select(CARTS).where(*_of(owner), CARTS.c.id == cart_id).with_for_update()
    return (await connection.execute(chosen)).one_or_none()


async def lines(connection: AsyncConnection, carts: Collection[str]) -> Rows:
    """Lines of carts by position."""
    chosen = select(CART_LINES).where(CART_LINES.c.cart_id.in_(carts))
    return (await connection.execute(chosen.order_by(CART_LINES.c.cart_id, CART_LINES.c.position))).all()


async def add_cart(connection: AsyncConnection, owner: CartOwner, cart_id: str, at: datetime) -> None:
    """An empty cart."""
    values = {"id": cart_id, "company_id": owner.company, "person": owner.person, "version": 1}
    await connection.execute(insert(CARTS).values(values | {"created_at": at, "changed_at": at}))


async def change_cart(connection: AsyncConnection, owner: CartOwner, cart_id: str, version: int, at: datetime) -> bool:
    """Counts the version up; False when the cart has another version by now, has become an order or is not there."""
    same = (*_of(owner), CARTS.c.id == cart_id, CARTS.c.version == version, CARTS.c.order_number.is_(None))
    changed = await connection.execute(update(CARTS).where(*same).values(version=version + 1, changed_at=at))
    return bool(changed.rowcount == 1)


async def put_lines(connection: AsyncConnection, lines: Sequence[Mapping[str, Any]]) -> None:
    """Writes whole lines, new ones and those that stand at their position already."""
    await put(connection, CART_LINES, lines)


async def remove_lines(connection: AsyncConnection, cart_id: str, positions: Collection[int]) -> None:
    gone = (CART_LINES.c.cart_id == cart_id, CART_LINES.c.position.in_(positions))
    await connection.execute(delete(CART_LINES).where(*gone))


async def buyer_numbers(connection: AsyncConnection, company: str, numbers: Collection[str]) -> Rows:
    """What a company calls by these numbers, each as `rules/numbers.compared` writes it."""
    known = (BUYER_NUMBERS.c.company_id == company, BUYER_NUMBERS.c.number.in_(numbers))
    return (await connection.execute(select(BUYER_NUMBERS).where(*known))).all()


async def take_turn(connection: AsyncConnection, owner: CartOwner) -> None:
    """Until the end of the transaction nobody else opens a cart for this owner; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        turn = text("SELECT pg_advisory_xact_lock(hashtext(:owner))")
        await connection.execute(turn, {"owner": f"cart of {owner.person} in {owner.company}"})


def _of(owner: CartOwner) -> tuple[ColumnElement[bool], ...]:
    return CARTS.c.company_id == owner.company, CARTS.c.person == owner.person
