"""The machine of an order and its lines: what is not in its tables does not happen, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subgraphs.orders.rules.states import (
    LINE_STEPS,
    ORDER_STEPS,
    Actor,
    Line,
    LineState,
    OrderState,
    Progress,
    StepRefused,
    can_cancel,
    can_pick,
    can_ship,
    cancelled,
    picked,
    placed,
    shipped,
    state_of,
)

Step = Callable[[Progress], Progress]
QUANTITIES = st.integers(1, 6)
POSITIONS = st.integers(1, 4)


@st.composite
def orders(draw: st.DrawFn) -> Progress:
    """An order that has just been placed or requested."""
    quantities = draw(st.lists(QUANTITIES, min_size=1, max_size=3))
    lines = tuple(Line(number, LineState.PENDING, count) for number, count in enumerate(quantities, 1))
    waiting = draw(st.sets(POSITIONS))
    state = draw(st.sampled_from((OrderState.CONFIRMED, OrderState.CONFIRMED, OrderState.AWAITING)))
    return placed(Progress(OrderState.PENDING, lines), state, waiting)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Actor, Step, Callable[[Progress], bool]]:
    """Who does it, what it does, and whether it may be done."""
    positions = draw(st.sets(POSITIONS, min_size=1, max_size=3))
    kind = draw(st.sampled_from(("cancel", "pick", "ship", "ship")))

    def all_may(may: Callable[[OrderState, Line], bool]) -> Callable[[Progress], bool]:
        return lambda order: all((line := order.line(at)) is not None and may(order.state, line) for at in positions)

    if kind == "cancel":
        return Actor.BUYER, lambda order: cancelled(order, positions), all_may(can_cancel)
    if kind == "pick":
        return Actor.LOGISTICS, lambda order: picked(order, positions), all_may(can_pick)
    quantities = {position: draw(QUANTITIES) for position in positions}
    waiting = draw(st.sets(POSITIONS))
    fits = lambda order: all(quantities[at] <= order.line(at).open_quantity for at in positions)  # noqa: E731
    may = all_may(can_ship)
    return Actor.LOGISTICS, lambda order: shipped(order, quantities, waiting), lambda order: may(order) and fits(order)


@given(order=orders(), taken=st.lists(steps(), max_size=12))
def test_every_step_that_may_be_taken_is_in_the_tables_and_every_other_is_refused(
    order: Progress, taken: list[tuple[Actor, Step, Callable[[Progress], bool]]]
) -> None:
    for actor, step, may in taken:
        if not may(order):
            with pytest.raises(StepRefused):
                step(order)
            continue
        after = step(order)
        for old, new in zip(order.lines, after.lines, strict=True):
            assert old == new or LINE_STEPS[old.state].get(new.state) is actor
            assert 0 <= new.shipped <= new.quantity
            assert (new.state is LineState.SHIPPED) == (new.shipped == new.quantity)
        assert after.state is order.state or actor in ORDER_STEPS[order.state][after.state]
        assert after.state is state_of(order.state, after.lines)
        order = after


@given(order=orders())
def test_an_order_stands_as_its_lines_stand(order: Progress) -> None:
    whole = [line.position for line in order.lines]
    gone = cancelled(order, whole)
    assert gone.state is OrderState.CANCELLED
    assert not any(can_cancel(gone.state, line) or can_pick(gone.state, line) for line in gone.lines)
    if order.state is OrderState.CONFIRMED:
        ready = picked(order, whole)
        sent = shipped(ready, {line.position: line.quantity for line in ready.lines}, ())
        assert sent.state is OrderState.SHIPPED
        first = shipped(ready, {1: ready.lines[0].quantity}, ())
        assert [line.state for line in first.lines[1:]] == [LineState.PICKING] * (len(whole) - 1)


def test_what_waits_for_approval_is_neither_picked_nor_sent() -> None:
    order = placed(Progress(OrderState.PENDING, (Line(1, LineState.PENDING, 2),)), OrderState.AWAITING, ())
    with pytest.raises(StepRefused):
        picked(order, [1])
    with pytest.raises(StepRefused):
        shipped(order, {1: 1}, ())
