"""What `@cost` and `@listSize` say is read under whatever names a supergraph gives them."""

from __future__ import annotations

import pytest

from gateway.errors import ConfigurationError
from gateway.supergraph import read_supergraph
from gateway.supergraph.costs import ListSize
from tests.kit.composition import expect_sdl

SDL = expect_sdl(
    a="""
    type Query {
      orders(first: Int @cost(weight: 3)): [Order] @cost(weight: 5)
        @listSize(slicingArguments: ["first"], assumedSize: 9, requireOneSlicingArgument: false)
      page: Page @listSize(assumedSize: 4, sizedFields: ["nodes"])
    }
    type Page { nodes: [Order] }
    type Order @cost(weight: 2) { number: Int  state(in: Filter): State }
    enum State @cost(weight: 1) { OPEN }
    input Filter { word: String @cost(weight: 8) }
    """
)
LINK = '@link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"])'
WEIGHTS = {
    "Query.orders": 5,
    "Query.orders(first:)": 3,
    "Order": 2,
    "State": 1,
    "Filter.word": 8,
}


def test_weights_and_sizes_are_found_by_coordinate() -> None:
    costs = read_supergraph(SDL).costs
    assert costs.weights == WEIGHTS
    assert costs.sizes == {
        "Query.orders": ListSize(9, ("first",), frozenset(), requires_one=False),
        "Query.page": ListSize(4, (), frozenset(["nodes"])),
    }


@pytest.mark.parametrize(
    ("link", "cost", "list_size"),
    [
        ('import: ["@cost", "@listSize"]', "cost", "listSize"),
        ('import: [{name: "@cost", as: "@dear"}, {name: "@listSize", as: "@long"}]', "dear", "long"),
        ('as: "price"', "price", "price__listSize"),
        ('as: "price", import: ["@cost"]', "cost", "price__listSize"),
    ],
)
def test_they_go_by_the_names_that_the_link_gives_them(link: str, cost: str, list_size: str) -> None:
    renamed = SDL.replace(LINK, f'@link(url: "https://specs.apollo.dev/cost/v0.1", {link})')
    assert renamed != SDL or link in LINK
    renamed = renamed.replace("@cost(", f"@{cost}(").replace("@listSize(", f"@{list_size}(")
    costs = read_supergraph(renamed).costs
    assert (costs.weights, set(costs.sizes)) == (WEIGHTS, {"Query.orders", "Query.page"})


def test_a_directive_of_that_name_from_elsewhere_means_nothing() -> None:
    strange = SDL.replace("https://specs.apollo.dev/cost/v0.1", "https://example.test/cost/v0.1")
    costs = read_supergraph(strange).costs
    assert (costs.weights, costs.sizes) == ({}, {})


def test_weights_written_as_texts_are_numbers_too() -> None:
    costs = read_supergraph(SDL.replace("@cost(weight: 5)", '@cost(weight: "2.5")')).costs
    assert costs.weights["Query.orders"] == 2.5


def test_what_costs_are_read_from_is_not_shown_to_clients() -> None:
    public = read_supergraph(SDL).public_schema
    assert not {"cost", "listSize"} & {one.name for one in public.directives}


@pytest.mark.parametrize(
    ("directive", "instead", "said"),
    [
        ("@cost(weight: 5)", '@cost(weight: "dear")', "Query.orders has no weight"),
        ("@cost(weight: 5)", "@cost", "Query.orders has no weight"),
        ("assumedSize: 4", 'assumedSize: "four"', "assumedSize of Query.page"),
    ],
)
def test_what_is_no_number_does_not_start(directive: str, instead: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_supergraph(SDL.replace(directive, instead))
