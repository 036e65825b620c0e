"""Through an interface that declares the same field, and by a fragment on the type inside of it.

Where the interface shows the field, since all types that one may see show it, objects of a hidden type are null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphql import GraphQLInterfaceType

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown, tells_nothing
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    schema = cell.house.world.supergraph.public_schema
    hidden, selection = cell.hidden, cell.place.selection
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLInterfaceType):
            continue
        root = f"all{type_.name}"
        owners = [one.name for one in schema.get_possible_types(type_)]
        if hidden.kind is Kind.TYPE and hidden.name in owners:
            yield Question(f"{{ {root} {{ __typename ... on {WORD} {{ __typename }} }} }}")
            return
        if hidden.owner in owners and hidden.kind in (Kind.FIELD, Kind.ARGUMENT):
            yield Question(f"{{ {root} {{ ... on {hidden.owner} {{ {selection} }} }} }}")
            if hidden.kind is Kind.FIELD and hidden.name in type_.fields:
                yield Question(f"{{ {root} {{ __typename {selection} }} }}")
                return


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    """An interface field that is visible is answered, without anything of the type that is hidden."""
    for question in asked:
        shown = any(f"{type_}.{cell.hidden.name}" in cell.seen.visible for type_ in _interfaces(cell, question))
        await (tells_nothing if shown and "... on" not in question.query else like_unknown)(cell, [question])


def _interfaces(cell: Cell, question: Question) -> Iterator[str]:
    for name, type_ in cell.house.world.supergraph.public_schema.type_map.items():
        if isinstance(type_, GraphQLInterfaceType) and f"all{name} " in question.query:
            yield name


WAY = Way("interface", questions, judge, abstract=True)
