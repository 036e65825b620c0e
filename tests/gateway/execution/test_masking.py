"""What of a subgraph's errors reaches the client: path and code always, messages and extensions by an allow list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from gateway.errors import ConfigurationError
from gateway.execution import compile as compile_plan
from gateway.execution.resilience.rules import errors_shown, expect_known
from gateway.model.errors_shown import ErrorsShown
from gateway.model.transport import SubgraphAnswer
from gateway.planning import plan
from gateway.settings import Settings, read_settings
from tests.kit.shop_federation import catalogue

MASKED = "Internal server error"
SECRET = "relation prices_2026 does not exist"


async def told(extensions: Any, shown: ErrorsShown | None = None, query: str = "{ me { email } }") -> dict[str, Any]:
    """The one error of an answer in which `users` reports one with these extensions."""
    shop = catalogue()
    error = {"message": SECRET, "path": ["me"], "extensions": extensions}
    shop.subgraphs["users"].broken = SubgraphAnswer(200, msgspec.json.encode({"data": {"me": None}, "errors": [error]}))
    request = shop.request({})
    if shown is not None:
        request = replace(request, errors_shown=shown)
    answer = await compile_plan(plan(shop.supergraph, shop.normalized(query)), shop.supergraph, None).execute(request)
    (found,) = answer.errors
    return found


def shown(**options: Any) -> ErrorsShown:
    return errors_shown(read_settings(options, source="test"))


def error(message: str, extensions: Mapping[str, Any]) -> dict[str, Any]:
    return {"message": message, "path": ["me"], "extensions": {**extensions, "requestId": "request-1"}}


async def test_a_code_of_the_subgraph_is_kept_and_its_message_replaced() -> None:
    assert await told({"code": "OUT_OF_STOCK", "table": "prices"}) == error(MASKED, {"code": "OUT_OF_STOCK"})


@pytest.mark.parametrize(
    "extensions",
    [
        None,
        [],
        {},
        {"code": None},
        {"code": 7},
        {"code": "no such table: prices"},
        {"code": "X" * 65},
        {"code": "INTERNAL_SERVER_ERROR"},
    ],
)
async def test_what_is_no_code_or_means_a_fault_of_ours_is_replaced(extensions: Any) -> None:
    assert await told(extensions) == error(MASKED, {"code": "DOWNSTREAM_SERVICE_ERROR"})


@pytest.mark.parametrize("code", ["BAD_USER_INPUT", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", "CONFLICT"])
async def test_what_is_said_to_users_passes(code: str) -> None:
    assert await told({"code": code, "table": "prices"}) == error(SECRET, {"code": code})


async def test_a_subgraph_may_have_codes_of_its_own_whose_messages_pass() -> None:
    rule = shown(shown_errors=[{"subgraph": "users", "codes": ["TOO_MANY"]}])
    assert await told({"code": "TOO_MANY"}, rule) == error(SECRET, {"code": "TOO_MANY"})
    assert await told({"code": "NOT_FOUND"}, rule) == error(MASKED, {"code": "NOT_FOUND"})


async def test_extensions_pass_by_name_beside_any_code_and_never_over_ours() -> None:
    rule = shown(shown_errors=[{"subgraph": "users", "extensions": ["least", "requestId", "code"]}])
    assert await told({"code": "TOO_FEW", "least": 5, "requestId": "theirs", "table": "prices"}, rule) == error(
        MASKED, {"least": 5, "code": "TOO_FEW"}
    )
    assert (await told({"code": "NOT_FOUND", "least": 5}, rule))["message"] == SECRET


async def test_a_rule_for_one_subgraph_is_none_for_another_and_a_star_is_for_those_without() -> None:
    others = shown(shown_errors=[{"subgraph": "prices", "codes": ["TOO_MANY"]}])
    assert (await told({"code": "TOO_MANY"}, others))["message"] == MASKED
    star = shown(shown_errors=[{"subgraph": "*", "codes": ["TOO_MANY"]}])
    assert (await told({"code": "TOO_MANY"}, star))["message"] == SECRET
    both = shown(shown_errors=[{"subgraph": "*", "codes": ["TOO_MANY"]}, {"subgraph": "users", "codes": ["TOO_FEW"]}])
    assert (await told({"code": "TOO_MANY"}, both))["message"] == MASKED


async def test_errors_name_their_subgraph_only_where_that_is_wanted() -> None:
    named = await told({"code": "OUT_OF_STOCK"}, shown(errors_name_subgraphs=True))
    assert named["extensions"] == {"code": "OUT_OF_STOCK", "requestId": "request-1", "service": "users"}
    unnamed = await told({"code": "OUT_OF_STOCK", "service": "users"}, shown())
    assert "service" not in unnamed["extensions"]


async def test_of_what_only_the_plan_needed_not_even_the_code_is_told() -> None:
    shop = catalogue()
    report = {"message": SECRET, "path": ["_entities", 0, "price"], "extensions": {"code": "OUT_OF_STOCK", "least": 5}}
    shop.subgraphs["prices"].broken = SubgraphAnswer(
        200, msgspec.json.encode({"data": {"_entities": [None]}, "errors": [report]})
    )
    rule = shown(shown_errors=[{"subgraph": "prices", "codes": ["OUT_OF_STOCK"], "extensions": ["least"]}])
    query = '{ product(sku: "p1") { rating } }'
    executable = compile_plan(plan(shop.supergraph, shop.normalized(query)), shop.supergraph, None)
    answer = await executable.execute(replace(shop.request({}), errors_shown=rule))
    (found,) = answer.errors
    assert found["message"] == MASKED
    assert found["extensions"] == {"code": "DOWNSTREAM_SERVICE_ERROR", "requestId": "request-1"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("subgraph_timeouts", {"pries": 2}),
        ("subgraph_retries", {"pries": 0.1}),
        ("subgraph_breaker_failures", {"pries": 3}),
        ("subgraph_concurrencies", {"pries": 3}),
        ("shown_errors", [{"subgraph": "pries"}]),
    ],
)
def test_an_option_of_a_subgraph_that_does_not_exist_is_refused_by_name(option: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"{option} names pries, which is not in the supergraph"):
        expect_known(read_settings({option: value}, source="test"), ["prices", "users"])
    expect_known(Settings(), ["prices", "users"])
