"""Plans of Hive's query planner, asked in a Node process of its own that is started anew when a query ends it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import orjson

from werktor.node import find_node

SCRIPT = Path(__file__).parent / "hive_plans.cjs"
LONGEST_LINE = 64 * 1024 * 1024
SECONDS = 30


class NoPlan(Exception):
    """Hive's planner did not plan an operation; says what it said."""


class HivePlanner:
    def __init__(self, npm: Path) -> None:
        """`npm`: the folder the peers are installed in."""
        self._environment = {**os.environ, "NODE_PATH": str(npm / "node_modules")}
        self._process: asyncio.subprocess.Process | None = None

    async def plan(self, supergraph: str, query: str, labels: frozenset[str]) -> dict[str, Any]:
        """The plan as Hive writes it; raises NoPlan."""
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both ends are pipes")
        asked = {"supergraph": supergraph, "query": query, "labels": sorted(labels)}
        process.stdin.write(orjson.dumps(asked) + b"\n")
        try:
            line = await asyncio.wait_for(process.stdout.readline(), SECONDS)
        except TimeoutError as problem:
            await self.close()
            raise NoPlan(f"no plan within {SECONDS} seconds") from problem
        if not line:
            await self.close()
            raise NoPlan("the planner's process ended")
        answer = orjson.loads(line)
        if "error" in answer:
            raise NoPlan(answer["error"])
        plan: dict[str, Any] = answer["plan"]
        return plan

    async def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                find_node().binary,
                SCRIPT,
                env=self._environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LONGEST_LINE,
            )
        return self._process
