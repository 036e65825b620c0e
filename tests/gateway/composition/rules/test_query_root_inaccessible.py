"""QUERY_ROOT_TYPE_INACCESSIBLE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_the_query_root_is_seen() -> None:
    expect_errors(
        "QUERY_ROOT_TYPE_INACCESSIBLE", a="type Query @inaccessible { today: Int }", mentions=('"Query"', '"a"')
    )
