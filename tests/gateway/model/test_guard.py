"""Guards say exactly when a part of an operation runs."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from gateway.model.guard import ALWAYS, NEVER, Guard, when

NAMES = ("a", "b", "c")
SIMPLE = st.builds(when, st.sampled_from(NAMES), st.booleans())
GUARDS = st.recursive(
    SIMPLE | st.sampled_from([ALWAYS, NEVER]),
    lambda inner: st.builds(lambda one, other, both: one & other if both else one | other, inner, inner, st.booleans()),
    max_leaves=6,
)


def table(guard: Guard) -> list[bool]:
    """Whether it holds, for every assignment of the variables."""
    return [guard.holds(dict(zip(NAMES, values, strict=True))) for values in product([False, True], repeat=3)]


@given(GUARDS, GUARDS)
def test_and_or_mean_what_they_say(one: Guard, other: Guard) -> None:
    assert table(one & other) == [x and y for x, y in zip(table(one), table(other), strict=True)]
    assert table(one | other) == [x or y for x, y in zip(table(one), table(other), strict=True)]


@given(GUARDS)
def test_a_guard_that_always_or_never_holds_over_one_variable_is_recognized(guard: Guard) -> None:
    if len(guard.variables) <= 1:
        if all(table(guard)):
            assert guard is ALWAYS
        if not any(table(guard)):
            assert guard == NEVER


def test_a_missing_variable_holds_for_nothing() -> None:
    assert not when("a", True).holds({})
    assert not when("a", False).holds({})
