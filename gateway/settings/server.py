"""How the process serves: encryption, workers, and how it stops."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.settings.option import option


@dataclass(frozen=True)
class ServerOptions:
    tls_certificate: Path | None = option("PEM file of the certificate and its chain; empty: HTTP without TLS.", None)
    tls_key: Path | None = option("PEM file of the certificate's private key; empty: it is in the same file.", None)
    workers: int = option("Processes that share the port; each has its own caches and its own metrics.", 1)
    drain_seconds: float = option(
        "Seconds in which a stopping process still answers, while it is not ready and tells clients to leave.", 1.0
    )
    stop_seconds: float = option(
        "Seconds from the signal to stop until the process is gone, whatever still runs.", 10.0
    )
