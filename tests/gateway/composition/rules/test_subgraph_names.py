"""INVALID_SUBGRAPH_NAME."""

from __future__ import annotations

from gateway.composition import compose
from tests.kit.composition import definition, expect_errors, subgraph

TODAY = "type Query { today: Int }"


def test_an_underscore_is_no_name() -> None:
    expect_errors("INVALID_SUBGRAPH_NAME", _=TODAY)


def test_names_are_not_used_twice() -> None:
    result = compose([subgraph("a", TODAY), subgraph("a", TODAY)])
    assert [one.code for one in result.errors] == ["INVALID_SUBGRAPH_NAME"]


def test_names_that_would_look_alike_are_numbered_in_the_supergraph() -> None:
    names = ("a-b", "a_b", "2x", "x_3")
    sdl = compose([subgraph(name, "type Query { today: Int @shareable }") for name in names]).sdl
    assert sdl is not None
    values = [line.split()[0] for line in definition(sdl, "join__Graph").splitlines()[1:-1]]
    assert values == ["_2X", "A_B_1", "A_B_2", "X_3_"]
