"""A whole fixture federation: subgraphs of one world, their supergraph, and a gateway's engine over them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from textwrap import dedent
from typing import Any

import pytest
from graphql import parse, validate

from gateway.errors import ClientError
from gateway.execution import compile as compile_plan
from gateway.model.operation import Operation
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.visible import VisibleSchema
from gateway.operations.normalize import normalize
from gateway.operations.variables import coerce_variables
from gateway.planning import plan, telling_types
from gateway.planning.printer import print_plan
from gateway.supergraph import read_supergraph
from tests.kit.both_executors import run_both
from tests.kit.fixture_subgraphs import FixtureSubgraph, World, monolith
from tests.kit.fixture_supergraph import overridden, supergraph_sdl
from tests.kit.recorded_operations import record


class Federation:
    """Runs operations as the gateway does, and checks that no subgraph had to complain."""

    def __init__(self, world: World, **sdls: str) -> None:
        self.world = world
        self.way: str | None = None
        self.sdl = self.supergraph_sdl(sdls)
        self.supergraph = read_supergraph(self.sdl)
        self.labels: frozenset[str] = frozenset()
        """The active labels of progressive overrides."""
        taken = overridden(sdls)
        self.subgraphs = {name: FixtureSubgraph(name, sdl, world, taken[name]) for name, sdl in sdls.items()}

    def supergraph_sdl(self, sdls: dict[str, str]) -> str:
        """Written unchecked: fixtures may be what composition refuses."""
        return supergraph_sdl(sdls)

    def normalized(self, query: str, visible: VisibleSchema | None = None) -> Operation:
        document = parse(query)
        problems = validate(self.supergraph.public_schema, document)
        assert not problems, problems
        if visible is None:
            record(self.sdl, query, self.labels)
        return normalize(self.supergraph.public_schema, document, None, visible)

    def plan_text(self, query: str, visible: VisibleSchema | None = None) -> str:
        return print_plan(plan(self.supergraph, self.normalized(query, visible), self.labels))

    def fetches(self, query: str) -> list[str]:
        """The subgraphs asked, in the order of the plan."""
        return [fetch.subgraph for fetch in plan(self.supergraph, self.normalized(query), self.labels).fetches]

    async def run(self, query: str, visible: VisibleSchema | None = None, **variables: Any) -> Answer:
        """The answer, by both executors; fails when a subgraph was asked something it should not have been."""
        operation = self.normalized(query, visible)
        planned = operation if visible is None else telling_types(self.supergraph, operation, visible.coordinates)
        made = replace(plan(self.supergraph, planned, self.labels), operation=operation)
        executable = compile_plan(made, self.supergraph, visible)
        answer, self.way = await run_both(executable, self.request(self.coerced(operation, variables)))
        self.expect_no_violations()
        return answer

    async def expect(self, query: str, data: Any, plan_text: str, **variables: Any) -> None:
        """The whole answer, without errors and with lists in order, and the plan it comes from."""
        assert self.plan_text(query) == dedent(plan_text).strip()
        answer = await self.run(query, **variables)
        assert not answer.errors, answer.errors
        assert answer.data == data

    async def expect_failing(self, query: str, data: Any, plan_text: str, **variables: Any) -> tuple[str, ...]:
        """Like `expect`, for answers that come with errors; returns the paths of these, joined by dots."""
        assert self.plan_text(query) == dedent(plan_text).strip()
        answer = await self.run(query, **variables)
        assert answer.errors
        assert answer.data == data
        return tuple(".".join(map(str, one.get("path", ()))) for one in answer.errors)

    def expect_unplannable(self, query: str) -> str:
        """The message of the planning error that stands for `data: null`."""
        with pytest.raises(ClientError) as refused:
            self.plan_text(query)
        assert refused.value.code == "OPERATION_PLANNING_ERROR"
        return refused.value.message

    def expect_invalid(self, query: str) -> str:
        """The first message of the validation errors."""
        problems = validate(self.supergraph.public_schema, parse(query))
        assert problems
        return problems[0].message

    async def events(self, query: str, **variables: Any) -> AsyncIterator[Answer]:
        operation = self.normalized(query)
        executable = compile_plan(plan(self.supergraph, operation, self.labels), self.supergraph, None)
        async for event in executable.subscribe(self.request(self.coerced(operation, variables))):
            yield event.told(executable.projector)
        self.expect_no_violations()

    async def expect_as_monolith(self, query: str, **variables: Any) -> Answer:
        """The answer, which must be the one that a single service over the same world gives.

        Keys come in the same order too, save where one key is selected under several conditions.
        """
        answer = await self.run(query, **variables)
        assert not answer.errors, answer.errors
        expected = monolith(self.supergraph.public_schema, self.world, query, variables)
        assert answer.data == expected
        if "if: $" not in query:
            assert _key_order(answer.data) == _key_order(expected)
        return answer

    def coerced(self, operation: Operation, variables: Mapping[str, Any]) -> dict[str, Any]:
        return coerce_variables(self.supergraph.public_schema, operation, variables)

    def request(self, variables: Mapping[str, Any]) -> ExecutionRequest:
        return ExecutionRequest(
            variables=variables,
            transports=self.subgraphs,
            headers_for=lambda subgraph: {"x-to": subgraph},
            request_id="request-1",
        )

    def expect_no_violations(self) -> None:
        violations = [one for subgraph in self.subgraphs.values() for one in subgraph.violations]
        assert not violations, "\n".join(violations)

    def asked(self) -> dict[str, int]:
        """How many requests each subgraph got, those that got none left out."""
        return {name: len(one.requests) for name, one in self.subgraphs.items() if one.requests}


def _key_order(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _key_order(item)) for key, item in value.items()]
    return [_key_order(item) for item in value] if isinstance(value, list) else None
