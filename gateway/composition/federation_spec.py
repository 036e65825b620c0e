"""The directives that subgraphs may use, by federation version, and the definitions that go with them.

Source: specs.apollo.dev/federation/v2.0 to v2.12. A subgraph need not define them; composition knows them.
"""

from __future__ import annotations

from dataclasses import dataclass

NEWEST = (2, 14)
EVERYWHERE = (
    "FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT"
    " | INPUT_FIELD_DEFINITION"
)
SECURED = "FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM"


@dataclass(frozen=True, slots=True)
class FederationDirective:
    """`signature` is what stands after the name in a definition; `{FieldSet}` and the like stand for scalar names."""

    name: str
    since: tuple[int, int]
    signature: str


DIRECTIVES = (
    FederationDirective(
        "key", (1, 0), "(fields: {FieldSet}!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE"
    ),
    FederationDirective("requires", (1, 0), "(fields: {FieldSet}!) on FIELD_DEFINITION"),
    FederationDirective("provides", (1, 0), "(fields: {FieldSet}!) on FIELD_DEFINITION"),
    FederationDirective("external", (1, 0), "(reason: String) on OBJECT | FIELD_DEFINITION"),
    FederationDirective("extends", (1, 0), " on OBJECT | INTERFACE"),
    FederationDirective("tag", (1, 0), f"(name: String!) repeatable on {EVERYWHERE} | SCHEMA"),
    FederationDirective("inaccessible", (1, 0), f" on {EVERYWHERE}"),
    FederationDirective("shareable", (2, 0), " repeatable on FIELD_DEFINITION | OBJECT"),
    FederationDirective("override", (2, 0), "(from: String!, label: String) on FIELD_DEFINITION"),
    FederationDirective("composeDirective", (2, 1), "(name: String!) repeatable on SCHEMA"),
    FederationDirective("interfaceObject", (2, 3), " on OBJECT"),
    FederationDirective("authenticated", (2, 5), f" on {SECURED}"),
    FederationDirective("requiresScopes", (2, 5), f"(scopes: [[{{Scope}}!]!]!) on {SECURED}"),
    FederationDirective("policy", (2, 6), f"(policies: [[{{Policy}}!]!]!) on {SECURED}"),
    FederationDirective("context", (2, 8), "(name: String!) repeatable on OBJECT | INTERFACE | UNION"),
    FederationDirective("fromContext", (2, 8), "(field: {ContextFieldValue}) on ARGUMENT_DEFINITION"),
    FederationDirective(
        "cost",
        (2, 9),
        "(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR",
    ),
    FederationDirective(
        "listSize",
        (2, 9),
        "(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],"
        " requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION",
    ),
    FederationDirective("cacheTag", (2, 12), "(format: String!) repeatable on FIELD_DEFINITION | OBJECT"),
)
SCALARS = ("FieldSet", "Scope", "Policy", "ContextFieldValue")
NAMES = frozenset(one.name for one in DIRECTIVES)
MACHINERY_TYPES = frozenset({"_Any", "_Entity", "_Service", "_FieldSet", "_Import", "_Scope", "_Policy"})
MACHINERY_FIELDS = frozenset({"_entities", "_service"})
GRAPHQL_OWN = frozenset({"deprecated", "specifiedBy", "oneOf"})

LINK_DEFINITIONS = """
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
scalar link__Import
enum link__Purpose { SECURITY EXECUTION }
"""
