"""The audit of GraphQL over HTTP by its reference implementation (npm `graphql-http`), run against a served gateway."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from tests.conftest import could_not_be_had
from tests.kit.real_server import served_at
from tests.kit.shop_federation import catalogue
from werktor.node import BuildFailed, find_node, install
from werktor.settings import ROOT

HERE = Path(__file__).parent
INSTALLED = ROOT / "var" / "graphql-http"
AUDITS = 61

UNMET_MAYS: dict[str, str] = {}
"""Id of each MAY that the gateway does not meet: the reason. The list is exact."""


@dataclass(frozen=True)
class Audit:
    """One check: `ok`, or `notice`, `warn` and `error` for an unmet MAY, SHOULD and MUST."""

    id: str
    name: str
    status: str
    reason: str | None

    def __str__(self) -> str:
        return f"{self.id} {self.name}: {self.reason}"


@pytest.fixture(scope="module")
def auditor() -> Path:
    """The folder in which the audit is installed."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "audit.mjs"):
        shutil.copyfile(HERE / name, INSTALLED / name)
    try:
        install(INSTALLED, "--ignore-scripts")
    except BuildFailed as reason:
        could_not_be_had("The audit of GraphQL over HTTP", str(reason))
    return INSTALLED


async def _audited(auditor: Path, url: str) -> Sequence[Audit]:
    process = await asyncio.create_subprocess_exec(
        str(find_node().binary), "audit.mjs", url, cwd=auditor, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    return [Audit(**one) for one in orjson.loads(printed)]


async def test_every_must_and_should_is_met_and_every_may_that_is_not_has_its_reason(
    auditor: Path, tmp_path: Path
) -> None:
    async with served_at(tmp_path, catalogue()) as url:
        audits = await _audited(auditor, url)
    assert len(audits) == AUDITS
    assert [str(one) for one in audits if one.status in ("error", "warn")] == []
    assert {one.id for one in audits if one.status == "notice"} == UNMET_MAYS.keys()
    assert {one.status for one in audits} <= {"ok", "notice"}
