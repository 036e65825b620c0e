"""How subgraphs are asked, and what is told of their failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from gateway.settings.option import option

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class ShownErrors:
    """What clients may read of one subgraph's errors: messages beside `codes`, and members of `extensions`."""

    subgraph: str
    codes: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeaderRule:
    """One entry of `[[header_rules]]`: headers of requests to a subgraph, or to all when none is named."""

    subgraph: str = ""
    forward: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerHeaderRule:
    """One entry of `[[answer_header_rules]]`: headers of a subgraph's answers, or of all, that reach the client."""

    subgraph: str = ""
    forward: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    drop: tuple[str, ...] = ()
    join: str = "last"


@dataclass(frozen=True)
class SubgraphOptions:
    forwarded_headers: tuple[str, ...] = option(
        "Request headers passed on to subgraphs; when none is named and there are no policies, `authorization`.", ()
    )
    header_rules: tuple[HeaderRule, ...] = option("What else is sent to subgraphs, each a table (see Headers).", ())
    answer_header_rules: tuple[AnswerHeaderRule, ...] = option(
        "Which headers of subgraphs reach the client, each a table (see Headers).", ()
    )
    request_timeout: float = option(
        "Seconds for a request, or an event of a subscription; what is not there then is lost, the rest answered.",
        30.0,
    )
    subgraph_timeout: float = option("Seconds a subgraph may take to answer.", 10.0)
    subgraph_timeouts: Mapping[str, float] = option("The same for single subgraphs.", NOTHING)
    retries: float | None = option(
        "Share of the reads of a subgraph that may be sent again when nothing of an answer came; empty: none.", 0.1
    )
    subgraph_retries: Mapping[str, float] = option("The share of retries for single subgraphs.", NOTHING)
    breaker_failures: int | None = option(
        "Failures of a subgraph that open its circuit breaker, when they come in a row or are too large a share; "
        "empty: there is no breaker.",
        20,
    )
    subgraph_breaker_failures: Mapping[str, int] = option(
        "The failures that open a breaker, for single subgraphs.", NOTHING
    )
    breaker_share: float = option(
        "Share of failures among all that ended within `breaker_window` that opens a breaker.", 0.5
    )
    breaker_window: float = option("Seconds over which a breaker counts shares.", 10.0)
    breaker_pause: float = option("Most seconds between two probes of an open breaker.", 1.0)
    subgraph_concurrency: int = option("Requests that one subgraph carries at once.", 100)
    subgraph_concurrencies: Mapping[str, int] = option("The requests at once for single subgraphs.", NOTHING)
    subgraph_queue: int = option("Requests that wait for a subgraph's turn; further ones are turned away.", 1000)
    shown_errors: tuple[ShownErrors, ...] = option(
        "Tables of `subgraph`, `codes` and `extensions`: the codes whose messages reach clients, when not those of "
        "users' mistakes, and the further members of `extensions` that do; the subgraph `*` is every other.",
        (),
    )
    errors_name_subgraphs: bool = option("Whether errors tell whose they are, in `extensions.service`.", False)
    slow_fetch_seconds: float = option("A request to a subgraph that takes longer is logged with its text.", 1.0)
    slow_plan_seconds: float = option("A document that takes longer to read and plan is logged.", 0.25)
