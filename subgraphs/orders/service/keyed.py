"""Mutations under an idempotency key: what was answered once is answered again, a refusal included."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common import idempotency
from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, user_error
from subgraphs.orders.queries import keys
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.tables.keys import KEYS


@dataclass(frozen=True, slots=True)
class Keyed:
    """One call of a mutation: whose, under which key, with which arguments (JSON members)."""

    viewer: Viewer
    key: str
    operation: str
    arguments: Mapping[str, Any]

    @property
    def body(self) -> str:
        return json.dumps({**self.arguments, "company": self.viewer.company}, sort_keys=True)


async def claim(connection: AsyncConnection, services: Services, call: Keyed) -> Answer | None:
    """Takes the key for this transaction; the answer when there is one already. Raises Refused for a key reused."""
    try:
        claimed = await idempotency.claim(
            connection,
            KEYS,
            owner=call.viewer.subject,
            key=call.key,
            operation=call.operation,
            body=call.body,
            at=services.clock.now(),
        )
    except idempotency.KeyReused:
        raise _reused(call) from None
    return None if claimed.result is None else Answer.read(claimed.result)


async def known(connection: AsyncConnection, call: Keyed, *, hold: bool = False) -> Answer | None:
    """The answer when there is one, without taking the key. Raises Refused for a key reused."""
    row = await keys.known(connection, call.viewer.subject, call.key, hold=hold)
    if row is None:
        return None
    if (row.operation, row.body) != (call.operation, call.body):
        raise _reused(call)
    return None if row.result is None else Answer.read(row.result)


async def keep(connection: AsyncConnection, call: Keyed, answer: Answer) -> Answer:
    await idempotency.keep_result(connection, KEYS, owner=call.viewer.subject, key=call.key, result=answer.text)
    return answer


def _reused(call: Keyed) -> Refused:
    return Refused(user_error(OrderErrorCode.KEY_REUSED, call.viewer.language, "input", "key"))
