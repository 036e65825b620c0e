"""Writes the supergraph SDL of small fixture subgraphs, unchecked: tests of planning start from here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    NonNullTypeNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    parse,
    print_ast,
    value_from_ast_untyped,
)

HEAD = """
schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5"{as_}, for: EXECUTION)
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) {{
{roots}
}}

directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
  | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @{join}__graph(name: String!, url: String!) on ENUM_VALUE
directive @{join}__type(graph: {join}__Graph!, key: {join}__FieldSet, extension: Boolean! = false,
  resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM
  | INPUT_OBJECT | SCALAR
directive @{join}__field(graph: {join}__Graph, requires: {join}__FieldSet, provides: {join}__FieldSet, type: String,
  external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String,
  contextArguments: [{join}__ContextArgument!]) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
directive @{join}__implements(graph: {join}__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
directive @{join}__unionMember(graph: {join}__Graph!, member: String!) repeatable on UNION
directive @{join}__enumValue(graph: {join}__Graph!) repeatable on ENUM_VALUE
scalar link__Import
enum link__Purpose {{ SECURITY EXECUTION }}
scalar {join}__FieldSet
scalar {join}__FieldValue
input {join}__ContextArgument {{ name: String!  type: String!  context: String!  selection: {join}__FieldValue! }}
"""


def supergraph_sdl(subgraphs: Mapping[str, str], *, join: str = "join") -> str:
    """The supergraph of subgraph SDLs by name; `join` is the prefix that the join specification goes by."""
    return _Writer({name: parse(sdl, no_location=True) for name, sdl in subgraphs.items()}, join).write()


def overridden(subgraphs: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The coordinates of each subgraph that another has taken over for good; names nobody has are passed over."""
    taken: dict[str, set[str]] = {name: set() for name in subgraphs}
    for sdl in subgraphs.values():
        for node in parse(sdl, no_location=True).definitions:
            for one in getattr(node, "fields", None) or ():
                override = _directive(one, "override")
                if override is not None and override.get("label") is None and override["from"] in taken:
                    taken[override["from"]].add(f"{node.name.value}.{one.name.value}")  # type: ignore[attr-defined]
    return {name: frozenset(coordinates) for name, coordinates in taken.items()}


class _Writer:
    def __init__(self, documents: Mapping[str, DocumentNode], join: str) -> None:
        self.documents = documents
        self.join = join
        self.types: dict[str, dict[str, Any]] = {}
        for name, document in documents.items():
            for node in document.definitions:
                if isinstance(node, TypeDefinitionNode | TypeExtensionNode):
                    self.types.setdefault(node.name.value, {})[name] = node
        self.taken = overridden({name: print_ast(document) for name, document in documents.items()})

    def write(self) -> str:
        roots = [f"  {kind.lower()}: {kind}" for kind in ("Query", "Mutation", "Subscription") if kind in self.types]
        as_ = "" if self.join == "join" else f', as: "{self.join}"'
        parts = [HEAD.format(join=self.join, as_=as_, roots="\n".join(roots))]
        graphs = "\n".join(
            f'  {name.upper()} @{self.join}__graph(name: "{name}", url: "http://{name}.test/graphql")'
            for name in self.documents
        )
        parts.append(f"enum {self.join}__Graph {{\n{graphs}\n}}")
        parts += [self._type(name, nodes) for name, nodes in self.types.items()]
        return "\n\n".join(parts)

    def _type(self, name: str, nodes: Mapping[str, Any]) -> str:
        first = next(iter(nodes.values()))
        rows = [row for graph, node in nodes.items() for row in self._type_rows(graph, node)]
        if isinstance(first, ScalarTypeDefinitionNode):
            return f"scalar {name} {' '.join(rows)}"
        if isinstance(first, EnumTypeDefinitionNode):
            return f"enum {name} {' '.join(rows)} {{\n{self._enum_values(nodes)}\n}}"
        if isinstance(first, UnionTypeDefinitionNode):
            members = list(dict.fromkeys(one.name.value for node in nodes.values() for one in node.types or ()))
            rows += [
                f'@{self.join}__unionMember(graph: {graph.upper()}, member: "{one.name.value}")'
                for graph, node in nodes.items()
                for one in node.types or ()
            ]
            return f"union {name} {' '.join(rows)} = {' | '.join(members)}"
        if isinstance(first, InputObjectTypeDefinitionNode):
            fields = [
                print_ast(one)
                for one in first.fields or ()
                if all(one.name.value in {other.name.value for other in node.fields or ()} for node in nodes.values())
            ]
            return f"input {name} {' '.join(rows)} {{\n{chr(10).join(fields)}\n}}"
        return self._composite(name, nodes, rows)

    def _composite(self, name: str, nodes: Mapping[str, Any], rows: list[str]) -> str:
        interfaces: dict[str, None] = {}
        for graph, node in nodes.items():
            for one in node.interfaces or ():
                interfaces[one.name.value] = None
                rows.append(f'@{self.join}__implements(graph: {graph.upper()}, interface: "{one.name.value}")')
        is_interface = any(
            isinstance(node, InterfaceTypeDefinitionNode) or type(node).__name__.startswith("Interface")
            for node in nodes.values()
        )
        implements = f" implements {' & '.join(interfaces)}" if interfaces else ""
        fields: dict[str, dict[str, FieldDefinitionNode]] = {}
        for graph, node in nodes.items():
            for one in node.fields or ():
                fields.setdefault(one.name.value, {})[graph] = one
        body = "\n".join(self._field(name, one, nodes) for one in fields.values())
        body += "".join(self._from_interface_objects(interface, set(fields)) for interface in interfaces)
        return f"{'interface' if is_interface else 'type'} {name}{implements} {' '.join(rows)} {{\n{body}\n}}"

    def _from_interface_objects(self, interface: str, known: set[str]) -> str:
        """Fields that an implementation has only because an interface object declares them."""
        return "".join(
            f"\n  {one.name.value}: {print_ast(one.type)} @{self.join}__field"
            for node in self.types[interface].values()
            if _directive(node, "interfaceObject") is not None
            for one in node.fields
            if one.name.value not in known
        )

    def _type_rows(self, graph: str, node: Any) -> list[str]:
        head = f"@{self.join}__type(graph: {graph.upper()}"
        extra = ", isInterfaceObject: true" if _directive(node, "interfaceObject") is not None else ""
        hidden = ["@inaccessible"] if _directive(node, "inaccessible") is not None else []
        rows = []
        for directive in node.directives or ():
            if directive.name.value == "key":
                values = _values(directive)
                resolvable = "" if values.get("resolvable", True) else ", resolvable: false"
                rows.append(f'{head}, key: "{values["fields"]}"{resolvable}{extra})')
        return hidden + (rows or [f"{head}{extra})"])

    def _field(self, type_name: str, ones: Mapping[str, FieldDefinitionNode], nodes: Mapping[str, Any]) -> str:
        text = [print_ast(one.type) for one in ones.values()]
        first = max(ones.values(), key=self._generality)
        merged = print_ast(first.type)
        arguments = ", ".join(print_ast(one) for one in first.arguments or ())
        line = f"  {first.name.value}" + (f"({arguments})" if arguments else "") + f": {merged}"
        names = ("external", "requires", "provides", "override")
        special = any(_directive(one, name) is not None for one in ones.values() for name in names)
        if special or len(ones) < len(nodes) or len(set(text)) > 1:
            rows = (self._field_row(type_name, graph, one, nodes[graph], merged) for graph, one in ones.items())
            line += "".join(f" {row}" for row in rows if row)
        if any(_directive(one, "inaccessible") is not None for one in ones.values()):
            line += " @inaccessible"
        return line

    def _generality(self, one: FieldDefinitionNode) -> tuple[bool, bool]:
        """The merged type is the widest: an abstract one before an object, a nullable one before a certain one."""
        abstract = any(
            isinstance(node, InterfaceTypeDefinitionNode | UnionTypeDefinitionNode)
            for node in self.types.get(_named(one.type), {}).values()
        )
        return abstract, not isinstance(one.type, NonNullTypeNode)

    def _field_row(self, type_name: str, graph: str, one: FieldDefinitionNode, node: Any, merged: str) -> str:
        name = one.name.value
        parts = [f"graph: {graph.upper()}"]
        if f"{type_name}.{name}" in self.taken[graph]:
            if not self._is_used(graph, name, node):
                return ""
            parts.append("usedOverridden: true")
        for directive in ("requires", "provides"):
            values = _directive(one, directive)
            if values is not None:
                parts.append(f"{directive}: {json.dumps(values['fields'])}")
        override = _directive(one, "override")
        if override is not None:
            parts.append(f"override: {json.dumps(override['from'])}")
        if _directive(one, "external") is not None and not self._is_key_of_extension(name, node):
            parts.append("external: true")
        if print_ast(one.type) != merged:
            parts.append(f'type: "{print_ast(one.type)}"')
        return f"@{self.join}__field({', '.join(parts)})"

    def _is_used(self, graph: str, name: str, node: Any) -> bool:
        """Whether an overridden field still serves its subgraph: for a key or to satisfy an interface."""
        interfaces = [self.types[one.name.value][graph] for one in node.interfaces or ()]
        of_interfaces = {field.name.value for one in interfaces for field in one.fields or ()}
        return name in of_interfaces or any(name in key.split() for key in _keys(node))

    def _is_key_of_extension(self, name: str, node: Any) -> bool:
        """Extended types mark their key fields external by old custom; composition takes them as their own."""
        extended = isinstance(node, TypeExtensionNode) or _directive(node, "extends") is not None
        return extended and any(name in key.split() for key in _keys(node))

    def _enum_values(self, nodes: Mapping[str, EnumTypeDefinitionNode]) -> str:
        values: dict[str, list[str]] = {}
        for graph, node in nodes.items():
            for one in node.values or ():
                rows = values.setdefault(one.name.value, [])
                rows.append(f"@{self.join}__enumValue(graph: {graph.upper()})")
                if _directive(one, "inaccessible") is not None:
                    rows.append("@inaccessible")
        return "\n".join(f"  {name} {' '.join(rows)}" for name, rows in values.items())


def _named(node: Any) -> str:
    while not isinstance(node, NamedTypeNode):
        node = node.type
    return node.name.value


def _keys(node: Any) -> list[str]:
    return [_values(one)["fields"] for one in node.directives or () if one.name.value == "key"]


def _directive(node: Any, name: str) -> dict[str, Any] | None:
    for directive in node.directives or ():
        if directive.name.value == name:
            return _values(directive)
    return None


def _values(directive: Any) -> dict[str, Any]:
    return {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
