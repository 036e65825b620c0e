"""gql: queries by aiohttp, subscriptions over a socket. Tells what it saw as the drivers of the other clients do."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportClosed, TransportConnectionFailed, TransportQueryError
from gql.transport.websockets import WebsocketsTransport
from tenacity import retry, retry_if_exception_type, wait_fixed

wanted: Mapping[str, Any] = json.loads(sys.argv[1])
AUTHORIZATION = {"Authorization": f"Bearer {wanted['token']}"}
SECONDS = 0.02
"""Between attempts to connect again."""


def tell(thing: Any) -> None:
    sys.stdout.write(f"{json.dumps(thing)}\n")
    sys.stdout.flush()


def request() -> GraphQLRequest:
    return GraphQLRequest(wanted["query"], variable_values=wanted["variables"])


async def ask() -> None:
    async with Client(transport=AIOHTTPTransport(wanted["address"], headers=AUTHORIZATION)) as session:
        try:
            tell({"data": await session.execute(request())})
        except TransportQueryError as refused:
            tell({"codes": [error["extensions"]["code"] for error in refused.errors or ()]})


async def events() -> AsyncIterator[dict[str, Any]]:
    """Each event; when the connection is lost the session makes a new one, and the subscription begins anew."""
    transport = WebsocketsTransport(wanted["address"].replace("http", "ws"), init_payload=AUTHORIZATION)
    client = Client(transport=transport)
    again = retry(retry=retry_if_exception_type(Exception), wait=wait_fixed(SECONDS))
    session = await client.connect_async(reconnecting=True, retry_connect=again)
    while True:
        try:
            async for data in session.subscribe(request()):
                yield {"data": data}
            break
        except (TransportConnectionFailed, TransportClosed):
            await asyncio.sleep(SECONDS)
    await client.close_async()


async def listen() -> None:
    try:
        async for event in events():
            tell(event)
        tell({"complete": True})
    except TransportQueryError as refused:
        tell({"codes": [error["extensions"]["code"] for error in refused.errors or ()]})


async def leave() -> None:
    cue = asyncio.to_thread(sys.stdin.readline)
    heard = events()
    tell(await anext(heard))
    await cue
    await heard.aclose()
    await asyncio.to_thread(sys.stdin.readline)


asyncio.run({"ask": ask, "listen": listen, "leave": leave}[wanted["todo"]]())
