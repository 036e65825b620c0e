"""The decision log tells who asked for what he may not see, and leaves clients none the wiser."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import orjson

from gateway.app import create_gateway
from gateway.errors import ClientErrors
from gateway.pipeline import Caller, GraphQLRequest
from gateway.settings import Settings
from gateway.telemetry.decisions import Decided
from gateway.telemetry.logs import make_logger
from tests.kit.decision_lines import CUSTOMER, HIDDEN, Written, lines_of
from tests.kit.editing_policies import edit
from tests.kit.policy_folder import write_policies
from tests.kit.served import REQUEST_ID, RULES, access_token, serving
from werktor.settings import ROOT

README = Path(__file__).parents[2] / "gateway" / "README.md"
UNKNOWN = '{ product(sku: "p1") { name lust } }'


async def test_a_hidden_field_that_is_asked_for_by_text_is_told_with_who_by_which_rules(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        await served.ask(HIDDEN, access_token(**CUSTOMER))
        (line,) = await lines_of(served, "denied")
        snapshot = served.gateway.snapshots.current
        assert line["hidden"] == ["Product.list"]
        assert line["request_id"] == REQUEST_ID
        assert line["revision"] == snapshot.policies.revision
        assert line["roles"] == ["everyone", "visitor"]
        (viewer,) = snapshot.viewers()
        assert line["audience"] == snapshot.audience(viewer).visible.id
        assert re.fullmatch("text:[0-9a-f]{64}", line["document"])
        assert re.fullmatch("[0-9a-f]{16}", line["viewer"])
        assert set(line) == {
            *("event", "level", "timestamp", "request_id", "viewer"),
            *("audience", "roles", "document", "hidden", "revision"),
        }


async def test_an_unknown_field_and_what_is_visible_leave_no_line(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        answer = await served.ask(UNKNOWN)
        await served.ask("{ nothing @nowhere(at: 1) { at { all } } ... on Nobody { x } }")
        await served.ask("query ($x: Nothing, $n: Int = 2) { products(first: $n, last: {a: [B]}) { sku } }")
        await served.ask('{ product(sku: "p1") { name } }')
        assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert await lines_of(served, "denied") == []


async def test_what_the_client_is_told_is_the_same_for_both(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        hidden, unknown = [(await served.post({"query": text})).content for text in (HIDDEN, UNKNOWN)]
        assert hidden.replace(b"list", b"lust") == unknown


async def test_every_way_to_name_something_hidden_is_told_by_its_coordinate(tmp_path: Path) -> None:
    asked = {
        "{ products { cheap: list } }": ["Product.list"],
        "{ products { ...Part } } fragment Part on Product { brand { title } }": ["Product.brand", "Brand.title"],
        "{ products { reviews(first: 1) { author { ... on User { email } } } } }": [
            "Review.author",
            "User.email",
            "User",
        ],
        '{ search(text: "a") { ... on Brand { id } } }': ["Brand", "Brand.id"],
        "{ me { nick } }": ["Query.me", "User.nick"],
        'mutation { setPrice(sku: "p1", cents: 1) { sku } }': [
            *("Mutation.setPrice", "Mutation.setPrice(sku:)", "Mutation.setPrice(cents:)"),
        ],
    }
    async with serving(tmp_path, decision_log_rate=100) as served:
        for text in asked:
            await served.ask(text)
        lines = await lines_of(served, "denied")
        told = [sorted(line["hidden"]) for line in lines]
        assert told == [sorted(names) for names in asked.values()]


async def test_a_hidden_value_given_by_variable_is_told_and_a_wrong_one_is_not(tmp_path: Path) -> None:
    rules = "p, visitor, Query.*, read, allow\np, visitor, Product.sku, read, allow\n"
    rules += "p, visitor, ProductConnection.*, read, allow\np, dealer, ProductSort.SKU, read, allow\n"
    rules += "p, visitor, ProductFilter.*, read, allow\n"
    settings = Settings(supergraph=ROOT / "schema.graphql", policies=write_policies(tmp_path / "policies", rules))
    log = io.BytesIO()
    pipeline = create_gateway(settings, log=make_logger(log)).pipeline
    text = "query ($by: ProductSort) { products(first: 1, orderBy: $by) { nodes { sku } } }"
    for value in ("SKU", "SCU", 7, None):
        with suppress(ClientErrors):
            await pipeline.prepare(GraphQLRequest(text, None, None, {"by": value}), Caller({}, None, str(value)))
    await pipeline.finish()
    lines = [orjson.loads(line) for line in log.getvalue().splitlines()]
    assert [(one["request_id"], one["hidden"]) for one in lines if one["event"] == "denied"] == [
        ("SKU", ["ProductSort.SKU"])
    ]


async def test_a_stored_mutation_that_is_refused_whole_is_a_denial_by_its_name(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        await served.stored("reprice")
        (line,) = await lines_of(served, "denied")
        assert line["document"] == "Reprice"
        assert "Mutation.setPrice" in line["hidden"]
        assert line["viewer"] == "visitor"


async def test_a_masked_document_is_told_once_for_an_audience_and_revision_and_every_answer_counted(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as served:
        for _ in range(3):
            await served.stored("shelf")
        await served.stored("shelf", access_token())
        (line,) = await lines_of(served, "masked")
        assert (line["document"], line["viewer"]) == ("Shelf", "visitor")
        assert sorted(line["hidden"]) == ["Product.list", "Review.author", "User.nick"]
        await edit(served, RULES + "p, visitor, Product.list, read, allow\n")
        for _ in range(2):
            await served.stored("shelf")
        first, second = await lines_of(served, "masked")
        assert first["revision"] != second["revision"]
        assert sorted(second["hidden"]) == ["Review.author", "User.nick"]
        assert 'gateway_masked_answers_total{document="Shelf"} 5.0' in (await served.http.get("/metrics")).text


async def test_nobody_waits_for_the_look_at_what_was_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        assert "errors" in await served.ask(HIDDEN)
        assert [line["event"] for line in served.logged()] == ["answered"]
        assert len(await lines_of(served, "denied")) == 1


async def test_a_look_comes_by_itself() -> None:
    written, looked = Written(), asyncio.Event()

    def names() -> Sequence[str]:
        loop.call_soon_threadsafe(looked.set)
        return ()

    loop = asyncio.get_running_loop()
    written.log.refused(Decided(None, "abc", frozenset(), "r1", REQUEST_ID), names)
    await asyncio.wait_for(looked.wait(), 5)


async def test_a_refused_operation_on_the_policies_is_a_denial_too() -> None:
    written = Written()
    decided = Decided("user:ann", "abc", frozenset({"sales"}), "r1", REQUEST_ID)
    written.log.denied_operation(decided, "/admin/policies/publish")
    (line,) = await written.lines()
    assert (line["event"], line["hidden"], line["document"]) == ("denied", ["/admin/policies/publish"], None)


async def test_the_line_in_the_readme_is_one_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123456789abcdef" * 4)
    async with serving(tmp_path, decision_log_key=tmp_path / "key") as served:
        await served.ask(HIDDEN, access_token(**CUSTOMER))
        (line,) = await lines_of(served, "denied")
    shown = README.read_text(encoding="utf-8").partition("## Decision log")[2].partition("```json\n")[2]
    documented = orjson.loads(shown.partition("\n```")[0])
    changing = {"timestamp", "audience", "revision"}
    assert {name: len(documented[name]) for name in changing} == {name: len(line[name]) for name in changing}
    assert [(name, documented[name]) for name in documented if name not in changing] == [
        (name, line[name]) for name in line if name not in changing
    ]
