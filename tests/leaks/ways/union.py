"""Through a union of all types of a subgraph: a hidden member reads like none, and its objects are null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphql import GraphQLUnionType

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown, tells_nothing
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    hidden = cell.hidden
    schema = cell.house.world.supergraph.public_schema
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLUnionType):
            continue
        members = [one.name for one in type_.types]
        if hidden.kind is Kind.TYPE and hidden.name in members:
            yield Question(f"{{ all{type_.name} {{ ... on {WORD} {{ __typename }} }} }}")
            yield Question(f"{{ all{type_.name} {{ __typename }} }}", secrets=(f'"{hidden.name}"',))
            return
        elif hidden.kind in (Kind.FIELD, Kind.ARGUMENT) and hidden.owner in members:
            yield Question(f"{{ all{type_.name} {{ __typename ... on {hidden.owner} {{ {cell.place.selection} }} }} }}")
            return


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    for question in asked:
        await (like_unknown if WORD in question.query else tells_nothing)(cell, [question])


WAY = Way("union", questions, judge, abstract=True)
