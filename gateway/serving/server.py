"""The server under the gateway, and how it stops: nobody is cut off, nobody is kept waiting, and it ends in time.

At the first signal the gateway is no longer ready, so that load balancers turn away; requests are still answered, and
every answer tells its client to leave the connection. After that time no connection is taken any more, sockets and
streams are told, and what runs may finish. At a second signal, or when the time is up, the process ends at once.
"""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from types import FrameType
from typing import Any, Protocol

import uvicorn
from structlog.typing import FilteringBoundLogger

from gateway.errors import ConfigurationError
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.client_connection import ClientConnection
from gateway.serving.standing_still import StandingStill, drop_untaken
from gateway.settings import Settings

SIGNALS = (signal.SIGTERM, signal.SIGINT)
TOLD_TO_LEAVE = (b"connection", b"close")
RESERVE = 0.1
"""Part of the time to stop that is kept for closing what is open when requests have had theirs."""
LONGEST_CHARACTER = 4
"""Bytes. What no message of the length that is allowed can have is refused before it is whole."""
TICKS_A_LOOK = 10
"""A tick of the server is a tenth of a second."""


@dataclass(frozen=True, slots=True)
class StopTimes:
    """In seconds from the first signal: how long requests are taken as before, and when all must be over."""

    drain: float
    stop: float

    @property
    def finish(self) -> float:
        """How long what runs may take after no connection is taken any more."""
        return max(self.stop * (1 - RESERVE) - self.drain, 0.1)

    @property
    def farewell(self) -> float:
        """How long sockets may take to be told."""
        return self.stop * RESERVE / 4


def stop_times(settings: Settings) -> StopTimes:
    """Raises ConfigurationError when there is no time to stop in."""
    if settings.drain_seconds >= settings.stop_seconds:
        raise ConfigurationError(
            f"drain_seconds is {settings.drain_seconds:g} and stop_seconds {settings.stop_seconds:g}; the time to stop"
            " begins with that to drain and must be longer."
        )
    return StopTimes(settings.drain_seconds, settings.stop_seconds)


class Stoppable(Protocol):
    """An ASGI application that takes part in its stop."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def begin_stop(self) -> None:
        """From now on it is not ready."""
        ...

    async def tell_going_away(self) -> None:
        """Ends what would never end by itself."""
        ...


def server_options(settings: Settings) -> dict[str, Any]:
    """How a gateway is served: its own log instead of an access log, and a stop that no open stream holds up."""
    return {
        "lifespan": "on",
        "http": ClientConnection,
        "ws_max_size": settings.body_limit * LONGEST_CHARACTER,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": stop_times(settings).finish,
        **_tls(settings.tls_certificate, settings.tls_key),
    }


class GatewayServer(uvicorn.Server):
    """`when_listening` is called once; `end_now` ends the process with an exit status, on the way out of a signal.

    `patience`: seconds after which a client that stands still is cut off.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        gateway: Stoppable,
        times: StopTimes,
        log: FilteringBoundLogger,
        *,
        patience: float,
        when_listening: Callable[[], None] = lambda: None,
        end_now: Callable[[int], None] = os._exit,
    ) -> None:
        super().__init__(config)
        self._gateway = gateway
        self._times = times
        self._log = log
        self._when_listening = when_listening
        self._end_now = end_now
        self._standing_still = StandingStill(patience, log)
        self._leave_at: float | None = None
        self._last_resort: threading.Timer | None = None

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self._when_listening()

    def begin_stop(self) -> None:
        """Not ready any more; when the time to drain is over, no connection is taken and the rest is finished."""
        self._leave_at = time.monotonic() + self._times.drain
        # Both: what is sent with every answer now, and what the server makes that of once a second.
        self.config.encoded_headers = [*self.config.encoded_headers, TOLD_TO_LEAVE]
        self.server_state.default_headers = [*self.server_state.default_headers, TOLD_TO_LEAVE]
        self._last_resort = threading.Timer(self._times.stop, self._give_up)
        self._last_resort.daemon = True
        self._last_resort.start()
        self._gateway.begin_stop()

    async def on_tick(self, counter: int) -> bool:
        if self._leave_at is not None and time.monotonic() >= self._leave_at:
            self.should_exit = True
        if counter % TICKS_A_LOOK == 0:
            self._standing_still.look(self.server_state.connections)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self._tell_going_away()
        await super().shutdown(sockets)

    async def _tell_going_away(self) -> None:
        """A client that takes nothing cannot be told, and would hold up all others until the process is ended."""
        telling = asyncio.create_task(self._gateway.tell_going_away())
        await asyncio.wait({telling}, timeout=self._times.farewell)
        if not telling.done():
            drop_untaken(self.server_state.connections)
        await telling

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Having stopped when told to is no failure: the signal is not raised again at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self.handle_exit) for one in SIGNALS}
        try:
            yield
        finally:
            if self._last_resort is not None:
                self._last_resort.cancel()
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._leave_at is not None:
            self._end_now(128 + sig)
            return
        self.begin_stop()

    def _give_up(self) -> None:
        self._log.error("the gateway did not stop in time; what still ran is lost", seconds=self._times.stop)
        self._end_now(1)


def _tls(certificate: Path | None, key: Path | None) -> dict[str, Any]:
    """Raises ConfigurationError for what cannot be used: the server would only say so in its own words."""
    if certificate is None:
        if key is not None:
            raise ConfigurationError("tls_key is set without tls_certificate; set both, or neither.")
        return {}
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        files = f"{certificate}" + ("" if key is None else f" with {key}")
        raise ConfigurationError(f"{files}: cannot be used for TLS: {error}") from error
    return {"ssl_certfile": str(certificate), "ssl_keyfile": None if key is None else str(key)}
