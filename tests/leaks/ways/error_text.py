"""What a subgraph says when it fails: it may name anything, and nothing of what is hidden is told of it.

Asked are the visible neighbours of what is hidden, and what a stored document masks. A message that a subgraph marks
as written for clients, by its code, is its own to answer for where it concerns a field that the client asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from gateway.model.transport import SubgraphAnswer
from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.stored import PLAIN, leaves
from tests.leaks.ways import Way

Failing = Callable[[Cell, dict[str, Any]], SubgraphAnswer]


def questions(cell: Cell) -> Iterator[Question]:
    if cell.hidden.kind is not Kind.FIELD:
        return
    if f"{PLAIN}{cell.hidden}" in cell.house.world.templates:
        yield Question(document_id=f"{PLAIN}{cell.hidden}")
    owner, schema = cell.hidden.owner, cell.house.world.supergraph.schema
    shown = [one for one in leaves(schema, owner) if f"{owner}.{one}" in cell.seen.visible]
    is_shown = all(f"{parent}.{name}" in cell.seen.visible for parent, name in cell.route.fields)
    if shown and is_shown and owner in cell.seen.visible and cell.route.operation == "query":
        yield Question(cell.document(" ".join(shown)))


def _said(cell: Cell) -> str:
    hidden = cell.hidden
    return f"{cell.house.world.canaries.text(hidden.text)} {hidden.text} Cannot return null for {hidden.name}"


def _without_data(cell: Cell, _data: dict[str, Any]) -> SubgraphAnswer:
    return _answer(None, {"message": _said(cell), "extensions": {"code": "DB_BROKEN", "field": _said(cell)}})


def _beside_data(cell: Cell, data: dict[str, Any]) -> SubgraphAnswer:
    return _answer(data, {"message": _said(cell)}, {"message": "no", "extensions": {"code": _said(cell)}})


def _at_the_hidden_field(cell: Cell, data: dict[str, Any]) -> SubgraphAnswer:
    """With a code that is meant for clients, at a path that nobody asked for."""
    path = [*_first_path(data), cell.hidden.name, _said(cell)]
    return _answer(data, {"message": _said(cell), "path": path, "extensions": {"code": "NOT_FOUND"}})


def _no_json(cell: Cell, _data: dict[str, Any]) -> SubgraphAnswer:
    return SubgraphAnswer(502, _said(cell).encode(), _said(cell))


FAILINGS: tuple[Failing, ...] = (_without_data, _beside_data, _at_the_hidden_field, _no_json)


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    values = cell.house.values
    secrets = (cell.hidden.text, f"canary:{cell.hidden.text};")
    for question in asked:
        for failing in FAILINGS:
            values.failure = lambda data, failing=failing: failing(cell, data)
            try:
                told = await cell.ask(question)
            finally:
                values.failure = None
            cell.expect_silent(question, told)
            for secret in secrets:
                if secret.encode() in told.body:
                    cell.leak(f"{failing.__name__}: {secret} is told", question, told)
            if _paths(told.body, cell) and question.document_id is None:
                cell.leak(f"{failing.__name__}: its place is told", question, told)


def _answer(data: dict[str, Any] | None, *errors: dict[str, Any]) -> SubgraphAnswer:
    return SubgraphAnswer(200, msgspec.json.encode({"data": data, "errors": errors}))


def _first_path(found: Any) -> Iterator[str | int]:
    """The keys that lead from the root to the innermost object."""
    if isinstance(found, dict) and found:
        key = next((key for key, value in found.items() if isinstance(value, dict | list)), None)
        if key is not None:
            yield key
            yield from _first_path(found[key])
    elif isinstance(found, list) and found and isinstance(found[0], dict):
        yield 0
        yield from _first_path(found[0])


def _paths(body: bytes, cell: Cell) -> bool:
    errors = msgspec.json.decode(body).get("errors", ())
    return any(cell.hidden.name in one.get("path", ()) and one["path"][-1] == cell.hidden.name for one in errors)


WAY = Way("error text", questions, judge)
