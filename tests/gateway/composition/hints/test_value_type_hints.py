"""INCONSISTENT_OBJECT_VALUE_TYPE_FIELD, INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD, INCONSISTENT_UNION_MEMBER."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_a_value_type_with_fewer_fields_is_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_OBJECT_VALUE_TYPE_FIELD",
        a="type Query { total: Money @shareable } type Money @shareable { amount: String }",
        b="type Query { total: Money @shareable } type Money @shareable { amount: String code: String }",
    )
    assert '"Money.code"' in hint.message


def test_an_interface_too() -> None:
    hints = expect_hints(
        "INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD",
        "INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD",
        a="""
        type Query { media: Media }
        interface Media { url: String }
        type Picture implements Media @key(fields: "url") { url: String }
        """,
        b="""
        interface Media { alt: String }
        type Picture implements Media @key(fields: "url") { url: String alt: String }
        """,
    )
    assert ['"Media.url"' in hints[0].message, '"Media.alt"' in hints[1].message] == [True, True]


def test_a_union_with_fewer_members_is_pointed_out() -> None:
    expect_hints(
        "INCONSISTENT_UNION_MEMBER",
        a="type Query { a: Media } union Media = Picture type Picture @shareable { url: String }",
        b="""
        type Query { b: Media }
        union Media = Picture | Drawing
        type Picture @shareable { url: String }
        type Drawing { scale: Int }
        """,
    )
