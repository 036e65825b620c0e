"""What decides who sees what, and what keeps its revisions; loaded only where there are policies, as casbin itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from structlog.typing import FilteringBoundLogger

from gateway.pipeline import Pipeline
from gateway.pipeline.deciding import tell_denied_operation
from gateway.serving.asgi import AsgiApplication
from gateway.settings import Settings
from gateway.snapshot import NoPolicies, Snapshots, SupergraphPart, ViewerPolicies
from gateway.telemetry.metrics import Metrics
from gateway.visibility.files import PolicyFiles

if TYPE_CHECKING:
    from gateway.reloading.policies import Load
    from gateway.revisions.keeping import Keeping
    from gateway.revisions.opening import Opened
    from gateway.revisions.publishing import Publishing
    from gateway.serving.administration import People


def read_policies(
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


def open_revisions(
    settings: Settings, now: Callable[[], float], load: Callable[[PolicyFiles], ViewerPolicies]
) -> Opened | None:
    if not settings.has_policies:
        return None
    # Loaded where there are policies, like casbin itself.
    from gateway.revisions.opening import open_store

    return open_store(settings, partial(_moment, now), load)


def keep_revisions(
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


def make_administration(
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
