"""What the processes do: send mutations, be killed at one, come up again and answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.chaos.books import books_of, settled
from tests.chaos.houses import opened
from tests.chaos.killing import Points
from tests.kit.house import Asker, Person
from werktor.house import House

Call = tuple[str, str, Mapping[str, Any]]
"""A document of the contract, who sends it, and its input."""

PATIENCE = 20
"""How often a call is sent again while its first one is in progress."""


async def send_all(house: House, calls: Sequence[Call]) -> dict[str, Any]:
    """What was answered to each, and the books when all has settled."""
    async with opened(house) as asker:
        answers = [await _send(asker, call) for call in calls]
        await settled(house)
        return {"answers": answers, "books": await books_of(house)}


async def killed_at(house: House, call: Call, kill_at: int | None) -> list[str]:
    """Ends at this point of the call; tells the places of all its points when there is none."""
    points = Points(kill_at)
    async with opened(house) as asker:
        await asker.token(Person(call[1]))
        points.watch()
        await points.count(_send(asker, call))
    return points.places


async def killed_coming_up(house: House, begins: str, kill_at: int | None) -> list[str]:
    """Ends at this point of a start, counted in the tasks whose coroutine is named `begins`."""
    points = Points(kill_at)
    points.watch(lambda work: getattr(work, "__qualname__", "") == begins)
    async with opened(house):
        await settled(house)
    return points.places


async def come_up(house: House, calls: Sequence[Call], at_once: bool) -> dict[str, Any]:
    """Settles what is left (the books then are `found`), and gets the same calls again; `at_once`: in between."""
    async with opened(house) as asker:
        first = [await _send(asker, call) for call in calls[:1]] if at_once else []
        await settled(house)
        found = await books_of(house)
        answers = [await _send(asker, call) for call in calls]
        await settled(house)
        return {"first": first, "found": found, "answers": answers, "books": await books_of(house)}


async def _send(asker: Asker, call: Call) -> Any:
    """Again while it is in progress."""
    name, who, given = call
    for _ in range(PATIENCE):
        answer = await asker.stored(name, who, {"input": given})
        assert "errors" not in answer, answer["errors"]
        (payload,) = answer["data"].values()
        if [error["code"] for error in payload["userErrors"]] != ["IN_PROGRESS"]:
            return payload
    raise TimeoutError(f"{name} is in progress for ever")
