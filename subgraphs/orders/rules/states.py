"""How an order and its lines go from state to state, and by whom (DOMAIN 7): one explicit machine. Pure.

What is not listed does not happen. The state of an order follows from its lines: one shipment never speaks for lines
that it does not hold.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace


class LineState(enum.StrEnum):
    PENDING = "pending"
    OPEN = "open"
    BACK_ORDER = "back_order"
    PICKING = "picking"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class OrderState(enum.StrEnum):
    PENDING = "pending"
    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class Actor(enum.Enum):
    PLACING = "placing"
    BUYER = "buyer"
    LOGISTICS = "logistics"


LINE_STEPS: Mapping[LineState, Mapping[LineState, Actor]] = {
    LineState.PENDING: {LineState.OPEN: Actor.PLACING, LineState.BACK_ORDER: Actor.PLACING},
    LineState.OPEN: {LineState.PICKING: Actor.LOGISTICS, LineState.CANCELLED: Actor.BUYER},
    LineState.BACK_ORDER: {
        LineState.PICKING: Actor.LOGISTICS,
        LineState.CANCELLED: Actor.BUYER,
        LineState.SHIPPED: Actor.BUYER,
    },
    LineState.PICKING: {
        LineState.PART_SHIPPED: Actor.LOGISTICS,
        LineState.BACK_ORDER: Actor.LOGISTICS,
        LineState.SHIPPED: Actor.LOGISTICS,
    },
    LineState.PART_SHIPPED: {
        LineState.PART_SHIPPED: Actor.LOGISTICS,
        LineState.BACK_ORDER: Actor.LOGISTICS,
        LineState.SHIPPED: Actor.LOGISTICS,
    },
    LineState.SHIPPED: {},
    LineState.CANCELLED: {},
}
"""Who brings a line from a state to another. A buyer ends a back-order as shipped by giving up the rest of it."""

ORDER_STEPS: Mapping[OrderState, Mapping[OrderState, frozenset[Actor]]] = {
    OrderState.PENDING: {
        OrderState.AWAITING: frozenset({Actor.PLACING}),
        OrderState.CONFIRMED: frozenset({Actor.PLACING}),
    },
    OrderState.AWAITING: {OrderState.CANCELLED: frozenset({Actor.BUYER})},
    OrderState.CONFIRMED: {
        OrderState.PART_SHIPPED: frozenset({Actor.LOGISTICS}),
        OrderState.SHIPPED: frozenset({Actor.LOGISTICS}),
        OrderState.CANCELLED: frozenset({Actor.BUYER}),
    },
    OrderState.PART_SHIPPED: {OrderState.SHIPPED: frozenset({Actor.LOGISTICS, Actor.BUYER})},
    OrderState.SHIPPED: {},
    OrderState.CANCELLED: {},
}

CANCELLABLE = frozenset({OrderState.AWAITING, OrderState.CONFIRMED, OrderState.PART_SHIPPED})
DELIVERABLE = frozenset({OrderState.CONFIRMED, OrderState.PART_SHIPPED})


class StepRefused(ValueError):
    """The machine has no such step from here; callers ask `can_...` first."""


@dataclass(frozen=True, slots=True)
class Line:
    """`quantity` and `shipped` in order units."""

    position: int
    state: LineState
    quantity: int
    shipped: int = 0

    @property
    def open_quantity(self) -> int:
        return 0 if self.state is LineState.CANCELLED else self.quantity - self.shipped


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order has come."""

    state: OrderState
    lines: tuple[Line, ...]

    def line(self, position: int) -> Line | None:
        return next((line for line in self.lines if line.position == position), None)


Step = Callable[[Line], Line]
May = Callable[[OrderState, Line], bool]


def can_cancel(order: OrderState, line: Line) -> bool:
    """Until picking; of a line of which some has left, the rest while it waits for goods."""
    return order in CANCELLABLE and line.state in (LineState.OPEN, LineState.BACK_ORDER)


