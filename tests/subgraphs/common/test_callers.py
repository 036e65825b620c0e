"""Fields for other subgraphs answer these alone, and a subgraph reaches nothing else."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import orjson
import pytest
import strawberry
from strawberry import Info, federation

from gateway.execution.transports import AsgiTransport
from subgraphs.common.app import Context, Services, Subgraph
from subgraphs.common.schema import build_schema
from subgraphs.common.viewer import Viewer
from tests.kit.signing import DEALER, VISITOR, viewer_header
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.tables import empty_migrations

Asked = Info[Context[None], None]


@federation.type(keys=["sku"])
class Tool:
    sku: strawberry.ID

    @classmethod
    async def resolve_references(cls, info: Asked, keys: list[Mapping[str, Any]]) -> list[Any]:
        return [cls(sku=key["sku"]) for key in keys]


@strawberry.type
class Query:
    @strawberry.field
    def tool(self) -> Tool:
        return Tool(sku=strawberry.ID("one"))

    @federation.field(inaccessible=True)
    def reserved_for(self, info: Asked) -> str:
        return f"{info.context.viewer.subject} by {info.context.viewer.service}"


@strawberry.type
class Mutation:
    @federation.mutation(inaccessible=True)
    def reserve(self, info: Asked, pieces: int) -> int:
        RESERVED.append(pieces)
        return pieces

    @strawberry.mutation
    def correct(self, pieces: int) -> int:
        RESERVED.append(pieces)
        return pieces


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def moved(self) -> AsyncGenerator[int, None]:
        RESERVED.append(0)
        yield 0


RESERVED: list[int] = []


def no_loaders(viewer: Viewer, services: Services) -> None:
    """Nothing here is loaded in batches."""


@pytest.fixture
async def stock(tmp_path: Path) -> AsyncIterator[SubgraphClient]:
    RESERVED.clear()
    subgraph = Subgraph(
        "stock",
        build_schema(Query, Mutation, Subscription),
        empty_migrations(tmp_path),
        no_loaders,
        callers={"orders": frozenset({"reserve", "reservedFor"})},
    )
    async with running(subgraph, f"sqlite+aiosqlite:///{tmp_path}/stock.sqlite3") as client:
        yield client


def assert_refused(answer: Mapping[str, Any], *named: str) -> None:
    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "FORBIDDEN"}
    assert all(name in error["message"] for name in named), error["message"]
    assert not RESERVED


async def first_event(stock: SubgraphClient, document: str, **changes: Any) -> dict[str, Any]:
    """The first answer to a subscription, as the gateway hears it."""
    headers = {"x-werktor-viewer": viewer_header(DEALER, **changes)}
    async with aclosing(AsgiTransport(stock.app).subscribe(orjson.dumps({"query": document}), headers)) as answers:
        return dict(orjson.loads(await anext(answers)))


async def test_a_service_asks_on_behalf_of_a_viewer(stock: SubgraphClient) -> None:
    assert await stock.data("{ reservedFor }", DEALER, service="orders") == {"reservedFor": "user:dealer by orders"}
    document = "mutation { first: reserve(pieces: 3) ...more } fragment more on Mutation { reserve(pieces: 4) }"
    assert await stock.data(document, VISITOR, service="orders") == {"first": 3, "reserve": 4}
    assert RESERVED == [3, 4]


@pytest.mark.parametrize(
    "document",
    [
        "{ reservedFor }",
        "mutation { correct: reserve(pieces: 1) }",
        "mutation { correct(pieces: 1) reserve(pieces: 1) }",
        "mutation { correct(pieces: 1) ... { ... on Mutation { reserve(pieces: 1) } } }",
        "mutation { ...a } fragment a on Mutation { ...b } fragment b on Mutation { x: reserve(pieces: 1) }",
        "mutation { correct(pieces: 1) reserve(pieces: 1) @skip(if: true) }",
    ],
    ids=["query", "alias", "beside others", "inline fragments", "fragments in fragments", "skipped"],
)
async def test_nobody_but_a_service_calls_a_field_for_services(stock: SubgraphClient, document: str) -> None:
    for viewer in (DEALER, VISITOR, {**DEALER, "claims": ["staff:admin"], "service": "orders"}):
        assert_refused(await stock.answer(document, viewer), "A viewer may not call")


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ("mutation { correct(pieces: 1) }", "correct"),
        ("mutation { reserve: correct(pieces: 1) }", "correct"),
        (
            "mutation { reserve(pieces: 1) ... { ...a } } fragment a on Mutation { reserve: correct(pieces: 1) }",
            "correct",
        ),
        ("{ tool { sku } }", "tool"),
        ('{ _entities(representations: [{__typename: "Tool", sku: "a"}]) { ... on Tool { sku } } }', "_entities"),
        ("{ _service { sdl } }", "_service"),
        ("{ __schema { queryType { name } } }", "__schema"),
    ],
    ids=["mutation", "alias", "fragment", "query", "entities", "sdl", "introspection"],
)
async def test_a_service_calls_nothing_but_what_is_listed_for_it(
    stock: SubgraphClient, document: str, named: str
) -> None:
    assert_refused(await stock.answer(document, DEALER, service="orders"), "'orders'", named)


async def test_a_service_follows_no_subscription(stock: SubgraphClient) -> None:
    assert_refused(await first_event(stock, "subscription { moved }", service="orders"), "'orders'", "moved")


async def test_a_service_for_which_nothing_is_listed_calls_nothing(stock: SubgraphClient) -> None:
    for document in ("{ reservedFor }", "mutation { reserve(pieces: 1) }", "{ tool { sku } }"):
        assert_refused(await stock.answer(document, DEALER, service="prices"), "'prices'")


async def test_what_is_refused_in_one_operation_of_a_document_is_refused_in_all(stock: SubgraphClient) -> None:
    body = {"query": "mutation A { correct(pieces: 1) } mutation B { reserve(pieces: 1) }", "operationName": "A"}
    headers = {"content-type": "application/json", "x-werktor-viewer": viewer_header(DEALER)}
    assert_refused((await stock.post(body, headers)).json(), "reserve")


async def test_a_viewer_still_calls_everything_else(stock: SubgraphClient) -> None:
    assert await stock.data("mutation { correct(pieces: 2) }", DEALER) == {"correct": 2}
    assert await stock.data("{ tool { sku } }", DEALER) == {"tool": {"sku": "one"}}
    assert await stock.entities("... on Tool { sku }", [{"__typename": "Tool", "sku": "a"}], DEALER) == [{"sku": "a"}]
    assert await first_event(stock, "subscription { moved }") == {"data": {"moved": 0}}
