"""KEY_INVALID_FIELDS, REQUIRES_INVALID_FIELDS, PROVIDES_INVALID_FIELDS."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_a_key_names_fields_that_exist() -> None:
    expect_errors(
        "KEY_INVALID_FIELDS",
        a='type Query { p: P } type P @key(fields: "sku") { id: ID! }',
        mentions=("[a]", '"P"', "sku"),
    )


def test_a_key_can_be_parsed() -> None:
    expect_errors("KEY_INVALID_FIELDS", a='type Query { p: P } type P @key(fields: "id {") { id: ID! }')


def test_a_key_is_not_empty() -> None:
    expect_errors("KEY_INVALID_FIELDS", a='type Query { p: P } type P @key(fields: "") { id: ID! }')
    expect_errors(
        "KEY_INVALID_FIELDS", a='type Query { p: P } type P @key(fields: "of {}") { of: Of } type Of { id: ID! }'
    )


def test_a_key_has_no_aliases() -> None:
    expect_errors(
        "KEY_INVALID_FIELDS",
        a='type Query { p: P } type P @key(fields: "number: id") { id: ID! }',
        mentions=('"number"', "alias"),
    )


def test_an_object_in_a_key_is_selected_into() -> None:
    expect_errors(
        "KEY_INVALID_FIELDS", a='type Query { p: P } type P @key(fields: "of") { of: Of } type Of { id: ID! }'
    )


def test_a_requirement_names_fields_that_exist() -> None:
    expect_errors(
        "REQUIRES_INVALID_FIELDS",
        a='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int @requires(fields: "weight") }',
        mentions=('"P.price"', "weight"),
    )


def test_a_provision_selects_from_the_type_of_its_field() -> None:
    expect_errors(
        "PROVIDES_INVALID_FIELDS",
        a='type Query { p: P @provides(fields: "p") } type P @key(fields: "id") { id: ID! }',
        mentions=('"Query.p"',),
    )
