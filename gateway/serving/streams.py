"""Tells results over an HTTP answer that stays open, in one of the forms that clients read.

Once the answer has begun its status is out, so whatever ends it early is told in a last part.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

import orjson

from gateway.errors import ClientError, ClientErrors
from gateway.execution.subscriptions import Subscriber
from gateway.serving.answers import errors_of, first_code
from gateway.serving.asgi import Receive, Send
from gateway.serving.disconnects import Disconnects

GONE = "CLIENT_GONE"
STOPPING = "SERVER_STOPPING"


@dataclass(frozen=True, slots=True)
class StreamForm:
    """How results are written.

    `result` frames the JSON of a GraphQL response, `refusal` the JSON list of the errors that end the stream; a sign of
    life is sent every `seconds`.
    """

    content_type: bytes
    beginning: bytes
    result: Callable[[bytes], bytes]
    refusal: Callable[[bytes], bytes]
    end: bytes
    sign_of_life: bytes
    seconds: float


async def stream_results(
    form: StreamForm,
    results: Subscriber | AsyncGenerator[bytes, None],
    receive: Receive,
    send: Send,
    request_id: str,
) -> str:
    """Sends the results as they come; the code of what ended them, or `OK`. A client that goes away ends the operation.

    `results` raise nothing but ClientError and ClientErrors.
    """
    headers = [
        (b"content-type", form.content_type),
        (b"cache-control", b"no-cache"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-request-id", request_id.encode()),
    ]
    async with aclosing(results):
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        return await Disconnects().unless_gone(_send_all(form, results, send), receive) or GONE


async def _send_all(form: StreamForm, results: Subscriber | AsyncGenerator[bytes, None], send: Send) -> str:
    code = "OK"
    beating = asyncio.create_task(_beat(form, send))
    try:
        if form.beginning:
            await _send(send, form.beginning)
        async for result in results:
            await _send(send, form.result(result))
    except (ClientError, ClientErrors) as refusal:
        code = first_code(refusal)
        await _send(send, form.refusal(orjson.dumps(errors_of(refusal))))
    finally:
        beating.cancel()
        await asyncio.wait({beating})
    # Clients take a stream without its end for a lost connection, and come back by themselves: to another process.
    await send({"type": "http.response.body", "body": b"" if code == STOPPING else form.end})
    return code


async def _beat(form: StreamForm, send: Send) -> None:
    while True:
        await asyncio.sleep(form.seconds)
        await _send(send, form.sign_of_life)


async def _send(send: Send, chunk: bytes) -> None:
    """A chunk is one message, so results and signs of life cannot run into each other."""
    await send({"type": "http.response.body", "body": chunk, "more_body": True})
