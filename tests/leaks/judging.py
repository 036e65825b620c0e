"""What the answers of a cell are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tests.leaks.asking import Question
from tests.leaks.cells import Cell


async def like_unknown(cell: Cell, questions: Iterable[Question]) -> None:
    """Byte for byte what is told of a name that does not exist, headers and status included, and no subgraph asked."""
    for question in questions:
        if question.by_others and cell.others is not None:
            await cell.house.ask(cell.others, replace(question, bare=False), cell.hidden.name)
        told = await cell.ask(question)
        unknown = await cell.ask_unknown(question)
        if told.calls or unknown.calls:
            cell.leak("a subgraph was asked", question, told)
        if told != unknown.renamed({cell.unknown: cell.hidden.name}):
            cell.leak(f"an unknown name is told {unknown.status} {unknown.body[:600]!r}", question, told)
        cell.expect_silent(question, told)


async def tells_nothing(cell: Cell, questions: Iterable[Question]) -> None:
    """No hidden value in the answer, and the same answer when every hidden value is another."""
    values = cell.house.values
    for question in questions:
        told = await cell.ask(question)
        values.changed = cell.seen.hidden_fields
        try:
            changed = await cell.ask(question)
        finally:
            values.changed = frozenset()
        if told != changed:
            cell.leak(f"it changes with hidden values to {changed.body[:600]!r}", question, told)
        cell.expect_silent(question, told)
        cell.expect_silent(question, changed)
