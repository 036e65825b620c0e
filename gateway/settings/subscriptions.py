"""How long and how much clients may listen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gateway.settings.option import option


@dataclass(frozen=True)
class SubscriptionOptions:
    init_timeout: float = option("Seconds a socket may take to send connection_init.", 10.0)
    operations_per_socket: int = option("Most operations that may run on one socket at a time.", 100)
    subscriptions_per_account: int = option("Most sockets and event streams that one account may hold open.", 100)
    subscriptions_per_address: int = option(
        "Most sockets and event streams that visitors from one address may hold open.", 1000
    )
    subscriber_queue: int = option(
        "Most events that may wait for one subscriber; one more and he is cut off as too slow.", 100
    )
    farewell_timeout: float = option("Seconds a client that is cut off may take to read why.", 10.0)
    multipart_heartbeat: float = option("Seconds between signs of life in a multipart subscription.", 5.0)
    subscription_ways: Mapping[str, str] = option(
        "How a subgraph is subscribed to, by subgraph: `sse`, which is the default, or `websocket`.",
        MappingProxyType({}),
    )
    stateful_subscriptions: tuple[str, ...] = option(
        "Fields of Subscription that begin with the present state: no run that has begun is joined.", ()
    )
