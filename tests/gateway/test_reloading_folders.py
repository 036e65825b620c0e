"""A policy folder that is a mounted ConfigMap: what is swapped whole is taken whole, however a look meets it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.visibility import files
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.config_map import ConfigMap
from tests.kit.served import RULES, Served, serving, shop_settings
from tests.kit.shop_federation import catalogue

LIST_PRICES = "{ products(first: 1) { list } }"
WIDER = RULES + "p, visitor, Product.list, read, allow\n"
CASE = """
- case: visitors see no list prices
  sentence: list prices are for dealers
  viewer: {claims: ["kind:visitor"]}
  does_not_see: [Product.list]
"""


@dataclass
class Mounted:
    """A gateway whose policies are mounted, and the texts of the first revision."""

    served: Served
    mount: ConfigMap
    texts: dict[str, str]

    async def look(self) -> None:
        await self.served.gateway.watches["policies"].look_again()

    def swap(self, rules: str, **others: str) -> None:
        cases = {f"cases/{name}.yaml": text for name, text in others.items()}
        self.mount.swap({**self.texts, "rules.csv": rules, **cases})

    @property
    def revision(self) -> str:
        return self.served.gateway.snapshots.current.policies.revision


@pytest.fixture
async def mounted(tmp_path: Path) -> AsyncIterator[Mounted]:
    written = shop_settings(tmp_path).policies
    assert written is not None
    texts = dict(read_folder(written).texts)
    mount = ConfigMap(tmp_path / "mounted")
    mount.folder.mkdir()
    mount.swap({**texts, "cases/prices.yaml": CASE})
    async with serving(tmp_path, policies=mount.folder, policy_check_seconds=3600.0) as served:
        yield Mounted(served, mount, texts)


async def test_what_is_swapped_goes_live_once_two_looks_agree(mounted: Mounted) -> None:
    assert "errors" in await mounted.served.ask(LIST_PRICES)
    mounted.swap(WIDER)
    await mounted.look()
    assert "errors" in await mounted.served.ask(LIST_PRICES)
    await mounted.look()
    assert (await mounted.served.ask(LIST_PRICES))["data"] == {"products": [{"list": 100}]}


async def test_a_case_in_a_mounted_folder_inside_holds_back_what_breaks_it(mounted: Mounted) -> None:
    before = mounted.revision
    mounted.swap(WIDER, prices=CASE)
    for _ in range(2):
        await mounted.look()
    assert mounted.revision == before
    assert "errors" in await mounted.served.ask(LIST_PRICES)
    report = (await mounted.served.http.get("/health/ready")).json()
    assert (report["status"], report["policies"]) == ("ready", before)
    assert "policies" in report["problem"]
    metrics = (await mounted.served.http.get("/metrics")).text
    assert "gateway_policies_broken 1.0" in metrics
    assert 'gateway_policy_changes_total{outcome="refused"} 1.0' in metrics
    [alarm] = [line for line in mounted.served.logged() if line["level"] == "error"]
    assert "cases/prices.yaml:2" in alarm["problem"]
    mounted.swap(RULES, prices=CASE)
    for _ in range(2):
        await mounted.look()
    assert "problem" not in (await mounted.served.http.get("/health/ready")).json()
    assert "gateway_policies_broken 0.0" in (await mounted.served.http.get("/metrics")).text


def _in_the_midst(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """`act` happens once, after the next look has come across the second of its files."""
    whole = files._files
    is_over = [False]

    def interrupted(folder: Path, *rest: Any) -> Iterator[tuple[str, Path]]:
        for number, found in enumerate(whole(folder, *rest)):
            if number == 2 and not is_over[0]:
                is_over[0] = True
                act()
            yield found

    monkeypatch.setattr(files, "_files", interrupted)


async def test_a_look_that_meets_the_swap_is_not_believed(mounted: Mounted, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads some files of the one revision and some of the other: nobody has ever written that."""
    before = mounted.revision
    seen: list[PolicyFiles] = []
    read = files.read_folder

    def noting(folder: Path) -> PolicyFiles:
        seen.append(read(folder))
        return seen[-1]

    monkeypatch.setattr("gateway.reloading.policies.read_folder", noting)
    fields = mounted.texts["fields.csv"] + "\ng2, Product.price, @prices\n"
    mounted.texts = {**mounted.texts, "fields.csv": fields}
    _in_the_midst(monkeypatch, lambda: mounted.swap(WIDER))
    for _ in range(2):
        await mounted.look()
    mixed, whole = seen
    assert mixed != whole, "the look has met the swap"
    assert mounted.revision == before
    await mounted.look()
    assert mounted.revision == whole.revision == read(mounted.mount.folder).revision


async def test_an_empty_mount_keeps_the_last_good_revision(mounted: Mounted) -> None:
    before = mounted.revision
    mounted.mount.swap({})
    for _ in range(2):
        await mounted.look()
    assert mounted.revision == before
    assert "policies" in mounted.served.gateway.snapshots.problems


def test_without_any_good_revision_it_does_not_start(tmp_path: Path) -> None:
    settings = shop_settings(tmp_path)
    assert settings.policies is not None
    (settings.policies / "cases").mkdir()
    (settings.policies / "cases" / "prices.yaml").write_text(CASE)
    (settings.policies / "rules.csv").write_text(WIDER)
    with pytest.raises(ConfigurationError) as refusal:
        create_gateway(settings, transports=catalogue().subgraphs)
    assert "cases/prices.yaml:2" in str(refusal.value)
    (settings.policies / "rules.csv").write_text(RULES)
    assert create_gateway(settings, transports=catalogue().subgraphs).snapshots.problems == {}
