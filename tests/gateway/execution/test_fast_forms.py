"""The fast executor: when a plan goes its way, and how what is irregular is finished without asking anything twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec
import pytest

from gateway.execution import Executable, FastBudget, compile_plan
from gateway.execution.fast.program import Program
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import SubgraphAnswer
from gateway.planning import plan
from tests.kit.both_executors import response, run_both
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue

PAGE = """
query Page($v: Boolean!) {
  products(first: 3) {
    title: name
    price(quantity: 2)
    rating @include(if: $v)
    reviews { body author { nick email } product { successor { list } } }
  }
  search(text: "x") { ... on Product { list } ... on Brand { title } }
}
"""


def executable(house: Federation, query: str, budget: FastBudget | None = None) -> Executable:
    return compile_plan(plan(house.supergraph, house.normalized(query)), house.supergraph, None, budget=budget)


async def made(ready: Executable, request: ExecutionRequest) -> None:
    """Waits until a fast form that is due has been made."""
    ready.fast_forms.find(request.variables)
    await asyncio.gather(*ready.fast_forms.being_made)


async def test_a_page_with_requirements_conditions_lists_and_unions_goes_the_fast_way() -> None:
    house = catalogue()
    for v in (True, False):
        await house.expect_as_monolith(PAGE, v=v)
        assert house.way is None


async def test_a_document_sent_as_text_gets_its_fast_form_at_the_third_use() -> None:
    house = catalogue()
    ready = executable(house, "{ products { list } }", FastBudget(1_000_000))
    ways: list[str | None] = []
    request = house.request({})
    answers = [await ready.respond(replace(request, on_way=ways.append)) for _ in range(3)]
    assert ways == ["not yet made"] * 3
    await made(ready, request)
    answers.append(await ready.respond(replace(request, on_way=ways.append)))
    assert ways[-1] is None
    assert {one if isinstance(one, bytes) else response(ready, one) for one in answers} == {answers[-1]}


async def test_without_a_budget_it_is_made_at_the_first_use() -> None:
    house = catalogue()
    ready = executable(house, "{ products { list } }")
    assert isinstance(await ready.respond(house.request({})), Answer)
    await made(ready, house.request({}))
    assert isinstance(await ready.respond(house.request({})), bytes)


async def test_a_fault_of_ours_while_a_form_is_made_costs_no_answer_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[object] = []
    told: list[object] = []

    def break_down(*given: object) -> None:
        tried.append(given)
        raise ZeroDivisionError

    monkeypatch.setattr("gateway.execution.fast.forms.compile_program", break_down)
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
    house = catalogue()
    ready = executable(house, "{ products { list } }")
    for _ in range(3):
        assert isinstance(await ready.respond(house.request({})), Answer)
        await asyncio.gather(*ready.fast_forms.being_made, return_exceptions=True)
    assert len(tried) == 1
    assert [type(one) for one in told] == [ZeroDivisionError]


async def test_each_set_of_conditions_has_a_form_of_its_own() -> None:
    ready = executable(catalogue(), PAGE)
    yes, no = (ready.fast_forms.make({"v": v}) for v in (True, False))
    assert isinstance(yes, Program)
    assert isinstance(no, Program)
    assert yes.size > no.size


class Changing:
    """A subgraph whose answers are changed on the way."""

    def __init__(self, house: Federation, name: str, change: Callable[[bytes], bytes]) -> None:
        self.inner = house.subgraphs[name]
        self.change = change
        self.has_changed = False

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        answer = await self.inner.fetch(body, headers, timeout=timeout)
        changed = self.change(answer.body)
        self.has_changed = self.has_changed or changed != answer.body
        return SubgraphAnswer(answer.status, changed)


def _replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(old.encode(), new.encode(), 1)


IRREGULAR = {
    "an error beside the data": ("prices", _replacing('{"data"', '{"errors":[{"message":"no"}],"data"')),
    "a null where a value is promised": ("prices", _replacing('"list": 100', '"list": null')),
    "a text where a number is promised": ("prices", _replacing('"list": 100', '"list": "100"')),
    "a number that is no Int": ("prices", _replacing('"list": 100', '"list": 99999999999')),
    "an object where a text is promised": ("products", _replacing('"Drill 1"', '{"no": 1}')),
    "a field that is not there": ("products", _replacing('"title": "Drill 1"', '"other": 1')),
    "no JSON": ("prices", lambda _: b"<html>"),
    "no data": ("prices", lambda _: b'{"data": null}'),
    "too few entities": ("prices", _replacing('"_entities1": [', '"_entities1": [null, ')),
    "an unknown member": ("products", _replacing('"__typename": "Brand"', '"__typename": "Planet"')),
}


@pytest.mark.parametrize("what", IRREGULAR)
async def test_what_is_irregular_is_answered_as_by_the_general_executor_and_asked_once(what: str) -> None:
    name, change = IRREGULAR[what]
    house = catalogue()
    ready = executable(house, PAGE)
    ready.fast_forms.make({"v": True})
    changing = Changing(house, name, change)
    request = replace(house.request({"v": True}), transports={**house.subgraphs, name: changing})
    general = await ready.execute(request)
    assert changing.has_changed
    asked_by_one = house.asked()
    ways: list[str | None] = []
    answer = await ready.respond(replace(request, on_way=ways.append))
    assert ways[0] is not None
    assert isinstance(answer, Answer)
    assert (answer.data, sorted(map(str, answer.errors))) == (general.data, sorted(map(str, general.errors)))
    assert house.asked() == {subgraph: 2 * count for subgraph, count in asked_by_one.items()}


async def test_a_key_beyond_64_bits_is_sent_as_it_came() -> None:
    house = catalogue()
    changing = Changing(house, "products", _replacing('"sku": "p1"', f'"sku": {10**30}'))
    request = replace(house.request({"v": True}), transports={**house.subgraphs, "products": changing})
    answer, _ = await run_both(executable(house, PAGE), request)
    assert changing.has_changed
    assert not answer.errors
    assert answer.data is not None
    assert answer.data["products"][0]["price"] is None
    assert any(str(10**30) in str(variables) for _, variables in house.subgraphs["prices"].requests)


async def test_a_mutation_goes_the_fast_way_and_is_sent_once() -> None:
    house = catalogue()
    ready = executable(house, 'mutation { rename(sku: "p1", name: "Best") { name list } }')
    assert isinstance(ready.fast_forms.make({}), Program)
    answer = await ready.respond(house.request({}))
    assert isinstance(answer, bytes)
    assert msgspec.json.decode(answer) == {"data": {"rename": {"name": "Best", "list": 100}}}
    assert [query.split("{")[0].split(" ")[0] for query, _ in house.subgraphs["products"].requests] == ["mutation"]


async def test_a_mutation_whose_follow_up_breaks_is_not_sent_again() -> None:
    house = catalogue()
    ready = executable(house, 'mutation { rename(sku: "p1", name: "Best") { name list } }')
    ready.fast_forms.make({})
    house.subgraphs["prices"].broken = ConnectionError("gone")
    answer = await ready.respond(house.request({}))
    assert isinstance(answer, Answer)
    assert answer.data == {"rename": None}
    assert len(house.subgraphs["products"].requests) == 1


async def test_being_left_ends_the_reads_that_are_on_their_way() -> None:
    house = catalogue()
    ready = executable(house, "{ products { list } me { email } }")
    ready.fast_forms.make({})
    asked, ended = asyncio.Event(), asyncio.Event()

    async def hang(_: str) -> None:
        asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    house.subgraphs["prices"].before = hang
    answering = asyncio.create_task(ready.respond(house.request({})))
    await asked.wait()
    answering.cancel()
    await asyncio.wait({answering})
    await asyncio.wait_for(ended.wait(), 5)
    assert answering.cancelled()


def test_forms_that_are_not_used_make_room_for_others() -> None:
    house = catalogue()
    budget = FastBudget(40_000)
    forms = [executable(house, f"{{ products(first: {n}) {{ list }} }}", budget).fast_forms for n in range(1, 6)]
    for one in forms:
        program = one.make({})
        assert isinstance(program, Program)
        budget.add(one, program.size)
        forms[0].find({})
    assert budget.size <= 40_000
    assert forms[0].size
    assert not forms[1].size


async def test_a_fetch_waits_for_what_comes_before_one_that_is_left_out() -> None:
    """`plain` waits for `near` through `far`; without `far` in between it still does."""
    world = World(
        roots={"Query.thing": lambda: {"__typename": "Thing", "id": "t1"}},
        entities={"Thing": [{"__typename": "Thing", "id": "t1", "near": "n"}]},
        computed={
            "Thing.far": lambda of: f"far of {of.get('near')}",
            "Thing.plain": lambda of: f"plain of {of.get('near')}",
            "Thing.deep": lambda of: f"deep of {of.get('far')}",
        },
    )
    house = Federation(
        world,
        a="""
        type Query { thing: Thing }
        type Thing @key(fields: "id") {
          id: ID!  near: String @external  far: String @external
          plain: String @requires(fields: "near")  deep: String @requires(fields: "near far")
        }
        """,
        b='type Thing @key(fields: "id") { id: ID!  near: String }',
        c='type Thing @key(fields: "id") { id: ID!  near: String @external  far: String @requires(fields: "near") }',
    )
    query = "query Q($v: Boolean!) { thing { plain deep @include(if: $v) } }"
    for v in (True, False):
        answer = await house.run(query, v=v)
        assert not answer.errors
        assert house.way is None
        assert answer.data is not None
        assert answer.data["thing"]["plain"] == "plain of n"


async def test_what_one_call_brings_to_two_places_is_not_mixed_up_when_they_are_asked_differently() -> None:
    ant = {"__typename": "Ant", "id": "a", "name": "Amy", "f": 7}
    elk = {"__typename": "Elk", "id": "1", "of": ant}
    world = World(
        roots={"Query.first": lambda: elk, "Query.second": lambda: elk},
        entities={"Elk": [elk], "Ant": [ant]},
        computed={
            "Ant.low": lambda of: f"low of {of.get('f')}",
            "Ant.high": lambda of: f"high of {of.get('name')} {of.get('f')}",
        },
    )
    house = Federation(
        world,
        beryl='type Query { first: Elk second: Elk } type Elk @key(fields: "id") { id: ID! }'
        ' type Ant @key(fields: "id") { id: ID! name: String }',
        amber='type Ant @key(fields: "id") { id: ID! f: Int }',
        coral="""
        type Elk @key(fields: "id") { id: ID! of: Ant }
        type Ant @key(fields: "id") {
          id: ID!  name: String @external  f: Int @external
          low: String @requires(fields: "f")  high: String @requires(fields: "name f")
        }
        """,
    )
    await house.expect_as_monolith("{ first { of { high } } second { of { low } } }")
    assert house.way == "objects of one class at places that differ"
