"""Totals and all else that stands beside or above a hidden field: it is the same whatever the hidden value."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import tells_nothing
from tests.leaks.routes import Route
from tests.leaks.samples import arguments
from tests.leaks.stored import leaves
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    if cell.hidden.kind is not Kind.FIELD or cell.route.operation != "query":
        return
    fields = [(owner, name) for owner, name in cell.route.fields if f"{owner}.{name}" in cell.seen.visible]
    if len(fields) < len(cell.route.fields) or cell.hidden.owner not in cell.seen.visible:
        return
    selection = _shown(cell, cell.hidden.owner)
    for owner, name in reversed(fields):
        definition = cell.house.world.places.definition(owner, name)
        selection = f"{name}{arguments(definition)} {{ {selection} }} {_shown(cell, owner)}"
    yield Question(cell.document(selection, Route("query")))


def _shown(cell: Cell, owner: str) -> str:
    schema = cell.house.world.supergraph.schema
    return " ".join(["__typename", *(one for one in leaves(schema, owner) if f"{owner}.{one}" in cell.seen.visible)])


WAY = Way("totals and what else stands beside it", questions, tells_nothing)
