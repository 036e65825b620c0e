"""Visible schemas are what they would be alone, though they share the types that are the same in them."""

from __future__ import annotations

import gc
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from graphql import build_schema, print_schema

from gateway.visibility.coordinates import Coordinates, coordinates_of
from gateway.visibility.pruning import visible_schema
from gateway.visibility.visible_schemas import BOUND, VisibleSchemas
from tests.kit.public_schema import public_schema

SDL = """
type Query { tool: Tool  part: Part  maker: Maker  find(by: Filter): [Found] }
type Tool { sku: ID  price: Price  part: Part }
type Price { net: Int  cost: Int  unit: Unit }
type Unit { code: String }
type Part { id: ID  tool: Tool }
"Leads to no price; what it takes is Price.cost."
type Maker { name: String }
union Found = Tool | Maker
input Filter { text: String  margin: Int }
"""


def without(coordinates: Coordinates, *names: str) -> int:
    return coordinates.bits(set(coordinates.names) - set(names))


@pytest.fixture
def schemas() -> VisibleSchemas:
    public = build_schema(SDL)
    return VisibleSchemas(public, coordinates_of(public))


@pytest.mark.parametrize("seed", range(8))
def test_a_schema_that_shares_is_the_one_built_alone(seed: int) -> None:
    public = public_schema()
    coordinates, draw = coordinates_of(public), random.Random(seed)
    schemas = VisibleSchemas(public, coordinates)
    for _ in range(6):
        hidden = draw.sample(coordinates.names, draw.choice((1, 3, 10, 60)))
        bits = without(coordinates, *hidden)
        shared, alone = schemas.of(bits), visible_schema(public, coordinates.named(bits))
        assert (shared.id, shared.coordinates) == (alone.id, alone.coordinates)
        assert print_schema(shared.schema) == print_schema(alone.schema)


def test_what_leads_to_a_difference_is_built_anew_and_everything_else_is_one(schemas: VisibleSchemas) -> None:
    coordinates = coordinates_of(schemas.public)
    all_, fewer = (schemas.of(without(coordinates, *names)).schema.type_map for names in ((), ("Price.net",)))
    assert {name for name in all_ if all_[name] is not fewer[name]} == {"Query", "Tool", "Price", "Part", "Found"}


def test_a_text_that_names_something_hidden_is_not_shared_with_who_may_not_read_it(schemas: VisibleSchemas) -> None:
    coordinates = coordinates_of(schemas.public)
    told, untold = (schemas.of(without(coordinates, *names)).schema.type_map for names in ((), ("Price.cost",)))
    assert "cost" in str(told["Maker"].description)
    assert untold["Maker"].description is None


def test_what_no_schema_uses_any_more_is_forgotten() -> None:
    public = build_schema(SDL)
    coordinates = coordinates_of(public)
    schemas = VisibleSchemas(public, coordinates)
    held = schemas.of(without(coordinates, "Unit.code"))
    for number in range(1, BOUND + 2):
        schemas.of(without(coordinates) & ~number)
    before = held.schema.type_map["Price"]
    del held
    gc.collect()
    live = {id(one) for one in schemas.shared.known.values()}
    assert id(before) in live
    del before
    gc.collect()
    used = {id(type_) for type_ in public.type_map.values()}
    used |= {id(type_) for kept in schemas.kept() for type_ in kept.schema.type_map.values()}
    assert {id(one) for one in schemas.shared.known.values()} <= used


def test_one_that_somebody_holds_is_not_built_again_beyond_the_bound(schemas: VisibleSchemas) -> None:
    coordinates = coordinates_of(schemas.public)
    everything = without(coordinates)
    held = schemas.of(everything)
    for number in range(1, BOUND + 2):
        schemas.of(everything & ~number)
    built = schemas.figures().misses
    assert schemas.of(everything) is held
    assert schemas.figures().misses == built


def test_allowed_sets_that_close_to_the_same_have_one_schema(schemas: VisibleSchemas) -> None:
    coordinates = coordinates_of(schemas.public)
    one = schemas.of(without(coordinates, "Query.maker", "Query.find", "Query.find(by:)"))
    other = schemas.of(without(coordinates, "Query.maker", "Query.find", "Query.find(by:)", "Maker.name"))
    assert one is other


def test_threads_that_ask_at_once_get_schemas_that_hold_together() -> None:
    public = public_schema()
    coordinates, draw = coordinates_of(public), random.Random(3)
    schemas = VisibleSchemas(public, coordinates)
    sets = [without(coordinates, *draw.sample(coordinates.names, 5)) for _ in range(12)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(schemas.of, sets * 3))
    assert all(one is found[at % len(sets)] for at, one in enumerate(found))
    assert schemas.figures().misses == len({one.id for one in found})
