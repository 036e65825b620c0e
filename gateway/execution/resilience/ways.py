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
from gateway.execution.transports import SSE, SUBSCRIPTION_WAYS, HttpTransport
from gateway.model.transport import SubgraphTransport
from gateway.settings import Settings
from gateway.telemetry.metrics import Metrics

PROBES = 16
"""Connections beyond the requests at once: a probe needs one while every place is held by a request that hangs."""


def make_way(
    settings: Settings,
    given: Mapping[str, SubgraphTransport] | None,
    answer_rules: AnswerHeaderRules | None,
    metrics: Metrics,
    log: FilteringBoundLogger,
    name: str,
    url: str,
) -> SubgraphTransport:
    """Through `given`, where that is not None, otherwise over HTTP; raises ConfigurationError naming the subgraph."""
    rules = guard_rules(settings, name)
    way = _over_http(settings, name, url, answer_rules) if given is None else _of_those(given, name)
    return GuardedTransport(way, Guard(name, rules, changed=partial(_breaker_changed, metrics, log, name)))


def _over_http(settings: Settings, name: str, url: str, answer_rules: AnswerHeaderRules | None) -> SubgraphTransport:
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError(f"Subgraph {name} has the address '{url}', not http(s); set it in subgraph_urls.")
    subscribed_over = settings.subscription_ways.get(name, SSE)
    if subscribed_over not in SUBSCRIPTION_WAYS:
        known = " or ".join(SUBSCRIPTION_WAYS)
        raise ConfigurationError(f"subscription_ways: {name} cannot be '{subscribed_over}'; write {known}.")
    return HttpTransport(
        url,
        connections=guard_rules(settings, name).concurrency + PROBES,
        wanted_headers=frozenset() if answer_rules is None else answer_rules.wanted(name),
        subscribed_over=subscribed_over,
    )


def _of_those(given: Mapping[str, SubgraphTransport], name: str) -> SubgraphTransport:
    if name not in given:
        raise ConfigurationError(f"Subgraph {name} cannot be reached in this process.")
    return given[name]


def _breaker_changed(metrics: Metrics, log: FilteringBoundLogger, name: str, is_open: bool) -> None:
    metrics.breaker_changed(name, is_open)
    log.warning("circuit breaker opened" if is_open else "circuit breaker closed", subgraph=name)
