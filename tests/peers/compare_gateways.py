"""Our answers to the contract's documents against those of other gateways over the same subgraphs and schema.

Nothing is hidden from whoever asks, here and there: the subgraphs are told the same viewer, with every field group,
by our gateway as always, and by a proxy in front of them where another gateway calls. Queries run on one demo world;
each mutation runs on a fresh one for each gateway. Data must be equal, the order of lists included.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, redirect_stderr
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx2
import orjson

from tests.kit.contract_inputs import SUBSCRIPTIONS
from tests.kit.servers import free_port
from tests.peers.answers import Asked, difference, mutations, queries
from tests.peers.installed import PEERS, install_peers
from tests.peers.other_gateways import running_others
from tests.peers.seen_worlds import SeenWorld, Worlds
from tests.peers.vouching_proxy import VouchingProxy, serving_proxy
from werktor.contract import read_documents
from werktor.node import BuildFailed
from werktor.settings import PORTS, ROOT

DOCUMENTS = {one.name: one.text for one in read_documents(ROOT / "frontend-contract")}
OURS = "ours"
LOG = PEERS / "houses.log"
"""What our gateway and subgraphs say while they are asked."""

Answers = Mapping[str, Mapping[str, Any]]
"""By name of the gateway."""


class Comparison:
    def __init__(
        self, proxy: VouchingProxy, worlds: Worlds, others: Mapping[str, str], http: httpx2.AsyncClient
    ) -> None:
        self._proxy = proxy
        self._worlds = worlds
        self._others = others
        self._http = http
        self.failed = False

    async def run(self) -> None:
        print(f"{'document':<22}{'as':<28}{'asked':>6}{'bytes':>8}" + "".join(f"{one:>14}" for one in self._others))
        async with self._worlds.filled() as world:
            for (document, who), inputs in groupby(queries(), key=lambda one: (one.document, one.label)):
                answered = [(asked, await self._answers_in(world, asked)) for asked in inputs]
                self._tell(document, who, answered)
        for asked in mutations():
            answers = {}
            for name in (OURS, *self._others):
                async with self._worlds.fresh() as world:
                    answers[name] = await self._answer(name, world, asked)
            self._tell(asked.document, asked.label, [(asked, answers)])
        for document in SUBSCRIPTIONS:
            print(f"{document:<22}left out: a subscription, which @apollo/gateway does not have")

    async def _answers_in(self, world: SeenWorld, asked: Asked) -> Answers:
        return {name: await self._answer(name, world, asked) for name in (OURS, *self._others)}

    async def _answer(self, name: str, world: SeenWorld, asked: Asked) -> dict[str, Any]:
        if name == OURS:
            return await world.asker.stored(asked.document, asked.who, asked.variables)
        self._proxy.ways = world.ways
        self._proxy.header = await world.header_of(asked.who)
        body = {"query": DOCUMENTS[asked.document], "operationName": asked.document, "variables": asked.variables}
        answer: dict[str, Any] = (await self._http.post(self._others[name], json=body)).json()
        return answer

    def _tell(self, document: str, who: str, answered: Sequence[tuple[Asked, Answers]]) -> None:
        different = {
            name: [
                f"{asked.variables}: {found}"
                for asked, answers in answered
                if (found := difference(answers[OURS], answers[name], made_anew=asked.is_mutation)) is not None
            ]
            for name in self._others
        }
        size = sum(len(orjson.dumps(answers[OURS])) for _, answers in answered)
        row = "".join(f"{'DIFFERENT' if found else 'equal':>14}" for found in different.values())
        print(f"{document:<22}{who:<28}{len(answered):>6}{size:>8}{row}", flush=True)
        for name, found in different.items():
            self.failed = self.failed or bool(found)
            for one in found:
                print(f"    {name} {one}")


async def compare() -> bool:
    """Whether all answers are equal."""
    npm = install_peers()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        proxy = VouchingProxy()
        port = free_port()
        await stack.enter_async_context(serving_proxy(proxy, port))
        supergraph = folder / "supergraph.graphql"
        supergraph.write_text(_at_the_proxy(port), encoding="utf-8")
        worlds = await Worlds.loaded(folder)
        others = await stack.enter_async_context(running_others(npm, supergraph, folder))
        http = await stack.enter_async_context(httpx2.AsyncClient(timeout=60))
        comparison = Comparison(proxy, worlds, others, http)
        await comparison.run()
        return not comparison.failed


def _at_the_proxy(port: int) -> str:
    """Our supergraph with the proxy's addresses in the place of the subgraphs'."""
    text = (ROOT / "schema.graphql").read_text(encoding="utf-8")
    for name, address in PORTS.items():
        here = f'"http://127.0.0.1:{address}/graphql"'
        if here not in text:
            raise AssertionError(f"schema.graphql does not name the address of {name}")
        text = text.replace(here, f'"http://127.0.0.1:{port}/{name}"')
    return text


def main() -> None:
    try:
        PEERS.mkdir(parents=True, exist_ok=True)
        with LOG.open("w", encoding="utf-8") as log, redirect_stderr(log):
            equal = asyncio.run(compare())
    except (BuildFailed, TimeoutError) as reason:
        sys.exit(f"compare-gateways: {reason}")
    if not equal:
        sys.exit(1)


if __name__ == "__main__":
    main()
