"""The pruned schema tells nothing of what it hides: not in errors, introspection, defaults or texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    get_introspection_query,
    graphql_sync,
    parse,
    print_schema,
    specified_scalar_types,
    validate,
)

from gateway.model.viewer import Viewer
from gateway.visibility import unrestricted
from gateway.visibility.visible_schemas import BOUND
from tests.kit.policy_folder import policies_for

SDL = """
directive @later(by: Int) on FIELD
interface Article { sku: ID! }
union Found = Tool | Manual
scalar Date
type Tool implements Article { sku: ID! "Never below Price.cost." price(day: Date): Price cost: Int }
type Manual { url: String }
type Price { net: Int cost: Int old: Int @deprecated(reason: "Use `Price.cost`")
  gone: Int @deprecated(reason: "Use net") }
type Query { tools(orderBy: Sort! = MARGIN, filter: Filter, first: Int! = 20): [Tool!] article: Article found: [Found] }
type Mutation { correct(by: Int!): Int }
enum Sort { NAME MARGIN }
input Filter { name: String maxMargin: Int }
"""
HIDDEN = {"Price.cost", "Tool.cost", "Sort.MARGIN", "Filter.maxMargin", "Manual.url", "Mutation.correct"}
RULES = """
p, dealer, *, read, allow
p, dealer, *, call, allow
p, visitor, Query.*, read, allow
p, visitor, Tool.sku, read, allow
p, visitor, Tool.price, read, allow
p, visitor, Price.net, read, allow
p, visitor, Price.old, read, allow
p, visitor, Price.gone, read, allow
"""
FIELDS = "g2, Sort.MARGIN, @margin\ng2, Filter.maxMargin, @margin"
VISITOR = Viewer()
DEALER = Viewer(claims=frozenset({"kind:dealer"}))


@pytest.fixture
def schema(tmp_path: Path) -> GraphQLSchema:
    rules = RULES + "p, dealer, @margin, read, allow"
    return policies_for(tmp_path, SDL, rules, fields=FIELDS).visible(VISITOR).schema


def refusals(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """Validation as the gateway does it: suggestions would name other fields, but never a hidden one."""
    return validate(schema, document, hide_suggestions=True)


def test_a_hidden_field_and_an_unknown_field_give_the_same_answer(schema: GraphQLSchema) -> None:
    def answer(field: str) -> list[str]:
        errors = refusals(schema, parse(f"{{ tools {{ price {{ {field} }} }} }}"))
        return [error.message.replace(field, "?") for error in errors]

    assert answer("cost") == answer("nope") != []


def test_a_hidden_type_and_an_unknown_type_give_the_same_answer(schema: GraphQLSchema) -> None:
    def answer(name: str) -> list[str]:
        errors = refusals(schema, parse(f"{{ found {{ ... on {name} {{ __typename }} }} }}"))
        return [error.message.replace(name, "?") for error in errors]

    assert answer("Manual") == answer("Nothing") != []


def test_a_hidden_enum_value_and_an_unknown_one_give_the_same_answer(schema: GraphQLSchema) -> None:
    def answer(value: str) -> list[str]:
        return [
            error.message.replace(value, "?")
            for error in refusals(schema, parse(f"{{ tools(orderBy: {value}) {{ sku }} }}"))
        ]

    assert answer("MARGIN") == answer("WEIGHT") != []


def test_introspection_tells_nothing_hidden(schema: GraphQLSchema) -> None:
    result = graphql_sync(schema, get_introspection_query(input_value_deprecation=True))
    assert result.errors is None
    text = str(result.data)
    assert "net" in text
    for word in ("cost", "MARGIN", "maxMargin", "Manual", "Mutation", "correct"):
        assert word not in text


def test_a_default_that_names_a_hidden_value_is_dropped_and_the_argument_optional(schema: GraphQLSchema) -> None:
    printed = print_schema(schema)
    assert "orderBy: Sort," in printed
    assert "first: Int! = 20" in printed
    assert validate(schema, parse("{ tools { sku } }")) == []


def test_a_description_that_names_a_hidden_field_is_left_out(schema: GraphQLSchema) -> None:
    tool = schema.type_map["Tool"]
    assert tool.fields["price"].description is None


def test_a_deprecation_that_names_a_hidden_field_stays_one_without_its_reason(schema: GraphQLSchema) -> None:
    fields = schema.type_map["Price"].fields
    assert fields["old"].deprecation_reason == "No longer supported"
    assert fields["gone"].deprecation_reason == "Use net"


def test_the_pruned_schema_is_a_valid_schema(schema: GraphQLSchema) -> None:
    build_schema(print_schema(schema), assume_valid=False)


def test_the_public_schema_is_left_as_it_is(tmp_path: Path) -> None:
    public = build_schema(SDL)
    before = print_schema(public)
    policies_for(tmp_path, public, RULES).visible(VISITOR)
    assert print_schema(public) == before


def test_equal_sets_share_one_schema(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, RULES)
    other = Viewer(subject="user:b", claims=frozenset({"kind:visitor"}), country="AT")
    assert policies.visible(VISITOR) is policies.visible(other)
    assert policies.visible(VISITOR).id != policies.visible(DEALER).id


def test_the_id_says_what_is_visible_and_nothing_of_how(tmp_path: Path) -> None:
    one = policies_for(tmp_path / "one", SDL, "p, visitor, Query.*, read, allow\np, visitor, Tool.*, read, allow")
    rules = "p, visitor, Query.*, read, allow\np, visitor, Tool.*, read, allow\np, dealer, Price.*, read, allow"
    other = policies_for(tmp_path / "other", SDL, rules)
    assert one.visible(VISITOR).id == other.visible(VISITOR).id


def test_somebody_who_sees_nothing_still_asks_for_the_type_name(tmp_path: Path) -> None:
    policies = policies_for(tmp_path, SDL, RULES)
    stranger = policies.visible(Viewer(claims=frozenset()))
    assert stranger.coordinates - specified_scalar_types.keys() == {"Query"}
    assert graphql_sync(stranger.schema, "{ __typename }").data == {"__typename": "Query"}
    assert validate(stranger.schema, parse("{ tools { sku } }")) != []


def test_without_policies_everything_is_visible() -> None:
    public = build_schema(SDL)
    assert print_schema(unrestricted(public).schema) == print_schema(public)
    assert unrestricted(public).coordinates >= HIDDEN


def test_the_cache_of_schemas_is_bounded(tmp_path: Path) -> None:
    policies = policies_for(
        tmp_path, "type Query { " + " ".join(f"f{i}: Int" for i in range(9)) + " }", "p, dealer, *, read, allow"
    )
    first = policies.coordinates.positions["Query.f0"]
    for bits in range(BOUND + 20):
        policies.schemas.of(bits << first)
    figures = policies.schemas.figures()
    assert figures.size == figures.bound == BOUND
