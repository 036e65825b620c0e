"""The gateway takes live what is published, numbers what is edited by hand, and serves on without its store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.gateway import Gateway
from gateway.revisions.publishing import Published, Publishing
from gateway.settings import Settings
from gateway.visibility.files import PolicyFiles
from tests.kit.gateway_processes import Subgraphs
from tests.kit.revision_stores import draft
from tests.kit.sound_policies import EDITOR, edited, for_visitors, sound_folder


def _gateway(folder: Path, **changes: Any) -> Gateway:
    sound_folder(folder / "policies")
    (folder / "supergraph.graphql").write_text(Subgraphs({"a": 1, "b": 2}).supergraph(1))
    settings = Settings(supergraph=folder / "supergraph.graphql", policies=folder / "policies")
    return create_gateway(replace(settings, **changes))


@asynccontextmanager
async def _running(folder: Path, **changes: Any) -> AsyncIterator[Gateway]:
    gateway = _gateway(folder, **changes)
    async with gateway.running():
        yield gateway


def _publishing(gateway: Gateway) -> Publishing:
    assert gateway.revisions is not None
    return gateway.revisions.publishing


async def _ready(gateway: Gateway) -> dict[str, Any]:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=gateway), base_url="http://gateway") as http:
        report: dict[str, Any] = (await http.get("/health/ready")).json()
        return report


async def _metrics(gateway: Gateway) -> str:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=gateway), base_url="http://gateway") as http:
        return (await http.get("/metrics")).text


async def test_what_is_published_is_served_when_publishing_returns(tmp_path: Path, store_url: str | None) -> None:
    kept: dict[str, Any] = {"policy_store_url": store_url} if store_url else {"policy_history": tmp_path / "history"}
    async with _running(tmp_path, **kept) as gateway:
        files = for_visitors((await _publishing(gateway).current()).files)
        outcome = await _publishing(gateway).publish(EDITOR, files, 1, "visitors may")
        assert isinstance(outcome, Published)
        assert [one.follows for one in outcome.followers] == [True]
        assert gateway.snapshots.current.files == files
        assert "problem" not in await _ready(gateway)


async def test_putting_a_gateway_together_writes_no_history(tmp_path: Path) -> None:
    _gateway(tmp_path, policy_history=tmp_path / "history")
    assert not (tmp_path / "history").exists()


async def test_an_edit_by_hand_is_in_the_history_once_it_is_live(tmp_path: Path) -> None:
    async with _running(tmp_path, policy_history=tmp_path / "history", policy_check_seconds=3_600.0) as gateway:
        before = (await _publishing(gateway).current()).files
        rules = tmp_path / "policies" / "rules.csv"
        for text, numbers in (("p, nobody at all", [1]), ("p, visitor, Query.bStamp, read, allow\n", [2, 1])):
            rules.write_text(before.texts["rules.csv"] + text)
            for _ in range(2):
                await gateway.watches["policies"].look_again()
            history = (await _publishing(gateway).history()).revisions
            assert [one.number for one in history] == numbers
        assert (history[0].author, history[0].digest) == ("folder", gateway.snapshots.current.policies.revision)


async def test_a_store_that_is_gone_is_told_while_the_last_revision_serves_on(tmp_path: Path) -> None:
    file = tmp_path / "store" / "revisions.sqlite3"
    url = f"sqlite+aiosqlite:///{file}"
    async with _running(tmp_path, policy_store_url=url, policy_poll_seconds=3_600.0) as gateway:
        before = gateway.snapshots.current
        aside = file.parent.rename(tmp_path / "away")
        file.parent.write_text("no folder")
        await gateway.watches["policies"].look_again()
        assert "policies" in (await _ready(gateway))["problem"]
        assert "gateway_policies_broken 1.0" in await _metrics(gateway)
        assert gateway.snapshots.current is before
        file.parent.unlink()
        aside.rename(file.parent)
        await gateway.watches["policies"].look_again()
        assert "problem" not in await _ready(gateway)
        assert "gateway_policies_broken 0.0" in await _metrics(gateway)


async def test_a_revision_that_does_not_fit_here_is_refused_and_publishing_says_so(tmp_path: Path) -> None:
    """Another process published what does not hold with the schema of this one."""
    url = f"sqlite+aiosqlite:///{tmp_path}/revisions.sqlite3"
    async with _running(tmp_path, policy_store_url=url) as gateway:
        publishing, revisions = _publishing(gateway), gateway.revisions
        assert revisions is not None
        before = gateway.snapshots.current
        current = await publishing.current()
        broken = edited(current.files, add="p, nobody, Query.bStamp, read, allow\n")
        await publishing.store.publish(draft(broken, 1))
        (told,) = await publishing.follow(2)
        assert (told.follows, "rules.csv" in str(told.problem)) == (False, True)
        assert gateway.snapshots.current is before


async def test_a_broken_folder_does_not_become_the_first_revision_of_a_store(tmp_path: Path) -> None:
    sound_folder(tmp_path / "policies")
    rules = tmp_path / "policies" / "rules.csv"
    sound = rules.read_text()
    url = f"sqlite+aiosqlite:///{tmp_path}/revisions.sqlite3"
    (tmp_path / "supergraph.graphql").write_text(Subgraphs({"a": 1, "b": 2}).supergraph(1))
    settings = Settings(
        supergraph=tmp_path / "supergraph.graphql", policies=tmp_path / "policies", policy_store_url=url
    )
    rules.write_text(sound + "p, nobody, Query.bStamp, read, allow\n")
    with pytest.raises(ConfigurationError, match=r"rules\.csv"):
        create_gateway(settings)
    rules.write_text(sound)
    files: PolicyFiles | None = create_gateway(settings).snapshots.current.files
    assert files is not None
    assert files.texts["rules.csv"] == sound


async def test_a_gateway_needs_no_folder_where_the_store_is_filled(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/revisions.sqlite3"
    with_folder = _gateway(tmp_path, policy_store_url=url)
    without = create_gateway(replace(Settings(), supergraph=tmp_path / "supergraph.graphql", policy_store_url=url))
    assert without.snapshots.current.files == with_folder.snapshots.current.files
    assert without.snapshots.current.policies.revision == with_folder.snapshots.current.policies.revision


async def test_a_store_that_is_not_there_at_the_start_refuses_to_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="the policy store cannot be used now"):
        _gateway(tmp_path, policy_store_url="postgresql+asyncpg://erna:secret@127.0.0.1:1/nothing")
