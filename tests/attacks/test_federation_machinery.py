"""The attacker asks what only the gateway asks subgraphs, to read entities by key past every rule."""

from __future__ import annotations

import re

import pytest

from tests.kit.attacking import codes
from tests.kit.served import Served, access_token

QUERIES = [
    "{{ {}(representations: []) {{ __typename }} }}",
    '{{ {}(representations: [{{__typename: "User", id: "u1"}}]) {{ ... on User {{ email }} }} }}',
    "{{ {} {{ sdl }} }}",
    "{{ a: {} {{ sdl }} }}",
    "{{ ... on Query {{ {} {{ sdl }} }} }}",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("field", ["_entities", "_service"])
@pytest.mark.parametrize("token", [None, access_token()], ids=["visitor", "dealer"])
async def test_it_reads_like_a_field_that_does_not_exist(
    served: Served, query: str, field: str, token: str | None
) -> None:
    unknown = "x" * len(field)
    answers = [await served.ask(query.format(name), token) for name in (field, unknown)]
    assert codes(answers[0]) == {"GRAPHQL_VALIDATION_FAILED"}
    assert str(answers[0]).replace(field, unknown) == str(answers[1])
    assert served.asked() == {}


@pytest.mark.parametrize("type_name", ["_Any", "_Entity", "_Service", "join__Graph", "join__FieldSet", "link__Import"])
async def test_its_types_are_no_types(served: Served, type_name: str) -> None:
    assert await served.ask(f'{{ __type(name: "{type_name}") {{ name }} }}') == {"data": {"__type": None}}
    for query in ("query($r: {}) {{ products {{ sku }} }}", "{{ products {{ ... on {} {{ sku }} }} }}"):
        assert codes(await served.ask(query.format(type_name), access_token())) == {"GRAPHQL_VALIDATION_FAILED"}
    assert served.asked() == {}


async def test_no_subgraph_is_named_to_those_who_ask(served: Served) -> None:
    everything = await served.ask("{ __schema { types { name fields { name } } directives { name } } }", access_token())
    assert not re.search(r"join__|link__|_entities|_service|inaccessible", str(everything))
    assert served.asked() == {}
