"""The only wiring place: settings -> parts -> application."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.execution.answer_headers import answer_header_rules
from gateway.execution.header_rules import check_subgraphs, header_rules
from gateway.execution.resilience.rules import expect_known
from gateway.execution.resilience.ways import make_way
from gateway.gateway import Gateway
from gateway.model.transport import SubgraphTransport
from gateway.operations.cost import CostRules
from gateway.operations.documents import StoredDocuments, read_stored_documents
from gateway.operations.introspection_rules import IntrospectionRules
from gateway.operations.limits import Limits
from gateway.pipeline import CallLater, Pipeline, call_later
from gateway.pipeline.deciding import tell_denied_operation
from gateway.rates import rate_limits
from gateway.reloading import (
    FileSource,
    Source,
    Taking,
    Walks,
    Watch,
    WayKeeper,
    documents_watch,
    first_look,
    retire,
    supergraph_source,
    walk_everything,
)
from gateway.serving.application import Application
from gateway.serving.asgi import AsgiApplication
from gateway.serving.connections import OpenConnections
from gateway.serving.cors import with_cors
from gateway.serving.http import GraphQLOverHttp
from gateway.serving.websocket import Sockets
from gateway.settings import Settings
from gateway.snapshot import NoPolicies, Snapshot, Snapshots, SupergraphPart, ViewerPolicies
from gateway.supergraph import Supergraph, read_supergraph
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.operations import OperationLog
from gateway.tracing import pipeline_kind, trace_export
from gateway.visibility.files import PolicyFiles

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey
    from opentelemetry.trace import Tracer

    from gateway.identity.signing import ViewerSigner
    from gateway.identity.tokens import TokenVerifier
    from gateway.reloading.policies import Load
    from gateway.revisions.keeping import Keeping
    from gateway.revisions.opening import Opened
    from gateway.revisions.publishing import Publishing
    from gateway.serving.administration import People


def create_gateway(
    settings: Settings,
    *,
    transports: Mapping[str, SubgraphTransport] | None = None,
    signing_key: OKPKey | None = None,
    jwks: Mapping[str, Mapping[str, Any]] | None = None,
    policies: Callable[[ViewerPolicies], ViewerPolicies] = lambda loaded: loaded,
    now: Callable[[], float] = time.time,
    later: CallLater = call_later,
    log: FilteringBoundLogger | None = None,
    worker: str | None = None,
    people: People | None = None,
    tracer: Tracer | None = None,
) -> Gateway:
    """Puts a gateway together; raises ConfigurationError before anything is served.

    `transports`: ways to the subgraphs by name, otherwise HTTP to the addresses of the supergraph. `signing_key`
    replaces the file of the settings, `jwks` the addresses of the key sets, by issuer. `policies` may put something
    around what was loaded. `people` knows who signs in under an address. `worker` tells the metrics of several
    processes apart.
    `tracer` makes the spans of requests, in place of one that sends them to `traces_endpoint`.
    """
    if settings.trusted_documents_only and settings.documents is None:
        raise ConfigurationError("trusted_documents_only leaves nothing to answer: name a manifest in 'documents'.")
    log = log or make_logger()
    metrics = Metrics(worker)
    source = supergraph_source(settings)
    found = first_look(source)
    answer_rules = answer_header_rules(settings.answer_header_rules)
    ways = WayKeeper(partial(make_way, settings, transports, answer_rules, metrics, log))
    if transports is not None:
        ways.keep(dict.fromkeys(transports, ""))  # they are there before the supergraph and stay when it changes
    metrics.count_supergraphs(lambda: ways.in_use)
    graph_of = partial(_graph, settings, ways, source, transports is not None)
    manifest = None if settings.documents is None else FileSource(settings.documents, "the manifest")
    stored = None if manifest is None else first_look(manifest).revision
    graph = graph_of(found.read())
    load = partial(_policies, policies, metrics, log)
    opened = _opened(settings, now, lambda files: load(files, graph))
    files = None if opened is None else opened.seen.read()
    snapshots = Snapshots(Snapshot(graph, load(files, graph), files))
    revisions = None if opened is None else _kept(settings, opened, load, snapshots, metrics, log, now)
    traces = trace_export(settings, log) if tracer is None else None
    pipeline = pipeline_kind(settings, tracer, traces)(
        settings,
        snapshots,
        _verifier(settings, jwks or {}, now),
        _signer(settings, signing_key, now),
        metrics,
        log,
        header_rules(_forwarded(settings), settings.header_rules),
        answer_rules,
        rates=rate_limits(settings, metrics, log, now),
        now=now,
        later=later,
    )
    connections = OpenConnections(settings.subscriptions_per_account, settings.subscriptions_per_address)
    operations = OperationLog(metrics, log.bind())
    application = Application(
        with_cors(GraphQLOverHttp(settings, pipeline, operations, connections, log), settings),
        Sockets(settings, pipeline, operations, connections, log),
        snapshots,
        metrics,
        log,
        None
        if revisions is None
        else _administration(settings, pipeline, snapshots, revisions.publishing, people, log),
    )
    metrics.look_at(lambda: len(application.sockets.open), lambda: pipeline.subscriptions)
    metrics.count_made(
        lambda: snapshots.current.graph.made.operations, lambda: snapshots.current.graph.visible_schemas_built
    )

    def following(sdl: str, current: Snapshot) -> Snapshot:
        if sdl == current.graph.supergraph.sdl:
            return current
        graph = graph_of(sdl, current.graph.documents, aside=True)
        return current.followed_by(graph, load(current.files, graph))

    walks = Walks(metrics.answered_so_far, partial(asyncio.sleep, 1.0), walk_everything)
    taking = Taking(
        "supergraph",
        source.place,
        following,
        snapshots,
        metrics.supergraph_changed,
        log,
        when_replaced=partial(retire, walks),
    )
    wait = partial(asyncio.sleep, settings.supergraph_check_seconds)
    watch = Watch(source, taking.take, wait, found.revision)
    watches: dict[str, Watch[Any]] = {"supergraph": watch}
    if revisions is not None:
        watches["policies"] = revisions.watch
    if manifest is not None and stored is not None:
        wait = partial(asyncio.sleep, settings.document_check_seconds)
        watches["documents"] = documents_watch(manifest, stored, wait, snapshots, metrics, log, watch.reconsider)
    snapshots.on_swap += [one.reconsider for one in watches.values()]
    return Gateway(application, pipeline, snapshots, ways, watches, walks, traces, revisions)


def supergraph_of(path: Path) -> Supergraph:
    """The supergraph of a file; raises ConfigurationError naming the file."""
    try:
        return read_supergraph(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: the supergraph cannot be read: {error}") from error
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from error


def _graph(
    settings: Settings,
    ways: WayKeeper,
    source: Source[str],
    is_in_process: bool,
    sdl: str,
    before: StoredDocuments | None = None,
    *,
    aside: bool = False,
) -> SupergraphPart:
    try:
        supergraph = read_supergraph(sdl, aside=aside)
    except ConfigurationError as error:
        raise ConfigurationError(f"{source.place}: {error}") from error
    expect_known(settings, supergraph.subgraphs)
    check_subgraphs("header_rules", settings.header_rules, supergraph.subgraphs)
    check_subgraphs("answer_header_rules", settings.answer_header_rules, supergraph.subgraphs)
    documents = read_stored_documents(settings.documents, supergraph.public_schema, before)
    return SupergraphPart(
        supergraph,
        documents,
        limits=Limits.of(settings),
        cache_bytes=settings.cache_bytes,
        transports=ways.to(dict.fromkeys(supergraph.subgraphs, "") if is_in_process else _urls(settings, supergraph)),
        introspection=IntrospectionRules.of(settings),
        costs=CostRules.of(settings),
    )


def _policies(
    around: Callable[[ViewerPolicies], ViewerPolicies],
    metrics: Metrics,
    log: FilteringBoundLogger,
    files: PolicyFiles | None,
    graph: SupergraphPart,
) -> ViewerPolicies:
    if files is None:
        return around(NoPolicies(graph.everything))
    # Loaded where there are policies: casbin takes memory that a gateway without them need not have.
    from gateway.visibility.loading import load_policies

    policies = load_policies(files, graph.supergraph.public_schema, strict=False)
    policies = replace(policies, schemas=graph.visible_schemas(policies.schemas))
    metrics.policies_loaded(len(policies.warnings))
    for finding in policies.warnings:
        log.warning("policies and schema differ", finding=str(finding))
    return around(policies)


def _opened(
    settings: Settings, now: Callable[[], float], load: Callable[[PolicyFiles], ViewerPolicies]
) -> Opened | None:
    if settings.policies is None and settings.policy_store_url is None:
        return None
    # Loaded where there are policies, like casbin itself.
    from gateway.revisions.opening import open_store

    return open_store(settings, partial(_moment, now), load)


def _kept(
    settings: Settings,
    opened: Opened,
    load: Load,
    snapshots: Snapshots,
    metrics: Metrics,
    log: FilteringBoundLogger,
    now: Callable[[], float],
) -> Keeping:
    from gateway.revisions.keeping import keep

    return keep(settings, opened, load, snapshots, metrics, log, partial(_moment, now))


def _moment(now: Callable[[], float]) -> datetime:
    return datetime.fromtimestamp(now(), UTC)


def _administration(
    settings: Settings,
    pipeline: Pipeline,
    snapshots: Snapshots,
    publishing: Publishing,
    people: People | None,
    log: FilteringBoundLogger,
) -> AsgiApplication:
    # Loaded where there are policies, like casbin itself.
    from gateway.serving.administration import Changing, Looking, PolicyAdministration, permitted

    denied = partial(tell_denied_operation, pipeline.decisions, snapshots)
    operations = {**Looking(snapshots, pipeline, people, publishing).by_path(), **Changing(publishing).by_path()}
    return PolicyAdministration(settings, pipeline, operations, partial(permitted, snapshots), denied, log)


def _urls(settings: Settings, supergraph: Supergraph) -> dict[str, str]:
    unknown = settings.subgraph_urls.keys() - supergraph.subgraphs.keys()
    if unknown:
        raise ConfigurationError(f"subgraph_urls names {sorted(unknown)[0]}, which is not in the supergraph.")
    return {name: settings.subgraph_urls.get(name, info.url) for name, info in supergraph.subgraphs.items()}


def _forwarded(settings: Settings) -> tuple[str, ...]:
    """Without policies nobody's rights are judged here, so the subgraphs get the credentials to judge by."""
    if settings.forwarded_headers or settings.policies is not None or settings.policy_store_url is not None:
        return settings.forwarded_headers
    return ("authorization",)


def _signer(settings: Settings, given: OKPKey | None, now: Callable[[], float]) -> ViewerSigner | None:
    file = settings.viewer_key
    if given is None and file is None:
        return None
    # Loaded where viewers are signed: cryptography takes memory that a gateway without them need not have.
    from gateway.identity.signing import ViewerSigner, read_signing_key

    return ViewerSigner(given or read_signing_key(Path(str(file))), now=now)


def _verifier(
    settings: Settings, jwks: Mapping[str, Mapping[str, Any]], now: Callable[[], float]
) -> TokenVerifier | None:
    if not settings.issuers:
        return None
    from gateway.identity.issuers import trusted_issuers
    from gateway.identity.tokens import TokenVerifier

    return TokenVerifier(trusted_issuers(settings.issuers, jwks, now=now))
