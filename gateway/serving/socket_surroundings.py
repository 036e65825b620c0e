"""What the sockets of a process share."""

from __future__ import annotations

from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from gateway.pipeline import Pipeline
from gateway.serving.connections import OpenConnections
from gateway.settings import Settings
from gateway.telemetry.operations import OperationLog


@dataclass(frozen=True, slots=True)
class SocketSurroundings:
    settings: Settings
    pipeline: Pipeline
    operations: OperationLog
    connections: OpenConnections
    log: FilteringBoundLogger
