"""What an attack must end with: an answer for whoever stays within the limits, a refusal that no subgraph hears of."""

from __future__ import annotations

from typing import Any

import httpx2

from tests.kit.served import Served


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


async def expect_answered(served: Served, query: str, token: str | None = None, **variables: Any) -> None:
    """Data without errors, and a subgraph was asked for it: the refusal beside it is no accident."""
    before = sum(served.asked().values())
    answer = await served.ask(query, token, **variables)
    assert "errors" not in answer, answer["errors"][0]
    assert sum(served.asked().values()) > before


async def expect_refused(
    served: Served, query: str, code: str, token: str | None = None, **variables: Any
) -> dict[str, Any]:
    """Nothing but errors of this code; gives the first one."""
    before = served.asked()
    answer = await served.ask(query, token, **variables)
    assert codes(answer) == {code}, answer
    assert "data" not in answer
    assert served.asked() == before
    error: dict[str, Any] = answer["errors"][0]
    return error


def expect_refusal(served: Served, response: httpx2.Response, status: int, code: str) -> None:
    """The same for a response whose request was no ordinary one; no subgraph was asked since the start."""
    answer = response.json()
    assert (response.status_code, codes(answer)) == (status, {code}), response.text
    assert "data" not in answer
    assert served.asked() == {}
