"""Several processes on one port, and TLS: `python -m gateway serve --workers N --tls-certificate FILE`."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gateway.errors import ConfigurationError
from gateway.serving.server import server_options
from gateway.settings import Settings
from tests.kit.composition import composed
from tests.kit.gateway_processes import GatewayProcess, gateway_process
from tests.kit.plain_client import Outcome, PlainClient
from tests.kit.servers import free_port
from werktor.settings import ROOT

SETTINGS = {"drain_seconds": 0.05, "stop_seconds": 5}
PATIENCE = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "supergraph.graphql").write_text(composed(a="type Query { a: Int }").sdl or "", encoding="utf-8")
    return tmp_path


@pytest.fixture
async def pair(folder: Path) -> AsyncIterator[GatewayProcess]:
    async with gateway_process(folder, SETTINGS, "--workers", "2") as gateway:
        async with asyncio.timeout(PATIENCE):
            while len(_children(gateway)) < 2:
                await asyncio.to_thread(os.sched_yield)
        yield gateway


def _children(gateway: GatewayProcess) -> set[int]:
    return set(map(int, Path(f"/proc/{gateway.pid}/task/{gateway.pid}/children").read_text("ascii").split()))


async def _answers(gateway: GatewayProcess) -> bool:
    async with PlainClient(gateway.port) as client:
        told = await client.ask("{ __typename }")
    return told.outcome is Outcome.ANSWERED and told.body == {"data": {"__typename": "Query"}}


async def test_a_worker_that_dies_is_replaced_while_the_others_serve(pair: GatewayProcess) -> None:
    before = _children(pair)
    os.kill(min(before), signal.SIGKILL)
    async with asyncio.timeout(PATIENCE):
        while len(_children(pair) - before) < 1:
            assert await _answers(pair)
    assert any(entry["event"] == "a worker died and is replaced" for entry in pair.logged())


async def test_metrics_say_which_worker_they_are_of(pair: GatewayProcess) -> None:
    assert await _answers(pair)
    series = await pair.metrics()
    assert series
    assert all('worker="1"' in name or 'worker="2"' in name for name in series)


async def test_workers_leave_when_their_parent_is_gone(pair: GatewayProcess) -> None:
    workers = _children(pair)
    pair.process.send_signal(signal.SIGKILL)
    async with asyncio.timeout(PATIENCE):
        await asyncio.shield(pair.ended)
        while any(_runs(one) for one in workers):
            await asyncio.to_thread(os.sched_yield)


def _runs(pid: int) -> bool:
    """A process that has ended and that nobody has asked about is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


async def test_a_second_signal_ends_all_at_once(folder: Path) -> None:
    settings = {"drain_seconds": 60, "stop_seconds": 120}
    async with gateway_process(folder, settings, "--workers", "2") as gateway, asyncio.timeout(PATIENCE):
        workers = _children(gateway)
        gateway.process.send_signal(signal.SIGTERM)
        async with PlainClient(gateway.port) as client:
            while (told := await client.get("/health/ready")).status != 503:
                assert told.outcome is Outcome.ANSWERED
        gateway.process.send_signal(signal.SIGTERM)
        assert (await asyncio.shield(gateway.ended))[0] == 128 + signal.SIGTERM
        while any(_runs(one) for one in workers):
            await asyncio.to_thread(os.sched_yield)


async def test_a_stop_while_workers_are_still_starting_is_no_failure(folder: Path) -> None:
    """They start one after the other, the second one when the first one serves."""
    async with gateway_process(folder, {"drain_seconds": 0.1}, "--workers", "2") as gateway:
        while len(_children(gateway)) < 2:
            await asyncio.to_thread(os.sched_yield)
        gateway.process.send_signal(signal.SIGTERM)
        status, _ = await asyncio.shield(gateway.ended)
    assert status == 0, gateway.log.read_text()


async def test_what_keeps_all_workers_from_starting_is_said_once(folder: Path) -> None:
    (folder / "supergraph.graphql").write_text("type Query {", encoding="utf-8")
    command = ["-m", "gateway", "serve", "--supergraph", "supergraph.graphql", "--workers", "3"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        "--port",
        str(free_port()),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 1
    assert said.decode().count("gateway: supergraph.graphql: ") == 1


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return tmp_path / "certificate.pem", tmp_path / "key.pem"


async def test_it_serves_over_tls(folder: Path, certificate: tuple[Path, Path]) -> None:
    options = ["--tls-certificate", str(certificate[0]), "--tls-key", str(certificate[1])]
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    async with gateway_process(folder, SETTINGS, *options) as gateway, aiohttp.ClientSession() as http:
        url = f"https://localhost:{gateway.port}/graphql"
        async with http.post(url, json={"query": "{ __typename }"}, ssl=trusted) as response:
            assert await response.json() == {"data": {"__typename": "Query"}}


def test_a_key_without_a_certificate_refuses_to_start(certificate: tuple[Path, Path]) -> None:
    with pytest.raises(ConfigurationError, match="tls_key is set without tls_certificate"):
        server_options(Settings(tls_key=certificate[1]))


def test_a_certificate_without_its_key_refuses_to_start_and_is_named(certificate: tuple[Path, Path]) -> None:
    with pytest.raises(ConfigurationError, match=r"certificate\.pem: cannot be used for TLS"):
        server_options(Settings(tls_certificate=certificate[0]))
    with pytest.raises(ConfigurationError, match=r"missing\.pem: cannot be used for TLS"):
        server_options(Settings(tls_certificate=certificate[0].with_name("missing.pem")))
