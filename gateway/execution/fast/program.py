"""A plan under one set of conditions, made ready to run fast: decoders, generated functions, and who waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import msgspec
from graphql import GraphQLSchema
from msgspec import UNSET, UnsetType

from gateway.execution.fast.calls import Calls
from gateway.execution.fast.draft_writing import DraftWriting
from gateway.execution.fast.drafts import Drafting
from gateway.execution.fast.finishing import Finish, Finishing, finish_of
from gateway.execution.fast.places import Places
from gateway.execution.fast.problems import NotFastError
from gateway.execution.fast.reshaping import joining, reshaping
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs
from gateway.execution.fast.taking import joined_makers
from gateway.execution.projection import Projector
from gateway.model.plan import EntityCall, Fetch, Plan

STRUCT_BYTES, SOURCE_BYTES = 2_500, 8
"""Bytes of memory for each class, and for each character of generated source, as measured."""

Decode = Callable[[bytes], Any]
"""What it returns has the decoded `data`."""
Find = Callable[[list[Any], dict[str, Any]], list[dict[str, Any]]]
Take = Callable[[list[Any], dict[str, Any], Any], None]


@dataclass(frozen=True, slots=True)
class Call:
    """An entity call: its index in the fetch, and how its objects are found.

    `parts` are the attributes of the decoded answer that hold its entities, each for objects of one kind, with the
    function that gives them: at different places different further things may be made of the same answer.
    """

    index: int
    find: Find
    parts: tuple[tuple[str, Take], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A fetch. It is sent after `waits` others, and taken after those in `taken_after`."""

    fetch: Fetch
    decode: Decode
    take_root: Take | None
    calls: tuple[Call, ...]
    waits: frozenset[int]
    taken_after: frozenset[int]


@dataclass(frozen=True, slots=True)
class Program:
    """`size` estimates its memory in bytes. `drafting` is None where nothing can be written before all is there."""

    steps: tuple[Step, ...]
    followers: tuple[tuple[int, ...], ...]
    finish: Finish
    drafting: Drafting | None
    size: int


def compile_program(
    plan: Plan,
    schema: GraphQLSchema,
    projector: Projector,
    variables: Mapping[str, Any],
    aliases: Callable[[int, int], str],
) -> Program:
    """The fast form for requests with these values of the variables in conditions; raises NotFastError.

    `aliases` gives the response key of an entity call by the numbers of its fetch and call.
    """
    if plan.operation.introspection is not None:
        raise NotFastError("introspection")
    if plan.is_contextual:
        raise NotFastError("contextual arguments")
    return _Compiler(plan, schema, projector, variables, aliases).program()


