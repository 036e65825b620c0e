"""Subscriptions to a subgraph over HTTP, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping

import aiohttp

from gateway.execution.transports.pool import CONNECT_TIMEOUT
from gateway.execution.transports.sse import REQUEST_HEADERS, EventStream
from gateway.model.transport import UnansweredError


class HttpEvents:
    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        deadline = aiohttp.ClientTimeout(total=None, connect=CONNECT_TIMEOUT)
        stream = EventStream()
        try:
            async with self._open().post(
                self._url, data=body, headers={**REQUEST_HEADERS, **headers}, timeout=deadline, allow_redirects=False
            ) as response:
                if response.content_type != "text/event-stream":
                    yield await response.read()
                    return
                async for chunk in response.content.iter_any():
                    for result in stream.feed(chunk):
                        yield result
                    if stream.complete:
                        return
        except TimeoutError:
            raise
        except aiohttp.ClientConnectorError as problem:
            raise UnansweredError(f"{self._url}: {problem}") from problem
        except aiohttp.ClientError as problem:
            raise ConnectionError(f"{self._url}: {problem}") from problem
        raise ConnectionError(f"{self._url}: the subgraph ended the event stream without completing it")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        """Made at the first subscription, as a session belongs to a running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # Each subscription holds a connection for as long as it lasts: none may wait for another's end.
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session
