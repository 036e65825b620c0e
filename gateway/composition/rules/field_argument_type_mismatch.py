"""FIELD_ARGUMENT_TYPE_MISMATCH: of an argument's types, one must be accepted wherever the others are."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import print_ast

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import each_in, error_across


def field_argument_type_mismatch(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            for argument in field.arguments.values():
                if argument.type is None:
                    types = {graph: print_ast(one.type) for graph, one in argument.sources.items()}
                    coordinate = f"{merged.name}.{field.name}({argument.name}:)"
                    message = f'the types of "{coordinate}" do not fit together: {each_in(types)}'
                    yield error_across(federation, "FIELD_ARGUMENT_TYPE_MISMATCH", message, argument.sources)
