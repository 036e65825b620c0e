"""The only wiring place: settings -> parts -> application."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.execution.transports import HttpTransport
from gateway.model.transport import SubgraphTransport
from gateway.operations.documents import read_stored_documents
from gateway.operations.limits import Limits
from gateway.pipeline import Pipeline
from gateway.reloading import PolicyReloading, folder_digest
from gateway.serving.application import Application
from gateway.serving.asgi import Receive, Send
from gateway.serving.http import GraphQLOverHttp
from gateway.serving.websocket import Sockets
from gateway.settings import Settings
from gateway.snapshot import NoPolicies, Snapshot, Snapshots, SupergraphPart, ViewerPolicies
from gateway.supergraph import Supergraph, read_supergraph
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.operations import OperationLog

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

    from gateway.identity.signing import ViewerSigner
    from gateway.identity.tokens import TokenVerifier


@dataclass(frozen=True)
class Gateway:
    """An ASGI application; whoever mounts it enters `running()`, a server does so through the lifespan messages."""

    application: Application
    pipeline: Pipeline
    snapshots: Snapshots
    transports: Mapping[str, SubgraphTransport]
    reloading: PolicyReloading | None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.application(scope, receive, send)
            return
        await receive()
        async with self.running():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watches the policies; at the end tells open sockets and closes the ways to the subgraphs."""
        watching = asyncio.create_task(self.reloading.run()) if self.reloading is not None else None
        try:
            yield
        finally:
            if watching is not None:
                watching.cancel()
                await asyncio.wait({watching})
            await self.application.sockets.tell_going_away()
            await self.pipeline.finish()
            for transport in self.transports.values():
                await transport.close()


def create_gateway(
    settings: Settings,
    *,
    transports: Mapping[str, SubgraphTransport] | None = None,
    signing_key: OKPKey | None = None,
    jwks: Mapping[str, Any] | None = None,
    policies: Callable[[ViewerPolicies], ViewerPolicies] = lambda loaded: loaded,
    now: Callable[[], float] = time.time,
    log: FilteringBoundLogger | None = None,
) -> Gateway:
    """Puts a gateway together; raises ConfigurationError before anything is served.

    `transports`: ways to the subgraphs by name, otherwise HTTP to the addresses of the supergraph. `signing_key` and
    `jwks` replace the files and addresses of the settings. `policies` may put something around what was loaded.
    """
    log = log or make_logger()
    metrics = Metrics()
    supergraph = supergraph_of(settings.supergraph)
    graph = _graph(settings, supergraph)
    load = partial(_policies, settings.policies, graph, policies, metrics, log)
    live = folder_digest(settings.policies) if settings.policies is not None else None
    snapshots = Snapshots(Snapshot(graph, load()))
    ways = dict(transports) if transports is not None else _http_transports(settings, supergraph)
    pipeline = Pipeline(
        settings,
        snapshots,
        ways,
        _verifier(settings, jwks, now),
        _signer(settings, signing_key, now),
        metrics,
        log,
        _forwarded(settings),
    )
    operations = OperationLog(metrics, log.bind())
    application = Application(
        GraphQLOverHttp(settings, pipeline, operations, log),
        Sockets(settings, pipeline, operations, log),
        snapshots,
        metrics,
    )
    reloading = None
    if settings.policies is not None and live is not None:
        wait = partial(asyncio.sleep, settings.policy_check_seconds)
        reloading = PolicyReloading(settings.policies, load, snapshots, metrics, log, wait, live)
    return Gateway(application, pipeline, snapshots, ways, reloading)


def supergraph_of(path: Path) -> Supergraph:
    """The supergraph of a file; raises ConfigurationError naming the file."""
    try:
        return read_supergraph(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: the supergraph cannot be read: {error}") from error
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from error


def _graph(settings: Settings, supergraph: Supergraph) -> SupergraphPart:
    limits = Limits(settings.token_limit, settings.depth_limit, settings.alias_limit, settings.root_field_limit)
    documents = read_stored_documents(settings.documents, supergraph.public_schema)
    return SupergraphPart(supergraph, documents, limits=limits, cache_bytes=settings.cache_bytes)


def _policies(
    folder: Path | None,
    graph: SupergraphPart,
    around: Callable[[ViewerPolicies], ViewerPolicies],
    metrics: Metrics,
    log: FilteringBoundLogger,
) -> ViewerPolicies:
    if folder is None:
        return around(NoPolicies(graph.everything))
    # Loaded where there are policies: casbin takes memory that a gateway without them need not have.
    from gateway.visibility.loading import load_policies

    policies = load_policies(folder, graph.supergraph.public_schema, strict=False)
    metrics.policies_loaded(len(policies.warnings))
    for finding in policies.warnings:
        log.warning("policies and schema differ", finding=str(finding))
    return around(policies)


def _http_transports(settings: Settings, supergraph: Supergraph) -> dict[str, SubgraphTransport]:
    unknown = settings.subgraph_urls.keys() - supergraph.subgraphs.keys()
    if unknown:
        raise ConfigurationError(f"subgraph_urls names {sorted(unknown)[0]}, which is not in the supergraph.")
    urls = {name: settings.subgraph_urls.get(name, info.url) for name, info in supergraph.subgraphs.items()}
    for name, url in urls.items():
        if not url.startswith(("http://", "https://")):
            raise ConfigurationError(f"Subgraph {name} has the address '{url}', not http(s); set it in subgraph_urls.")
    return {name: HttpTransport(url) for name, url in urls.items()}


def _forwarded(settings: Settings) -> tuple[str, ...]:
    """Without policies nobody's rights are judged here, so the subgraphs get the credentials to judge by."""
    if settings.forwarded_headers or settings.policies is not None:
        return settings.forwarded_headers
    return ("authorization",)


def _signer(settings: Settings, given: OKPKey | None, now: Callable[[], float]) -> ViewerSigner | None:
    file = settings.viewer_key
    if given is None and file is None:
        return None
    # Loaded where viewers are signed: cryptography takes memory that a gateway without them need not have.
    from gateway.identity.signing import ViewerSigner, read_signing_key

    return ViewerSigner(given or read_signing_key(Path(str(file))), now=now)


def _verifier(settings: Settings, jwks: Mapping[str, Any] | None, now: Callable[[], float]) -> TokenVerifier | None:
    if jwks is None and settings.jwks_url is None:
        return None
    from gateway.identity.keys import FetchedKeys, GivenKeys
    from gateway.identity.tokens import TokenVerifier

    keys = GivenKeys(jwks["keys"]) if jwks is not None else FetchedKeys(str(settings.jwks_url))
    return TokenVerifier(keys, issuer=settings.token_issuer, audience=settings.token_audience, now=now)
