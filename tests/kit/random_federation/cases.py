"""Cases: a composed random federation and an operation on it. The same seed gives the same case in every process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from gateway.composition import compose
from tests.kit.composition import subgraph
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World, monolith
from tests.kit.random_federation.data import Data, world_data
from tests.kit.random_federation.splitting import random_world
from tests.kit.random_federation.worlds import MergedWorld
from tests.kit.random_federation.writing import subgraph_sdls
from tests.kit.random_operations import random_operation

OPERATIONS = 20
"""Cases that share a federation: composing costs more than answering."""


class RefusedError(Exception):
    """Composition refuses these subgraphs."""


class ComposedFederation(Federation):
    """A federation whose supergraph comes from composition, so that every field can be reached."""

    def __init__(self, world: World, sdls: dict[str, str]) -> None:
        self.sdls = sdls
        super().__init__(world, **sdls)

    def supergraph_sdl(self, sdls: dict[str, str]) -> str:
        result = compose([subgraph(name, sdl) for name, sdl in sdls.items()])
        if result.sdl is None:
            raise RefusedError("\n".join(f"{one.code}: {one.message}" for one in result.errors))
        return result.sdl


@dataclass(frozen=True)
class Drawn:
    """A federation that composes, its data, and why those drawn before it for the same number do not."""

    federation: ComposedFederation
    data: Data
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """An operation on a federation; `merged` is what the federation was written from."""

    seed: int
    merged: MergedWorld
    federation: ComposedFederation
    data: Data
    query: str
    variables: dict[str, Any]


@lru_cache(maxsize=2)
def drawn(number: int) -> Drawn:
    """The first federation for this number that composes."""
    refused: list[str] = []
    while True:
        seed = number * 1000 + len(refused)
        merged = random_world(Random(seed))
        data = world_data(merged, seed)
        try:
            return Drawn(ComposedFederation(data.world, subgraph_sdls(merged)), data, tuple(refused))
        except RefusedError as problem:
            refused.append(str(problem))


def case(seed: int) -> Case:
    """The case of a seed."""
    found = drawn(seed // OPERATIONS)
    query, variables = random_operation(found.federation.supergraph.public_schema, Random(seed))
    return Case(seed, found.data.merged, found.federation, found.data, query, variables)


def expected(one: Case) -> Any:
    """The answer of one service over the same world."""
    one.data.log.clear()
    schema = one.federation.supergraph.public_schema
    return monolith(schema, one.federation.world, one.query, one.variables)


async def answered(one: Case) -> Any:
    """The gateway's answer by both executors; AssertionError when they differ or a subgraph complains."""
    one.data.log.clear()
    for each in one.federation.subgraphs.values():
        each.violations.clear()
        each.requests.clear()
        each.headers.clear()
    answer = await one.federation.run(one.query, **one.variables)
    assert not answer.errors, answer.errors
    return answer.data
