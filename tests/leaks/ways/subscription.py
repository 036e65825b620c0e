"""As a subscription, over server-sent events: below the events that lead there, or as a root field of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import EVENTS, Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.routes import Route
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    route = cell.seen.event_routes.get(cell.place.owner)
    if route is not None:
        yield Question(cell.document(cell.place.selection, route), accept=EVENTS)
    elif f"Subscription.{cell.hidden.name}" not in cell.seen.visible:
        yield Question(cell.document(cell.place.selection, Route("subscription")), accept=EVENTS)


WAY = Way("subscription", questions, like_unknown)
