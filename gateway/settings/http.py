"""What clients may do over HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class HttpOptions:
    allowed_origins: tuple[str, ...] = option("Origins besides our own that may open sockets with a cookie.", ())
    plan_header: str | None = option(
        "Request header that makes an answer carry its plan, hidden fields included; empty: there is none.", None
    )
