"""How long and how much clients may listen."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class SubscriptionOptions:
    init_timeout: float = option("Seconds a socket may take to send connection_init.", 10.0)
