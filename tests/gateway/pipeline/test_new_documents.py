"""A document that was never seen is prepared aside, once for all who see the same; known ones do not wait for it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

import gateway.snapshot.supergraph_part
from gateway.remembered import Remembered
from tests.kit.served import Served, access_token

KNOWN = "{ products(first: 1) { sku } }"
NEW = "{ products(first: 2) { sku } }"


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the threads that validated a document, in order."""
    threads: list[str] = []
    validate = gateway.snapshot.supergraph_part.validate_document

    def noted(*arguments: Any) -> None:
        threads.append(threading.current_thread().name)
        validate(*arguments)

    monkeypatch.setattr(gateway.snapshot.supergraph_part, "validate_document", noted)
    return threads


async def test_known_documents_are_answered_while_a_new_one_is_prepared(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    await served.ask(KNOWN)
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    validate = gateway.snapshot.supergraph_part.validate_document

    def held(*arguments: Any) -> None:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(5), "nobody was answered meanwhile"
        validate(*arguments)

    monkeypatch.setattr(gateway.snapshot.supergraph_part, "validate_document", held)
    waiting = asyncio.create_task(served.ask(NEW))
    await begun.wait()
    assert (await served.ask(KNOWN))["data"] == {"products": [{"sku": "p1"}]}
    assert not waiting.done()
    go_on.set()
    assert (await waiting)["data"] == {"products": [{"sku": "p1"}, {"sku": "p2"}]}


async def test_a_document_is_prepared_once_for_all_who_see_the_same(served: Served, validated: list[str]) -> None:
    await served.ask(NEW)
    await served.ask(NEW)
    await served.ask(NEW, access_token(sub="user:one"))
    await served.ask(NEW, access_token(sub="user:other", company="nordwerk-handel"))
    assert len(validated) == 2
    assert threading.main_thread().name not in validated


async def test_what_was_refused_is_refused_again(served: Served) -> None:
    first = await served.ask("{ products { list } }")
    assert first == await served.ask("{ products { list } }")
    assert "data" not in first


def test_a_memory_forgets_what_was_used_longest_ago() -> None:
    memory: Remembered[str, str] = Remembered(2)
    for key in ("a", "b", "a", "c"):
        memory.get(key, lambda key=key: key.upper())  # type: ignore[misc]
    assert memory.keys() == ("a", "c")
    assert (memory.find("a"), memory.find("b")) == ("A", None)


def test_a_memory_keeps_nothing_that_could_not_be_made() -> None:
    memory: Remembered[str, str] = Remembered(2)

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        memory.get("a", fail)
    assert memory.keys() == ()
