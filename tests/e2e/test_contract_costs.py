"""Every document of the contract, with the largest pages there are, is far within what an operation may cost."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from graphql import parse

from gateway.operations.cost import CostRules, Price
from gateway.operations.normalize import normalize
from gateway.settings import Settings
from gateway.supergraph import Supergraph, read_supergraph
from tests.peers.installed import Missing, public_bench
from werktor.settings import ROOT

LIMIT = Settings().cost_limit
LARGEST = {"first": 100, "last": 100}
ROOM = 10


def estimate(supergraph: Supergraph, text: str) -> float:
    schema = supergraph.public_schema
    operation = normalize(schema, parse(text), None, None)
    return Price(operation, schema, supergraph.costs, CostRules.of(Settings())).estimate(LARGEST)


def estimates() -> Iterator[tuple[str, float]]:
    supergraph = read_supergraph((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    texts = json.loads((ROOT / "frontend-contract" / "persisted-documents.json").read_text(encoding="utf-8"))
    for text in texts.values():
        yield text, estimate(supergraph, text)


def test_each_document_has_ten_times_as_much_room() -> None:
    found = dict(estimates())
    assert len(found) > 20
    assert max(found.values()) > 1_000, "pages count by their size"
    assert {text: cost for text, cost in found.items() if cost * ROOM > LIMIT} == {}


def test_the_query_of_the_public_benchmark_has_twice_as_much() -> None:
    try:
        bench = public_bench()
    except Missing as missing:
        pytest.skip(str(missing))
    supergraph = read_supergraph((bench / "supergraph.graphql").read_text(encoding="utf-8"))
    query = json.loads((bench / "request.json").read_text(encoding="utf-8"))["query"]
    assert estimate(supergraph, query) == 23_315 < LIMIT / 2
