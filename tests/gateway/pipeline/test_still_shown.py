"""How much of an operation may still be shown: it becomes less and never more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphql import build_schema, parse

from gateway.execution.failures import Errors
from gateway.execution.happenings import Happening
from gateway.execution.projection import Projector
from gateway.model.errors_shown import BY_DEFAULT
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import Document, free_form
from gateway.operations.normalize import normalize
from gateway.pipeline.shown import Shown, still_shown, tells_types
from gateway.visibility.coordinates import coordinates_of
from gateway.visibility.pruning import visible_schema
from tests.kit.account_federation import accounts
from tests.kit.visible_parts import without

SDL = """
type Query { a: Int }
type Subscription { told(filter: Filter, order: Order): [Thing] one: Tool }
input Filter { sku: ID  cost: Int }
enum Order { NAME  MARGIN }
interface Thing { id: ID  name: String }
type Tool implements Thing { id: ID  name: String  cost: Int  maker: String }
type Part implements Thing { id: ID  name: String  fits: String }
"""
SCHEMA = build_schema(SDL)


def seeing(*hidden: str) -> VisibleSchema:
    """Everything but what is named, or begins with what is named before a star."""
    names = coordinates_of(SCHEMA).names
    gone = {name for name in names for one in hidden if name == one or (one[-1] == "*" and name.startswith(one[:-1]))}
    return visible_schema(SCHEMA, frozenset(names) - gone)


def running(text: str, visible: VisibleSchema, *, stored: bool) -> tuple[Shown, Document]:
    document = free_form(text, parse(text))
    if stored:
        document = replace(document, id="stored")
        return Shown(visible, Projector(SCHEMA, normalize(SCHEMA, document.node, None, visible), visible)), document
    operation = normalize(visible.schema, document.node, None, None)
    return Shown(visible, Projector(SCHEMA, operation, visible)), document


def told(shown: Shown, data: dict[str, Any]) -> Any:
    errors = Errors(shown.operation, "request-1", BY_DEFAULT)
    answer = Happening(data, errors, {}).told(shown.projector)
    assert answer.errors == ()
    return answer.data


ONE = "subscription { one { name cost maker } }"
DATA = {"one": {"name": "drill", "cost": 7, "maker": "us"}}


def test_nothing_changes_where_nothing_is_lost() -> None:
    shown, document = running(ONE, seeing("Tool.cost"), stored=True)
    assert still_shown(shown, document, {}, seeing()) is shown
    assert still_shown(shown, document, {}, seeing("Tool.cost")) is shown


def test_what_is_lost_is_null_and_what_is_gained_meanwhile_was_never_fetched() -> None:
    shown, document = running(ONE, seeing("Tool.cost"), stored=True)
    left = still_shown(shown, document, {}, seeing("Tool.maker"))
    assert left is not None
    assert left.operation.hidden == ("one.cost", "one.maker")
    assert told(left, DATA) == {"one": {"name": "drill", "cost": None, "maker": None}}
    again = still_shown(left, document, {}, seeing())
    assert again is left, "it never grows"


def test_a_text_that_loses_something_it_asks_for_ends() -> None:
    shown, document = running(ONE, seeing(), stored=False)
    assert still_shown(shown, document, {}, seeing("Tool.cost")) is None


def test_a_text_that_loses_something_else_is_the_same_operation() -> None:
    shown, document = running(ONE, seeing(), stored=False)
    left = still_shown(shown, document, {}, seeing("Part.fits", "Filter.cost"))
    assert left is not None
    assert left.operation == shown.operation
    assert told(left, DATA) == DATA


THINGS = "subscription { told { name ... on Part { fits } } }"
MANY = {"told": [{"__typename": "Tool", "name": "drill"}, {"__typename": "Part", "name": "bit", "fits": "drill"}]}


def test_an_object_whose_type_is_hidden_now_is_null_like_an_unknown_one() -> None:
    shown, document = running(THINGS, seeing(), stored=True)
    assert told(shown, MANY) == {"told": [{"name": "drill"}, {"name": "bit", "fits": "drill"}]}
    left = still_shown(shown, document, {}, seeing("Part.*"))
    assert left is not None
    assert told(left, MANY) == {"told": [{"name": "drill"}, None]}


def test_a_text_shows_no_object_of_a_hidden_type_either() -> None:
    shown, document = running("subscription { told { name } }", seeing(), stored=False)
    left = still_shown(shown, document, {}, seeing("Part.*"))
    assert left is None or told(left, MANY) == {"told": [{"name": "drill"}, None]}


def test_it_ends_when_an_argument_of_its_root_or_a_value_in_it_is_hidden() -> None:
    for text, hidden in (
        ("subscription { told(order: NAME) { name } }", "Subscription.told(order:)"),
        ("subscription { told(order: MARGIN) { name } }", "Order.MARGIN"),
        ("subscription { told(filter: {cost: 1}) { name } }", "Filter.cost"),
    ):
        for stored in (True, False):
            shown, document = running(text, seeing(), stored=stored)
            assert still_shown(shown, document, {}, seeing(hidden)) is None, (text, stored)


def test_it_ends_when_a_value_given_by_variable_is_hidden_and_not_when_another_is() -> None:
    text = "subscription($f: Filter, $o: Order) { told(filter: $f, order: $o) { name } }"
    for stored in (True, False):
        shown, document = running(text, seeing(), stored=stored)
        hidden = seeing("Filter.cost", "Order.MARGIN")
        assert still_shown(shown, document, {"f": {"cost": 1}}, hidden) is None
        assert still_shown(shown, document, {"o": "MARGIN"}, hidden) is None
        assert still_shown(shown, document, {"f": {"sku": "1"}, "o": "NAME"}, hidden) is not None


def test_a_run_that_does_not_tell_a_type_which_is_hidden_now_is_found() -> None:
    """Of an interface object nobody was asked what it really is, as long as all of it might be shown."""
    supergraph = accounts().supergraph
    public = supergraph.public_schema
    everything, less, least = without(public), without(public, "Regular"), without(public, "Regular", "Admin")
    for text, tells in (("{ accounts { name } }", False), ("{ accounts { __typename name } }", True)):
        operation = normalize(public, parse(text), None, everything)
        assert tells_types(supergraph, Shown(everything, Projector(public, operation, everything)), less) is tells
        assert tells_types(supergraph, Shown(less, Projector(public, operation, less)), least)
        assert tells_types(
            supergraph, Shown(everything, Projector(public, operation, everything)), without(public, "User")
        )
