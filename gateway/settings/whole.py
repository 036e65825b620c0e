"""All sections as one object."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.documents import DocumentOptions
from gateway.settings.http import HttpOptions
from gateway.settings.identity import IdentityOptions
from gateway.settings.limits import LimitOptions
from gateway.settings.policies import PolicyOptions
from gateway.settings.server import ServerOptions
from gateway.settings.subgraphs import SubgraphOptions
from gateway.settings.subscriptions import SubscriptionOptions
from gateway.settings.supergraph import SupergraphOptions
from gateway.settings.telemetry import TelemetryOptions


@dataclass(frozen=True)
class Settings(
    SupergraphOptions,
    PolicyOptions,
    DocumentOptions,
    LimitOptions,
    IdentityOptions,
    HttpOptions,
    SubgraphOptions,
    SubscriptionOptions,
    ServerOptions,
    TelemetryOptions,
):
    """What a gateway is told before it starts; names are unique over all sections."""


SECTIONS: tuple[type, ...] = Settings.__bases__
"""In the order in which the README lists them."""
