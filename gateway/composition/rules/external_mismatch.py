"""EXTERNAL_TYPE_MISMATCH, EXTERNAL_ARGUMENT_MISSING, EXTERNAL_ARGUMENT_TYPE_MISMATCH,
EXTERNAL_ARGUMENT_DEFAULT_MISMATCH: an external copy repeats the field that other subgraphs resolve.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import ValueNode, print_ast

from gateway.composition.merged import Federation, MergedField
from gateway.composition.merging.type_references import Subtypes, is_subtype, same, subtypes_of
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Field
from gateway.composition.wording import error_in


def external_mismatch(federation: Federation) -> Iterator[CompositionError]:
    subtypes = subtypes_of(federation.subgraphs.values())
    for merged in federation.types.values():
        for field in merged.fields.values():
            if all(one.is_external for one in field.sources.values()):
                continue
            for graph, one in field.sources.items():
                if one.is_external:
                    for code, problem in _problems(subtypes, field, one):
                        message = f'external field "{merged.name}.{field.name}" {problem}'
                        yield error_in(federation.subgraphs[graph], code, message, one.node)


def _problems(subtypes: Subtypes, field: MergedField, external: Field) -> Iterator[tuple[str, str]]:
    if field.type is not None and not same(field.type, external.type):
        yield (
            "EXTERNAL_TYPE_MISMATCH",
            f'has the type "{print_ast(external.type)}", but elsewhere it is "{print_ast(field.type)}"',
        )
    for argument in field.arguments.values():
        own = external.arguments.get(argument.name)
        if own is None:
            yield "EXTERNAL_ARGUMENT_MISSING", f'lacks the argument "{argument.name}", which it has elsewhere'
            continue
        if argument.type is not None and not is_subtype(subtypes, own.type, argument.type):
            yield (
                "EXTERNAL_ARGUMENT_TYPE_MISMATCH",
                f'has the argument "{argument.name}" of type "{print_ast(own.type)}", '
                f'but elsewhere it is "{print_ast(argument.type)}"',
            )
        if _text(own.default) != _text(argument.default):
            yield (
                "EXTERNAL_ARGUMENT_DEFAULT_MISMATCH",
                f'has the argument "{argument.name}" with the default {_text(own.default) or "none"}, '
                f"but elsewhere it is {_text(argument.default) or 'none'}",
            )


def _text(value: ValueNode | None) -> str:
    return print_ast(value) if value is not None else ""
