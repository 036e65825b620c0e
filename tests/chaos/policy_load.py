"""Clients of three audiences that ask in four ways, and judge every answer by itself."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.kit.plain_client import Answered, Outcome, PlainClient

AUDIENCES = ("visitor", "dealer", "firm")
"""Number n belongs to the audience at n modulo three."""
EACH = 2
NAMES = '{ __type(name: "Revision") { fields { name } } aStamp bStamp }'
_STAMP = re.compile(r"(\d+) ([0-9a-f]{16})")


class Judged(Exception):
    """An answer that may not be; the message is what is wrong."""


class PolicyLoad:
    """Asks until it is told to stop; `answers` are counted by the number they carry."""

    def __init__(self, port: int, tokens: Sequence[str | None], numbers: int) -> None:
        """`tokens` of the audiences; `numbers`: how many fields there are."""
        self.answers: Counter[int] = Counter()
        self.failures: list[str] = []
        self._port = port
        self._tokens = tokens
        self._numbers = numbers
        self._is_over = False
        self._met = asyncio.Condition()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as clients:
            for audience in range(len(AUDIENCES)):
                for seed in range(EACH):
                    clients.create_task(self._client(audience, Random(seed)))

    async def until_met(self, number: int, seconds: float) -> None:
        """Until a client was answered by it."""
        async with asyncio.timeout(seconds), self._met:
            await self._met.wait_for(lambda: self.answers[number] or self.failures)

    def stop(self) -> None:
        self._is_over = True

    async def _client(self, audience: int, random: Random) -> None:
        """What it may see by its last answer, and what is another's, it asks for by name."""
        async with PlainClient(self._port) as client:
            number = audience
            while not self._is_over:
                foreign = random.choice([one for one in range(self._numbers) if one % len(AUDIENCES) != audience])
                asked: list[dict[str, Any]] = [
                    {"query": NAMES},
                    {"documentId": "stored"},
                    {"query": f"{{ revision {{ r{number} }} aStamp bStamp }}"},
                    {"query": f"{{ revision {{ r{foreign} }} }}"},
                ]
                for body in asked:
                    told = await client.post(body, self._tokens[audience])
                    try:
                        found = self._number_in(told, is_own="aStamp" in str(body) or "documentId" in body)
                        if found is not None and found % len(AUDIENCES) != audience:
                            raise Judged("another audience's number")
                    except Judged as wrong:
                        self.failures.append(f"{AUDIENCES[audience]}: {wrong}: {body} {told}"[:600])
                        continue
                    if found is not None:
                        number = found
                        self.answers[found] += 1
                async with self._met:
                    self._met.notify_all()

    def _number_in(self, told: Answered, *, is_own: bool) -> int | None:
        """The one number that an answer carries everywhere; None for a refusal, which an own number may get when the
        rights have just changed."""
        if told.outcome is not Outcome.ANSWERED:
            raise Judged(told.outcome)
        match told.body:
            case {"errors": [{"extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}], **rest} if not rest:
                return None
            case {"data": {"aStamp": str(a), "bStamp": str(b), **data}, **rest} if is_own and "errors" not in rest:
                if a != b:
                    raise Judged("two revisions in one answer")
                stamp = _STAMP.fullmatch(a)
                if told.status != 200 or stamp is None:
                    raise Judged("no stamp of one number")
                number = int(stamp[1])
                self._check(data, number)
                return number
        raise Judged("no answer of one's own")

    def _check(self, data: dict[str, Any], number: int) -> None:
        match data:
            case {"__type": {"fields": [{"name": name}]}} if name == f"r{number}":
                return
            case {"revision": dict(revision)}:
                values = {name: value for name, value in revision.items() if value is not None}
                if values == {f"r{number}": str(number)}:
                    return
        raise Judged("a field that does not belong to the number")
