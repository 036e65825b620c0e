"""An object that an interface object stands for is null to whoever may not see its real type, however it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.account_federation import accounts
from tests.kit.visible_parts import without

NAMES = [{"name": "Alice"}, {"name": "Bob"}, {"name": "Charlie"}]
ALICE, BOB = {"name": "Alice"}, {"name": "Bob"}


@pytest.mark.parametrize(
    ("query", "data"),
    [
        ("{ accounts { name } }", [ALICE, BOB, None]),
        ("{ accounts { label: name } }", [{"label": "Alice"}, {"label": "Bob"}, None]),
        ("{ accounts { name isActive } }", [{**ALICE, "isActive": True}, {**BOB, "isActive": True}, None]),
        ("{ accounts { friend { name } } }", [{"friend": BOB}, {"friend": None}, None]),
        ("{ accounts { ... on Admin { name } } }", [ALICE, BOB, None]),
        ("{ accounts { ... on Account { name } } }", [ALICE, BOB, None]),
    ],
)
async def test_an_object_of_a_hidden_type_is_null_where_only_the_interface_is_asked(query: str, data: Any) -> None:
    shop = accounts()
    answer = await shop.run(query, without(shop.supergraph.public_schema, "Regular"))
    assert answer.data == {"accounts": data}
    assert not answer.errors


async def test_it_is_null_where_it_is_asked_under_a_condition_too() -> None:
    shop = accounts()
    visible = without(shop.supergraph.public_schema, "Regular")
    answer = await shop.run(
        "query($more: Boolean!) { accounts { __typename @include(if: $more) name } }", visible, more=False
    )
    assert answer.data == {"accounts": [ALICE, BOB, None]}


async def test_nobody_is_asked_for_types_where_all_are_visible_or_none_is_in_doubt() -> None:
    shop = accounts()
    answer = await shop.run("{ accounts { name } }", without(shop.supergraph.public_schema, "User"))
    assert answer.data == {"accounts": NAMES}
    assert shop.asked() == {"b": 1}
