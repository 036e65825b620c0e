"""One cell of the grid: somebody, what is hidden from him, and a way to ask for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import orjson

from tests.leaks.asking import Question, Told
from tests.leaks.coordinates import Coordinate
from tests.leaks.places import Place
from tests.leaks.routes import Route, routes
from tests.leaks.unknown_names import unknown_like
from tests.leaks.visible_sets import VisibleSet
from tests.leaks.world import House


@dataclass(frozen=True, slots=True)
class Leak:
    """What somebody learned that he may not know."""

    way: str
    viewer: str
    hidden: str
    what: str
    asked: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.way}: {self.viewer} / {self.hidden}: {self.what}\n  asked {self.asked}\n  told  {self.told}"


@dataclass
class Seen:
    """One visible set in a house, with what is worked out for it once."""

    house: House
    set: VisibleSet
    answers: dict[bytes, Told] = field(default_factory=dict)
    """To questions for unknown names: many coordinates ask the same."""

    @cached_property
    def routes(self) -> Mapping[str, Route]:
        return routes(self.house.world.supergraph.schema, self.visible)

    @cached_property
    def event_routes(self) -> Mapping[str, Route]:
        return routes(self.house.world.supergraph.schema, self.visible, ("subscription",))

    @cached_property
    def visible(self) -> frozenset[str]:
        return self.set.visible.coordinates

    @cached_property
    def hidden_fields(self) -> frozenset[str]:
        """The output fields whose values nobody of this set may learn."""
        return frozenset(self.house.world.canaries.places) - self.visible


@dataclass
class Cell:
    """`leaks` collects what is found, `asked` counts the requests."""

    seen: Seen
    hidden: Coordinate
    way: str
    others: VisibleSet | None = None
    """Somebody who sees it, if there is anybody."""
    leaks: list[Leak] = field(default_factory=list)
    asked: int = 0

    @property
    def house(self) -> House:
        return self.seen.house

    @cached_property
    def place(self) -> Place:
        return self.house.world.places.of(self.hidden)

    @property
    def route(self) -> Route:
        """The way to where it stands; what nothing leads to is asked at the root."""
        return self.seen.routes.get(self.place.owner, Route("query"))

    def document(self, selection: str, route: Route | None = None) -> str:
        return self.house.world.places.within(self.route if route is None else route, selection)

    async def ask(self, question: Question) -> Told:
        self.asked += 1
        return await self.house.ask(self.seen.set, question, self.hidden.name)

    @cached_property
    def unknown(self) -> str:
        return unknown_like(self.hidden.name, self.house.world.sdl)

    async def ask_unknown(self, question: Question) -> Told:
        key = repr((question.members(self.unknown), question.accept, question.by_get)).encode()
        found = self.seen.answers.get(key)
        if found is None:
            self.asked += 1
            found = self.seen.answers[key] = await self.house.ask(self.seen.set, question, self.unknown)
        return found

    def leak(self, what: str, question: Question, told: Told | None = None) -> None:
        asked = orjson.dumps(question.members(self.hidden.name)).decode()
        body = "" if told is None else f"{told.status} {told.calls} calls {told.body[:600]!r}"
        self.leaks.append(Leak(self.way, self.seen.set.name, self.hidden.text, what, asked, body))

    def expect_silent(self, question: Question, told: Told) -> None:
        """No value of anything hidden, and none of the texts that this question may not be told."""
        everything = told.body + repr(told.headers).encode()
        values = self.house.world.canaries.found(everything) & self.seen.hidden_fields
        for one in sorted(values):
            self.leak(f"the value of {one} is in the answer", question, told)
        for secret in question.secrets:
            if secret.encode() in everything:
                self.leak(f"{secret!r} is in the answer", question, told)


Judge: TypeAlias = Callable[[Cell, Iterable[Question]], Awaitable[None]]
