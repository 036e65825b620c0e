"""Operations with `@defer`, and a client that puts an answer in parts together by the rules of the draft."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
    parse,
    print_ast,
    visit,
)
from graphql.language import Visitor

from gateway.execution import compile_plan
from gateway.model.incremental import Payload
from gateway.model.request import Answer
from gateway.model.transport import SubgraphAnswer, SubgraphTransport
from gateway.model.visible import VisibleSchema
from gateway.planning import plan
from tests.kit.federation import Federation


async def in_parts(
    shop: Federation,
    query: str,
    variables: Mapping[str, Any] | None = None,
    *,
    visible: VisibleSchema | None = None,
    through: Callable[[SubgraphTransport], SubgraphTransport] = lambda subgraph: subgraph,
) -> list[Answer | Payload]:
    """All that is told of an operation, in order; nothing when it is not told in parts."""
    parts = parts_of(shop, query, variables, visible=visible, through=through)
    return [] if parts is None else [one async for one in parts]


async def whole(shop: Federation, query: str, variables: Mapping[str, Any]) -> Answer:
    """The answer of the same operation without `@defer`."""
    operation = shop.normalized(without_defers(query))
    executable = compile_plan(plan(shop.supergraph, operation, shop.labels), shop.supergraph, None)
    return await executable.execute(shop.request(shop.coerced(operation, variables)))


def parts_of(
    shop: Federation,
    query: str,
    variables: Mapping[str, Any] | None = None,
    *,
    visible: VisibleSchema | None = None,
    through: Callable[[SubgraphTransport], SubgraphTransport] = lambda subgraph: subgraph,
) -> AsyncGenerator[Answer | Payload, None] | None:
    """The parts as they come; `through` may stand between the gateway and each subgraph."""
    operation = shop.normalized(query, visible)
    made = plan(shop.supergraph, operation, shop.labels)
    request = shop.request(shop.coerced(operation, variables or {}))
    transports = {name: through(subgraph) for name, subgraph in request.transports.items()}
    return compile_plan(made, shop.supergraph, visible).in_parts(replace(request, transports=transports))


class Unhurried:
    """A subgraph whose answers come after a random number of turns of the event loop: in any order."""

    def __init__(self, inner: SubgraphTransport, random: Random) -> None:
        self._inner = inner
        self._random = random

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        for _ in range(self._random.choice([0, 1, 5, 20])):
            await asyncio.sleep(0)
        return await self._inner.fetch(body, headers, timeout=timeout)

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        return self._inner.subscribe(body, headers)

    async def close(self) -> None:
        await self._inner.close()


class Client:
    """Merges payloads as they come; raises AssertionError when they break a rule."""

    def __init__(self) -> None:
        self.data: dict[str, Any] | None = None
        self.errors: list[dict[str, Any]] = []
        self.lost: list[tuple[str | int, ...]] = []
        """The paths of what was announced and could not be told."""
        self.labels: list[str | None] = []
        self._open: dict[str, tuple[str | int, ...]] = {}
        self._ids: set[str] = set()

    def take_all(self, told: Iterable[Answer | Payload]) -> Client:
        told = list(told)
        for number, one in enumerate(told):
            if isinstance(one, Answer):
                assert len(told) == 1
                self._take_answer(one)
            else:
                assert (one.answer is not None) == (number == 0)
                assert one.has_next == (number < len(told) - 1)
                self._take(one)
        assert not self._open, f"never completed: {self._open}"
        return self

    def _take_answer(self, answer: Answer) -> None:
        self.data = deepcopy(answer.data)
        self.errors += answer.errors

    def _take(self, payload: Payload) -> None:
        if payload.answer is not None:
            self._take_answer(payload.answer)
        for pending in payload.pending:
            assert pending.id not in self._ids, "an id is used once"
            self._ids.add(pending.id)
            self._open[pending.id] = pending.path
            self.labels.append(pending.label)
        for one in payload.increments:
            path = (*self._open[one.pending.id], *one.sub_path)
            assert path == one.path
            target = self._at(path)
            assert one.data, "an increment tells something"
            assert not set(one.data) & set(target), f"told twice: {set(one.data) & set(target)} at {path}"
            target.update(deepcopy(one.data))
            self.errors += one.errors
        for completed in payload.completed:
            path = self._open.pop(completed.pending.id)
            if completed.errors:
                self.lost.append(path)
                self.errors += completed.errors
        for pending in payload.pending:
            assert isinstance(self._at(pending.path), dict)

    def _at(self, path: Iterable[str | int]) -> Any:
        at: Any = self.data
        for step in path:
            at = at[step]
        return at


def without_defers(query: str) -> str:
    class Removing(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> object:
            return self.REMOVE if node.name.value == "defer" else None

    return print_ast(visit(parse(query), Removing()))


def with_defers(query: str, random: Random, chance: float = 0.35) -> str:
    """The same operation with `@defer` on fragments and around selections, at random."""
    document: DocumentNode = visit(parse(query), _Deferring(random, chance, "$v" in query))
    return print_ast(visit(document, _Labelling(random)))


class _Deferring(Visitor):
    """Selection sets are changed on the way up, so that what is wrapped has its own defers already."""

    def __init__(self, random: Random, chance: float, has_variable: bool) -> None:
        super().__init__()
        self.random = random
        self.chance = chance
        self.conditions = [True, True, True, False, *(["v"] if has_variable else [])]

    def leave_selection_set(
        self, node: SelectionSetNode, _key: object, parent: Any, _path: object, ancestors: list[Any]
    ) -> SelectionSetNode | None:
        if _is_mutation_root([*ancestors, parent]):
            return None
        selections: list[SelectionNode] = []
        for one in node.selections:
            if self.random.random() >= self.chance:
                selections.append(one)
            elif isinstance(one, FieldNode):
                wrapped = self.random.choice([(one,), (one, *node.selections[:1])])
                selections.append(
                    InlineFragmentNode(
                        type_condition=None,
                        directives=(self.directive(),),
                        selection_set=SelectionSetNode(selections=tuple(wrapped)),
                    )
                )
                if self.random.random() < 0.2:
                    selections.append(one)
            elif isinstance(one, InlineFragmentNode | FragmentSpreadNode):
                selections.append(replaced(one, directives=(*(one.directives or ()), self.directive())))
        return SelectionSetNode(selections=tuple(selections))

    def directive(self) -> DirectiveNode:
        arguments = []
        condition = self.random.choice(self.conditions)
        if condition is not True:
            value: Any = (
                BooleanValueNode(value=False)
                if condition is False
                else VariableNode(name=NameNode(value=str(condition)))
            )
            arguments.append(ArgumentNode(name=NameNode(value="if"), value=value))
        return DirectiveNode(name=NameNode(value="defer"), arguments=tuple(arguments))


def _is_mutation_root(ancestors: list[Any]) -> bool:
    """Where root fields of a mutation may stand: they may not be deferred."""
    if any(isinstance(one, FieldNode) for one in ancestors):
        return False
    return any(
        (isinstance(one, OperationDefinitionNode) and one.operation.value == "mutation")
        or (isinstance(one, FragmentDefinitionNode) and one.type_condition.name.value == "Mutation")
        for one in ancestors
    )


class _Labelling(Visitor):
    """Labels are unique in a document, so they come last."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random
        self.labels = 0

    def leave_directive(self, node: DirectiveNode, *_: object) -> DirectiveNode | None:
        if node.name.value != "defer" or self.random.random() < 0.5:
            return None
        self.labels += 1
        label = ArgumentNode(name=NameNode(value="label"), value=StringValueNode(value=f"label {self.labels}"))
        return DirectiveNode(name=node.name, arguments=(*(node.arguments or ()), label))


def replaced(node: Any, **changes: Any) -> Any:
    return type(node)(**{key: changes.get(key, getattr(node, key)) for key in node.keys if key != "loc"})
