"""Over a WebSocket, where queries and subscriptions are sent alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from tests.kit.sockets import connected
from tests.leaks.asking import REQUEST_ID, Question, Told
from tests.leaks.cells import Cell
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    yield Question(cell.document(cell.place.selection))


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    """The name that is hidden and one that does not exist, over one socket."""
    house, names = cell.house, (cell.hidden.name, cell.unknown)
    async with connected(house.gateway, headers={"x-request-id": REQUEST_ID}) as socket:
        await socket.initialise(Authorization=f"Bearer {house.token(cell.seen.set.viewer)}")
        for question in asked:
            told: list[Told] = []
            for name in names:
                before = house.values.calls
                await socket.send(type="subscribe", id="1", payload=question.members(name))
                message = await socket.told()
                told.append(Told(0, (), orjson.dumps(message), house.values.calls - before))
                cell.asked += 1
            hidden, unknown = told
            if hidden.calls or hidden != unknown.renamed({cell.unknown: cell.hidden.name}):
                cell.leak(f"an unknown name is told {unknown.body!r}", question, hidden)
            cell.expect_silent(question, hidden)


WAY = Way("socket", questions, judge)
