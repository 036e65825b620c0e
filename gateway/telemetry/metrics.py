"""Counters and histograms in Prometheus' text format, in a registry of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, generate_latest

from gateway.telemetry.histograms import Histograms
from gateway.telemetry.labelled import Labelled

FREE_FORM = "free-form"
"""The document label of everything that is not a stored document: names chosen by clients would be unbounded."""

MOST_CODES = 200
"""Codes of errors that are told apart; subgraphs choose some, and one that makes them up must not fill memory."""
OTHER_CODES = "other"


class Metrics:
    def __init__(self, worker: str | None = None) -> None:
        """`worker`: which of several processes this is; then every series says so."""
        self.registry = CollectorRegistry()
        self._told = self.registry if worker is None else Labelled(self.registry, {"worker": worker})
        self._request_series: dict[tuple[str, str], Counter] = {}
        """Looking a series up by its labels costs more than counting in it."""
        self._codes: set[str] = set()
        self._requests = Counter(
            "gateway_requests", "Answered operations.", ["document", "code"], registry=self.registry
        )
        self._seconds = Histograms("gateway_request_seconds", "From body to answer.", ["document"])
        self._fetches = Histograms("gateway_subgraph_seconds", "Requests to subgraphs.", ["subgraph", "code"])
        self.registry.register(self._seconds)
        self.registry.register(self._fetches)
        self._ways = Counter(
            "gateway_ways",
            "Operations by the way they went: fast, or the reason why not.",
            ["way"],
            registry=self.registry,
        )
        self._fast = self._ways.labels("fast")
        self._subscriptions = Gauge(
            "gateway_subscriptions", "Subscriptions that run in the subgraphs now.", registry=self.registry
        )
        self._subscribers = Gauge("gateway_subscribers", "Clients that listen to them now.", registry=self.registry)
        self._sockets = Gauge("gateway_sockets", "WebSockets that are open now.", registry=self.registry)
        ProcessCollector(registry=self.registry)
        self._broken_policies = Gauge(
            "gateway_policies_broken",
            "1 while the policy folder holds an edit that may not go live.",
            registry=self.registry,
        )
        self._policy_changes = Counter(
            "gateway_policy_changes",
            "Changes of the policies that were taken live or refused.",
            ["outcome"],
            registry=self.registry,
        )
        self._broken_supergraph = Gauge(
            "gateway_supergraph_broken",
            "1 while the source of the supergraph holds a change that may not go live, or cannot be read.",
            registry=self.registry,
        )
        self._supergraph_changes = Counter(
            "gateway_supergraph_changes",
            "Changes of the supergraph that were taken live or refused.",
            ["outcome"],
            registry=self.registry,
        )
        self._broken_documents = Gauge(
            "gateway_documents_broken",
            "1 while the manifest of stored documents holds a change that may not go live, or cannot be read.",
            registry=self.registry,
        )
        self._loop_stalls = Histograms(
            "gateway_loop_stall_seconds",
            "How much later than asked for the event loop got to work; looked at often.",
            [],
        )
        self.registry.register(self._loop_stalls)
        self._longest_stalls = {"clock": 0.0, "own": 0.0}
        longest = Gauge(
            "gateway_loop_stall_longest_seconds",
            "The longest stall since the start: by the clock, and of that what this process itself worked.",
            ["time"],
            registry=self.registry,
        )
        for name in self._longest_stalls:
            longest.labels(name).set_function(partial(self._longest_stalls.__getitem__, name))
        self._open_breakers = Gauge(
            "gateway_breaker_open",
            "1 while the circuit breaker of a subgraph is open: it is not asked, but for probes.",
            ["subgraph"],
            registry=self.registry,
        )
        self._rates_alone = Gauge(
            "gateway_rates_alone",
            "1 while Redis is gone and this process counts its requests alone.",
            registry=self.registry,
        )
        self._unannounced_policies = Gauge(
            "gateway_policies_unannounced",
            "1 while Redis is gone and published policies are found by polling.",
            registry=self.registry,
        )
        self._policy_warnings = Gauge(
            "gateway_policy_warnings",
            "Coordinates that no rule decides and rules that name unknown ones, in the policies read last.",
            registry=self.registry,
        )

        self._denials = Counter(
            "gateway_denials",
            "Requests refused for naming something hidden: told in a line of the log, or suppressed and counted there.",
            ["outcome"],
            registry=self.registry,
        )
        self._masked = Counter(
            "gateway_masked_answers",
            "Answers to stored documents of which something was masked.",
            ["document"],
            registry=self.registry,
        )
        self._masked_series: dict[str, Counter] = {}

    def denied(self, outcome: str) -> None:
        """`told`, `suppressed`, or `unexamined`: too many documents were refused at once to look at each."""
        self._denials.labels(outcome).inc()

    def masked(self, document: str) -> None:
        """`document`: name of a stored document."""
        series = self._masked_series.get(document)
        if series is None:
            series = self._masked_series[document] = self._masked.labels(document)
        series.inc()

    def rates_shared(self, shared: bool) -> None:
        self._rates_alone.set(0 if shared else 1)

    def answered(self, document: str | None, code: str, seconds: float) -> None:
        """`document`: name of a stored document, None for free-form; `code`: `OK` or the first error's code."""
        key = (document or FREE_FORM, code)
        counter = self._request_series.get(key)
        if counter is None:
            counter = self._request_counter(*key)
        counter.inc()
        self._seconds.observe(seconds, key[0])

    def answered_so_far(self) -> int:
        return self._seconds.count()

    def _request_counter(self, document: str, code: str) -> Counter:
        if code not in self._codes and len(self._codes) >= MOST_CODES:
            return self._requests.labels(document, OTHER_CODES)
        self._codes.add(code)
        counter = self._request_series[document, code] = self._requests.labels(document, code)
        return counter

    def fetched(self, subgraph: str, _text: str, seconds: float, code: str | None) -> None:
        self._fetches.observe(seconds, subgraph, code or "OK")

    def went(self, reason: str | None) -> None:
        """None: the fast way."""
        if reason is None:
            self._fast.inc()
        else:
            self._ways.labels(reason).inc()

    def supergraph_changed(self, outcome: str) -> None:
        """`live` or `refused`."""
        self._supergraph_changes.labels(outcome).inc()
        self._broken_supergraph.set(1 if outcome == "refused" else 0)

    def documents_changed(self, outcome: str) -> None:
        """`live` or `refused`."""
        self._broken_documents.set(1 if outcome == "refused" else 0)

    def count_supergraphs(self, in_use: Callable[[], int]) -> None:
        Gauge(
            "gateway_supergraphs_in_use",
            "Supergraphs that requests still run on; more than one while some finish on an old one.",
            registry=self.registry,
        ).set_function(in_use)

    def count_made(self, operations: Callable[[], int], schemas: Callable[[], int]) -> None:
        """What was made of the supergraph that is served, since it was read."""
        Gauge(
            "gateway_operations_prepared",
            "Operations made ready, each for those who see the same, since the supergraph that is served was read.",
            registry=self.registry,
        ).set_function(operations)
        Gauge(
            "gateway_visible_schemas_built",
            "Visible schemas built since the supergraph that is served was read; at most 256 are kept.",
            registry=self.registry,
        ).set_function(schemas)

    def loop_stalled(self, seconds: float, own: float) -> None:
        """`own`: for how many of the seconds this process was at work."""
        self._loop_stalls.observe(seconds)
        self._longest_stalls["clock"] = max(self._longest_stalls["clock"], seconds)
        self._longest_stalls["own"] = max(self._longest_stalls["own"], own)

    def breaker_changed(self, subgraph: str, is_open: bool) -> None:
        self._open_breakers.labels(subgraph).set(1 if is_open else 0)

    def look_at(self, sockets: Callable[[], int], subscriptions: Callable[[], tuple[int, int]]) -> None:
        """Where to look for what is open now: sockets; runs in the subgraphs, and those who listen to them."""
        self._sockets.set_function(sockets)
        self._subscriptions.set_function(lambda: subscriptions()[0])
        self._subscribers.set_function(lambda: subscriptions()[1])

    def policies_changed(self, outcome: str) -> None:
        """`live` or `refused`."""
        self._policy_changes.labels(outcome).inc()
        self._broken_policies.set(1 if outcome == "refused" else 0)

    def policies_announced(self, announced: bool) -> None:
        self._unannounced_policies.set(0 if announced else 1)

    def policies_loaded(self, warnings: int) -> None:
        self._policy_warnings.set(warnings)

    def text(self) -> bytes:
        return generate_latest(self._told)
