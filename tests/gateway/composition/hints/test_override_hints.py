"""FROM_SUBGRAPH_DOES_NOT_EXIST, OVERRIDDEN_FIELD_CAN_BE_REMOVED and the like."""

from __future__ import annotations

from tests.kit.composition import expect_hints

OLD = "type Query { old: Int today: Int }"


def test_a_field_that_has_been_taken_over_can_be_removed() -> None:
    (hint,) = expect_hints(
        "OVERRIDDEN_FIELD_CAN_BE_REMOVED", old=OLD, new='type Query { today: Int @override(from: "old") }'
    )
    assert 'removed from subgraph "old"' in hint.message


def test_then_the_directive_can_be_removed() -> None:
    expect_hints(
        "OVERRIDE_DIRECTIVE_CAN_BE_REMOVED",
        old="type Query { old: Int }",
        new='type Query { today: Int @override(from: "old") }',
    )


def test_a_migration_on_its_way_is_told() -> None:
    expect_hints(
        "OVERRIDE_MIGRATION_IN_PROGRESS",
        old=OLD,
        new='type Query { today: Int @override(from: "old", label: "percent(5)") }',
    )


def test_taking_over_from_nobody_is_pointed_out() -> None:
    expect_hints("FROM_SUBGRAPH_DOES_NOT_EXIST", new='type Query { today: Int @override(from: "odl") }')
