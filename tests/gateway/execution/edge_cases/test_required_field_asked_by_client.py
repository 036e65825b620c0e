"""The client asks for a required field itself, with arguments or aliases of its own."""

from __future__ import annotations

from tests.kit.shipping_federation import shipping


async def test_the_clients_own_arguments_do_not_collide_with_the_requirement() -> None:
    await shipping().expect(
        """query($c: String = "CHF") { products {
          price(currency: $c) shippingEstimate category { averagePrice(currency: "EUR") } isExpensiveCategory
        } }""",
        {
            "products": [
                {
                    "price": 33,
                    "shippingEstimate": 110,
                    "category": {"averagePrice": 22},
                    "isExpensiveCategory": False,
                },
                {
                    "price": 66,
                    "shippingEstimate": 440,
                    "category": {"averagePrice": 44},
                    "isExpensiveCategory": True,
                },
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                products {
                  price(currency:$c)
                  upc
                  _price_a1a4b36a:price(currency:"USD")
                  weight
                  category {
                    averagePrice(currency:"EUR")
                    _averagePrice_a1a4b36a:averagePrice(currency:"USD")
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "products") {
                {
                  __typename
                  upc
                  price: _price_a1a4b36a
                  weight
                  category { averagePrice: _averagePrice_a1a4b36a }
                } =>
                ... on Product {
                  shippingEstimate
                  isExpensiveCategory
                }
              }
            }
          }
        }
        """,
    )


async def test_a_clients_alias_that_looks_like_a_requirement_does_not_disturb_it() -> None:
    await shipping().expect(
        """{ products {
          weight: upc price: name category: price(currency: "USD") shippingEstimate isExpensiveCategory
        } }""",
        {
            "products": [
                {
                    "weight": "p1",
                    "price": "name 1",
                    "category": 11,
                    "shippingEstimate": 110,
                    "isExpensiveCategory": False,
                },
                {
                    "weight": "p2",
                    "price": "name 2",
                    "category": 22,
                    "shippingEstimate": 440,
                    "isExpensiveCategory": True,
                },
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                products {
                  weight:upc
                  price:name
                  category:price(currency:"USD")
                  _weight:weight
                  _category:category {
                    _averagePrice_a1a4b36a:averagePrice(currency:"USD")
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "products") {
                {
                  __typename
                  upc: weight
                  price: category
                  weight: _weight
                  category: _category { averagePrice: _averagePrice_a1a4b36a }
                } =>
                ... on Product {
                  shippingEstimate
                  isExpensiveCategory
                }
              }
            }
          }
        }
        """,
    )


async def test_a_client_that_asks_for_just_what_is_required_shares_it() -> None:
    house = shipping()
    await house.run('{ products { usd: price(currency: "USD") weight shippingEstimate } }')
    assert house.subgraphs["b"].requests[0][0].count("price(") == 1
