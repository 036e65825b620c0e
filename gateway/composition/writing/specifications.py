"""The specifications a supergraph links, with their definitions.

Source: specs.apollo.dev: link/v1.0, join/v0.5, tag/v0.3, inaccessible/v0.2, authenticated/v0.1, requiresScopes/v0.1,
policy/v0.1, cost/v0.1. Gateways compare these definitions with their own, so they stand here in full.
"""

from __future__ import annotations

from dataclasses import dataclass

from gateway.composition.federation_spec import EVERYWHERE, SECURED

SPECIFICATIONS = "https://specs.apollo.dev"
COSTED = "ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR"


@dataclass(frozen=True, slots=True)
class Specification:
    """`directives` are those that come from subgraphs and stand on merged elements, under the same name."""

    name: str
    version: str
    purpose: str | None
    directives: frozenset[str]
    definitions: dict[str, str]
    imports: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        purpose = f", for: {self.purpose}" if self.purpose else ""
        imported = f", import: [{', '.join(self.imports)}]" if self.imports else ""
        return f'@link(url: "{SPECIFICATIONS}/{self.name}/{self.version}"{imported}{purpose})'


LINK = Specification(
    "link",
    "v1.0",
    None,
    frozenset(),
    {
        "@link": "directive @link(url: String, as: String, for: link__Purpose, import: [link__Import])"
        " repeatable on SCHEMA",
        "link__Import": "scalar link__Import",
        "link__Purpose": """enum link__Purpose {
  \"\"\"`SECURITY` features provide metadata necessary to securely resolve fields.\"\"\"
  SECURITY

  \"\"\"`EXECUTION` features provide metadata necessary for operation execution.\"\"\"
  EXECUTION
}""",
    },
)
JOIN = Specification(
    "join",
    "v0.5",
    "EXECUTION",
    frozenset(),
    {
        "@join__directive": "directive @join__directive(graphs: [join__Graph!], name: String!,"
        " args: join__DirectiveArguments) repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION",
        "@join__enumValue": "directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE",
        "@join__field": "directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet,"
        " type: String, external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String,"
        " contextArguments: [join__ContextArgument!]) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION",
        "@join__graph": "directive @join__graph(name: String!, url: String!) on ENUM_VALUE",
        "@join__implements": "directive @join__implements(graph: join__Graph!, interface: String!) repeatable on"
        " OBJECT | INTERFACE",
        "@join__type": "directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false,"
        " resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on"
        " OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR",
        "@join__unionMember": "directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION",
        "join__ContextArgument": "input join__ContextArgument {\n  name: String!\n  type: String!\n  context: String!\n"
        "  selection: join__FieldValue!\n}",
        "join__DirectiveArguments": "scalar join__DirectiveArguments",
        "join__FieldSet": "scalar join__FieldSet",
        "join__FieldValue": "scalar join__FieldValue",
    },
)
OPTIONAL = (
    Specification(
        "tag",
        "v0.3",
        None,
        frozenset({"tag"}),
        {"@tag": f"directive @tag(name: String!) repeatable on {EVERYWHERE} | SCHEMA"},
    ),
    Specification(
        "inaccessible",
        "v0.2",
        "SECURITY",
        frozenset({"inaccessible"}),
        {"@inaccessible": f"directive @inaccessible on {EVERYWHERE}"},
    ),
    Specification(
        "authenticated",
        "v0.1",
        "SECURITY",
        frozenset({"authenticated"}),
        {"@authenticated": f"directive @authenticated on {SECURED}"},
    ),
    Specification(
        "requiresScopes",
        "v0.1",
        "SECURITY",
        frozenset({"requiresScopes"}),
        {
            "@requiresScopes": f"directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on {SECURED}",
            "requiresScopes__Scope": "scalar requiresScopes__Scope",
        },
    ),
    Specification(
        "policy",
        "v0.1",
        "SECURITY",
        frozenset({"policy"}),
        {
            "@policy": f"directive @policy(policies: [[policy__Policy!]!]!) on {SECURED}",
            "policy__Policy": "scalar policy__Policy",
        },
    ),
    Specification(
        "cost",
        "v0.1",
        None,
        frozenset({"cost", "listSize"}),
        {
            "@cost": f"directive @cost(weight: Int!) on {COSTED}",
            "@listSize": "directive @listSize(assumedSize: Int, slicingArguments: [String!],"
            " sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION",
        },
        ('"@listSize"',),
    ),
)
