"""Clause (d): enum values can be hidden only where the enum is used for input alone."""

from __future__ import annotations

from tests.kit.closing import closed

SDL = """
type Query { list(orderBy: Sort): State }
enum Sort { NAME MARGIN }
enum State { OPEN HELD }
"""


def test_a_value_of_an_input_enum_can_be_hidden() -> None:
    visible = closed(SDL, hidden={"Sort.MARGIN"})
    assert "Sort.NAME" in visible
    assert "Sort.MARGIN" not in visible


def test_a_value_that_an_answer_may_hold_stays() -> None:
    assert "State.HELD" in closed(SDL, hidden={"State.HELD"})
