"""The use case of adding to a cart: all lines or none, once per key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from uuid import uuid4

from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.idempotency import KeyReused, claim, keep_result
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.adding import Chosen, NewLine, chosen
from subgraphs.orders.rules.carts import LINES_CAP, CartLine, CartOwner, cart_owner, filled
from subgraphs.orders.rules.numbers import Meant, compared
from subgraphs.orders.rules.offer import quantity_problems
from subgraphs.orders.rules.problem_errors import problem_error
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.carts import (
    CartAnswer,
    answer,
    cart_line,
    cart_state,
    line_row,
    open_carts,
    refuse_unless_open,
)
from subgraphs.orders.service.naming import meanings, own_numbers
from subgraphs.orders.service.seen import SeenUnits, seen_units
from subgraphs.orders.tables.keys import KEYS

OPERATION = "addToCart"


@dataclass(frozen=True, slots=True)
class Filling:
    """The arguments of the mutation."""

    key: str
    cart_id: str | None
    lines: tuple[NewLine, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the key stands for afterwards."""

    cart_id: str | None
    errors: tuple[UserError, ...] = ()


_CODEC = TypeAdapter(_Kept)


async def add_to_cart(viewer: Viewer, services: Services, filling: Filling) -> CartAnswer:
    """The same key with the same lines answers the same again and adds nothing, a refusal included.

    Raises PeerFailed when it cannot be told what the numbers mean; the key is free then.
    """
    owner = cart_owner(viewer)
    if owner is None:
        return CartAnswer(errors=(user_error(OrderErrorCode.NOT_ALLOWED, viewer.language),))
    what = await _chosen(viewer, services, owner, filling)
    seen = await _seen(viewer, services, owner, filling.cart_id, what)
    body = to_json(asdict(filling) | {"company": owner.company}).decode()
    key = {"owner": owner.person, "key": filling.key}
    at = services.clock.now()
    async with services.database.write() as connection:
        try:
            claimed = await claim(connection, KEYS, **key, operation=OPERATION, body=body, at=at)
        except KeyReused:
            return CartAnswer(errors=(user_error(OrderErrorCode.KEY_REUSED, viewer.language, "input", "key"),))
        if claimed.result is not None:
            kept = _CODEC.validate_json(claimed.result)
        else:
            kept = await _fill(connection, viewer, services, owner, filling.cart_id, what, seen)
            await keep_result(connection, KEYS, **key, result=to_json(kept).decode())
    return await answer(viewer, services, kept.cart_id, *kept.errors)


async def _chosen(viewer: Viewer, services: Services, owner: CartOwner, filling: Filling) -> Chosen:
    if len(filling.lines) > LINES_CAP:
        error = user_error(OrderErrorCode.TOO_MANY_LINES, viewer.language, "input", "lines", limit=LINES_CAP)
        return Chosen(errors={0: error})
    numbers = {line.number for line in filling.lines}
    own = await own_numbers(services, owner, {compared(number) for number in numbers})
    found = await meanings(services, viewer, own, numbers)
    skus = {meaning.sku for meaning in found.values() if isinstance(meaning, Meant)}
    return chosen(filling.lines, found, await articles(services, viewer, skus, deliver_to=viewer.country), viewer)


async def _seen(viewer: Viewer, services: Services, owner: CartOwner, cart_id: str | None, what: Chosen) -> SeenUnits:
    """The unit prices in the cart as it will probably be; whoever fills it at the same time may move a tier."""
    if what.errors:
        return {}
    if cart_id is None:
        newest = await open_carts(viewer, services, limit=1)
        cart_id = newest[0].id if newest else None
    lines = () if cart_id is None else (await cart_state(services, owner, cart_id)).lines
    return await seen_units(services, viewer, filled(lines, what.additions) or ())


async def _fill(
    connection: AsyncConnection,
    viewer: Viewer,
    services: Services,
    owner: CartOwner,
    cart_id: str | None,
    what: Chosen,
    seen: SeenUnits,
) -> _Kept:
    try:
        row = await _cart_to_fill(connection, viewer.language, owner, cart_id)
        cart_id = None if row is None else str(row.id)
        lines = [] if row is None else [cart_line(line) for line in await queries.lines(connection, [row.id])]
        changes = _changes(lines, what, viewer.language)
    except Refused as refused:
        return _Kept(cart_id, refused.errors)
    at = services.clock.now()
    if row is None:
        cart_id = uuid4().hex
        await queries.add_cart(connection, owner, cart_id, at)
    else:
        await queries.change_cart(connection, owner, row.id, row.version, at)
    written = [replace(line, seen_unit=seen.get(line.key, line.seen_unit)) for line in changes]
    await queries.put_lines(connection, [line_row(str(cart_id), line) for line in written])
    return _Kept(cart_id)


async def _cart_to_fill(
    connection: AsyncConnection, language: str, owner: CartOwner, cart_id: str | None
) -> AnyRow | None:
    """The cart meant, else the newest, held until the end of the transaction; None when one has to be opened."""
    if cart_id is not None:
        return refuse_unless_open(await queries.locked_cart(connection, owner, cart_id), language)
    await queries.take_turn(connection, owner)
    newest = await queries.open_carts(connection, owner, limit=1)
    row = await queries.locked_cart(connection, owner, newest[0].id) if newest else None
    return row if row is not None and row.order_number is None else None


def _changes(lines: Sequence[CartLine], what: Chosen, language: str) -> list[CartLine]:
    """The lines that become others or are new; raises Refused with what is wrong, in the order of the input."""
    before = {line.key: line.quantity for line in lines}
    wrong = quantity_problems(what.additions, what.articles, before)
    errors = dict(what.errors)
    errors |= {
        index: problem_error(problem, language, "input", "lines", str(index)) for index, problem in wrong.items()
    }
    if errors:
        raise Refused(*(errors[index] for index in sorted(errors)))
    after = filled(lines, what.additions)
    if after is None:
        raise Refused(user_error(OrderErrorCode.TOO_MANY_LINES, language, "input", "lines", limit=LINES_CAP))
    return [line for line in after if line not in lines]
