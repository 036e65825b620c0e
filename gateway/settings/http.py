"""What clients may do over HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class HttpOptions:
    client_timeout: float = option(
        "Seconds in which a client has to send a request whole, and to take something of what waits for it.", 30.0
    )
    csrf_headers: tuple[str, ...] = option(
        "Headers that prove that no form of another site sent a request; one beside a cookie or an upload is enough.",
        ("apollo-require-preflight", "x-apollo-operation-name"),
    )
    cors_origins: tuple[str, ...] = option(
        "Other origins whose pages may ask, such as `https://shop.example`; or `*`.", ()
    )
    cors_credentials: bool = option(
        "Whether pages of `cors_origins` may use cookies, over HTTP and for sockets.", False
    )
    cors_headers: tuple[str, ...] = option("Request headers that such pages may send; none named: any.", ())
    cors_exposed_headers: tuple[str, ...] = option("Response headers that such pages may read.", ("x-request-id",))
    cors_max_age: int = option("Seconds for which a browser remembers what such pages may send.", 7200)
    compression: bool = option("Whether answers are compressed for clients that accept gzip.", True)
    compression_least: int = option("Smallest answer that is compressed, in bytes.", 2048)
    explorer: str | None = option(
        "Address of a page to which a browser is led that opens `/graphql`; empty: it is answered in JSON.", None
    )
    plan_header: str | None = option(
        "Request header that makes an answer carry its plan, hidden fields included; empty: there is none.", None
    )
