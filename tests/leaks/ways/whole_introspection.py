"""By the standard introspection query: neither the coordinate is named anywhere in it, nor is its description there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson
from graphql import GraphQLSchema, get_introspection_query

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Coordinate, Kind, coordinates_of
from tests.leaks.ways import Way

STANDARD = get_introspection_query(
    specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
)


def questions(cell: Cell) -> Iterator[Question]:
    hidden, schema = cell.hidden, cell.house.world.supergraph.schema
    alike = _by_description(schema)[description(schema, hidden)]
    secrets = [hidden.text] if hidden.kind not in (Kind.TYPE, Kind.DIRECTIVE) else []
    if alike and not alike & cell.seen.visible:
        secrets.append(orjson.dumps(description(schema, hidden)).decode())
    yield Question(STANDARD, secrets=tuple(secrets))


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    """The answer is had once for a set. What it lists is exactly what is visible."""
    for question in asked:
        key = question.query.encode()
        if key not in cell.seen.answers:
            cell.seen.answers[key] = told = await cell.ask(question)
            listed = frozenset(_listed(orjson.loads(told.body)["data"]["__schema"]))
            ruled = frozenset(coordinates_of(cell.house.world.supergraph.schema))
            for one in sorted((listed & ruled) - cell.seen.visible):
                cell.leak(f"{one} is listed", question)
        cell.asked += 1
        for secret in question.secrets:
            if secret.encode() in cell.seen.answers[key].body:
                cell.leak(f"{secret} is told", question)


def description(schema: GraphQLSchema, one: Coordinate) -> str:
    found: Any = schema.type_map.get(one.owner or one.name)
    if one.owner:
        members = getattr(found, "fields", None) or getattr(found, "values", {})
        found = members[one.field].args[one.name] if one.field else members[one.name]
    return getattr(found, "description", None) or ""


@lru_cache(2)
def _by_description(schema: GraphQLSchema) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in coordinates_of(schema).values():
        if text := description(schema, one):
            found[text].add(one.text)
    return defaultdict(frozenset, {text: frozenset(names) for text, names in found.items()})


def _listed(schema: Mapping[str, Any]) -> Iterator[str]:
    for type_ in schema["types"]:
        yield type_["name"]
        for field in type_["fields"] or ():
            yield f"{type_['name']}.{field['name']}"
            yield from (f"{type_['name']}.{field['name']}({one['name']}:)" for one in field["args"])
        for member in (*(type_["inputFields"] or ()), *(type_["enumValues"] or ())):
            yield f"{type_['name']}.{member['name']}"
    yield from (f"@{one['name']}" for one in schema["directives"])


WAY = Way("whole introspection", questions, judge)
