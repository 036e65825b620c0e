"""A gateway's process keeps in memory no library that it has no use for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.kit.served import shop_settings

SERVE_AND_TELL = """
import sys
import gateway.processes
from gateway.__main__ import main

class Server:
    started = True
    def __init__(self, *given, **named): pass
    def run(self, sockets): sockets[0].close()

gateway.processes.GatewayServer = Server
try:
    main()
except SystemExit as ended:
    print(ended.code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The libraries that a process has in memory which serves a supergraph without policies and issuers."""
    tmp_path = tmp_path_factory.mktemp("served")
    lines = [f'{name} = "http://127.0.0.1:1/graphql"' for name in ("products", "prices", "reviews", "users")]
    (tmp_path / "gateway.toml").write_text("\n".join(["[subgraph_urls]", *lines]), encoding="utf-8")
    command = ["serve", "--supergraph", shop_settings(tmp_path).supergraph, "--config", tmp_path / "gateway.toml"]
    told = subprocess.run(
        [sys.executable, "-c", SERVE_AND_TELL, *map(str, command), "--port", "0"],
        check=True,
        capture_output=True,
        text=True,
    )
    status, *names = told.stdout.split()
    assert status == "0", told.stderr
    return set(names)


@pytest.mark.parametrize(
    ("library", "purpose"),
    [
        ("opentelemetry", "sending traces"),
        ("aiohttp", "fetching keys and supergraphs, and sockets of subgraphs"),
        ("cryptography", "tokens and signed headers"),
        ("casbin", "policies"),
        ("sqlalchemy", "a table of revisions"),
        ("redis", "announcing revisions"),
        ("typer", "a command line with more than a few options"),
        ("pydantic", "what typer brings"),
    ],
)
def test_it_does_not_load_what_is_for(loaded: set[str], library: str, purpose: str) -> None:
    assert library not in loaded, f"{library} is for {purpose}"


def test_it_loads_what_it_serves_with(loaded: set[str]) -> None:
    assert {"graphql", "msgspec", "uvicorn"} <= loaded