def can_pick(order: OrderState, line: Line) -> bool:
    return order in DELIVERABLE and LineState.PICKING in LINE_STEPS[line.state]


def can_ship(order: OrderState, line: Line) -> bool:
    """What is in the hands of the warehouse; `quantity` decides how much of it is left to send."""
    return order in DELIVERABLE and line.state in (LineState.PICKING, LineState.PART_SHIPPED)


def placed(progress: Progress, state: OrderState, waiting: Collection[int]) -> Progress:
    """The order is there: confirmed, or awaiting an approval. Lines at the positions `waiting` wait for goods."""
    lines = [
        _step(line, LineState.BACK_ORDER if line.position in waiting else LineState.OPEN, Actor.PLACING)
        for line in progress.lines
    ]
    if Actor.PLACING not in ORDER_STEPS[progress.state].get(state, ()):
        raise StepRefused(f"{progress.state} -> {state}")
    return Progress(state, tuple(lines))


def cancelled(progress: Progress, positions: Collection[int]) -> Progress:
    """What has left stays ordered: such a line ends with the quantity that was shipped."""
    return _moved(progress, dict.fromkeys(positions, _cancelled), Actor.BUYER, can_cancel)


def picked(progress: Progress, positions: Collection[int]) -> Progress:
    return _moved(progress, dict.fromkeys(positions, _picked), Actor.LOGISTICS, can_pick)


def shipped(progress: Progress, quantities: Mapping[int, int], waiting: Collection[int]) -> Progress:
    """`quantities` leave, by position; at the positions `waiting` nothing of the rest lies ready."""

    def leaves(position: int, quantity: int) -> Step:
        return lambda line: _shipped(line, quantity, rest_waits=position in waiting)

    steps = {position: leaves(position, quantity) for position, quantity in quantities.items()}
    return _moved(progress, steps, Actor.LOGISTICS, can_ship)


def state_of(current: OrderState, lines: Iterable[Line]) -> OrderState:
    """What the lines make of an order that has been placed; cancelled ones count only when all are."""
    kept = [line for line in lines if line.state is not LineState.CANCELLED]
    if not kept:
        return OrderState.CANCELLED
    if all(line.state is LineState.SHIPPED for line in kept):
        return OrderState.SHIPPED
    return OrderState.PART_SHIPPED if any(line.shipped for line in kept) else current


def _cancelled(line: Line) -> Line:
    if line.shipped:
        return replace(_step(line, LineState.SHIPPED, Actor.BUYER), quantity=line.shipped)
    return _step(line, LineState.CANCELLED, Actor.BUYER)


def _picked(line: Line) -> Line:
    return _step(line, LineState.PICKING, Actor.LOGISTICS)


def _shipped(line: Line, quantity: int, *, rest_waits: bool) -> Line:
    if not 1 <= quantity <= line.open_quantity:
        raise StepRefused(f"{quantity} of {line}")
    left = replace(line, shipped=line.shipped + quantity)
    if left.open_quantity == 0:
        return _step(left, LineState.SHIPPED, Actor.LOGISTICS)
    return _step(left, LineState.BACK_ORDER if rest_waits else LineState.PART_SHIPPED, Actor.LOGISTICS)


def _step(line: Line, state: LineState, actor: Actor) -> Line:
    if LINE_STEPS[line.state].get(state) is not actor:
        raise StepRefused(f"{actor}: {line} -> {state}")
    return replace(line, state=state)


def _moved(progress: Progress, steps: Mapping[int, Step], actor: Actor, may: May) -> Progress:
    refused = [
        position for position in steps if (line := progress.line(position)) is None or not may(progress.state, line)
    ]
    if refused:
        raise StepRefused(f"{actor}: {progress.state}, positions {refused}")
    lines = tuple(steps[line.position](line) if line.position in steps else line for line in progress.lines)
    state = state_of(progress.state, lines)
    if state is not progress.state and actor not in ORDER_STEPS[progress.state].get(state, ()):
        raise StepRefused(f"{actor}: {progress.state} -> {state}")
    return Progress(state, lines)
