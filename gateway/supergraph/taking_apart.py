"""Takes a schema apart that nobody uses any more, so that it goes at once and piece by piece.

The types of a schema refer to each other in circles. Left to the garbage collector they would be found by a walk over
everything there is, which holds up all that runs in the process for as long; without circles nothing has to be found.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import Any

from graphql import GraphQLSchema, introspection_types, specified_directives, specified_scalar_types

OF_ALL_SCHEMAS = frozenset(
    id(one) for one in (*specified_scalar_types.values(), *introspection_types.values(), *specified_directives)
)
"""What belongs to the library and stands in every schema."""


def take_apart(schemas: Iterable[GraphQLSchema]) -> None:
    """Only for schemas that nobody holds: afterwards there is nothing in them."""
    for schema in {id(one): one for one in schemas}.values():
        for element in (*schema.type_map.values(), *schema.directives):
            if id(element) not in OF_ALL_SCHEMAS:
                members = vars(element)
                _untie(members.values())
                members.clear()
        vars(schema).clear()


def _untie(members: Iterable[Any]) -> None:
    """The functions that made the parts of a type know each other, and all types by name."""
    waiting = [one for one in members if isinstance(one, FunctionType)]
    while waiting:
        for cell in waiting.pop().__closure__ or ():
            try:
                content = cell.cell_contents
                del cell.cell_contents
            except ValueError:
                continue  # emptied before
            if isinstance(content, FunctionType):
                waiting.append(content)
