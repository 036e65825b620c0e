"""Our plans against those of Hive's query planner: ours may not have more fetches, nor more stages.

`accepted_plans.yaml` lists the cases where ours may, each with its reason. What Hive cannot plan is listed apart.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from graphql import parse

from gateway.errors import ClientError
from gateway.operations.normalize import normalize
from gateway.planning import plan
from gateway.supergraph import Supergraph, read_supergraph
from tests.peers.hive_planner import HivePlanner, NoPlan
from tests.peers.installed import Missing, install_peers
from tests.peers.plan_cases import Case, all_cases
from tests.peers.plan_sizes import Size, conditions, size_of_hives, size_of_ours
from werktor.node import BuildFailed

ACCEPTED = Path(__file__).parent / "accepted_plans.yaml"


@dataclass(frozen=True)
class Compared:
    """The sizes of both plans under the conditions where ours does worst; `ours` is None when there is no plan."""

    case: Case
    ours: Size | None
    hives: Size
    values: Mapping[str, bool]

    @property
    def is_worse(self) -> bool:
        return self.ours is None or self.ours.fetches > self.hives.fetches or self.ours.stages > self.hives.stages

    @property
    def excess(self) -> tuple[bool, int, int]:
        """By this the worst of several is known."""
        ours = self.ours or Size()
        return self.is_worse, ours.fetches - self.hives.fetches, ours.stages - self.hives.stages

    @property
    def verdict(self) -> str:
        if self.is_worse:
            return "worse"
        return "same" if self.ours == self.hives else "better"


@dataclass
class Comparison:
    compared: list[Compared] = field(default_factory=list)
    not_planned: list[tuple[Case, str]] = field(default_factory=list)

    async def run(self) -> None:
        hive = HivePlanner(install_peers())
        supergraphs: dict[str, Supergraph] = {}
        try:
            for case in all_cases():
                if case.supergraph not in supergraphs:
                    supergraphs[case.supergraph] = read_supergraph(case.supergraph)
                try:
                    hives = await hive.plan(case.supergraph, case.query, case.labels)
                except NoPlan as reason:
                    self.not_planned.append((case, str(reason)))
                    continue
                self.compared.append(compare(case, supergraphs[case.supergraph], hives))
        finally:
            await hive.close()


def compare(case: Case, supergraph: Supergraph, hives: Mapping[str, Any]) -> Compared:
    try:
        ours = plan(supergraph, normalize(supergraph.public_schema, parse(case.query), None, None), case.labels)
    except ClientError:
        return Compared(case, None, size_of_hives(hives, defaultdict(lambda: True)), {})
    sizes = [
        Compared(case, size_of_ours(ours, values), size_of_hives(hives, values), values)
        for values in conditions(ours, hives)
    ]
    return max(sizes, key=lambda one: one.excess)


def tell(comparison: Comparison, accepted: Mapping[str, str]) -> bool:
    """Prints the table; whether nothing is worse that is not accepted, and nothing accepted that is not worse."""
    verdicts = Counter((one.case.source, one.verdict) for one in comparison.compared)
    failed = Counter(case.source for case, _ in comparison.not_planned)
    print(f"{'operations of':<14}{'better':>8}{'same':>8}{'worse':>8}{'Hive fails':>12}")
    for source in dict.fromkeys(case.source for case in _cases(comparison)):
        counts = "".join(f"{verdicts[source, verdict]:>8}" for verdict in ("better", "same", "worse"))
        print(f"{source:<14}{counts}{failed[source]:>12}")
    print("\nfetches in stages, ours and Hive's, where they differ:")
    for one in comparison.compared:
        if one.verdict != "same":
            print(f"  {one.verdict:<7} {one.case.id} {one.ours or 'no plan'} / {one.hives}  {_label(one)}")
            if one.is_worse:
                print(f"          {accepted.get(one.case.id, 'NOT ACCEPTED')}")
    print("\nwhat Hive does not plan:")
    for case, reason in comparison.not_planned:
        print(f"  {case.id} {case.source} {case.name}: {_short(reason)}")
    worse = {one.case.id for one in comparison.compared if one.is_worse}
    for stale in sorted(accepted.keys() - worse):
        print(f"\n{ACCEPTED.name} accepts {stale}, which is not worse or not there any more: take it out.")
    return worse == accepted.keys()


def _cases(comparison: Comparison) -> list[Case]:
    return [*(one.case for one in comparison.compared), *(case for case, _ in comparison.not_planned)]


def _label(one: Compared) -> str:
    values = " ".join(f"${name}={str(value).lower()}" for name, value in one.values.items())
    return f"{one.case.source} {one.case.name} {values} {_short(one.case.query)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:200] + " ..."


def main() -> None:
    comparison = Comparison()
    try:
        asyncio.run(comparison.run())
    except (Missing, BuildFailed) as reason:
        sys.exit(f"compare-plans: {reason}")
    accepted = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8")) or {}
    if not tell(comparison, {case: one["reason"] for case, one in accepted.items()}):
        sys.exit(1)


if __name__ == "__main__":
    main()
