"""What it costs to refuse: the processor time of each usual attack, beside that of an ordinary warm request.

Each attack is sent in another wording every round, as an attacker would, so that nothing that is remembered helps; the
rounds are interleaved with the ordinary request. Subgraphs answer from memory: the gateway alone is compared.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from gateway.gateway import Gateway
from gateway.model.transport import SubgraphAnswer, SubgraphTransport
from tests.bench.attacks import ATTACKS, ORDINARY, Request
from tests.kit.served import access_token, serving
from tests.kit.shop_federation import catalogue

ROUNDS = 25
WARM_UP = 5


class Replaying:
    """Asks its subgraph once for each request and answers from memory ever after; counts what it is asked."""

    def __init__(self, inner: SubgraphTransport) -> None:
        self._inner = inner
        self._known: dict[bytes, SubgraphAnswer] = {}
        self.calls = 0

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        self.calls += 1
        if body not in self._known:
            self._known[body] = await self._inner.fetch(body, headers, timeout=timeout)
        return self._known[body]

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> Any:
        return self._inner.subscribe(body, headers)

    async def close(self) -> None:
        await self._inner.close()


async def measure() -> None:
    """Prints a table; ends the run when an attack was answered or a subgraph heard of it."""
    ways = {name: Replaying(one) for name, one in catalogue().subgraphs.items()}
    rows: list[tuple[str, str, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder), transports=ways) as served:
            for name, attack in ATTACKS.items():
                rows.append((name, *await _compared(served.gateway, attack, ways)))
        async with serving(Path(folder), transports=ways, rate_per_account=1) as served:
            flood = await _compared(served.gateway, lambda _round: ORDINARY, ways, baseline=False)
            ordinary = statistics.median(one[3] for one in rows)
            rows.append(("one request too many", flood[0], flood[1], ordinary))
    print(f"refusing, beside an ordinary warm request of {statistics.median(one[3] for one in rows):.2f} ms:")
    print(f"  {'attack':<28}{'refused with':<34}{'CPU ms':>8}{'ratio':>8}")
    for name, code, spent, ordinary in rows:
        print(f"  {name:<28}{code:<34}{spent:>8.2f}{spent / ordinary:>8.2f}")


async def _compared(
    gateway: Gateway, attack: Any, ways: Mapping[str, Replaying], *, baseline: bool = True
) -> tuple[str, float, float]:
    """The code of the refusal, and the medians of it and of the ordinary request, in milliseconds."""
    refused, ordinary, said = [], [0.0], ""
    for number in range(WARM_UP + ROUNDS):
        if baseline:
            spent, answer = await timed(gateway, ORDINARY)
            if "errors" in answer:
                raise SystemExit(f"the ordinary request was refused: {answer}")
            ordinary += [spent] if number >= WARM_UP else []
        before = sum(one.calls for one in ways.values())
        spent, answer = await timed(gateway, attack(number))
        heard = sum(one.calls for one in ways.values()) > before
        if number >= WARM_UP:
            if heard or "data" in answer:
                raise SystemExit(f"an attack was answered: {answer}")
            refused.append(spent)
            said = answer["errors"][0]["extensions"]["code"]
    return said, statistics.median(refused), statistics.median(ordinary[1:] or ordinary)


async def timed(gateway: Gateway, request: Request) -> tuple[float, dict[str, Any]]:
    """Milliseconds of processor time from the first byte to the last, and the answer; an empty header is left out."""
    body, changes = request
    headers = {
        "content-type": "application/json",
        "accept": "application/graphql-response+json",
        "authorization": f"Bearer {TOKEN}",
        **changes,
    }
    scope = {
        "type": "http",
        "path": "/graphql",
        "method": "POST",
        "query_string": b"",
        "client": ("192.0.2.1", 4711),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value],
    }
    told: list[bytes] = []
    pending = [{"type": "http.request", "body": body}]

    async def receive() -> Any:
        if not pending:
            await asyncio.get_running_loop().create_future()
        return pending.pop()

    async def send(message: Any) -> None:
        told.append(message.get("body", b""))

    before = time.process_time()
    await gateway(scope, receive, send)
    spent = (time.process_time() - before) * 1000
    return spent, orjson.loads(b"".join(told))


TOKEN = access_token()
