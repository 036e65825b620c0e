"""Who asks the schema instead of the data learns what he may see, at no cost to others; circles cost nothing at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import get_introspection_query

import gateway.execution.introspection
import gateway.snapshot.supergraph_part
from tests.kit.served import Served, access_token, serving

STANDARD = get_introspection_query(
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
    experimental_directive_deprecation=True,
    one_of=True,
)
HIDDEN = ("list", "User", "author", "email", "nick", "me", "Mutation", "setPrice", "SECRET")
"""What visitors may not see, `SECRET` nobody."""

CIRCLES = {
    "fields": "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
    "possible types": "{ __schema { types { possibleTypes { interfaces { possibleTypes { name } } } } } }",
    "input fields": "{ __schema { types { inputFields { type { inputFields { name } } } } } }",
    "fragments": "{ __schema { types { ...A } } } fragment A on __Type { fields { type { ...B } } } "
    "fragment B on __Type { fields { type { ...C } } } fragment C on __Type { fields { name } }",
    "aliases": "{ __schema { " + " ".join(f"a{n}: types {{ fields {{ name }} }}" for n in range(25)) + " } }",
    "wrapped types": '{ __type(name: "Product") { ' + "ofType { " * 40 + "name" + " }" * 41 + " }",
}


def _code(answer: dict[str, Any]) -> str:
    assert "data" not in answer
    (error,) = answer["errors"]
    return str(error["extensions"]["code"])


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as gateway:
        yield gateway


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the threads in which a schema was asked, in order."""
    threads: list[str] = []
    introspect = gateway.execution.introspection.introspect

    def noted(*arguments: Any) -> dict[str, Any]:
        threads.append(threading.current_thread().name)
        return introspect(*arguments)

    monkeypatch.setattr(gateway.execution.introspection, "introspect", noted)
    return threads
    return threads


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows with each document that is validated."""
    found: list[None] = []
    validate = gateway.snapshot.supergraph_part.validate_document

    def noted(*arguments: Any) -> None:
        found.append(None)
        validate(*arguments)

    monkeypatch.setattr(gateway.snapshot.supergraph_part, "validate_document", noted)
    return found


@pytest.mark.parametrize("name", CIRCLES)
async def test_circles_are_refused_before_anything_is_validated_or_answered(
    served: Served, name: str, answered: list[str], validated: list[None]
) -> None:
    for token in (None, access_token()):
        assert _code(await served.ask(CIRCLES[name], token)) == "MAX_INTROSPECTION_LIMIT"
    assert (answered, validated, served.asked()) == ([], [], {})


async def test_the_standard_query_is_answered_without_any_subgraph(served: Served, answered: list[str]) -> None:
    answer = await served.ask(STANDARD)
    assert "errors" not in answer
    assert {"Product", "Review"} <= {one["name"] for one in answer["data"]["__schema"]["types"]}
    assert served.asked() == {}
    assert threading.main_thread().name not in answered


async def test_nothing_hidden_is_named_to_those_who_may_not_see_it(served: Served) -> None:
    told = orjson.dumps((await served.ask(STANDARD))["data"]).decode()
    assert [name for name in HIDDEN if f'"{name}"' in told] == []
    dealer = orjson.dumps((await served.ask(STANDARD, access_token()))["data"]).decode()
    assert [name for name in HIDDEN if f'"{name}"' not in dealer] == ["SECRET"]


async def test_a_hidden_type_reads_like_one_that_does_not_exist(served: Served) -> None:
    text = "query($name: String!) { __type(name: $name) { name fields { name } } }"
    assert await served.ask(text, name="User") == await served.ask(text, name="Nothing") == {"data": {"__type": None}}


async def test_an_answer_is_made_once_for_all_who_see_the_same(served: Served, answered: list[str]) -> None:
    first = await served.ask(STANDARD)
    assert await served.ask(STANDARD) == first
    assert await served.ask(STANDARD.replace("\n", "\n ")) == first, "however it is written"
    assert len(answered) == 1
    dealer = await served.ask(STANDARD, access_token(sub="user:one"))
    assert dealer == await served.ask(STANDARD, access_token(sub="user:two", company="nordwerk-handel"))
    assert dealer != first
    assert len(answered) == 2
    assert await served.ask(STANDARD) == first


async def test_answers_are_told_apart_by_the_variables_they_depend_on_and_no_other(
    served: Served, answered: list[str]
) -> None:
    text = """query($name: String!, $all: Boolean = false, $n: Int!) {
        __type(name: $name) { name kind @include(if: $all) } products(first: $n) { sku }
    }"""
    for given, expected in (
        ({"name": "Product"}, {"name": "Product"}),
        ({"name": "Review"}, {"name": "Review"}),
        ({"name": "Product", "all": True}, {"name": "Product", "kind": "OBJECT"}),
        ({"name": "Product", "all": False}, {"name": "Product"}),
        ({"name": "Nothing"}, None),
    ):
        for n in (1, 2):
            answer = await served.ask(text, n=n, **given)
            assert answer["data"]["__type"] == expected
            assert len(answer["data"]["products"]) == n
    assert len(answered) == 4


async def test_the_same_document_by_another_operation_name_is_another_answer(served: Served) -> None:
    text = 'query A { __type(name: "Product") { name } } query B { __type(name: "Review") { name } }'
    for _ in range(2):
        for name, type_name in (("A", "Product"), ("B", "Review")):
            answer = (await served.post({"query": text, "operationName": name})).json()
            assert answer["data"] == {"__type": {"name": type_name}}


async def test_what_is_remembered_is_bounded_in_bytes(tmp_path: Path, answered: list[str]) -> None:
    text = "query($name: String!) { __type(name: $name) { name } }"
    async with serving(tmp_path, cache_bytes=20_000) as served:
        for number in range(40):
            await served.ask(text, name=f"Probe{number}")
        assert len(answered) == 40
        await served.ask(text, name="Probe39")
        assert len(answered) == 40, "what was asked last is remembered"
        await served.ask(text, name="Probe0")
        assert len(answered) == 41, "what was asked long ago is not"


async def test_an_answer_larger_than_the_memory_is_given_all_the_same(tmp_path: Path, answered: list[str]) -> None:
    async with serving(tmp_path, cache_bytes=10_000) as served:
        first = await served.ask(STANDARD)
        assert first == await served.ask(STANDARD)
        assert len(answered) == 2


async def test_nobody_waits_for_an_answer_that_takes_long(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    introspect = gateway.execution.introspection.introspect

    def held(*arguments: Any) -> dict[str, Any]:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(5), "nobody was answered meanwhile"
        return introspect(*arguments)

    monkeypatch.setattr(gateway.execution.introspection, "introspect", held)
    waiting = asyncio.create_task(served.ask(STANDARD))
    await begun.wait()
    assert (await served.ask("{ products(first: 1) { sku } }"))["data"] == {"products": [{"sku": "p1"}]}
    assert not waiting.done()
    go_on.set()
    assert "errors" not in await waiting


async def test_where_introspection_is_switched_off_nobody_is_answered(tmp_path: Path, answered: list[str]) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(orjson.dumps({"kinds": 'query Kinds { __type(name: "Kind") { name } }'}))
    async with serving(tmp_path, introspection=False, documents=manifest) as served:
        for text in (STANDARD, '{ products(first: 1) { sku } __type(name: "Product") { name } }'):
            assert _code(await served.ask(text, access_token())) == "INTROSPECTION_DISABLED"
        assert _code(await served.stored("kinds")) == "INTROSPECTION_DISABLED"
        assert (answered, served.asked()) == ([], {})
        answer = await served.ask("{ __typename products(first: 1) { __typename sku } }")
        assert answer["data"] == {"__typename": "Query", "products": [{"__typename": "Product", "sku": "p1"}]}
