"""Settings -> the rules for each subgraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gateway.errors import ConfigurationError
from gateway.execution.resilience.circuit_breaker import BreakerRule
from gateway.execution.resilience.guard import GuardRules
from gateway.model.errors_shown import PUBLIC_CODES, ErrorsShown, Shown
from gateway.settings import Settings
from gateway.settings.subgraphs import ShownErrors, SubgraphOptions

EVERY_OTHER = "*"


def guard_rules(settings: SubgraphOptions, subgraph: str) -> GuardRules:
    failures = settings.subgraph_breaker_failures.get(subgraph, settings.breaker_failures)
    breaker = None
    if failures is not None:
        breaker = BreakerRule(failures, settings.breaker_share, settings.breaker_window, settings.breaker_pause)
    return GuardRules(
        timeout=min(settings.subgraph_timeouts.get(subgraph, settings.subgraph_timeout), settings.request_timeout),
        retries=settings.subgraph_retries.get(subgraph, settings.retries),
        breaker=breaker,
        concurrency=settings.subgraph_concurrencies.get(subgraph, settings.subgraph_concurrency),
        queue=settings.subgraph_queue,
    )


def errors_shown(settings: SubgraphOptions) -> ErrorsShown:
    by_subgraph = {one.subgraph: _shown(one) for one in settings.shown_errors}
    return ErrorsShown(by_subgraph, by_subgraph.pop(EVERY_OTHER, Shown()), settings.errors_name_subgraphs)


def expect_known(settings: Settings, subgraphs: Iterable[str]) -> None:
    """Raises ConfigurationError for an option of a single subgraph that does not exist: it would have no effect."""
    known = set(subgraphs)
    named: Mapping[str, Iterable[str]] = {
        "subgraph_timeouts": settings.subgraph_timeouts,
        "subgraph_retries": settings.subgraph_retries,
        "subgraph_breaker_failures": settings.subgraph_breaker_failures,
        "subgraph_concurrencies": settings.subgraph_concurrencies,
        "subscription_ways": settings.subscription_ways,
        "shown_errors": {one.subgraph for one in settings.shown_errors} - {EVERY_OTHER},
    }
    for option, names in named.items():
        for name in sorted(set(names) - known):
            raise ConfigurationError(f"{option} names {name}, which is not in the supergraph.")


def _shown(one: ShownErrors) -> Shown:
    return Shown(frozenset(one.codes) if one.codes else PUBLIC_CODES, frozenset(one.extensions))
