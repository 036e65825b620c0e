"""Merged subgraphs -> supergraph SDL. Definitions are sorted by name, so that equal subgraphs give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphql import StringValueNode, print_ast

from gateway.composition.merged import Federation, MergedElement, MergedField, MergedInput, MergedType
from gateway.composition.subgraph import ROOTS, Application, Kind
from gateway.composition.writing.composed import composed_links
from gateway.composition.writing.join import Joining
from gateway.composition.writing.specifications import JOIN, LINK, OPTIONAL, Specification

KEYWORDS = {
    Kind.OBJECT: "type",
    Kind.INTERFACE: "interface",
    Kind.UNION: "union",
    Kind.ENUM: "enum",
    Kind.INPUT: "input",
    Kind.SCALAR: "scalar",
}

ONE_OF = "directive @oneOf on INPUT_OBJECT"  # GraphQL's own since September 2025, and unknown to readers before that


def write_supergraph(federation: Federation) -> str:
    """The SDL; only meaningful when no rule has refused the federation."""
    used = _used_directives(federation)
    specifications = [LINK, JOIN, *(one for one in OPTIONAL if used & one.directives)]
    writer = _Writer(federation, specifications)
    machinery = {name: text for one in specifications for name, text in one.definitions.items()}
    directives = {name: text for name, text in machinery.items() if name.startswith("@")}
    directives |= {f"@{name}": print_ast(node) for name, node in federation.directives.items()}
    if "oneOf" in used:
        directives["@oneOf"] = ONE_OF
    types = {name: text for name, text in machinery.items() if not name.startswith("@")}
    types["join__Graph"] = writer.graphs()
    types |= {name: writer.type(one) for name, one in federation.types.items()}
    parts = [writer.schema(), *_sorted(directives), *_sorted(types)]
    return "\n\n".join(parts) + "\n"


class _Writer:
    def __init__(self, federation: Federation, specifications: Iterable[Specification]) -> None:
        self.federation = federation
        self.joining = Joining(federation)
        self.specifications = list(specifications)

    def schema(self) -> str:
        links = [one.link for one in self.specifications] + composed_links(self.federation)
        roots = [f"  {name.lower()}: {name}" for name in ROOTS if name in self.federation.types]
        return "\n".join(["schema", *(f"  {one}" for one in links), "{", *roots, "}"])

    def graphs(self) -> str:
        values = [
            f"  {self.joining.values[name]} @join__graph(name: {_string(name)}, url: {_string(one.url)})"
            for name, one in self.federation.subgraphs.items()
        ]
        return "\n".join(["enum join__Graph {", *values, "}"])

    def type(self, merged: MergedType) -> str:
        interfaces = f" implements {' & '.join(merged.interfaces)}" if merged.interfaces else ""
        head = f"{_description(merged, '')}{KEYWORDS[merged.kind]} {merged.name}{interfaces}"
        rows = [*self.joining.type_rows(merged), *_directives(merged)]
        lines = [head, *(f"  {row}" for row in rows)]
        if merged.kind is Kind.UNION:
            lines.append(f"  = {' | '.join(merged.members)}")
        body = list(self._body(merged))
        if body:
            lines += ["{", *body, "}"]
        return "\n".join(lines)

    def _body(self, merged: MergedType) -> Iterator[str]:
        if merged.kind in (Kind.OBJECT, Kind.INTERFACE):
            for field in merged.fields.values():
                yield self._field(merged, field)
        for each in merged.inputs.values():
            rows = [*self.joining.input_rows(merged, each), *_directives(each)]
            yield f"{_description(each, '  ')}  {' '.join([_input(each), *rows])}"
        for value in merged.values.values():
            rows = [*self.joining.value_rows(value.sources), *_directives(value)]
            yield f"{_description(value, '  ')}  {' '.join([value.name, *rows])}"

    def _field(self, merged: MergedType, field: MergedField) -> str:
        arguments = ""
        given = list(field.arguments.values())
        if any(one.description for one in given):
            lines = [f"{_description(one, '    ')}    {' '.join([_input(one), *_directives(one)])}" for one in given]
            arguments = "(\n" + "\n".join(lines) + "\n  )"
        elif given:
            arguments = f"({', '.join(' '.join([_input(one), *_directives(one)]) for one in given)})"
        rows = [*self.joining.field_rows(merged, field), *_directives(field)]
        type_text = print_ast(field.type) if field.type is not None else ""
        return f"{_description(field, '  ')}  {' '.join([f'{field.name}{arguments}: {type_text}', *rows])}"


def _directives(merged: MergedElement) -> list[str]:
    return [_application(one) for one in merged.directives]


def _application(one: Application) -> str:
    arguments = ", ".join(f"{key}: {print_ast(value)}" for key, value in one.arguments.items())
    return f"@{one.name}({arguments})" if arguments else f"@{one.name}"


def _used_directives(federation: Federation) -> set[str]:
    return {
        one.name
        for merged in federation.types.values()
        for element in _elements(merged)
        for one in element.directives
        if one.federation
    }


def _elements(merged: MergedType) -> Iterator[MergedElement]:
    yield merged
    yield from merged.values.values()
    yield from merged.inputs.values()
    for field in merged.fields.values():
        yield field
        yield from field.arguments.values()


def _input(one: MergedInput) -> str:
    default = f" = {print_ast(one.default)}" if one.default is not None else ""
    return f"{one.name}: {print_ast(one.type) if one.type is not None else ''}{default}"


def _description(element: MergedElement, indent: str) -> str:
    if not element.description:
        return ""
    text = print_ast(StringValueNode(value=element.description, block=True))
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


def _string(text: str) -> str:
    return print_ast(StringValueNode(value=text))


def _sorted(texts: dict[str, str]) -> list[str]:
    return [text for _, text in sorted(texts.items())]
