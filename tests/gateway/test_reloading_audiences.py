"""A change of policies costs those whose rights it changes: everybody else keeps schema, plans and projectors."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.model.visible import VisibleSchema
from gateway.pipeline import Caller, GraphQLRequest
from gateway.snapshot import Prepared
from gateway.visibility import visible_schemas
from tests.kit.editing_policies import edit
from tests.kit.served import RULES, Served, access_token

WITHOUT_PRICES = RULES.replace("p, visitor, Product.price, read, allow\n", "")
SHELF = GraphQLRequest(None, "shelf", None)
PRICED = GraphQLRequest("{ products(first: 1) { sku price } }", None, None)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[VisibleSchema]:
    """Every visible schema that is built."""
    found: list[VisibleSchema] = []
    build = visible_schemas.pruned

    def noting(*arguments: Any) -> VisibleSchema:
        found.append(build(*arguments))
        return found[-1]

    monkeypatch.setattr(visible_schemas, "pruned", noting)
    return found


async def _prepared(served: Served, request: GraphQLRequest, token: str | None = None) -> Prepared:
    return (await served.gateway.pipeline.prepare(request, Caller({}, token, "request-1"))).prepared


def _made(served: Served) -> int:
    return served.gateway.snapshots.current.graph.made.operations


async def test_only_those_who_see_something_else_get_a_new_schema(served: Served, built: list[VisibleSchema]) -> None:
    await _prepared(served, SHELF)
    await _prepared(served, SHELF, access_token())
    before = served.gateway.snapshots.current
    seen = {viewer: before.audience(viewer) for viewer in before.viewers()}
    built.clear()
    await edit(served, WITHOUT_PRICES)
    after = served.gateway.snapshots.current
    assert after.policies.revision != before.policies.revision
    assert after.graph is before.graph
    visitors, dealers = sorted(seen, key=lambda one: one.company is not None)
    assert after.audience(dealers).visible is seen[dealers].visible
    assert after.audience(dealers).standing.revision == after.policies.revision
    assert [one.id for one in built] == [after.audience(visitors).visible.id]


async def test_only_those_who_see_something_else_get_new_plans_and_these_are_there_when_they_ask(
    served: Served,
) -> None:
    dealers = [await _prepared(served, one, access_token()) for one in (SHELF, PRICED)]
    visitors = await _prepared(served, SHELF)
    before = _made(served)
    await edit(served, WITHOUT_PRICES)
    assert _made(served) == before + 1, "the stored document of visitors"
    for request, before_it in zip((SHELF, PRICED), dealers, strict=True):
        assert await _prepared(served, request, access_token()) is before_it
    now = await _prepared(served, SHELF)
    assert now is not visitors
    assert now.executable.plan is visitors.executable.plan, "it never asked for prices"
    assert _made(served) == before + 1


async def test_a_change_that_changes_nobodys_rights_makes_nothing(served: Served, built: list[VisibleSchema]) -> None:
    for token in (None, access_token()):
        await _prepared(served, SHELF, token)
    made, revision = _made(served), served.gateway.snapshots.current.policies.revision
    built.clear()
    await edit(served, RULES + "\n# nothing new\n")
    for token in (None, access_token()):
        await _prepared(served, SHELF, token)
    assert served.gateway.snapshots.current.policies.revision != revision
    assert (_made(served), built) == (made, [])


async def test_rights_given_back_are_known_still(served: Served, built: list[VisibleSchema]) -> None:
    await _prepared(served, SHELF)
    await edit(served, WITHOUT_PRICES)
    built.clear()
    made = _made(served)
    await edit(served, RULES)
    await _prepared(served, SHELF)
    assert (_made(served), built) == (made, [])


async def test_the_metric_counts_what_was_made_ready(served: Served) -> None:
    await _prepared(served, SHELF)
    before = _made(served)
    await edit(served, WITHOUT_PRICES)
    assert f"gateway_operations_prepared {before + 1}.0" in (await served.http.get("/metrics")).text
