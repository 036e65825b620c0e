"""A request that is started and tells its end by a call has one span, however it ends."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping

import pytest

from gateway.execution.starting import Ended
from gateway.execution.transports.traced import TracedWays
from gateway.model.transport import NotAskedError, SubgraphAnswer
from gateway.reloading.ways import WayKeeper
from gateway.telemetry.traces import Tracing
from tests.kit.traces import Traces


class Started:
    """A transport whose one request ends as the test says."""

    def __init__(self) -> None:
        self.headers: Mapping[str, str] = {}
        self.ended: Ended | None = None
        self.is_cancelled = False

    def start(self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended) -> Callable[[], object]:
        self.headers, self.ended = headers, ended
        return lambda: setattr(self, "is_cancelled", True)


def _ended(ended: Ended | None, answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
    assert ended is not None
    ended(answer, problem)


@pytest.fixture
def traces() -> Traces:
    return Traces()


def _start(traces: Traces, way: Started, told: list[object]) -> Callable[[], object]:
    trace = Tracing(traces.tracer("gateway")).begin({}, "request-0001")
    transport = TracedWays({"prices": way}, trace)["prices"]  # type: ignore[dict-item]
    start = transport.start  # type: ignore[attr-defined]
    cancel: Callable[[], object] = start(b"{}", {"x": "y"}, timeout=1, ended=lambda *end: told.append(end))
    return cancel


def test_an_answer_ends_the_span_and_is_handed_on(traces: Traces) -> None:
    way, told = Started(), list[object]()
    _start(traces, way, told)
    assert traces.tree() == []
    answer = SubgraphAnswer(200, b"{}")
    _ended(way.ended, answer, None)
    assert (told, traces.tree()) == ([(answer, None)], ["gateway: fetch prices"])
    assert set(way.headers) == {"x", "traceparent"}


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (TimeoutError(), "SUBGRAPH_REQUEST_TIMEOUT"),
        (ConnectionError(), "SUBREQUEST_HTTP_ERROR"),
        (NotAskedError("SUBGRAPH_CIRCUIT_BREAKER_REJECTED", "open"), "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"),
    ],
)
def test_a_problem_ends_the_span_with_its_code(traces: Traces, problem: OSError, code: str) -> None:
    way, told = Started(), list[object]()
    _start(traces, way, told)
    _ended(way.ended, None, problem)
    assert (told, traces.tree()) == ([(None, problem)], [f"gateway: fetch prices {code}"])


def test_an_answer_of_a_broken_subgraph_ends_the_span_as_failed(traces: Traces) -> None:
    way, told = Started(), list[object]()
    _start(traces, way, told)
    _ended(way.ended, SubgraphAnswer(502, b"Bad gateway"), None)
    assert traces.tree() == ["gateway: fetch prices SUBREQUEST_HTTP_ERROR"]


def test_ways_stay_open_while_a_traced_request_holds_them() -> None:
    ways = WayKeeper(lambda _name, _url: Started())  # type: ignore[arg-type,return-value]
    trace = Tracing(Traces().tracer("gateway")).begin({}, "request-0001")
    led_to = ways.to({"prices": "http://prices"})
    gone = weakref.finalize(led_to, lambda: None)
    held = TracedWays(led_to, trace)
    del led_to
    assert gone.alive
    del held
    assert not gone.alive


def test_a_request_that_is_given_up_ends_its_span(traces: Traces) -> None:
    way, told = Started(), list[object]()
    _start(traces, way, told)()
    assert (way.is_cancelled, told, traces.tree()) == (True, [], ["gateway: fetch prices CLIENT_GONE"])
