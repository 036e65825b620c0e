"""The fast forms of one plan: made when they begin to pay, one for each set of conditions that requests really have."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import GraphQLSchema

from gateway.execution.fast.budget import FastBudget
from gateway.execution.fast.problems import NotFastError
from gateway.execution.fast.program import Program, compile_program
from gateway.execution.projection import Projector
from gateway.execution.requests import FetchRequest
from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Field, Fragment, Selection
from gateway.model.plan import FetchField, FetchSelection, Plan

USES_BEFORE = 2
"""Uses of a plan that are answered without: making a fast form costs as much as it saves in about five."""
MAX_CONDITIONS = 32
"""Sets of conditions of one plan that get a fast form; a document that has more is better off without."""

NOT_YET = "not yet made"
FAULT = "a fault while it was made"
"""The loop logs what it was; it is not tried again with every request."""


class FastForms:
    """Without a `budget` forms are made at the first use and stay. What cannot have one keeps the reason."""

    def __init__(
        self,
        plan: Plan,
        schema: GraphQLSchema,
        projector: Projector,
        requests: Sequence[FetchRequest],
        budget: FastBudget | None,
    ) -> None:
        self._plan = plan
        self._schema = schema
        self._projector = projector
        self._requests = requests
        self._budget = budget
        self._uses = USES_BEFORE if budget is None else 0
        self.was_used = False
        self.condition_names = tuple(sorted({name for guard in _guards(plan) for name in guard.variables}))
        self._forms: dict[tuple[Any, ...], Program | str] = {}
        self._making: dict[tuple[Any, ...], asyncio.Future[Program | str]] = {}

    def find(self, variables: Mapping[str, Any]) -> Program | str:
        """The form for these variables, or why there is none; one that is due is begun, for requests to come."""
        key = tuple(variables.get(name) for name in self.condition_names)
        form = self._forms.get(key)
        if form is not None:
            self.was_used = True
            return form
        self._uses += 1
        if self._uses > USES_BEFORE and key not in self._making:
            if len(self._forms) + len(self._making) >= MAX_CONDITIONS:
                return "too many conditions"
            self._begin(key, {name: variables.get(name) for name in self.condition_names})
        return NOT_YET

    def make(self, variables: Mapping[str, Any]) -> Program | str:
        """The form for these variables now, or why there is none."""
        key = tuple(variables.get(name) for name in self.condition_names)
        if key not in self._forms:
            self._forms[key] = self._compile(variables)
        return self._forms[key]

    @property
    def being_made(self) -> tuple[asyncio.Future[Program | str], ...]:
        return tuple(self._making.values())

    def forget(self) -> None:
        """Gives the memory back; forms that are used again are made again."""
        self._forms = {key: form for key, form in self._forms.items() if isinstance(form, str)}
        self._uses = 0

    @property
    def size(self) -> int:
        """An estimate of the memory of all forms in bytes."""
        return sum(form.size for form in self._forms.values() if isinstance(form, Program))

    def _begin(self, key: tuple[Any, ...], variables: Mapping[str, Any]) -> None:
        """Made in a thread, so that no request waits for it."""
        making = asyncio.get_running_loop().run_in_executor(None, self._compile, variables)
        self._making[key] = making

        def made(done: asyncio.Future[Program | str]) -> None:
            del self._making[key]
            if done.cancelled():
                return
            self._forms[key] = FAULT
            form = self._forms[key] = done.result()
            if self._budget is not None and isinstance(form, Program):
                self._budget.add(self, form.size)

        making.add_done_callback(made)

    def _compile(self, variables: Mapping[str, Any]) -> Program | str:
        try:
            return compile_program(self._plan, self._schema, self._projector, variables, self._alias)
        except NotFastError as problem:
            return str(problem)

    def _alias(self, fetch: int, call: int) -> str:
        return self._requests[fetch].alias(call)


def _guards(plan: Plan) -> Iterator[Guard]:
    yield from _guards_in(plan.operation.selections)
    for fetch in plan.fetches:
        yield fetch.guard
        yield from _guards_of(fetch.selections)
        for call in fetch.calls:
            yield call.guard
            yield from (need.guard for need in call.needs)
            yield from _guards_of(call.selections)


def _guards_in(selections: Sequence[Selection]) -> Iterator[Guard]:
    for one in selections:
        if isinstance(one, Field) and one.guard is not ALWAYS:
            yield one.guard
        if isinstance(one, Field | Fragment):
            yield from _guards_in(one.selections)


def _guards_of(selections: Sequence[FetchSelection]) -> Iterator[Guard]:
    for one in selections:
        if isinstance(one, FetchField) and one.guard is not ALWAYS:
            yield one.guard
        yield from _guards_of(one.selections)
