"""One run of a plan: the graph of fetches, each started when its own inputs are there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from gateway.execution.answers import errors_of, parsed, place_of, said_by
from gateway.execution.checking import AnswerCheck
from gateway.execution.contexts import fill
from gateway.execution.failures import (
    DOWNSTREAM_SERVICE_ERROR,
    GATEWAY_TIMEOUT,
    SUBGRAPH_REQUEST_TIMEOUT,
    SUBREQUEST_HTTP_ERROR,
    SUBREQUEST_MALFORMED_RESPONSE,
    Errors,
    FetchFailedError,
    is_told_whole,
)
from gateway.execution.losses import Losses, Place, field_keys
from gateway.execution.merging import has_renames, merge, rename, renamed_place
from gateway.execution.recording import NOTHING_RECORDED, Recorded
from gateway.execution.representations import Batch, batch
from gateway.execution.requests import FetchRequest
from gateway.execution.sending import Sender
from gateway.model.plan import EntityCall, Fetch, FetchField, FetchSelection, Plan
from gateway.model.request import ExecutionRequest
from gateway.model.transport import NotAskedError, SubgraphAnswer


class Run:
    """The merged answer of one request while it grows.

    `recorded` are requests that another executor has made for the same plan: they are not made again.
    """

    def __init__(
        self,
        plan: Plan,
        requests: Sequence[FetchRequest],
        request: ExecutionRequest,
        sender: Sender,
        check: AnswerCheck,
        recorded: Mapping[int, Recorded] = NOTHING_RECORDED,
    ) -> None:
        self.plan = plan
        self.requests = requests
        self.request = request
        self.errors = Errors(plan.operation, request.request_id, request.errors_shown)
        self.data: dict[str, Any] = {}
        self.losses = Losses()
        self._sender = sender
        self._check = check
        self._tells_places_apart = plan.is_contextual
        self._recorded = recorded
        self._waiting = {fetch.id: len(fetch.after) for fetch in plan.fetches}
        self._next: dict[int, list[Fetch]] = {fetch.id: [] for fetch in plan.fetches}
        for fetch in plan.fetches:
            for before in fetch.after:
                self._next[before].append(fetch)

    async def all(self) -> None:
        """Runs every fetch; returns when the answer is complete. Cancelling it cancels reads, never a mutation."""
        await self._start([fetch for fetch in self.plan.fetches if not fetch.after])

    async def after_event(self, answer: Mapping[str, Any]) -> None:
        """Takes an event of the root subscription as the answer of the first fetch and runs the rest."""
        root = self.plan.fetches[0]
        self._take_root(root, answer)
        await self._start(self._freed(root))

    async def _start(self, ready: list[Fetch]) -> None:
        """A lone chain runs in this task; branches run in tasks of their own."""
        while len(ready) == 1:
            await self._fetch(ready[0])
            ready = self._freed(ready[0])
        if not ready:
            return
        try:
            async with asyncio.TaskGroup() as group:
                for fetch in ready:
                    group.create_task(self._chain(fetch))
        except ExceptionGroup as problems:
            raise problems.exceptions[0] from problems

    async def _chain(self, fetch: Fetch) -> None:
        await self._fetch(fetch)
        await self._start(self._freed(fetch))

    def _freed(self, done: Fetch) -> list[Fetch]:
        freed = []
        for fetch in self._next[done.id]:
            self._waiting[fetch.id] -= 1
            if not self._waiting[fetch.id]:
                freed.append(fetch)
        return freed

    async def _fetch(self, fetch: Fetch) -> None:
        if not fetch.calls:
            if fetch.guard.holds(self.request.variables):
                await self._fetch_root(fetch)
            return
        if any(call.contexts for call in fetch.calls):
            filled = fill(self.data, fetch, self.request.variables, self.losses)
            self._note_skipped()
            if filled.batches:
                await self._fetch_entities(filled.request(self.plan.operation), filled.variables, filled.batches)
            return
        batches: dict[int, Batch] = {}
        for index, call in enumerate(fetch.calls):
            if call.guard.holds(self.request.variables):
                found = batch(self.data, call, self.request.variables, self.losses)
                self._note_skipped()
                if found.representations:
                    batches[index] = found
        if batches:
            await self._fetch_entities(self.requests[fetch.id], self.request.variables, batches)

    async def _fetch_root(self, fetch: Fetch) -> None:
        try:
            answer = await self._ask(self.requests[fetch.id], self.request.variables, {})
            self._take_root(fetch, answer)
        except FetchFailedError as problem:
            self._note(fetch, problem.code, str(problem))
            self.errors.add_failed_fetch(fetch.subgraph, problem.code, root_paths(fetch))
            self._lose_everywhere(fetch.selections, [()])

    def _take_root(self, fetch: Fetch, answer: Mapping[str, Any]) -> None:
        data = answer.get("data")
        faults = list(self._check.faults(data, self.plan.operation.root_type, fetch.selections, self.request.variables))
        if has_renames(fetch.selections):
            rename(data, fetch.selections)
        if isinstance(data, dict):
            merge(self.data, data)
        for error in errors_of(answer):
            self._note_masked(fetch, error)
            place = renamed_place(place_of(error), fetch.selections)
            if place:
                self.errors.add_from_subgraph(fetch.subgraph, error, place)
                self.losses.add(place)
                continue
            for path in root_paths(fetch):
                self.errors.add_from_subgraph(fetch.subgraph, error, path, everywhere=True)
            self._lose_everywhere(fetch.selections, [()])
        self._note_faults(fetch, faults)

    async def _fetch_entities(
        self, request: FetchRequest, variables: Mapping[str, Any], batches: Mapping[int, Batch]
    ) -> None:
        fetch = request.fetch
        representations = {index: one.representations for index, one in batches.items()}
        try:
            answer = await self._ask(request, variables, representations)
        except FetchFailedError as problem:
            self._note(fetch, problem.code, str(problem))
            places = dict.fromkeys(one for index in batches for one in _places(fetch.calls[index]))
            self.errors.add_failed_fetch(fetch.subgraph, problem.code, list(places))
            for index in batches:
                self._lose_everywhere(fetch.calls[index].selections, _places(fetch.calls[index]))
            return
        errors = errors_of(answer)
        data = answer.get("data")
        faults: list[Place] = []
        for index, one in batches.items():
            call = fetch.calls[index]
            entities = data.get(request.alias(index)) if isinstance(data, dict) else None
            if isinstance(entities, list) and len(entities) == len(one.representations):
                faults += self._entity_faults(call, entities, one)
                self._scatter(call, entities, one)
            elif not errors:
                self._note(fetch, SUBREQUEST_MALFORMED_RESPONSE, f"{request.alias(index)} has not one entry per object")
                self.errors.add_failed_fetch(fetch.subgraph, SUBREQUEST_MALFORMED_RESPONSE, _places(call))
                self._lose_everywhere(call.selections, _places(call))
        aliases = {request.alias(index): index for index in batches}
        for error in errors:
            self._note_masked(fetch, error)
            self._take_entity_error(fetch, batches, aliases, error)
        self._note_faults(fetch, faults)

    def _entity_faults(self, call: EntityCall, entities: list[Any], one: Batch) -> Iterator[Place]:
        """The places of the client at which entities lack something, or are none."""
        for entity, targets in zip(entities, one.targets, strict=True):
            for place in self._check.faults(entity, call.type_name, call.selections, self.request.variables):
                yield from ((*at, *place) for _, at in targets)
            if entity is not None and not isinstance(entity, dict):
                yield from ((*at, key) for _, at in targets for key in field_keys(call.selections))

    def _note_faults(self, fetch: Fetch, faults: Sequence[Place]) -> None:
        if faults:
            self._note(fetch, SUBREQUEST_MALFORMED_RESPONSE, f"missing or of another type: {faults[0]}")
        for place in faults:
            self.losses.add(place)
            self.errors.add_fault(place)

    def _scatter(self, call: EntityCall, entities: list[Any], one: Batch) -> None:
        if has_renames(call.selections):
            rename(entities, call.selections)
        # Below equal objects stand the same ones, unless contexts may tell them apart by their places, or a later fetch
        # asks for something else at another path under the same keys.
        apart = self._tells_places_apart or len(call.paths) > 1
        for entity, targets in zip(entities, one.targets, strict=True):
            if isinstance(entity, dict):
                for number, (target, _) in enumerate(targets):
                    merge(target, deepcopy(entity) if number and apart else entity)

    def _take_entity_error(
        self, fetch: Fetch, batches: Mapping[int, Batch], aliases: Mapping[str, int], error: dict[str, Any]
    ) -> None:
        """Maps `[_entities, i, ...rest]` to every place that representation i was made from."""
        place = place_of(error)
        index = aliases.get(str(place[0])) if place else None
        if (
            index is not None
            and len(place) > 1
            and isinstance(place[1], int)
            and place[1] < len(batches[index].targets)
        ):
            below = renamed_place(place[2:], fetch.calls[index].selections)
            for _, at in batches[index].targets[place[1]]:
                self.errors.add_from_subgraph(fetch.subgraph, error, (*at, *below))
                if below:
                    self.losses.add((*at, *below))
                    continue
                for key in field_keys(fetch.calls[index].selections):
                    self.losses.add((*at, key))
            return
        for one in batches if index is None else (index,):
            for keys in _places(fetch.calls[one]):
                self.errors.add_from_subgraph(fetch.subgraph, error, keys, everywhere=True)
            self._lose_everywhere(fetch.calls[one].selections, _places(fetch.calls[one]))

    def _lose_everywhere(self, selections: Sequence[FetchSelection], places: Sequence[tuple[str, ...]]) -> None:
        for place in places:
            for key in field_keys(selections):
                self.losses.add_everywhere((*place, key))

    def _note_skipped(self) -> None:
        for place in self.losses.newly_skipped():
            self.errors.add_fault(place)

    def _note_masked(self, fetch: Fetch, error: Mapping[str, Any]) -> None:
        if not is_told_whole(error, self.request.errors_shown.of(fetch.subgraph)):
            self._note(fetch, DOWNSTREAM_SERVICE_ERROR, said_by(error))

    def _note(self, fetch: Fetch, code: str, said: str) -> None:
        if self.request.on_problem is not None:
            self.request.on_problem(fetch.subgraph, code, said)

    async def _ask(
        self, prepared: FetchRequest, variables: Mapping[str, Any], representations: Mapping[int, Sequence[Any]]
    ) -> Mapping[str, Any]:
        """Sends one request; raises FetchFailedError when there is no GraphQL answer."""
        fetch = prepared.fetch
        body = prepared.body(variables, representations)
        recorded = self._recorded.get(fetch.id)
        if recorded is not None and recorded.body != body and fetch.kind != "mutation":
            recorded = None  # something else is to be read, so it is read anew; a mutation is the same whoever sends it
        started = time.perf_counter() if recorded is None else recorded.started
        code: str | None = None
        try:
            return parsed(await self._send(fetch, body, recorded))
        except FetchFailedError as problem:
            code = problem.code
            raise
        finally:
            if self.request.on_fetch is not None and (recorded is None or not recorded.is_told):
                text = prepared.text(tuple(sorted(representations)))
                self.request.on_fetch(fetch.subgraph, text, time.perf_counter() - started, code)

    async def _send(self, fetch: Fetch, body: bytes, recorded: Recorded | None) -> SubgraphAnswer:
        try:
            if recorded is not None:
                answer = await recorded.outcome()
            else:
                answer = await self._sender.ask(fetch, body, self.request)
        except TimeoutError as problem:
            code = GATEWAY_TIMEOUT if self.request.is_over else SUBGRAPH_REQUEST_TIMEOUT
            raise FetchFailedError(code, f"{fetch.subgraph}: {problem}") from problem
        except NotAskedError as problem:
            raise FetchFailedError(problem.code, str(problem)) from problem
        except OSError as problem:
            raise FetchFailedError(SUBREQUEST_HTTP_ERROR, f"{fetch.subgraph}: {problem}") from problem
        if self.request.on_answer is not None:
            self.request.on_answer(fetch.id, fetch.subgraph, answer)
        return answer


def _places(call: EntityCall) -> list[tuple[str, ...]]:
    """Where the objects of a call stand, without indices."""
    return [tuple(step.key for step in path if step.key) for path in call.paths]


def root_paths(fetch: Fetch) -> list[tuple[str, ...]]:
    """The paths of the root fields that a fetch brings."""
    return [(one.key,) for one in fetch.selections if isinstance(one, FetchField)]
