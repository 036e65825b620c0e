"""The number of SQL statements of a request depends on what is asked, never on how many products there are."""

from __future__ import annotations

import pytest

from tests.kit.house import Asker, Person
from tests.kit.statements import noted

LIST = """
query List($first: Int!) {
  products(first: $first, orderBy: SKU) {
    nodes {
      sku name category { name } features { name value } media { url } packagings { gtin } spareParts { part { name } }
      price(quantity: 5) { net { amount } lineNet { amount } tiers { fromQuantity } steps { text } }
      availability(quantity: 5) { light quantity promise { date } }
      manuals { title }
    }
  }
}
"""


@pytest.mark.parametrize(
    "who", [Person("dealer"), Person("plus"), Person("finance", "eisen-vogt")], ids=lambda p: p.name
)
async def test_ten_products_and_a_hundred_cost_the_same_statements(house: Asker, who: Person) -> None:
    statements = noted(services.database for services in house.house.services.values())
    query = LIST if who.looks_at is None else LIST.replace("steps { text }", "cost { amount }")
    query = query if who.name != "finance" else query.replace("light quantity promise { date }", "light")
    await house.token(who)
    counts = []
    for first in (10, 100):
        statements.clear()
        data = await house.data(query, who, {"first": first})
        assert len(data["products"]["nodes"]) == first
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert 0 < counts[1] < 40
