"""The commands on the policies of a running gateway, against one that runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from typer.testing import CliRunner, Result

from gateway.errors import ConfigurationError
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.gateway_processes import Subgraphs
from tests.kit.real_server import served_at
from tests.kit.served import access_token
from tests.kit.shop_federation import catalogue
from tests.kit.sound_policies import for_editors, for_visitors, sound_folder
from werktor.publish_commands import publishing


@dataclass(frozen=True)
class Running:
    """A gateway, the folder it watches, and one in which somebody edits."""

    url: str
    live: Path
    edited: Path

    async def run(self, *arguments: str, by: str = "user:erna") -> Result:
        token = access_token(sub=by, claims=["kind:editor"], functions=["all"])
        whole = [*arguments, "--url", self.url, "--token", token]
        return await asyncio.to_thread(CliRunner().invoke, publishing, whole)

    def edit(self, files: PolicyFiles) -> None:
        for name, text in files.texts.items():
            (self.edited / name).write_text(text, encoding="utf-8")

    async def publish(self, base: int, *arguments: str) -> Result:
        given = ["--policies", str(self.edited), "--base", str(base), "--reason", "they may"]
        return await self.run("publish", *given, *arguments)


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    live, edited = sound_folder(tmp_path / "live"), sound_folder(tmp_path / "edited")
    (tmp_path / "stamps.graphql").write_text(Subgraphs({"a": 1, "b": 2}).supergraph(1))
    transports = dict(zip(("a", "b"), catalogue().subgraphs.values(), strict=False))
    changes: dict[str, Any] = {
        "supergraph": tmp_path / "stamps.graphql",
        "policies": live,
        "documents": None,
        "policy_history": tmp_path / "history",
    }
    async with served_at(tmp_path, cast("Any", SimpleNamespace(subgraphs=transports)), **changes) as address:
        yield Running(address.removesuffix("/graphql"), live, edited)


async def test_edited_files_are_published_and_brought_back(running: Running) -> None:
    before = read_folder(running.live)
    running.edit(for_visitors(before))
    published = await running.publish(1)
    assert published.exit_code == 0, published.output
    assert published.output.startswith("revision 2 is published\n")
    assert published.output.count("serves it") == 1
    assert read_folder(running.live) == for_visitors(before)
    shown = await running.run("history", "2")
    assert "+p, visitor, Query.bStamp, read, allow" in shown.output
    assert (await running.run("rollback", "1", "--reason", "they may not")).exit_code == 0
    assert read_folder(running.live) == before
    told = (await running.run("history")).output.splitlines()
    assert [line.partition(",")[0] for line in told] == ["3", "2", "1"]
    assert "user:erna, restores 1: they may not" in told[0]


async def test_what_widens_ones_own_rights_waits_for_another(running: Running) -> None:
    running.edit(for_editors(read_folder(running.live)))
    proposed = await running.publish(1)
    assert proposed.output == "proposal 1 waits for another person: it gives you @slow, Query.bSlow, role owner\n"
    assert "proposal 1 on 1" in (await running.run("history")).output
    refused = await running.run("approve", "1")
    assert isinstance(refused.exception, ConfigurationError)
    assert str(refused.exception).startswith("FORBIDDEN: A proposal is approved by another person")
    approved = await running.run("approve", "1", by="user:otto")
    assert approved.output.startswith("revision 2 is published\n")


async def test_a_proposal_is_rejected(running: Running) -> None:
    running.edit(for_editors(read_folder(running.live)))
    await running.publish(1)
    assert (await running.run("reject", "1", "--reason", "no", by="user:otto")).output == "proposal 1 waits no more\n"


async def test_what_is_refused_is_told_with_file_and_line(running: Running) -> None:
    (running.edited / "rules.csv").write_text("p, nobody at all\n")
    refused = await running.publish(1)
    assert "POLICY_REFUSED" in str(refused.exception)
    assert "rules.csv:1: " in str(refused.exception)


async def test_an_old_base_is_told_with_who_published(running: Running) -> None:
    files = read_folder(running.live)
    running.edit(for_visitors(files))
    await running.publish(1)
    running.edit(files)
    assert "user:erna published 2: they may" in str((await running.publish(1)).exception)


async def test_no_reason_looks_like_a_further_revision(running: Running) -> None:
    running.edit(for_visitors(read_folder(running.live)))
    await running.publish(1, "--reason", "they may\n1, 2020-01-01, user:otto: nothing")
    told = (await running.run("history")).output.splitlines()
    assert [line.partition(",")[0] for line in told] == ["2", "1"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "no-address-at-all"])
def test_where_no_gateway_answers_that_is_told(url: str) -> None:
    told = CliRunner().invoke(publishing, ["history", "--token", "t", "--url", url])
    assert isinstance(told.exception, ConfigurationError)
    assert "no gateway answers there" in str(told.exception)
