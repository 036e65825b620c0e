"""What is remembered of an operation is shared by those who see the same, and by nobody else."""

from __future__ import annotations

from pathlib import Path

from gateway.model.viewer import Viewer
from gateway.remembered import Remembered
from tests.kit.served import Served, access_token, serving

QUERY = "{ products(first: 1) { sku price } }"


def _dealer(name: str) -> Viewer:
    return Viewer(subject=name, claims=frozenset({"kind:dealer"}), functions=frozenset({"buyer"}))


def test_viewers_who_see_the_same_share_one_prepared_operation_and_plan(served: Served) -> None:
    snapshot = served.gateway.snapshots.current
    first, second = (snapshot.audience(_dealer(name)).visible for name in ("one", "two"))
    assert first is second
    document = snapshot.graph.free_form(QUERY)
    assert snapshot.graph.prepare(document, None, first) is snapshot.graph.prepare(document, None, second)


def test_viewers_who_see_something_else_share_the_plan_of_the_same_operation_alone(served: Served) -> None:
    snapshot = served.gateway.snapshots.current
    document = snapshot.graph.free_form(QUERY)
    dealer, visitor = (
        snapshot.graph.prepare(document, None, snapshot.audience(viewer).visible)
        for viewer in (_dealer("one"), Viewer())
    )
    assert dealer is not visitor
    assert dealer.executable.plan is visitor.executable.plan


async def test_the_same_text_is_introspected_for_each_by_what_he_sees(served: Served) -> None:
    query = '{ __type(name: "User") { name } }'
    assert (await served.ask(query))["data"] == {"__type": None}
    assert (await served.ask(query, access_token()))["data"] == {"__type": {"name": "User"}}
    assert (await served.ask(query))["data"] == {"__type": None}


async def test_many_free_form_documents_never_displace_a_stored_one(tmp_path: Path) -> None:
    async with serving(tmp_path, cache_bytes=16_000) as served:
        snapshot = served.gateway.snapshots.current
        visible = snapshot.audience(Viewer()).visible
        stored = snapshot.graph.prepare(snapshot.graph.documents.by_id("shelf"), None, visible)
        for number in range(5):
            answer = await served.ask(f"{{ products(first: {number + 1}) {{ sku }} }}")
            assert len(answer["data"]["products"]) == min(3, number + 1)
        assert snapshot.graph.prepare(snapshot.graph.documents.by_id("shelf"), None, visible) is stored


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    memory: Remembered[str, int] = Remembered(2)
    made: list[str] = []

    def make(key: str) -> int:
        made.append(key)
        return len(made)

    for key in "abacab":
        memory.get(key, lambda key=key: make(key))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
    assert memory.keys() == ("a", "b")
