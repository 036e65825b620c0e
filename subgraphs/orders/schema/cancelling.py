"""Cancelling, and what every change of an order answers."""

from __future__ import annotations

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.schema.answers import OrderUserError
from subgraphs.orders.schema.keys import key_of
from subgraphs.orders.schema.order import Order
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.cancelling import Cancellation, cancel_order
from subgraphs.orders.service.reading import seen_order


@strawberry.input(description="Lines of an order that are no longer wanted.")
class CancelOrderInput:
    key: strawberry.ID = strawberry.field(description="Chosen by the caller, new for each call.")
    number: strawberry.ID = strawberry.field(description="Our order number.")
    positions: list[int] | None = strawberry.field(default=None, description="The lines; by default all that can be.")


@strawberry.type(description="What came of a change to an order.")
class OrderPayload:
    order: Order | None = strawberry.field(description="The order as it stands now.")
    user_errors: list[OrderUserError] = strawberry.field(description="Empty when it was done; otherwise nothing was.")

    @classmethod
    def of(cls, answer: Answer, order: AnyRow | None) -> OrderPayload:
        return cls(
            order=None if order is None else Order.of(order),
            user_errors=[OrderUserError.of(error) for error in answer.errors],
        )


@strawberry.type
class CancellingMutation:
    @federation.mutation(
        description="Cancels lines until they are picked; of a line of which some has left, the rest that waits."
    )
    async def cancel_order(self, info: Asked, input: CancelOrderInput) -> OrderPayload:  # noqa: A002
        viewer, services = info.context.viewer, info.context.services
        cancellation = Cancellation(str(input.number), positions_of(input.positions))
        answer = await cancel_order(viewer, services, key_of(input.key), cancellation)
        return OrderPayload.of(answer, await seen_order(viewer, services, cancellation.number))


def positions_of(given: list[int] | None) -> tuple[int, ...] | None:
    """Raises BadInput when none is named, or one twice."""
    if given is None:
        return None
    if not given or len(set(given)) < len(given):
        raise BadInput("Field 'positions' must name lines, each once; leave it out to mean all that can be.")
    return tuple(given)
