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
    hidden, selection = cell.hidden, cell.place.selection
    owner = hidden.name if hidden.kind is Kind.TYPE else hidden.owner
    interfaces = [one for one in _interfaces(cell) if owner in _implementations(cell, one)]
    if not interfaces or hidden.kind not in (Kind.TYPE, Kind.FIELD, Kind.ARGUMENT):
        return
    own = [one for one in interfaces if hidden.kind is Kind.FIELD and hidden.name in one.fields]
    root = f"all{(own or interfaces)[0].name}"
    if hidden.kind is Kind.TYPE:
        yield Question(f"{{ {root} {{ __typename ... on {WORD} {{ __typename }} }} }}")
    else:
        yield Question(f"{{ {root} {{ ... on {owner} {{ {selection} }} }} }}")
    if own:
        yield Question(f"{{ {root} {{ __typename {selection} }} }}")


def _interfaces(cell: Cell) -> Iterator[GraphQLInterfaceType]:
    types = cell.house.world.supergraph.public_schema.type_map.values()
    return (one for one in types if isinstance(one, GraphQLInterfaceType))


def _implementations(cell: Cell, interface: GraphQLInterfaceType) -> list[str]:
    return [one.name for one in cell.house.world.supergraph.public_schema.get_possible_types(interface)]


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    """An interface field that is visible is answered, without anything of the type that is hidden."""
    for question in asked:
        roots = [one.name for one in _interfaces(cell) if f"all{one.name} " in question.query]
        shown = any(f"{name}.{cell.hidden.name}" in cell.seen.visible for name in roots)
        await (tells_nothing if shown and "... on" not in question.query else like_unknown)(cell, [question])


WAY = Way("interface", questions, judge, abstract=True)
