"""Malformed bodies, documents, addresses and frames: no crash, no 5xx, no traceback, and memory that stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gateway.fuzz.case import Case, kept_cases, read_case
from tests.gateway.fuzz.cases import case
from tests.gateway.fuzz.judging import faults_of, faults_of_log
from tests.gateway.fuzz.running import fuzzed_gateway, run
from tests.kit.served import Served

CASES = 20_000
SEED = 20_260_801
MOST_GROWTH = 3_000
"""Memory blocks; a single one kept per case would be 8,000."""


def _cases() -> Iterator[tuple[int, Case]]:
    return ((number, case(SEED, number)) for number in range(CASES))


async def test_twenty_thousand_malformed_requests_leave_nothing_behind(tmp_path: Path) -> None:
    async with fuzzed_gateway(tmp_path) as served:
        outcome = await run(served, _cases())
    assert outcome.faults == {}
    assert outcome.cases == CASES
    assert outcome.growth() < MOST_GROWTH, outcome.blocks


async def test_what_went_wrong_once_does_not_again(served: Served) -> None:
    kept = kept_cases()
    assert kept
    for file in kept:
        found = await faults_of(served.gateway, read_case(file.read_bytes()))
        assert [*found, *faults_of_log(served.log.getvalue())] == [], file.name


def test_a_case_is_the_same_each_time_and_survives_being_kept() -> None:
    for number in range(300):
        assert read_case(case(SEED, number).as_json()) == case(SEED, number)
    assert len({case(SEED, number) for number in range(300)}) > 250
    assert case(SEED, 7) != case(SEED + 1, 7)


async def _failing(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("cause")


def _answering(status: int, body: bytes) -> Any:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


@pytest.mark.parametrize(
    ("gateway", "said"),
    [
        (_failing, "RuntimeError left the gateway"),
        (_answering(500, b'{"errors": [{}]}'), "status 500"),
        (_answering(200, b'{"data": "Traceback (most recent call last)"}'), "Traceback"),
        (_answering(200, b'{"data": "gateway/app.py"}'), ".py"),
        (_answering(200, b"[]"), "no GraphQL response"),
        (_answering(200, b'{"errors": []}'), "no GraphQL response"),
    ],
)
async def test_the_judge_sees_what_must_not_be(gateway: Any, said: str) -> None:
    faults = await faults_of(gateway, Case("POST", (), (b"{}",)))
    assert any(said in fault for fault in faults), faults


def test_the_judge_reads_the_log() -> None:
    assert faults_of_log(b'{"level": "info", "event": "answered"}\n') == []
    assert faults_of_log(b'{"level": "error", "event": "request failed", "exception": "Traceback"}\n')
