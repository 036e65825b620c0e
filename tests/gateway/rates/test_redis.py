"""Counts in Redis are shared by processes; a Redis that is gone refuses nobody and is told in log and metric."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from gateway.rates import MemoryRates, Schedule
from gateway.rates.redis import PREFIX, SECONDS_OF_PATIENCE, RedisRates
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from tests.kit.served import access_token, serving
from tests.kit.servers import RedisProcess, redis_process
from tests.kit.waiting import wait_for_port

TWICE = Schedule(2)
QUERY = {"query": "{ products(first: 1) { sku } }"}


class Process:
    """One gateway process as far as it counts; `now` is its own clock."""

    def __init__(self, url: str) -> None:
        self.now = 0.0
        self.metrics = Metrics()
        self.log = io.BytesIO()
        self.rates = RedisRates(
            url, MemoryRates(lambda: self.now), self.metrics, make_logger(self.log), lambda: self.now
        )

    def events(self) -> list[str]:
        return [orjson.loads(line)["event"] for line in self.log.getvalue().splitlines()]

    def counts_alone(self) -> bool:
        return b"gateway_rates_alone 1.0" in self.metrics.text()


@pytest.fixture
def server(tmp_path: Path, redis_server: str) -> Iterator[RedisProcess]:
    """A Redis that the test may stop; there is one to be had, as `redis_server` shows."""
    assert redis_server
    with redis_process(tmp_path / "redis") as process:
        wait_for_port(process.port)
        yield process


async def test_a_count_from_before_the_clock_of_redis_was_set_back_holds_nobody_up(server: RedisProcess) -> None:
    process = Process(server.url)
    assert await process.rates.take("account a", TWICE) == 0
    [name] = await process.rates._client.keys()
    await process.rates._client.set(name, str(time.time() + 3600))
    assert await process.rates.take("account a", TWICE) == 0
    assert 0 < float(await process.rates._client.get(name)) - time.time() <= 31
    await process.rates.close()


async def test_two_processes_count_together_and_one_more_than_the_limit_waits(server: RedisProcess) -> None:
    first, second = Process(server.url), Process(server.url)
    assert await first.rates.take("account a", TWICE) == 0
    assert await second.rates.take("account a", TWICE) == 0
    for process in (first, second):
        assert 0 < await process.rates.take("account a", TWICE) <= 30
        assert await process.rates.take(f"account {id(process)}", TWICE) == 0
        assert process.events() == []
        await process.rates.close()


async def test_redis_forgets_a_client_as_soon_as_its_bucket_is_full_and_never_knows_its_name(
    server: RedisProcess,
) -> None:
    process = Process(server.url)
    await process.rates.take("account erna@example.test", TWICE)
    (key,) = await process.rates._client.keys("*")
    assert key.startswith(PREFIX.encode())
    assert b"erna" not in key
    assert 0 < await process.rates._client.pttl(key) <= 30_000
    await process.rates.close()


async def test_a_redis_that_is_gone_leaves_the_process_to_count_alone(server: RedisProcess) -> None:
    process = Process(server.url)
    assert await process.rates.take("address b", TWICE) == 0
    server.stop()
    assert await process.rates.take("address a", TWICE) == 0
    assert await process.rates.take("address a", TWICE) == 0
    assert await process.rates.take("address a", TWICE) > 0
    assert process.counts_alone()
    assert process.events() == ["Redis is gone; this process counts its requests alone"]
    server.start()
    wait_for_port(server.port)
    assert await process.rates.take("address a", TWICE) > 0, "it is not asked again for a moment"
    process.now += SECONDS_OF_PATIENCE
    assert await process.rates.take("address a", TWICE) == 0
    assert not process.counts_alone()
    assert process.events()[1:] == ["the rate limits are shared again"]
    await process.rates.close()


async def test_a_redis_that_never_was_there_is_told_once() -> None:
    process = Process("redis://127.0.0.1:1/0")
    for _ in range(50):
        assert await process.rates.take("address a", Schedule(100)) == 0
        process.now += SECONDS_OF_PATIENCE
    assert len(process.events()) == 1
    await process.rates.close()


async def test_two_gateways_hold_an_account_to_one_limit(tmp_path: Path, server: RedisProcess) -> None:
    bearer = {"authorization": f"Bearer {access_token()}"}
    (tmp_path / "other").mkdir()
    async with (
        serving(tmp_path, rate_redis_url=server.url, rate_per_account=3) as one,
        serving(tmp_path / "other", rate_redis_url=server.url, rate_per_account=3) as other,
    ):
        told = [(await gateway.post(QUERY, **bearer)).status_code for gateway in (one, other, one, other, one)]
        assert told == [200, 200, 200, 429, 429]
        server.stop()
        assert (await other.post(QUERY, **bearer)).status_code == 200
        assert "gateway_rates_alone 1.0" in (await other.http.get("/metrics")).text
