"""Puts the parts of a gateway together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from structlog.typing import FilteringBoundLogger

from gateway.app.checking import check_settings, check_stateful_subscriptions
from gateway.app.graphs import make_graph
from gateway.app.identity import forwarded_headers, make_signer, make_verifier
from gateway.app.policies import keep_revisions, make_administration, open_revisions, read_policies
from gateway.execution.answer_headers import answer_header_rules
from gateway.execution.header_rules import header_rules
from gateway.execution.resilience.ways import make_way
from gateway.gateway import Gateway
from gateway.model.transport import SubgraphTransport
from gateway.pipeline import CallLater, call_later
from gateway.rates import rate_limits
from gateway.reloading import (
    FileSource,
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
from gateway.serving.connections import OpenConnections
from gateway.serving.cors import with_cors
from gateway.serving.http import GraphQLOverHttp
from gateway.serving.socket_surroundings import SocketSurroundings
from gateway.serving.websocket import Sockets
from gateway.settings import Settings
from gateway.snapshot import Snapshot, Snapshots, ViewerPolicies
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.operations import OperationLog
from gateway.tracing import pipeline_kind, trace_export

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey
    from opentelemetry.trace import Tracer

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
    check_settings(settings)
    log = log or make_logger()
    metrics = Metrics(worker)
    source = supergraph_source(settings)
    found = first_look(source)
    answer_rules = answer_header_rules(settings.answer_header_rules)
    ways = WayKeeper(partial(make_way, settings, transports, answer_rules, metrics, log))
    if transports is not None:
        ways.keep(dict.fromkeys(transports, ""))  # they are there before the supergraph and stay when it changes
    metrics.count_supergraphs(lambda: ways.in_use)
    graph_of = partial(make_graph, settings, ways, source, transports is not None)
    manifest = None if settings.documents is None else FileSource(settings.documents, "the manifest")
    stored = None if manifest is None else first_look(manifest).revision
    graph = graph_of(found.read())
    check_stateful_subscriptions(settings, graph.supergraph.public_schema)
    load = partial(read_policies, policies, metrics, log)
    opened = open_revisions(settings, now, lambda files: load(files, graph))
    files = None if opened is None else opened.seen.read()
    snapshots = Snapshots(Snapshot(graph, load(files, graph), files))
    revisions = None if opened is None else keep_revisions(settings, opened, load, snapshots, metrics, log, now)
    traces = trace_export(settings, log) if tracer is None else None
    pipeline = pipeline_kind(settings, tracer, traces)(
        settings,
        snapshots,
        make_verifier(settings, jwks or {}, now),
        make_signer(settings, signing_key, now),
        metrics,
        log,
        header_rules(forwarded_headers(settings), settings.header_rules),
        answer_rules,
        rates=rate_limits(settings, metrics, log, now),
        now=now,
        later=later,
    )
    connections = OpenConnections(settings.subscriptions_per_account, settings.subscriptions_per_address)
    operations = OperationLog(metrics, log.bind())
    application = Application(
        with_cors(GraphQLOverHttp(settings, pipeline, operations, connections, log), settings),
        Sockets(SocketSurroundings(settings, pipeline, operations, connections, log)),
        snapshots,
        metrics,
        log,
        None
        if revisions is None
        else make_administration(settings, pipeline, snapshots, revisions.publishing, people, log),
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
