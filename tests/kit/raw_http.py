"""A server of subgraph answers that are written byte by byte as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


class RawServer:
    """Reads whole requests and answers each as `answer` says of its number and bytes; None closes.

    With `closes` a connection carries one request; `connections` counts them, `hold` keeps answers back.
    """

    def __init__(self, answer: Callable[[int, bytes], bytes | None], *, closes: bool = False) -> None:
        self.answer = answer
        self.closes = closes
        self.requests: list[bytes] = []
        self.connections = 0
        self.arrived = asyncio.Semaphore(0)
        self.hold = asyncio.Event()
        self.hold.set()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                request = head + await reader.readexactly(length)
                self.requests.append(request)
                self.arrived.release()
                await self.hold.wait()
                answer = self.answer(len(self.requests), request)
                if answer is None:
                    return
                writer.write(answer)
                await writer.drain()
                if self.closes:
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


def ok(body: bytes, *headers: bytes) -> bytes:
    lines = (b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@asynccontextmanager
async def listening(server: RawServer) -> AsyncIterator[str]:
    """The address of the server."""
    open_port = await asyncio.start_server(server, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{open_port.sockets[0].getsockname()[1]}/graphql"
    finally:
        server.hold.set()
        open_port.close()
        await open_port.wait_closed()
