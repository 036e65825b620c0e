"""A key, or what a visible field requires: it is fetched, and neither it nor what became of it is told."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.judging import tells_nothing
from tests.leaks.samples import arguments, below
from tests.leaks.visible_sets import machinery
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    """The visible fields of every type whose objects cannot be had without it."""
    supergraph = cell.house.world.supergraph
    if cell.hidden.text not in {*machinery(supergraph)}:
        return
    for name, by_subgraph in supergraph.types.items():
        if name not in cell.seen.visible or name not in cell.seen.routes or len(by_subgraph) < 2:
            continue
        fields = {field for type_ in by_subgraph.values() for field in type_.fields}
        shown = sorted(field for field in fields if f"{name}.{field}" in cell.seen.visible)
        if shown and cell.hidden.owner in {name, *_below(cell, name)}:
            route = cell.seen.routes[name]
            if route.operation == "query":
                yield Question(cell.document(" ".join(_written(cell, name, one) for one in shown), route))


def _below(cell: Cell, name: str) -> Iterator[str]:
    for type_ in cell.house.world.supergraph.types[name].values():
        for field in type_.fields.values():
            yield from (one.type_name for one in field.requires if hasattr(one, "name"))


def _written(cell: Cell, owner: str, name: str) -> str:
    definition = cell.house.world.places.definition(owner, name)
    return f"{name}{arguments(definition)}{below(definition)}"


WAY = Way("keys and requirements", questions, tells_nothing)
