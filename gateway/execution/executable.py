"""A plan made ready to run many times."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from gateway.execution.answers import parsed_event
from gateway.execution.checking import AnswerCheck
from gateway.execution.deferring import DeferredRun, Delivery, deferring, run_in_parts
from gateway.execution.failures import SUBGRAPH_REQUEST_TIMEOUT, SUBREQUEST_HTTP_ERROR, FetchFailedError
from gateway.execution.fast.budget import FastBudget
from gateway.execution.fast.forms import FastForms
from gateway.execution.fast.problems import IrregularError
from gateway.execution.fast.program import Program
from gateway.execution.fast.running import FastRun
from gateway.execution.happenings import Happening
from gateway.execution.introspection import IntrospectionAnswers, Question
from gateway.execution.projection import Projector
from gateway.execution.recording import NOTHING_RECORDED, Recorded
from gateway.execution.requests import FetchRequest
from gateway.execution.run import Run, root_paths
from gateway.execution.sending import Sender
from gateway.model.incremental import Payload
from gateway.model.plan import Plan
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import NotAskedError
from gateway.model.visible import VisibleSchema
from gateway.supergraph import Supergraph

NOTHING_INTROSPECTED: Mapping[str, Any] = MappingProxyType({})


def compile_plan(
    plan: Plan,
    supergraph: Supergraph,
    visible: VisibleSchema | None,
    *,
    budget: FastBudget | None = None,
    answers: IntrospectionAnswers | None = None,
) -> Executable:
    """Prepares the request texts and the projection; `visible` None means that the whole public schema is.

    With a `budget` the plan gets its fast form at the third use, and only for as long as the budget has room; without
    one at the first, for good. Introspection is remembered in `answers`.
    """
    return Executable(plan, supergraph, visible, budget=budget, answers=answers)


class Executable:
    """Runs one plan for any number of requests at once."""

    def __init__(
        self,
        plan: Plan,
        supergraph: Supergraph,
        visible: VisibleSchema | None,
        *,
        budget: FastBudget | None = None,
        answers: IntrospectionAnswers | None = None,
    ) -> None:
        self.plan = plan
        self.supergraph = supergraph
        public_schema = supergraph.public_schema
        asked = plan.operation.introspection
        self._question = None if asked is None else Question(asked, public_schema, visible)
        self._answers = answers or IntrospectionAnswers(0)
        self._requests = tuple(FetchRequest(fetch, plan.operation) for fetch in plan.fetches)
        self.projector = Projector(public_schema, plan.operation, visible)
        self._sender = Sender()
        self._check = AnswerCheck(supergraph.schema)
        self.fast_forms = FastForms(plan, supergraph.schema, self.projector, self._requests, budget)

    async def respond(self, request: ExecutionRequest) -> Answer | bytes:
        """The answer as `execute` gives it, or the same already as JSON when all went the fast way."""
        if self.plan.operation.deferrals:
            _note_way(request, "deferred")
            return await self.execute(request)
        program = self.fast_forms.find(request.variables)
        if isinstance(program, str):
            _note_way(request, program)
            return await self.execute(request)
        return await self.run_fast(program, request)

    async def run_fast(self, program: Program, request: ExecutionRequest) -> Answer | bytes:
        """Runs a fast form; what is irregular is finished by the general executor, without asking anything twice."""
        fast = FastRun(program, self._requests, request, self._sender)
        try:
            try:
                answer = await fast.answer()
                _note_way(request, None)
                return answer
            except IrregularError as problem:
                _note_way(request, str(problem))
                return await self.execute(request, fast.recorded)
        except BaseException:
            for recorded in fast.recorded.values():
                if recorded.cancel is not None:
                    recorded.cancel()
            raise

    async def execute(self, request: ExecutionRequest, recorded: Mapping[int, Recorded] = NOTHING_RECORDED) -> Answer:
        """Runs a query or mutation. What goes wrong in subgraphs stands in the errors of the answer."""
        run = Run(self.plan, self._requests, request, self._sender, self._check, recorded)
        await run.all()
        if self._question is None:
            return self._answer(run)
        return self._answer(run, await self._answers.answer(self._question, request.variables))

    def in_parts(
        self, request: ExecutionRequest, *, outlives: Callable[[asyncio.Task[None]], object] | None = None
    ) -> AsyncGenerator[Answer | Payload, None] | None:
        """The answer in parts as `@defer` asks for, or whole when all is there at once; None when nothing is gained.

        Closing the iterator ends the fetches, unless `outlives` takes their task over, as for a mutation.
        """
        found = deferring(self.plan, self.projector.schema, request.variables)
        if found is None:
            return None
        _note_way(request, "deferred")
        run = DeferredRun(self.plan, self._requests, request, self._sender, self._check)
        delivery = Delivery(self.projector, request.variables, run.placed, found.groups, found.waits)
        return run_in_parts(
            run,
            delivery,
            found.waits.at_once,
            whole=partial(self._answer, run),
            introspecting=partial(self._introspected, request.variables),
            outlives=outlives,
        )

    def documents(self) -> Iterator[str]:
        """Of each fetch, the subgraph and the document it is sent when all its entity calls have objects."""
        for request in self._requests:
            yield f"{request.fetch.subgraph}: {request.text(range(len(request.fetch.calls)))}"

    async def subscribe(self, request: ExecutionRequest) -> AsyncGenerator[Happening, None]:
        """Each event of the root subscription, completed; ends when the subgraph completes.

        Closing the iterator closes the subscription in the subgraph.
        """
        root = self.plan.fetches[0]
        transport = request.transports.get(root.subgraph)
        if transport is None:
            yield self._failed(request, SUBREQUEST_HTTP_ERROR, "there is no way to this subgraph")
            return
        body = self._requests[0].body(request.variables, {})
        events = transport.subscribe(body, request.headers_for(root.subgraph))
        try:
            async for event in events:
                yield await self._on_event(request, event)
        except TimeoutError as problem:
            yield self._failed(request, SUBGRAPH_REQUEST_TIMEOUT, str(problem))
        except NotAskedError as problem:
            yield self._failed(request, problem.code, str(problem))
        except OSError as problem:
            yield self._failed(request, SUBREQUEST_HTTP_ERROR, str(problem))
        finally:
            # Not left to the garbage collector: the subgraph must learn at once that nobody listens any more.
            if isinstance(events, AsyncGenerator):
                await events.aclose()

    async def _on_event(self, request: ExecutionRequest, event: bytes) -> Happening:
        request = request.begun()
        try:
            answer = parsed_event(event)
        except FetchFailedError as problem:
            return self._failed(request, problem.code, str(problem))
        run = self._run(request)
        await run.after_event(answer)
        return _happened(run)

    def _run(self, request: ExecutionRequest) -> Run:
        return Run(self.plan, self._requests, request, self._sender, self._check)

    def _failed(self, request: ExecutionRequest, code: str, said: str) -> Happening:
        """What stands for an event which cannot be told; `said` is for the log."""
        root = self.plan.fetches[0]
        if request.on_problem is not None:
            request.on_problem(root.subgraph, code, said)
        run = self._run(request)
        run.errors.add_failed_fetch(root.subgraph, code, root_paths(root))
        return _happened(run)

    def _answer(self, run: Run, introspected: Mapping[str, Any] = NOTHING_INTROSPECTED) -> Answer:
        data = self.projector.project(run.data, run.request.variables, run.errors, introspected)
        return Answer(data, run.errors.found)

    async def _introspected(self, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        return NOTHING_INTROSPECTED if self._question is None else await self._answers.answer(self._question, variables)


def _happened(run: Run) -> Happening:
    return Happening(run.data, run.errors, run.request.variables)


def _note_way(request: ExecutionRequest, reason: str | None) -> None:
    if request.on_way is not None:
        request.on_way(reason)
