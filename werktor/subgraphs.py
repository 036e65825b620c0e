"""The six subgraphs by name: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gateway.composition import CompositionResult, SubgraphDefinition, compose
from subgraphs.accounts.subgraph import make_subgraph as make_accounts
from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import Services, Subgraph
from subgraphs.common.database import Database
from subgraphs.common.events import EventBus
from subgraphs.common.peers import Peers, PeerTransport, SignedPeers, read_needs
from subgraphs.common.shared_events import SharedEvents
from subgraphs.content.subgraph import SUBGRAPH as CONTENT
from subgraphs.orders.subgraph import SUBGRAPH as ORDERS
from subgraphs.prices.subgraph import SUBGRAPH as PRICES
from subgraphs.products.subgraph import SUBGRAPH as PRODUCTS
from subgraphs.stock.subgraph import SUBGRAPH as STOCK
from werktor.keys import service_key
from werktor.settings import PORTS, ROOT, Settings
from werktor.traces import headers_to_peers


def all_subgraphs(token_keys: TokenKeys) -> dict[str, Subgraph]:
    """Every subgraph by name; `token_keys` sign the access tokens that accounts gives out."""
    known = (PRODUCTS, PRICES, STOCK, ORDERS, CONTENT, make_accounts(token_keys))
    return {subgraph.name: subgraph for subgraph in known}


def services(
    settings: Settings, subgraphs: Iterable[Subgraph], ways: Mapping[str, PeerTransport], *, is_traced: bool = False
) -> dict[str, Services]:
    """For each subgraph its own database, events and key to ask its peers with, and the one clock.

    `ways`: to every peer by name; looked up at each call.
    """
    return {
        subgraph.name: Services(
            Database(settings.database_of(subgraph.name), schema=subgraph.name),
            settings.clock(),
            _events(settings, subgraph),
            _peers(settings, subgraph.name, ways, is_traced=is_traced),
        )
        for subgraph in subgraphs
    }


def _events(settings: Settings, subgraph: Subgraph) -> EventBus[Any]:
    if subgraph.event_type is None or not settings.redis_url:
        return EventBus()
    return SharedEvents(settings.redis_url, subgraph.name, subgraph.event_type)


def _peers(settings: Settings, name: str, ways: Mapping[str, PeerTransport], *, is_traced: bool) -> Peers:
    key = service_key(settings.var / "keys", name)
    needs = read_needs(ROOT / "subgraphs" / name / "needs")
    return SignedPeers(name, key, needs, ways, further=headers_to_peers(is_traced=is_traced))


def compose_supergraph(subgraphs: Mapping[str, Subgraph]) -> CompositionResult:
    """The supergraph of the six as their code declares them now."""
    return compose(
        [
            SubgraphDefinition(name, f"http://127.0.0.1:{PORTS[name]}/graphql", subgraphs[name].schema.as_str())
            for name in sorted(subgraphs)
        ]
    )
