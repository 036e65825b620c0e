"""The house in one process and its parts as processes of their own, over HTTP, give the same answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import orjson
import pytest

from gateway.execution.transports import HttpTransport
from subgraphs.common.peers import Need, PeerFailed, SignedPeers
from subgraphs.common.viewer import Viewer
from tests.kit.house import DOCUMENT_IDS, TODAY, Asker, Person
from tests.kit.servers import free_port
from tests.kit.waiting import wait_for_address
from werktor.keys import service_key
from werktor.settings import PORTS

ASKERS = (Person("visitor"), Person("firm"), Person("dealer"), Person("plus"), Person("sales", "eisen-vogt"))
QUERY = """
{
  products(first: 10, orderBy: SKU) {
    totalCount
    nodes {
      sku
      name
      price(quantity: 2) { direct { gross { amount } } recommended { gross { amount } } }
      availability { light }
    }
  }
}
"""


@pytest.fixture
def separate_processes(var: Path) -> Iterator[str]:
    with apart(var) as address:
        yield address


@contextmanager
def apart(var: Path, names: Iterable[str] = PORTS, **settings: str) -> Iterator[str]:
    """The address of a gateway whose subgraphs are other processes on the same data: all, or those that are named.

    `settings` are further ones of every process.
    """
    ports = {name: free_port() for name in names}
    urls = ",".join(f"{name}=http://127.0.0.1:{port}/graphql" for name, port in ports.items())
    environment = {
        **os.environ,
        "WERKTOR_VAR": str(var),
        "WERKTOR_TODAY": TODAY.isoformat(),
        "WERKTOR_SUBGRAPH_URLS": urls,
        **{f"WERKTOR_{name.upper()}": text for name, text in settings.items()},
    }
    with ExitStack() as stack:
        for name, port in ports.items():
            stack.enter_context(running(["serve", "subgraph", name, "--port", str(port)], environment, var / name))
        gateway = free_port()
        stack.enter_context(running(["serve", "gateway", "--port", str(gateway)], environment, var / "gateway"))
        for port in (*ports.values(), gateway):
            wait_for_address(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{gateway}"


async def test_a_subgraph_asks_another_over_http_with_the_key_of_its_installation(var: Path, tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "WERKTOR_VAR": str(var), "WERKTOR_TODAY": TODAY.isoformat()}
    needs = {"named": Need('query named { articlesNamed(numbers: ["hw-1001 "]) { sku } }', is_mutation=False)}
    viewer = Viewer("user:dealer", roles=frozenset({"dealer"}), claims=frozenset({"kind:dealer"}))
    with running(["serve", "subgraph", "products", "--port", str(port)], environment, var / "products"):
        wait_for_address(f"http://127.0.0.1:{port}/health")
        ways = {"products": HttpTransport(f"http://127.0.0.1:{port}/graphql")}
        peers = SignedPeers("orders", service_key(var / "keys", "orders"), needs, ways)
        assert await peers.ask("products", "named", {}, viewer) == {"articlesNamed": [{"sku": "HW-1001"}]}
        foreign = SignedPeers("orders", service_key(tmp_path / "keys", "orders"), needs, ways)
        with pytest.raises(PeerFailed, match="does not verify"):
            await foreign.ask("products", "named", {}, viewer)
        await peers.close()


@contextmanager
def running(arguments: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.with_suffix(".log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "werktor", *arguments], env=environment, stdout=output, stderr=output
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


async def test_one_process_and_seven_answer_alike(house: Asker, separate_processes: str) -> None:
    bodies = [
        {"query": QUERY},
        {
            "documentId": DOCUMENT_IDS["ProductPage"],
            "operationName": "ProductPage",
            "variables": {"sku": "HW-1004", "quantity": 7},
        },
        {"documentId": DOCUMENT_IDS["MyOrders"], "operationName": "MyOrders", "variables": {"first": 5}},
    ]
    async with httpx2.AsyncClient(base_url=separate_processes) as remote:
        for who in ASKERS:
            headers = {"content-type": "application/json"}
            if who.name != "visitor":
                headers["authorization"] = f"Bearer {await house.token(who)}"
            for body in bodies:
                apart = await remote.post("/graphql", content=orjson.dumps(body), headers=headers)
                together = await house.post(body, who)
                assert apart.json() == together.json(), who
                assert "errors" not in together.json(), together.json()
