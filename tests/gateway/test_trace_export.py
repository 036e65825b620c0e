"""Traces reach a collector, and one that is not there holds nobody up."""

from __future__ import annotations

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
