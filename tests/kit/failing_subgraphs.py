"""Subgraphs that fail at random: what they answer is changed on the way, or never comes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from random import Random
from typing import Any

from gateway.model.transport import SubgraphAnswer, SubgraphTransport


class Failing:
    """A subgraph each of whose answers fails with a chance; `failed` holds the operation names of those that did."""

    def __init__(self, inner: SubgraphTransport, random: Random, chance: float) -> None:
        self._inner = inner
        self._random = random
        self._chance = chance
        self.failed: list[str] = []

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        answer = await self._inner.fetch(body, headers, timeout=timeout)
        if self._random.random() >= self._chance:
            return answer
        self.failed.append(json.loads(body)["operationName"])
        return self._random.choice(FAILURES)(answer, self._random)

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        return self._inner.subscribe(body, headers)

    async def close(self) -> None:
        await self._inner.close()


def _refused(_answer: SubgraphAnswer, _random: Random) -> SubgraphAnswer:
    raise ConnectionError("refused")


def _late(_answer: SubgraphAnswer, _random: Random) -> SubgraphAnswer:
    raise TimeoutError("late")


def _no_json(_answer: SubgraphAnswer, _random: Random) -> SubgraphAnswer:
    return SubgraphAnswer(502, b"<html>Bad gateway</html>")


def _no_object(_answer: SubgraphAnswer, random: Random) -> SubgraphAnswer:
    return SubgraphAnswer(200, json.dumps(random.choice([None, [], 7, "data", {}, {"data": []}])).encode())


def _only_errors(_answer: SubgraphAnswer, random: Random) -> SubgraphAnswer:
    errors: Any = random.choice(
        [[{"message": "down"}], [{"message": "down", "path": ["nowhere"]}], [{"message": "no", "path": "wrong"}]]
    )
    return SubgraphAnswer(200, json.dumps({"data": None, "errors": errors}).encode())


def _null_with_error(answer: SubgraphAnswer, random: Random) -> SubgraphAnswer:
    """A value becomes null and an error says so, as a subgraph does it whose field may be null."""
    parsed = json.loads(answer.body)
    places = list(_places(parsed["data"], []))
    if not places:
        return _only_errors(answer, random)
    place = random.choice(places)
    _put(parsed["data"], place, None)
    error = {"message": "broken", "path": place, "extensions": {"code": random.choice(["NOT_FOUND", "INTERNAL"])}}
    return SubgraphAnswer(200, json.dumps({**parsed, "errors": [error]}).encode())


def _wrong_value(answer: SubgraphAnswer, random: Random) -> SubgraphAnswer:
    """A value of a shape that nobody promised, without an error."""
    parsed = json.loads(answer.body)
    places = list(_places(parsed["data"], []))
    if not places:
        return _no_object(answer, random)
    _put(parsed["data"], random.choice(places), random.choice([{"no": 1}, [[[[]]]], [{}]]))
    return SubgraphAnswer(200, json.dumps(parsed).encode())


def _wrong_length(answer: SubgraphAnswer, random: Random) -> SubgraphAnswer:
    parsed = json.loads(answer.body)
    lists = [key for key, value in parsed["data"].items() if key.startswith("_entities") and value]
    if not lists:
        return _no_json(answer, random)
    parsed["data"][random.choice(lists)].append(None)
    return SubgraphAnswer(200, json.dumps(parsed).encode())


FAILURES = (_refused, _late, _no_json, _no_object, _only_errors, _null_with_error, _wrong_value, _wrong_length)


def _places(value: Any, path: list[str | int]) -> Any:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        if below is not None:
            yield [*path, key]
            yield from _places(below, [*path, key])


def _put(data: Any, path: list[str | int], value: Any) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value