class _Compiler:
    def __init__(
        self,
        plan: Plan,
        schema: GraphQLSchema,
        projector: Projector,
        variables: Mapping[str, Any],
        aliases: Callable[[int, int], str],
    ) -> None:
        self.plan = plan
        self.variables = variables
        self.aliases = aliases
        self.places = Places(plan, schema, projector, variables)
        self.structs = Structs(projector, schema)
        self.source = Source({})
        self.running = [fetch for fetch in plan.fetches if self._runs(fetch)]
        self.calls = Calls(
            self.source, self.places, self.structs, lambda need: need.guard.holds(variables), self._before()
        )
        self.drafts = DraftWriting(self.source, self.structs, self.calls)
        self.finishing = Finishing(self.source, self.structs)

    def program(self) -> Program:
        decoders: dict[int, Decode] = {}
        for fetch in self.running:
            decoders[fetch.id] = self._entities(fetch) if fetch.calls else self._root(fetch)
        self.finishing.write(self.places.root)
        waits = {fetch.id: self._waits(fetch) for fetch in self.running}
        self.drafts.write(waits)
        made = self.source.compiled()
        steps = {fetch.id: self._step(fetch, waits[fetch.id], decoders[fetch.id], made) for fetch in self.running}
        order = {fetch.id: position for position, fetch in enumerate(self.running)}
        followers: list[list[int]] = [[] for _ in self.running]
        for step in steps.values():
            for one in step.waits:
                followers[order[one]].append(order[step.fetch.id])
        classes = len(self.structs.made) + self.drafts.classes
        size = STRUCT_BYTES * classes + SOURCE_BYTES * len(self.source.text)
        finish = finish_of(made, self.plan.operation.hidden)
        drafting = self.drafts.drafting(made, finish)
        return Program(tuple(steps.values()), tuple(map(tuple, followers)), finish, drafting, size)

    def _runs(self, fetch: Fetch) -> bool:
        return bool(self._calls_of(fetch)) if fetch.calls else fetch.guard.holds(self.variables)

    def _calls_of(self, fetch: Fetch) -> list[tuple[int, EntityCall]]:
        """The entity calls that can find objects under these conditions, each with the paths at which it can."""
        return [
            (index, replace(call, paths=paths))
            for index, call in enumerate(fetch.calls)
            if (paths := self.places.paths.get((fetch.id, index)))
        ]

    def _before(self) -> dict[int, frozenset[int]]:
        before: dict[int, frozenset[int]] = {}
        for fetch in self.plan.fetches:
            before[fetch.id] = frozenset(fetch.after).union(*(before[one] for one in fetch.after))
        return before

    def _root(self, fetch: Fetch) -> Decode:
        by = (fetch.id, None)
        root = self.places.root.shapes[self.places.root.type_name]
        part = self.structs.root_part(root, by)
        source = self.source
        with source.block(f"def take_root_{fetch.id}(d, g, data):"):
            source.line(f"d[{fetch.id}] = data")
            for slot in root.brought_by(by):
                reshape, join = reshaping(self.structs, slot, by), joining(self.structs, slot, by)
                if reshape is not None:
                    source.line(f"data.{slot.attribute} = {source.refer(reshape)}(data.{slot.attribute})")
                if join is not None and slot.made_by is not None:
                    whole = f"d[{slot.made_by[0]}].{slot.attribute}"
                    source.line(f"{source.refer(join)}({whole}, data.{slot.attribute})")
        return _decoder(part)

    def _entities(self, fetch: Fetch) -> Decode:
        """Decodes to an object with one attribute for each part of each call; a second part is decoded apart."""
        rounds: list[dict[str, tuple[type, str]]] = []
        for index, call in self._calls_of(fetch):
            by, name = (fetch.id, index), f"{fetch.id}_{index}"
            self.calls.write(call, by, name)
            for number, part in enumerate(self.calls.parts(by)):
                if number == len(rounds):
                    rounds.append({})
                rounds[number][f"e{index}_{number}"] = (part, self.aliases(fetch.id, index))
        first, *others = (_entity_decoder(fields) for fields in rounds)
        if not others:
            return first

        def decode(body: bytes) -> Any:
            decoded = SimpleNamespace()
            for one in (first, *others):
                found = one(body).data
                for name in found.__struct_fields__:
                    setattr(decoded, name, getattr(found, name))
            return SimpleNamespace(data=decoded)

        return decode

    def _step(
        self, fetch: Fetch, waits: frozenset[int], decode: Decode, made: Mapping[str, Callable[..., Any]]
    ) -> Step:
        if not fetch.calls:
            root = self.places.root.shapes[self.places.root.type_name]
            after = joined_makers(root.brought_by((fetch.id, None)), (fetch.id, None))
            return Step(fetch, decode, made[f"take_root_{fetch.id}"], (), waits, frozenset(after))
        after, calls = set(), []
        for index, _ in self._calls_of(fetch):
            after |= self.calls.joined_with((fetch.id, index))
            name = f"{fetch.id}_{index}"
            parts = range(len(self.calls.parts((fetch.id, index))))
            takes = tuple((f"e{index}_{number}", made[f"take_{name}_{number}"]) for number in parts)
            calls.append(Call(index, made[f"find_{name}"], takes))
        return Step(fetch, decode, None, tuple(calls), waits, frozenset(after - {fetch.id}))

    def _waits(self, fetch: Fetch) -> frozenset[int]:
        """Those it is sent after: whom the plan names, and who makes the objects on the way to those it asks for."""
        makers = (self.calls.makers((fetch.id, index)) for index, _ in self._calls_of(fetch))
        return frozenset(self._comes_after(fetch).union(*makers))

    def _comes_after(self, fetch: Fetch) -> set[int]:
        """What does not run under these conditions passes on what it would have waited for."""
        running = {one.id for one in self.running}
        by_id = {one.id: one for one in self.plan.fetches}
        waits: set[int] = set()
        for one in fetch.after:
            waits |= {one} if one in running else self._comes_after(by_id[one])
        return waits


def _decoder(data: Any) -> Decode:
    answer = msgspec.defstruct("Answer", [("data", data), ("errors", None, None)], eq=False, gc=False)
    return msgspec.json.Decoder(answer).decode


def _entity_decoder(fields: Mapping[str, tuple[type, str]]) -> Decode:
    """`fields`: name to the class of the entities and the response key they stand under."""
    entities = msgspec.defstruct(
        "Entities",
        [(name, list[part | None] | UnsetType, UNSET) for name, (part, _) in fields.items()],  # type: ignore[valid-type]
        rename={name: key for name, (_, key) in fields.items()},
        kw_only=True,
        eq=False,
        gc=False,
    )
    return _decoder(entities)
