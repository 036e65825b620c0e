"""Serves a gateway in this process, or in several that share a port."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable

import uvicorn

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.reloading import spare_the_collector
from gateway.serving.freed_memory import keep_freed_memory
from gateway.serving.server import GatewayServer, server_options, stop_times
from gateway.serving.workers import Workers
from gateway.settings import Settings
from gateway.telemetry.logs import PatientStream, make_logger

WAITING_CONNECTIONS = 2048


def serve_gateway(settings: Settings, host: str, port: int) -> int:
    """Serves until it is told to stop; the exit status. Raises ConfigurationError before anything is served."""
    server_options(settings)
    listening = _listening(host, port)
    if settings.workers == 1:
        return _serve(settings, listening, None, lambda: None)

    def work(number: int, when_ready: Callable[[], None]) -> int:
        try:
            return _serve(settings, listening, str(number), when_ready)
        except ConfigurationError as error:
            sys.stderr.write(f"gateway: {error}\n")
            return 1

    return Workers(settings.workers, work, make_logger(), settings.stop_seconds, listening.close).run()


def _serve(settings: Settings, listening: socket.socket, worker: str | None, when_ready: Callable[[], None]) -> int:
    stream = PatientStream(sys.stderr.buffer)
    log = make_logger(stream)

    def end_now(status: int) -> None:
        # A signal may come while lines are written: then those are lost with the rest.
        try:
            stream.write_out()
        finally:
            os._exit(status)

    keep_freed_memory()
    gateway = create_gateway(settings, log=log, worker=worker)
    spare_the_collector()
    server = GatewayServer(
        uvicorn.Config(gateway, **server_options(settings)),
        gateway,
        stop_times(settings),
        log,
        patience=settings.client_timeout,
        when_listening=when_ready,
        end_now=end_now,
    )
    server.run(sockets=[listening])
    stream.write_out()
    return 0 if server.started else 1


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=WAITING_CONNECTIONS)
    except OSError as error:
        raise ConfigurationError(f"cannot listen on {host}, port {port}: {error}") from error
