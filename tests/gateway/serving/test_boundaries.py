"""What is exactly at a limit is answered, one more is refused; asking for the schema is within all of them."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from graphql import build_client_schema, get_introspection_query
from graphql.language import Lexer, Source, TokenKind

from gateway.operations.limits import CHARACTERS_PER_TOKEN
from tests.kit.served import Served, access_token, serving

QUERY = "{ products(first: 1) { sku } }"
DATA = {"products": [{"sku": "p1"}]}


def _tokens(text: str) -> int:
    lexer, count = Lexer(Source(text)), 0
    while lexer.advance().kind is not TokenKind.EOF:
        count += 1
    return count


@pytest.mark.parametrize(("spare", "code"), [(0, None), (-1, "PARSING_LIMIT_EXCEEDED")])
async def test_the_last_token_that_is_allowed(tmp_path: Path, spare: int, code: str | None) -> None:
    async with serving(tmp_path, token_limit=_tokens(QUERY) + spare) as served:
        answer = await served.ask(QUERY)
    assert answer.get("errors", [{"extensions": {"code": None}}])[0]["extensions"]["code"] == code
    assert answer.get("data") == (DATA if code is None else None)


@pytest.mark.parametrize(("more", "code"), [(0, None), (1, "PARSING_LIMIT_EXCEEDED")])
async def test_the_last_character_that_is_allowed(served: Served, more: int, code: str | None) -> None:
    longest = served.settings.token_limit * CHARACTERS_PER_TOKEN
    answer = await served.ask((QUERY + "#").ljust(longest + more, "x"))
    assert answer.get("errors", [{"extensions": {"code": None}}])[0]["extensions"]["code"] == code


@pytest.mark.parametrize(("spare", "status"), [(0, 200), (-1, 413)])
async def test_the_last_byte_that_is_allowed(tmp_path: Path, spare: int, status: int) -> None:
    body = orjson.dumps({"query": QUERY})
    async with serving(tmp_path, body_limit=len(body) + spare) as served:
        assert (await served.post(body)).status_code == status
        assert served.asked() == ({"products": 1} if status == 200 else {})


@pytest.mark.parametrize(
    ("setting", "query", "limit"),
    [
        ("depth_limit", "{ products { brand { id } } }", 3),
        ("alias_limit", "{ a: products { b: sku } }", 2),
        ("root_field_limit", '{ products { sku } product(sku: "p1") { sku } }', 2),
    ],
)
async def test_the_limits_of_shape_are_those_of_the_settings(
    tmp_path: Path, setting: str, query: str, limit: int
) -> None:
    for allowed in (limit, limit - 1):
        folder = tmp_path / str(allowed)
        folder.mkdir()
        async with serving(folder, **{setting: allowed}) as served:
            assert ("errors" in await served.ask(query, access_token())) is (allowed < limit)


@pytest.mark.parametrize("everything", [False, True])
async def test_the_introspection_of_development_tools_is_within_all_limits(served: Served, everything: bool) -> None:
    query = get_introspection_query(
        descriptions=True,
        specified_by_url=everything,
        directive_is_repeatable=everything,
        schema_description=everything,
        input_value_deprecation=everything,
        one_of=everything,
    )
    for token, sees_list in ((None, False), (access_token(), True)):
        answer = await served.ask(query, token)
        schema = build_client_schema(answer["data"])
        assert ("list" in schema.type_map["Product"].fields) is sees_list  # type: ignore[attr-defined]
    assert served.asked() == {}
