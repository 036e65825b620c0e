"""A shared interface field whose key is external for one implementation in each subgraph."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def chats() -> Federation:
    """Neither subgraph can give `id` for both accounts and chats, though composition lets that pass."""
    account = {"__typename": "Account", "id": "a1", "username": "ada"}
    chat = {"__typename": "Chat", "id": "c1", "text": "hello", "account": account}
    account["chats"] = [chat]  # type: ignore[assignment]
    things = {"a1": account, "c1": chat}
    world = World(
        roots={
            "Query.node": lambda id: things.get(id),  # noqa: A006
            "Query.account": lambda id: things.get(id),  # noqa: A006
            "Query.chat": lambda id: things.get(id),  # noqa: A006
        },
        entities={"Account": [account], "Chat": [chat]},
    )
    return Federation(
        world,
        a="""
        type Query { node(id: ID!): Node @shareable  account(id: String!): Account }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID!  username: String! }
        type Chat implements Node @key(fields: "id") { id: ID! @external  account: Account! }
        """,
        b="""
        type Query { node(id: ID!): Node @shareable  chat(id: String!): Chat }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! @external  chats: [Chat!]! }
        type Chat implements Node @key(fields: "id") { id: ID!  text: String! }
        """,
    )


@pytest.mark.parametrize(
    "query",
    [
        '{ node(id: "a1") { id } }',
        '{ account: node(id: "a1") { id ... on Chat { id } } chat: node(id: "c1") { ... on Account { id } } }',
    ],
)
def test_a_field_of_the_interface_that_no_subgraph_gives_for_every_type_is_a_planning_error(query: str) -> None:
    assert "Query.node" in chats().expect_unplannable(query)


async def test_each_guard_is_served_from_the_subgraph_that_can() -> None:
    await chats().expect(
        """{
          account: node(id: "a1") { ... on Account { id username } }
          chat: node(id: "c1") { ... on Chat { id text } }
        }""",
        {"account": {"id": "a1", "username": "ada"}, "chat": {"id": "c1", "text": "hello"}},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "a") {
              query {
                account:node(id:"a1") {
                  __typename
                  ... on Account {
                    id
                    username
                  }
                }
              }
            }
            Fetch(id: 1, service: "b") {
              query {
                chat:node(id:"c1") {
                  __typename
                  ... on Chat {
                    id
                    text
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_of_the_other_type_gives_nothing() -> None:
    await chats().expect(
        '{ account: node(id: "a1") { __typename ... on Chat { id } } chat: node(id: "c1") { ... on Account { id } } }',
        {"account": {"__typename": "Account"}, "chat": {}},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "b") {
              query {
                account:node(id:"a1") {
                  __typename
                  ... on Chat {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "a") {
              query {
                chat:node(id:"c1") {
                  __typename
                  ... on Account {
                    id
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_the_type_of_a_node_needs_neither_id() -> None:
    await chats().expect(
        '{ account: node(id: "a1") { __typename } chat: node(id: "c1") { __typename } }',
        {"account": {"__typename": "Account"}, "chat": {"__typename": "Chat"}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              account:node(id:"a1") {
                __typename
              }
              chat:node(id:"c1") {
                __typename
              }
            }
          }
        }
        """,
    )


async def test_the_entities_themselves_are_answered_over_both_subgraphs() -> None:
    await chats().expect(
        '{ chat(id: "c1") { id text account { id } } account(id: "a1") { id username chats { id } } }',
        {
            "chat": {"id": "c1", "text": "hello", "account": {"id": "a1"}},
            "account": {"id": "a1", "username": "ada", "chats": [{"id": "c1"}]},
        },
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "b") {
                query {
                  chat(id:"c1") {
                    id
                    text
                  }
                }
              }
              Fetch(id: 1, service: "a") {
                query {
                  account(id:"a1") {
                    id
                    username
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "a", after: 0) {
                Flatten(path: "chat") {
                  { __typename id } =>
                  ... on Chat {
                    account {
                      id
                    }
                  }
                }
              }
              Fetch(id: 3, service: "b", after: 1) {
                Flatten(path: "account") {
                  { __typename id } =>
                  ... on Account {
                    chats {
                      id
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )
