"""Makes the guarded way to one subgraph, over HTTP or through what was given for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.execution.answer_headers import AnswerHeaderRules
from gateway.execution.resilience.guard import Guard
from gateway.execution.resilience.guarded import GuardedTransport
from gateway.execution.resilience.rules import guard_rules
from gateway.execution.transports import HttpTransport
from gateway.model.transport import SubgraphTransport
from gateway.settings.subgraphs import SubgraphOptions
from gateway.telemetry.metrics import Metrics

PROBES = 16
"""Connections beyond the requests at once: a probe needs one while every place is held by a request that hangs."""


def make_way(
    settings: SubgraphOptions,
    given: Mapping[str, SubgraphTransport] | None,
    answer_rules: AnswerHeaderRules | None,
    metrics: Metrics,
    log: FilteringBoundLogger,
    name: str,
    url: str,
) -> SubgraphTransport:
    """Through `given`, where that is not None, otherwise over HTTP; raises ConfigurationError naming the subgraph."""
    rules = guard_rules(settings, name)
    wanted = frozenset[bytes]() if answer_rules is None else answer_rules.wanted(name)
    way = _over_http(name, url, rules.concurrency + PROBES, wanted) if given is None else _of_those(given, name)
    return GuardedTransport(way, Guard(name, rules, changed=partial(_breaker_changed, metrics, log, name)))


def _over_http(name: str, url: str, connections: int, wanted_headers: frozenset[bytes]) -> SubgraphTransport:
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError(f"Subgraph {name} has the address '{url}', not http(s); set it in subgraph_urls.")
    return HttpTransport(url, connections=connections, wanted_headers=wanted_headers)


def _of_those(given: Mapping[str, SubgraphTransport], name: str) -> SubgraphTransport:
    if name not in given:
        raise ConfigurationError(f"Subgraph {name} cannot be reached in this process.")
    return given[name]


def _breaker_changed(metrics: Metrics, log: FilteringBoundLogger, name: str, is_open: bool) -> None:
    metrics.breaker_changed(name, is_open)
    log.warning("circuit breaker opened" if is_open else "circuit breaker closed", subgraph=name)
