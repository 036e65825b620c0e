"""However much is refused, the decision log stays small, and what it does not tell it counts."""

from __future__ import annotations

import re

from gateway.telemetry.decisions import MOST_NAMES, MOST_PENDING
from gateway.telemetry.denial_rates import MOST_ACCOUNTS
from tests.kit.decision_lines import Written


async def test_denials_of_one_account_are_limited_and_the_suppressed_ones_told_with_its_next_line() -> None:
    written = Written(rate=3)
    for _ in range(10):
        written.refused()
    written.refused("user:bob")
    assert [line.get("suppressed") for line in await written.lines()] == [None] * 4
    written.clock.now = 20.0
    written.refused()
    assert [line.get("suppressed") for line in await written.lines()][4:] == [7]
    metrics = written.metrics.text().decode()
    assert 'gateway_denials_total{outcome="told"} 5.0' in metrics
    assert 'gateway_denials_total{outcome="suppressed"} 7.0' in metrics


async def test_what_no_line_has_told_of_is_told_at_the_end() -> None:
    written = Written(rate=1)
    for _ in range(5):
        written.refused()
    await written.log.finish()
    assert [(line["event"], line.get("suppressed")) for line in await written.lines()] == [
        ("denied", None),
        ("denials suppressed", 4),
    ]


async def test_a_flood_of_accounts_keeps_memory_bounded_and_loses_no_count() -> None:
    written = Written(rate=1)
    lines = 0
    for number in range(10_000):
        for _ in range(2):
            written.refused(f"user:{number}")
        if number % 100 == 0:
            lines = len(await written.lines())
            assert len(written.log.rates) <= MOST_ACCOUNTS
    await written.log.finish()
    told = await written.lines()
    assert len(told) > lines
    suppressed = sum(line.get("suppressed", 0) + line.get("suppressed_of_others", 0) for line in told)
    metrics = written.metrics.text().decode()
    counted = dict(re.findall(r'gateway_denials_total\{outcome="(\w+)"\} ([\d.]+)', metrics))
    assert float(counted["suppressed"]) == suppressed
    assert sum(map(float, counted.values())) == 20_000


async def test_what_waits_to_be_looked_at_is_bounded_and_what_is_beyond_is_counted() -> None:
    written = Written(rate=10_000)
    for _ in range(MOST_PENDING + 5):
        written.refused()
    assert len(await written.lines()) == MOST_PENDING
    assert 'gateway_denials_total{outcome="unexamined"} 5.0' in written.metrics.text().decode()


async def test_a_document_that_names_very_much_gets_a_short_line() -> None:
    written = Written()
    written.refused(names=[f"Price.f{number}" for number in range(MOST_NAMES + 30)])
    (line,) = await written.lines()
    assert (len(line["hidden"]), line["more_hidden"]) == (MOST_NAMES, 30)
