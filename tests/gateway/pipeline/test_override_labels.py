"""What is active is decided once per request; operations that meet no label share one plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import structlog

from gateway.app import supergraph_of
from gateway.model.request import Answer
from gateway.operations.documents import StoredDocuments
from gateway.operations.limits import Limits
from gateway.pipeline import Caller, GraphQLRequest, Pipeline
from gateway.rates import MemoryRates, RateLimits, Schedule
from gateway.settings import Settings
from gateway.snapshot import NoPolicies, Snapshot, Snapshots, SupergraphPart
from gateway.telemetry.metrics import Metrics
from tests.kit.composition import expect_sdl
from tests.kit.fixture_subgraphs import FixtureSubgraph, World

OLD = "type Query { today: Int  size: Int }"
NEW = 'type Query { today: Int @override(from: "old", label: "percent(50)") }'
TODAY, SIZE = (GraphQLRequest(text, None, None) for text in ("{ a: today b: today }", "{ size }"))


class Shop:
    """A pipeline over two subgraphs that know the same field; `chance` is what is drawn."""

    def __init__(self, folder: Path, chance: Callable[[], float], *configured: str) -> None:
        file = folder / "supergraph.graphql"
        file.write_text(expect_sdl(old=OLD, new=NEW), encoding="utf-8")
        world = World(roots={"Query.today": lambda: 7, "Query.size": lambda: 1})
        self.subgraphs = {name: FixtureSubgraph(name, OLD, world) for name in ("old", "new")}
        settings = Settings(supergraph=file, active_override_labels=configured)
        limits = Limits.of(settings)
        self.part = SupergraphPart(
            supergraph_of(file), StoredDocuments({}), limits=limits, cache_bytes=100_000, transports=self.subgraphs
        )
        snapshots = Snapshots(Snapshot(self.part, NoPolicies(self.part.everything)))
        log = structlog.get_logger()
        rates = RateLimits(MemoryRates(), Schedule(100), Schedule(100))
        self.pipeline = Pipeline(settings, snapshots, None, None, Metrics(), log, rates=rates, chance=chance)

    async def run(self, request: GraphQLRequest) -> Answer:
        return await self.pipeline.run(await self.pipeline.prepare(request, Caller({}, None, "request-1")))

    def asked(self) -> tuple[int, int]:
        return len(self.subgraphs["old"].requests), len(self.subgraphs["new"].requests)


async def test_a_percentage_is_drawn_for_each_request_and_once_for_all_its_fields(tmp_path: Path) -> None:
    draws = iter([0.1, 0.9, 0.4999, 0.5])
    shop = Shop(tmp_path, lambda: next(draws))
    for asked in ((0, 1), (1, 1), (1, 2), (2, 2)):
        answer = await shop.run(TODAY)
        assert answer.data == {"a": 7, "b": 7}
        assert shop.asked() == asked


async def test_a_configured_label_needs_no_draw(tmp_path: Path) -> None:
    def no_draw() -> float:
        raise AssertionError("drawn")

    shop = Shop(tmp_path, no_draw, "percent(50)")
    await shop.run(TODAY)
    assert shop.asked() == (0, 1)


async def test_operations_share_what_was_prepared_unless_they_meet_a_label(tmp_path: Path) -> None:
    draws = iter([0.1, 0.9, 0.1, 0.9, 0.1])
    shop = Shop(tmp_path, lambda: next(draws))
    caller = Caller({}, None, "request-1")
    sizes = [(await shop.pipeline.prepare(SIZE, caller)).prepared for _ in range(2)]
    assert sizes[0] is sizes[1]
    todays = [(await shop.pipeline.prepare(TODAY, caller)).prepared for _ in range(3)]
    assert todays[0] is todays[2]
    assert todays[0] is not todays[1]
