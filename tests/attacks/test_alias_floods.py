"""The attacker asks one costly field many times under other names, in one request that counts as one."""

from __future__ import annotations

import pytest

from tests.kit.attacking import expect_answered, expect_refused
from tests.kit.served import Served, access_token


def aliased(count: int, at: int = 0) -> str:
    return " ".join(f"a{at + number}: sku" for number in range(count))


FORMS = {
    "side by side": "{{ products(first: 1) {{ {all} }} }}",
    "in a fragment": "{{ products(first: 1) {{ ...F }} }} fragment F on Product {{ {all} }}",
    "in inline fragments": "{{ products(first: 1) {{ ... on Product {{ {all} }} }} }}",
    "a fragment spread twice": (
        '{{ products(first: 1) {{ ...F }} p: product(sku: "p1") {{ ...F }} }} fragment F on Product {{ {half} }}'
    ),
}


@pytest.mark.parametrize("form", FORMS)
async def test_thirty_aliases_pass_and_one_more_is_refused(served: Served, form: str) -> None:
    own = FORMS[form].count("p: ")
    for more, passes in ((0, True), (1, False)):
        query = FORMS[form].format(all=aliased(30 + more), half=aliased((30 - own) // 2 + more))
        if passes:
            await expect_answered(served, query)
        else:
            await expect_refused(served, query, "MAX_ALIASES_LIMIT")


async def test_a_mutation_under_many_names_changes_nothing(served: Served) -> None:
    mutation = "mutation { " + " ".join(f'm{n}: setPrice(sku: "p1", cents: {n}) {{ sku }}' for n in range(31)) + " }"
    await expect_refused(served, mutation, "MAX_ALIASES_LIMIT", access_token())
    assert served.asked() == {}
