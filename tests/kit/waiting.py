"""Waiting for a server to answer, without sleeping: each attempt blocks in the connection itself."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def wait_for_address(url: str, *, seconds: float = 90) -> None:
    """Returns once `url` answers 200; raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            _pause(urlsplit(url).port or 80)
    raise TimeoutError(f"{url} did not answer within {seconds} seconds")


def wait_for_port(port: int, *, seconds: float = 30) -> None:
    """Returns once something listens there; raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            _pause(port)
    raise TimeoutError(f"nothing listened on port {port} within {seconds} seconds")


def _pause(port: int) -> None:
    """Gives the other process the processor for a moment: a receive that nobody answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as idle:
        idle.settimeout(0.05)
        try:
            idle.connect(("127.0.0.1", port))
            idle.recv(1)
        except OSError:
            return
