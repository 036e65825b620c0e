"""LIST_SIZE_APPLIED_TO_NON_LIST, LIST_SIZE_INVALID_ASSUMED_SIZE, LIST_SIZE_INVALID_SLICING_ARGUMENT,
LIST_SIZE_INVALID_SIZED_FIELD, COST_APPLIED_TO_INTERFACE_FIELD: costs are stated where they arise (federation v2.9).
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import IntValueNode, ListValueNode, StringValueNode, ValueNode, print_ast
from graphql.language import ListTypeNode, NamedTypeNode, NonNullTypeNode, TypeNode

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Application, Field, Kind, Subgraph, named
from gateway.composition.wording import applied, error_in


def list_size(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            coordinate = f"{one.name}.{field.name}"
            if one.kind is Kind.INTERFACE:
                for cost in field.applications("cost"):
                    message = f'{applied(cost)} stands on interface field "{coordinate}"; put it on the implementations'
                    yield error_in(subgraph, "COST_APPLIED_TO_INTERFACE_FIELD", message, cost.node)
            for size in field.applications("listSize"):
                for code, problem in _problems(subgraph, field, size):
                    yield error_in(subgraph, code, f'{applied(size)} on "{coordinate}": {problem}', size.node)


def _problems(subgraph: Subgraph, field: Field, size: Application) -> Iterator[tuple[str, str]]:
    sized = _strings(size.arguments.get("sizedFields"))
    if not sized and not _is_list(field.type):
        yield "LIST_SIZE_APPLIED_TO_NON_LIST", f'"{print_ast(field.type)}" is no list; name its lists in "sizedFields"'
    assumed = size.arguments.get("assumedSize")
    if isinstance(assumed, IntValueNode) and int(assumed.value) < 0:
        yield "LIST_SIZE_INVALID_ASSUMED_SIZE", "the assumed size is negative"
    for name in _strings(size.arguments.get("slicingArguments")):
        argument = field.arguments.get(name)
        if argument is None or not _is_int(argument.type):
            yield "LIST_SIZE_INVALID_SLICING_ARGUMENT", f'"{name}" is no argument of type Int'
    holder = subgraph.types.get(named(field.type))
    for name in sized:
        inner = holder.fields.get(name) if holder else None
        if inner is None:
            yield "LIST_SIZE_INVALID_SIZED_FIELD", f'"{named(field.type)}" has no field "{name}"'
        elif not _is_list(inner.type):
            yield "LIST_SIZE_APPLIED_TO_NON_LIST", f'the sized field "{named(field.type)}.{name}" is no list'


def _is_list(node: TypeNode) -> bool:
    return isinstance(node.type if isinstance(node, NonNullTypeNode) else node, ListTypeNode)


def _is_int(node: TypeNode) -> bool:
    inner = node.type if isinstance(node, NonNullTypeNode) else node
    return isinstance(inner, NamedTypeNode) and inner.name.value == "Int"


def _strings(value: ValueNode | None) -> list[str]:
    values = value.values if isinstance(value, ListValueNode) else ()
    return [one.value for one in values if isinstance(one, StringValueNode)]
