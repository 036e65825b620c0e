"""Clause (e): where an abstract type is partly visible, there must be room for null."""

from __future__ import annotations

import pytest
from graphql import build_schema

from gateway.visibility.closure import close
from gateway.visibility.closure.runtime_types import fields_without_room_for_null
from gateway.visibility.coordinates import coordinates_of

SDL = (
    "union Found = Tool | Manual type Tool { sku: ID } type Manual { url: String } type Query { found: %s tool: Tool! }"
)


def told(type_text: str, *hidden: str) -> list[str]:
    schema = build_schema(SDL % type_text)
    return list(
        fields_without_room_for_null(schema, close(schema, frozenset(coordinates_of(schema).names) - {*hidden}))
    )


@pytest.mark.parametrize("type_text", ["Found", "[Found]!", "[[Found]!]!"])
def test_a_nullable_element_has_room(type_text: str) -> None:
    assert told(type_text, "Manual.url") == []


@pytest.mark.parametrize("type_text", ["Found!", "[Found!]", "[[Found!]]"])
def test_a_non_null_element_has_none(type_text: str) -> None:
    assert told(type_text, "Manual.url") == ["Query.found"]


def test_a_type_that_is_visible_whole_needs_none() -> None:
    assert told("[Found!]!") == []
