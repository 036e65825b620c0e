"""One run of a program: sends each fetch when its inputs are there, in one task, and keeps the bytes that come."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from gateway.execution.fast.drafts import Draft, Drafting
from gateway.execution.fast.problems import IrregularError
from gateway.execution.fast.program import Program, Step
from gateway.execution.recording import Recorded
from gateway.execution.requests import FetchRequest
from gateway.execution.sending import Sender
from gateway.model.request import ExecutionRequest


class FastRun:
    """Runs once. What was asked and answered stays in `recorded`, for the general executor to go on with."""

    def __init__(
        self, program: Program, requests: Sequence[FetchRequest], request: ExecutionRequest, sender: Sender
    ) -> None:
        self.recorded: dict[int, Recorded] = {}
        self._program = program
        self._requests = requests
        self._request = request
        self._sender = sender
        self._parts: list[Any] = [None] * len(requests)
        self._found: dict[str, Any] = {}
        self._waiting = [len(step.waits) for step in program.steps]
        self._taken: set[int] = set()
        self._open = len(program.steps)
        self._arrived: deque[int] = deque()
        self._held: list[int] = []
        self._is_advancing = False
        self._end: asyncio.Future[None] | None = None
        self._drafting = program.drafting
        self._draft: Draft | None = None

    async def answer(self) -> bytes:
        """The JSON of the answer; raises IrregularError when it is one for the general executor."""
        self._end = asyncio.get_running_loop().create_future()
        self._is_advancing = True
        for position, waiting in enumerate(self._waiting):
            if not waiting:
                self._send(position)
        self._is_advancing = False
        self._advance()
        await self._end
        return self._program.finish(self._parts) if self._draft is None else self._draft.filled()

    def _arrive(self, position: int) -> None:
        """Goes on at once, inside the call that brought the bytes: waking a task for it would cost more."""
        self._arrived.append(position)
        if not self._is_advancing:
            self._advance()

    def _advance(self) -> None:
        if self._end is None or self._end.done():
            return
        self._is_advancing = True
        try:
            while self._arrived:
                position = self._arrived.popleft()
                if not self._program.steps[position].taken_after <= self._taken:
                    self._held.append(position)
                    continue
                self._take(position)
                if self._held:
                    self._arrived.extendleft(self._held)
                    self._held.clear()
            if self._drafting is not None and self._open and self._drafting.after <= self._taken:
                self._write_draft(self._drafting)
            if not self._open:
                self._end.set_result(None)
        except Exception as problem:  # noqa: BLE001 - it concerns whoever waits for the answer, not the connection
            self._end.set_exception(problem)
        finally:
            self._is_advancing = False

    def _write_draft(self, drafting: Drafting) -> None:
        """Tried once, while the subgraphs work for what has just been sent."""
        self._drafting = None
        size = sum([len(one.answer.body) for one in self.recorded.values() if one.answer is not None])
        self._draft = drafting.draft(self._parts, self._found, self._taken, size)

    def _send(self, position: int) -> None:
        step = self._program.steps[position]
        representations: dict[int, list[dict[str, Any]]] = {}
        for call in step.calls:
            found = call.find(self._parts, self._found)
            if found:
                representations[call.index] = found
        if step.calls and not representations:
            self._done(position)
            return
        request = self._requests[step.fetch.id]
        body = request.body(self._request.variables, representations)
        recorded = Recorded(body, tuple(representations), position, self._arrive, time.perf_counter())
        self.recorded[step.fetch.id] = recorded
        self._sender.send(step.fetch, self._request, recorded)

    def _take(self, position: int) -> None:
        step = self._program.steps[position]
        recorded = self.recorded[step.fetch.id]
        if recorded.answer is None:
            raise IrregularError("a fetch that failed")
        try:
            data = step.decode(recorded.answer.body).data
        except (msgspec.MsgspecError, RecursionError) as problem:
            raise IrregularError("an answer with errors or of another shape") from problem
        self._set(step, recorded, data)
        recorded.is_told = True
        if self._request.on_fetch is not None:
            text = self._requests[step.fetch.id].text(recorded.calls)
            self._request.on_fetch(step.fetch.subgraph, text, recorded.seconds, None)
        if self._request.on_answer is not None:
            self._request.on_answer(step.fetch.id, step.fetch.subgraph, recorded.answer)
        self._done(position)

    def _set(self, step: Step, recorded: Recorded, data: Any) -> None:
        if step.take_root is not None:
            step.take_root(self._parts, self._found, data)
            return
        for call in step.calls:
            if call.index in recorded.calls:
                for attribute, take in call.parts:
                    entities = getattr(data, attribute)
                    if entities is UNSET:
                        raise IrregularError("an answer without its entities")
                    take(self._parts, self._found, entities)

    def _done(self, position: int) -> None:
        self._taken.add(self._program.steps[position].fetch.id)
        self._open -= 1
        for follower in self._program.followers[position]:
            self._waiting[follower] -= 1
            if not self._waiting[follower]:
                self._send(follower)
