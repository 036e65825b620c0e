"""Everything in one process: six subgraphs called in process by the gateway, the sign-in and the pages in front."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from gateway.app import create_gateway
from gateway.execution.transports import AsgiTransport
from gateway.gateway import Gateway
from gateway.identity.viewers import viewer_of
from gateway.model.transport import SubgraphTransport
from gateway.model.viewer import Viewer
from subgraphs.accounts.errors import Refused
from subgraphs.accounts.service import issue_token
from subgraphs.accounts.tokens import ISSUER, TokenKeys
from subgraphs.common.app import Services, create_app
from subgraphs.common.peers import PeerTransport
from werktor.demo.people import ADDRESS, demo_people
from werktor.door import Door, Storefront, Wing
from werktor.gateway_settings import gateway_settings
from werktor.keys import signing_key, viewer_keys
from werktor.settings import ROOT, Settings
from werktor.storefront import STOREFRONT
from werktor.subgraphs import all_subgraphs, services
from werktor.traces import Tracers, closed_at_the_end, trace_export, traced

MEDIA = ROOT / "werktor" / "demo" / "catalogue" / "media"

Transports = Callable[[Mapping[str, ASGIApp]], Mapping[str, SubgraphTransport]]


@dataclass(frozen=True)
class House:
    """The parts of one process; `app` is what a server serves."""

    app: Door
    gateway: Gateway
    services: Mapping[str, Services]
    token_keys: TokenKeys


def in_process(apps: Mapping[str, ASGIApp]) -> Mapping[str, SubgraphTransport]:
    """The gateway calls each subgraph's application directly: same plan, same bytes, same signed header."""
    return {name: AsgiTransport(app) for name, app in apps.items()}


def build_house(settings: Settings, *, transports: Transports = in_process, tracers: Tracers | None = None) -> House:
    """Wires the whole; nothing runs and no file but the keys is touched before the lifespan starts.

    `tracers` make the spans of all parts, in place of those that the settings send away.
    """
    traces = trace_export(settings) if tracers is None else None
    if traces is not None:
        tracers = traces.tracer
    keys = settings.var / "keys"
    viewer_key = signing_key(keys, "gateway")
    token_keys = TokenKeys([signing_key(keys, "accounts").as_dict(private=True)])
    subgraphs = all_subgraphs(token_keys)
    ways: dict[str, PeerTransport] = {}
    parts = services(settings, subgraphs.values(), ways, is_traced=tracers is not None)
    trusted = viewer_keys(keys, subgraphs)
    apps = {name: create_app(subgraphs[name], parts[name], trusted) for name in subgraphs}
    reached = {name: traced(app, name, tracers) for name, app in apps.items()}
    ways.update({name: AsgiTransport(app) for name, app in reached.items()})
    gateway = create_gateway(
        gateway_settings(settings),
        transports=transports(reached),
        signing_key=viewer_key,
        jwks={ISSUER: {"keys": token_keys.public()}},
        tracer=None if tracers is None else tracers("gateway"),
        people=partial(_person, parts["accounts"], token_keys),
    )
    pages = Starlette(
        routes=[
            Mount("/media", StaticFiles(directory=MEDIA, check_dir=False)),
            Mount("/", Storefront(STOREFRONT / "dist")),
        ]
    )
    door = Door(
        [
            Wing(("/graphql", "/health", "/metrics", "/admin"), gateway),
            Wing((ADDRESS,), Starlette(routes=[demo_people(settings)])),
            Wing(("/auth",), apps["accounts"]),
            Wing(("/manuals",), apps["content"]),
        ],
        pages,
        [
            closed_at_the_end(traces),
            *(app.router.lifespan_context(app) for app in apps.values()),
            gateway.running(),
        ],
    )
    return House(door, gateway, parts, token_keys)


async def _person(accounts: Services, keys: TokenKeys, address: str) -> Viewer | None:
    """The viewer that somebody is after signing in, for questions about what he sees."""
    try:
        return viewer_of(keys.verify(await issue_token(accounts, keys, address)), "en")
    except Refused:
        return None


@asynccontextmanager
async def open_house(
    settings: Settings, *, transports: Transports = in_process, tracers: Tracers | None = None
) -> AsyncIterator[House]:
    """A house whose parts are running, for commands and tests that need no server."""
    house = build_house(settings, transports=transports, tracers=tracers)
    async with house.app.running():
        yield house
