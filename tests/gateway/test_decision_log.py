"""The decision log tells who asked for what he may not see, under a pseudonym, and nothing that was sent beside it."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest

from gateway.app import create_gateway
from gateway.errors import ClientErrors, ConfigurationError
from gateway.pipeline import Caller, GraphQLRequest
from gateway.settings import Settings
from gateway.telemetry.decisions import MOST_NAMES, MOST_PENDING, Decided, DecisionLog, decision_log
from gateway.telemetry.denial_rates import MOST_ACCOUNTS
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from tests.kit.policy_folder import write_policies
from tests.kit.served import REQUEST_ID, RULES, Served, access_token, serving
from werktor.settings import ROOT

README = Path(__file__).parents[2] / "gateway" / "README.md"
HIDDEN = '{ product(sku: "p1") { name list } }'
UNKNOWN = '{ product(sku: "p1") { name lust } }'
CUSTOMER = {"sub": "user:till-canary-7", "claims": ["kind:visitor"]}
"""Somebody with a token who sees what a visitor does."""


async def _told(served: Served, event: str) -> list[dict[str, Any]]:
    """The lines of an event, once all that is due is written."""
    await served.gateway.pipeline.decisions.settle()
    return [line for line in served.logged() if line["event"] == event]


async def test_a_hidden_field_that_is_asked_for_by_text_is_told_with_who_by_which_rules(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        await served.ask(HIDDEN, access_token(**CUSTOMER))
        (line,) = await _told(served, "denied")
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
        assert await _told(served, "denied") == []


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
        lines = await _told(served, "denied")
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
        (line,) = await _told(served, "denied")
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
        (line,) = await _told(served, "masked")
        assert (line["document"], line["viewer"]) == ("Shelf", "visitor")
        assert sorted(line["hidden"]) == ["Product.list", "Review.author", "User.nick"]
        (served.settings.policies / "rules.csv").write_text(RULES + "p, visitor, Product.list, read, allow\n")
        for _ in range(2):
            await served.gateway.watches["policies"].look_again()
        for _ in range(2):
            await served.stored("shelf")
        first, second = await _told(served, "masked")
        assert first["revision"] != second["revision"]
        assert sorted(second["hidden"]) == ["Review.author", "User.nick"]
        assert 'gateway_masked_answers_total{document="Shelf"} 5.0' in (await served.http.get("/metrics")).text


async def test_no_token_no_literal_no_variable_no_price_and_no_subject_reaches_the_log(tmp_path: Path) -> None:
    token = access_token(**CUSTOMER)
    async with serving(tmp_path) as served:
        prices = [
            one["list"] for one in (await served.ask("{ products { list } }", access_token()))["data"]["products"]
        ]
        await served.ask('{ product(sku: "literal-canary") { list } }', token)
        await served.ask(
            'query Secret($sku: ID! = "default-canary") { product(sku: $sku) { alias_canary: list } }', token
        )
        await served.ask("query ($sku: ID!) { product(sku: $sku) { list } }", token, sku="variable-canary")
        await served.stored("shelf", token, n=3)
        assert len(await _told(served, "denied")) == 3
        log = served.log.getvalue().decode()
        assert "canary" not in log
        assert not any(part in log for part in token.split("."))
        lines = [line for line in served.logged() if line["event"] in ("denied", "masked")]
        texts = [str(value) for line in lines for name, value in line.items() if name not in ("timestamp", "revision")]
        assert prices
        assert not any(re.search(rf"\b{price}\b", text) for price in prices for text in texts)


async def test_nobody_waits_for_the_look_at_what_was_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        assert "errors" in await served.ask(HIDDEN)
        assert [line["event"] for line in served.logged()] == ["answered"]
        assert len(await _told(served, "denied")) == 1


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Written:
    """A log over a clock of the test, with what it has written."""

    def __init__(self, *, rate: int = 10, key: bytes = b"k" * 32) -> None:
        self.stream, self.clock, self.metrics = io.BytesIO(), Clock(), Metrics()
        self.log = DecisionLog(key, rate, self.metrics, make_logger(self.stream), self.clock)

    def refused(self, subject: str | None = "user:ann", names: Sequence[str] = ("Price.cost",)) -> None:
        self.log.refused(Decided(subject, "abc", frozenset({"firm"}), "r1", REQUEST_ID, "text:1"), lambda: names)

    async def lines(self) -> list[dict[str, Any]]:
        """All so far, once what is due is written; the buckets stay."""
        await self.log.settle()
        return [orjson.loads(line) for line in self.stream.getvalue().splitlines()]


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


def test_a_pseudonym_is_one_for_one_subject_under_one_key_and_that_of_visitors_is_no_secret() -> None:
    one, other = Written().log, Written(key=b"x" * 32).log
    assert one.pseudonym("user:ann") == Written().log.pseudonym("user:ann") != one.pseudonym("user:bob")
    assert one.pseudonym("user:ann") != other.pseudonym("user:ann")
    assert one.pseudonym(None) == "visitor" != one.pseudonym("visitor")


def test_a_key_file_makes_pseudonyms_that_last_and_none_makes_new_ones(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123456789abcdef" * 4 + "\n")

    def pseudonym(settings: Settings) -> str:
        return decision_log(settings, Metrics(), make_logger(io.BytesIO())).pseudonym("user:ann")

    kept = Settings(decision_log_key=tmp_path / "key")
    assert pseudonym(kept) == pseudonym(kept)
    assert pseudonym(Settings()) != pseudonym(Settings())


@pytest.mark.parametrize(("content", "said"), [(b"short", "has 5 bytes, at least 32"), (None, "cannot be read")])
def test_a_key_that_could_be_guessed_or_is_missing_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=said) as refusal:
        decision_log(Settings(decision_log_key=file), Metrics(), make_logger(io.BytesIO()))
    assert str(refusal.value).startswith(str(file))


async def test_the_line_in_the_readme_is_one_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123456789abcdef" * 4)
    async with serving(tmp_path, decision_log_key=tmp_path / "key") as served:
        await served.ask(HIDDEN, access_token(**CUSTOMER))
        (line,) = await _told(served, "denied")
    shown = README.read_text(encoding="utf-8").partition("## Decision log")[2].partition("```json\n")[2]
    documented = orjson.loads(shown.partition("\n```")[0])
    changing = {"timestamp", "audience", "revision"}
    assert {name: len(documented[name]) for name in changing} == {name: len(line[name]) for name in changing}
    assert [(name, documented[name]) for name in documented if name not in changing] == [
        (name, line[name]) for name in line if name not in changing
    ]
