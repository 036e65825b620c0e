"""An answer carries its plan where the operator allows it, and then to whoever sends the header."""

from __future__ import annotations

from pathlib import Path

from tests.kit.served import Served, serving

QUERY = {"query": "{ products(first: 1) { sku } }"}


async def test_a_plan_is_shown_to_whoever_sends_the_header_of_the_settings(tmp_path: Path) -> None:
    async with serving(tmp_path, plan_header="X-Show-Plan") as served:
        shown = (await served.post(QUERY, **{"x-show-plan": "1"})).json()
        assert shown["data"] == {"products": [{"sku": "p1"}]}
        assert shown["extensions"]["plan"].startswith('QueryPlan {\n  Fetch(id: 0, service: "products") {')
        assert "extensions" not in (await served.post(QUERY)).json()
        streamed = await served.post(QUERY, **{"x-show-plan": "", "accept": "text/event-stream"})
        assert '"plan":"QueryPlan {' in streamed.text


async def test_without_the_setting_no_header_shows_a_plan(served: Served) -> None:
    assert "extensions" not in (await served.post(QUERY, **{"x-show-plan": "1"})).json()
