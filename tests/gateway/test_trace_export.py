"""Traces reach a collector, and one that is not there holds nobody up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from tests.kit.collector import collecting
from tests.kit.served import serving, shop_settings
from tests.kit.servers import free_port


async def test_what_is_traced_has_reached_the_collector_when_the_gateway_has_stopped(tmp_path: Path) -> None:
    with collecting() as collector:
        async with serving(tmp_path, traces_endpoint=collector.address, traces_service="front") as served:
            await served.stored("shelf")
        assert collector.tree() == [
            "front: query Shelf",
            "  front: prepare",
            "  front: fetch products",
            "  front: fetch reviews",
        ]


async def test_a_collector_that_is_not_there_is_told_in_the_log_and_nothing_else(tmp_path: Path) -> None:
    async with serving(tmp_path, traces_endpoint=f"http://127.0.0.1:{free_port()}/v1/traces") as served:
        assert "errors" not in await served.ask("{ products { sku } }")
    lost = [line for line in served.logged() if line["event"] == "traces were lost"]
    assert lost
    assert {line["level"] for line in lost} == {"warning"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"traces_endpoint": "collector:4318"}, "traces_endpoint: 'collector:4318' must begin with http"),
        ({"traces_endpoint": "http://c/v1/traces", "traces_ratio": 1.5}, "traces_ratio: 1.5 is more than all requests"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_served(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        create_gateway(shop_settings(tmp_path, **changes))


START_AND_TELL = """
import sys
from pathlib import Path
import gateway.__main__
from gateway.app import create_gateway
from gateway.settings import Settings

urls = dict.fromkeys(("products", "prices", "reviews", "users"), "http://127.0.0.1:1/graphql")
create_gateway(Settings(supergraph=Path(sys.argv[1]), subgraph_urls=urls))
sys.exit(any(name.startswith("opentelemetry") for name in sys.modules))
"""


def test_a_gateway_that_sends_no_traces_does_not_load_the_library(tmp_path: Path) -> None:
    supergraph = shop_settings(tmp_path).supergraph
    assert subprocess.run([sys.executable, "-c", START_AND_TELL, str(supergraph)], check=False).returncode == 0
