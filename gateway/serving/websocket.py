"""All open sockets of the process: which handshakes are accepted, and what they are told when it stops."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from gateway.errors import ClientError
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.callers import headers_of
from gateway.serving.client_socket import Socket
from gateway.serving.connections import Holder
from gateway.serving.csrf import check_handshake
from gateway.serving.handshakes import refuse_handshake
from gateway.serving.refused_sockets import refuse_socket
from gateway.serving.socket_messages import GOING_AWAY
from gateway.serving.socket_surroundings import SocketSurroundings


@dataclass
class Sockets:
    around: SocketSurroundings
    open: set[Socket] = field(default_factory=set)
    is_leaving: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.is_leaving:
            await refuse_socket(scope, receive, send)
            return
        await receive()
        headers = headers_of(scope)
        address = Holder("address", self.around.pipeline.addresses.of(scope, headers))
        try:
            check_handshake(headers, self.around.settings, reads_tokens=self.around.pipeline.reads_tokens)
            self.around.connections.enter(address)
        except ClientError as refusal:
            await refuse_handshake(scope, send, refusal)
            return
        socket = Socket(self.around, headers, scope, address, send)
        self.open.add(socket)
        try:
            await socket.serve(receive)
        finally:
            self.open.discard(socket)
            self.around.connections.leave(socket.holder)

    async def tell_going_away(self) -> None:
        """Closes every socket: clients reconnect, to another process if there is one."""
        await asyncio.gather(*(socket.close(GOING_AWAY, "Going away") for socket in tuple(self.open)))
