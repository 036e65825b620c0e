"""Changes of the supergraph go live whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from gateway.execution.fast.forms import FastForms
from gateway.operations.documents import text_key
from tests.kit.changing import NAMED, NEW, OLD, SIZED, THING, Changing, changing_supergraph
from tests.kit.composition import composed
from tests.kit.policy_folder import write_policies
from tests.kit.sockets import connected


@pytest.fixture
async def changing(tmp_path: Path) -> AsyncIterator[Changing]:
    async with changing_supergraph(tmp_path) as one:
        yield one


async def test_a_changed_supergraph_goes_live(changing: Changing) -> None:
    assert "errors" in await changing.ask(SIZED)
    changing.write(NEW)
    await changing.noticed()
    assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}
    assert 'gateway_supergraph_changes_total{outcome="live"} 1.0' in await changing.metrics()


async def test_a_change_is_believed_only_when_two_looks_agree(changing: Changing) -> None:
    changing.write(NEW)
    await changing.gateway.watches["supergraph"].look_again()
    assert "errors" in await changing.ask(SIZED)
    await changing.gateway.watches["supergraph"].look_again()
    assert "errors" not in await changing.ask(SIZED)


HALF = composed(things=NEW).sdl or ""
BROKEN = {
    "half written": HALF[: len(HALF) // 2].encode(),
    "no text": b"\xff\xfe\xfa",
    "no supergraph": b"type Query { a: Int }",
    "empty": b"",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_broken_supergraph_changes_nothing_and_is_told_with_its_file(
    changing: Changing, content: bytes
) -> None:
    before = changing.gateway.snapshots.current
    changing.file.write_bytes(content)
    await changing.noticed()
    assert changing.gateway.snapshots.current is before
    assert await changing.ask(NAMED) == {"data": {"thing": {"name": "one"}}}
    report = await changing.ready()
    assert (report["status"], "supergraph" in report["problem"]) == ("ready", True)
    assert str(changing.file) not in report["problem"], "anybody may read the report"
    problems = [entry["problem"] for entry in changing.logged() if "problem" in entry]
    assert len(problems) == 1
    assert problems[0].startswith(str(changing.file))
    assert "gateway_supergraph_broken 1.0" in await changing.metrics()


async def test_a_problem_names_the_line_of_the_supergraph(changing: Changing) -> None:
    changing.file.write_text("type Query {\n  a: Int\n  b Int\n}\n", encoding="utf-8")
    await changing.noticed()
    assert any("3:5" in entry.get("problem", "") for entry in changing.logged())


async def test_a_missing_file_is_told_and_the_old_one_put_back_ends_the_report(changing: Changing) -> None:
    text = changing.file.read_text(encoding="utf-8")
    before = changing.gateway.snapshots.current
    changing.file.unlink()
    await changing.noticed()
    assert "problem" in await changing.ready()
    changing.file.write_text(text, encoding="utf-8")
    await changing.noticed()
    assert "problem" not in await changing.ready()
    assert "gateway_supergraph_broken 0.0" in await changing.metrics()
    assert changing.gateway.snapshots.current is before, "nothing is built anew when nothing has changed"


async def test_a_supergraph_that_takes_a_field_from_a_stored_document_is_refused(changing: Changing) -> None:
    changing.write(THING % "size: Int")
    await changing.noticed()
    assert await changing.ask({"documentId": "named"}) == {"data": {"thing": {"name": "one"}}}
    assert any("document named is not valid" in entry.get("problem", "") for entry in changing.logged())


async def test_a_supergraph_with_a_subgraph_that_cannot_be_reached_here_is_refused(changing: Changing) -> None:
    changing.write(OLD, others="type Query { other: Int }")
    await changing.noticed()
    assert any("Subgraph others cannot be reached" in entry.get("problem", "") for entry in changing.logged())


async def test_what_was_refused_is_taken_when_what_it_failed_for_is_mended(tmp_path: Path) -> None:
    case = """
    - case: a visitor sees no size
      sentence: "size: visitor –"
      viewer: {claims: ["kind:visitor"]}
      does_not_see: [Thing.size]
    """
    policies = write_policies(tmp_path / "policies", "p, visitor, *, read, allow\n", others={"cases/a.yaml": case})
    async with changing_supergraph(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        changing.write(NEW)
        await changing.noticed()
        assert any("a visitor sees no size" in entry.get("problem", "") for entry in changing.logged())
        (policies / "rules.csv").write_text(
            "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\n"
        )
        for _ in range(2):
            await changing.gateway.watches["policies"].look_again()
        await changing.noticed()
        assert "Thing.size" in changing.gateway.snapshots.current.graph.everything.coordinates
        assert "problem" not in await changing.ready()


async def test_a_broken_edit_of_the_policies_does_not_keep_a_supergraph_away(tmp_path: Path) -> None:
    policies = write_policies(tmp_path / "policies", "p, visitor, *, read, allow\n")
    async with changing_supergraph(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        (policies / "rules.csv").write_text("p, nobody-knows, *, read, allow\n")
        changing.write(NEW)
        await changing.noticed()
        assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}


async def test_policies_decide_over_the_new_fields(tmp_path: Path) -> None:
    rules = "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\np, dealer, *, read, allow\n"
    policies = write_policies(tmp_path / "policies", rules)
    async with changing_supergraph(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        changing.write(NEW)
        await changing.noticed()
        assert await changing.ask(NAMED) == {"data": {"thing": {"name": "one"}}}
        assert "errors" in await changing.ask(SIZED)


async def test_a_change_of_policies_keeps_the_supergraph_that_was_taken_before(tmp_path: Path) -> None:
    policies = write_policies(tmp_path / "policies", "p, visitor, *, read, allow\n")
    async with changing_supergraph(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        (policies / "rules.csv").write_text("p, visitor, *, read, allow\np, dealer, *, read, allow\n")
        before = changing.gateway.snapshots.current.policies.revision
        changing.write(NEW)
        await changing.gateway.watches["policies"].look_again()
        await asyncio.gather(changing.noticed(), changing.gateway.watches["policies"].look_again())
        assert changing.gateway.snapshots.current.policies.revision != before
        assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}


async def test_operations_that_were_used_again_and_again_are_planned_before_the_change_goes_live(
    changing: Changing,
) -> None:
    for _ in range(5):
        await changing.ask(NAMED)
        for form in _fast_forms(changing):
            await asyncio.gather(*form.being_made)
    await changing.ask({"query": "{ once: thing { name } }"})
    await changing.ask({"documentId": "named"})
    changing.write(NEW)
    await changing.noticed()
    graph = changing.gateway.snapshots.current.graph
    assert [one.operation.name for _, one in graph._contract.items()] == ["Named"]
    assert [one.document.key for _, one in graph._free_form.items()] == [text_key(NAMED["query"])]


def _fast_forms(changing: Changing) -> list[FastForms]:
    memory = changing.gateway.snapshots.current.graph._free_form
    return [one.executable.fast_forms for _, one in memory.items()]


async def test_a_quiet_subscription_ends_at_once_when_what_its_viewer_sees_has_changed(changing: Changing) -> None:
    listening = asyncio.Event()

    async def quiet(_body: bytes, _headers: Any) -> AsyncIterator[bytes]:
        listening.set()
        await asyncio.Event().wait()
        yield b""

    changing.subgraph.subscribe = quiet  # type: ignore[method-assign, assignment]
    async with connected(changing.gateway) as socket:
        await socket.initialise()
        await socket.subscribe("subscription { moved { id } }")
        await listening.wait()
        changing.write(NEW)
        await changing.noticed()
        told = await socket.told()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "SUBSCRIPTION_SCHEMA_RELOAD")
