"""Runs an operation by the general executor, then by the fast one on the same answers: both must say the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import msgspec
import pytest

from gateway.execution import Executable
from gateway.execution.fast import drafts
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import SubgraphAnswer, SubgraphTransport

Recorded = dict[tuple[str, bytes], SubgraphAnswer | Exception]


async def run_both(executable: Executable, request: ExecutionRequest) -> tuple[Answer, str | None]:
    """The answer, and None when the operation went the fast way, otherwise the reason why it did not.

    Each subgraph is asked once: the fast executor gets what the general one was answered, byte by byte. It is run as
    it runs for small answers and as for large ones, parts of which are written before all is there.
    """
    recorded: Recorded = {}
    asked = {name: _Recording(name, one, recorded) for name, one in request.transports.items()}
    answer = await executable.execute(replace(request, transports=asked))
    program = executable.fast_forms.make(request.variables)
    if isinstance(program, str):
        return answer, program
    ways: list[str | None] = []
    replayed = {name: _Replaying(name, recorded) for name in request.transports}
    again = replace(request, transports=replayed, on_way=ways.append, on_fetch=None, on_problem=None)
    whole = await executable.run_fast(program, again)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drafts, "LEAST_BYTES", 0)
        patched.setattr(drafts, "LEAST_BYTES_A_GAP", 0)
        drafted = await executable.run_fast(program, again)
    for fast in (whole, drafted):
        if isinstance(fast, bytes):
            assert not answer.errors, f"the fast executor saw no errors, the general one {answer.errors}"
            assert fast == response(executable, answer)
        else:
            assert fast == answer
    assert ways[0] == ways[1]
    return answer, ways[0]


def response(executable: Executable, answer: Answer) -> bytes:
    """The bytes of an answer without errors."""
    hidden = executable.plan.operation.hidden
    extensions = {"extensions": {"hidden": list(hidden)}} if hidden else {}
    return msgspec.json.encode({"data": answer.data, **extensions})


class _Recording:
    def __init__(self, name: str, inner: SubgraphTransport, recorded: Recorded) -> None:
        self._name = name
        self._inner = inner
        self._recorded = recorded

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        try:
            answer = await self._inner.fetch(body, headers, timeout=timeout)
        except (OSError, TimeoutError) as problem:
            self._recorded[self._name, body] = problem
            raise
        self._recorded[self._name, body] = answer
        return answer

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        return self._inner.subscribe(body, headers)

    async def close(self) -> None:
        await self._inner.close()


class _Replaying:
    def __init__(self, name: str, recorded: Recorded) -> None:
        self._name = name
        self._recorded = recorded

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        assert (self._name, body) in self._recorded, f"only the fast executor asks {self._name} {body.decode()}"
        answer = self._recorded[self._name, body]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing is open."""
