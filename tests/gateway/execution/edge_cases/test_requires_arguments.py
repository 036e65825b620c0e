"""Requirements with arguments, several of them on one field."""

from __future__ import annotations

from tests.kit.shipping_federation import shipping


async def test_one_requirement_with_an_argument() -> None:
    await shipping().expect(
        "{ products { upc name shippingEstimate } }",
        {
            "products": [
                {"upc": "p1", "name": "name 1", "shippingEstimate": 110},
                {"upc": "p2", "name": "name 2", "shippingEstimate": 440},
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                products {
                  upc
                  name
                  _price_a1a4b36a:price(currency:"USD")
                  weight
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "products") {
                { __typename upc price: _price_a1a4b36a weight } =>
                ... on Product {
                  shippingEstimate
                }
              }
            }
          }
        }
        """,
    )


async def test_two_requirements_on_one_field_with_different_arguments_are_sent_apart() -> None:
    house = shipping()
    await house.expect(
        "{ products { upc name shippingEstimate shippingEstimateEUR isExpensiveCategory } }",
        {
            "products": [
                {
                    "upc": "p1",
                    "name": "name 1",
                    "shippingEstimate": 110,
                    "shippingEstimateEUR": 110,
                    "isExpensiveCategory": False,
                },
                {
                    "upc": "p2",
                    "name": "name 2",
                    "shippingEstimate": 440,
                    "shippingEstimateEUR": 440,
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
                  upc
                  name
                  _price_a1a4b36a:price(currency:"USD")
                  weight
                  _price_e9a82d90:price(currency:"EUR")
                  category {
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
              Flatten(path: "products") {
                { __typename upc price: _price_e9a82d90 weight } =>
                ... on Product {
                  shippingEstimateEUR
                }
              }
            }
          }
        }
        """,
    )
    sent = house.subgraphs["a"].requests[0][1]
    prices = sorted(one["price"] for some in sent.values() for one in some)
    assert prices == [11, 22, 22, 44]


async def test_nested_requirements_with_different_arguments_are_sent_apart() -> None:
    await shipping().expect(
        "{ products { isExpensiveCategory isCheapInEUR } }",
        {
            "products": [
                {"isExpensiveCategory": False, "isCheapInEUR": True},
                {"isExpensiveCategory": True, "isCheapInEUR": False},
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                products {
                  upc
                  category {
                    _averagePrice_a1a4b36a:averagePrice(currency:"USD")
                    _averagePrice_e9a82d90:averagePrice(currency:"EUR")
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "products") {
                { __typename upc category { averagePrice: _averagePrice_a1a4b36a } } =>
                ... on Product {
                  isExpensiveCategory
                }
              }
              Flatten(path: "products") {
                { __typename upc category { averagePrice: _averagePrice_e9a82d90 } } =>
                ... on Product {
                  isCheapInEUR
                }
              }
            }
          }
        }
        """,
    )
