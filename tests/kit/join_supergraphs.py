"""Heads of hand-written supergraphs, one for each version of the join specification, as compositions write them."""

from __future__ import annotations

LINK = """
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
scalar link__Import
enum link__Purpose { SECURITY EXECUTION }
scalar join__FieldSet
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
"""
V0_1 = """
directive @core(feature: String!, as: String, for: core__Purpose) repeatable on SCHEMA
enum core__Purpose { SECURITY EXECUTION }
scalar join__FieldSet
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
directive @join__owner(graph: join__Graph!) on OBJECT | INTERFACE
directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT | INTERFACE
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet) on FIELD_DEFINITION
"""
TYPE_V0_2 = """
directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false,
  resolvable: Boolean! = true) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
directive @join__field(graph: join__Graph!, requires: join__FieldSet, provides: join__FieldSet, type: String,
  external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
"""
TYPE_V0_3 = """
directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false,
  resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM
  | INPUT_OBJECT | SCALAR
directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
"""
FIELD_V0_3 = """
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String,
  external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
"""
V0_4 = """
scalar join__DirectiveArguments
directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments) repeatable on SCHEMA
  | OBJECT | INTERFACE | FIELD_DEFINITION
"""
FIELD_V0_4 = """
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String,
  external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String) repeatable on FIELD_DEFINITION
  | INPUT_FIELD_DEFINITION
"""
V0_5 = """
scalar join__FieldValue
input join__ContextArgument { name: String!  type: String!  context: String!  selection: join__FieldValue! }
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String,
  external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String,
  contextArguments: [join__ContextArgument!]) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
directive @context(name: String!) repeatable on INTERFACE | OBJECT | UNION
directive @context__fromContext(field: context__ContextFieldValue) on ARGUMENT_DEFINITION
scalar context__ContextFieldValue
"""
DEFINITIONS = {
    "v0.1": V0_1,
    "v0.2": LINK + TYPE_V0_2,
    "v0.3": LINK + TYPE_V0_3 + FIELD_V0_3,
    "v0.4": LINK + TYPE_V0_3 + V0_4 + FIELD_V0_4,
    "v0.5": LINK + TYPE_V0_3 + V0_4 + V0_5,
}


def joined(version: str, body: str, *names: str) -> str:
    """A supergraph of this join version over the subgraphs named, whose values are their names in capitals."""
    link = "@core(feature:" if version == "v0.1" else "@link(url:"
    base = "core/v0.2" if version == "v0.1" else "link/v1.0"
    context = '@link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)' if version == "v0.5" else ""
    graphs = " ".join(
        f'{name.upper().replace("-", "_")} @join__graph(name: "{name}", url: "http://{name}.test/graphql")'
        for name in names
    )
    return f"""
schema
  {link} "https://specs.apollo.dev/{base}")
  {link} "https://specs.apollo.dev/join/{version}", for: EXECUTION)
  {context}
{{ query: Query }}
{DEFINITIONS[version]}
enum join__Graph {{ {graphs} }}
{body}
"""
