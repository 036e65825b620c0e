"""One part of the house as a process of its own: a subgraph, or the gateway in front of the others."""

from __future__ import annotations

from dataclasses import replace

from starlette.types import ASGIApp

from gateway.execution.transports import HttpTransport
from gateway.settings import Settings as GatewaySettings
from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import create_app
from werktor.door import Door
from werktor.gateway_settings import gateway_settings
from werktor.keys import key_path, signing_key, viewer_keys
from werktor.settings import PORTS, Settings
from werktor.subgraphs import all_subgraphs, services
from werktor.traces import closed_at_the_end, trace_export, traced


def single_subgraph(settings: Settings, name: str) -> ASGIApp:
    """The application of one subgraph, trusting the keys of this installation; its peers are reached over HTTP."""
    keys = settings.var / "keys"
    token_keys = TokenKeys([signing_key(keys, "accounts").as_dict(private=True)])
    subgraph = all_subgraphs(token_keys)[name]
    ways = {peer: HttpTransport(settings.url_of(peer)) for peer in PORTS if peer != name}
    traces = trace_export(settings)
    parts = services(settings, [subgraph], ways, is_traced=traces is not None)
    app = create_app(subgraph, parts[name], viewer_keys(keys, PORTS))
    if traces is None:
        return app
    lifespans = [closed_at_the_end(traces), app.router.lifespan_context(app)]
    return Door([], traced(app, name, traces.tracer), lifespans)


def remote_gateway(settings: Settings) -> GatewaySettings:
    """Settings of a gateway that reaches every subgraph over HTTP, and accounts for the keys of its tokens."""
    keys = settings.var / "keys"
    signing_key(keys, "gateway")
    return replace(
        gateway_settings(settings),
        viewer_key=key_path(keys, "gateway"),
        subgraph_urls={name: settings.url_of(name) for name in PORTS},
    )
