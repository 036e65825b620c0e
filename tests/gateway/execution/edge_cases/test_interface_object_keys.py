"""The key of an interface object beside what the client calls by its name."""

from __future__ import annotations

from tests.kit.account_federation import accounts


async def test_a_fragment_that_calls_something_else_by_the_name_of_the_key() -> None:
    house = accounts()
    await house.expect(
        "{ accounts { ... on Admin { id: name } } }",
        {"accounts": [{"id": "Alice"}, {"id": "Bob"}, {}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  _id:id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id: _id } =>
                ... on Account {
                  __typename
                  ... on Admin {
                    _id:id
                  }
                }
              }
            }
            Fetch(id: 2, service: "b", after: 1) {
              Flatten(path: "accounts|[Admin]") {
                { __typename id: _id } =>
                ... on Account {
                  id:name
                }
              }
            }
          }
        }
        """,
    )
