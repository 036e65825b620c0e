"""Edits of the manifest go live whole or not at all, while requests finish on what they captured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from gateway.reloading import Watch
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.held import Held
from tests.kit.served import DOCUMENTS, RULES, Served, serving
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, USERS

SHELF = DOCUMENTS["shelf"]
NAMES = "query Names { products(first: 1) { name } }"
SKUS = "query Skus { products(first: 1) { sku } }"
TITLES = "query Titles { products(first: 1) { title } }"
NEVER = 1e6
"""Seconds between the watcher's own looks: all looks are those of the test."""


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path, document_check_seconds=NEVER, supergraph_check_seconds=NEVER) as gateway:
        yield gateway


def _manifest(served: Served) -> Path:
    assert served.settings.documents is not None
    return served.settings.documents


def _write(served: Served, texts: Mapping[str, str]) -> None:
    _manifest(served).write_bytes(orjson.dumps(texts))


async def _noticed(watch: Watch) -> None:
    """Two looks that agree."""
    await watch.look_again()
    await watch.look_again()


async def _documents_noticed(served: Served) -> None:
    await _noticed(served.gateway.watches["documents"])


async def _supergraph_noticed(served: Served) -> None:
    await _noticed(served.gateway.watches["supergraph"])


async def _ready(served: Served) -> dict[str, Any]:
    report: dict[str, Any] = (await served.http.get("/health/ready")).json()
    return report


def _code(answer: dict[str, Any]) -> str:
    return str(answer["errors"][0]["extensions"]["code"])


async def test_a_new_document_is_answered_from_the_next_request(served: Served) -> None:
    assert _code(await served.stored("names")) == "PERSISTED_DOCUMENT_NOT_FOUND"
    _write(served, {**DOCUMENTS, "names": NAMES})
    await _documents_noticed(served)
    assert (await served.stored("names"))["data"] == {"products": [{"name": "Drill 1"}]}
    assert "data" in await served.stored("shelf")


async def test_a_change_is_not_taken_before_two_looks_agree(served: Served) -> None:
    _write(served, {"names": NAMES})
    await served.gateway.watches["documents"].look_again()
    assert _code(await served.stored("names")) == "PERSISTED_DOCUMENT_NOT_FOUND"
    _write(served, DOCUMENTS)
    await _documents_noticed(served)
    assert "data" in await served.stored("shelf")


async def test_an_id_that_gets_another_text_answers_the_new_one(served: Served) -> None:
    _write(served, {"d1": NAMES})
    await _documents_noticed(served)
    assert (await served.stored("d1"))["data"] == {"products": [{"name": "Drill 1"}]}
    _write(served, {"d1": SKUS})
    await _documents_noticed(served)
    assert (await served.stored("d1"))["data"] == {"products": [{"sku": "p1"}]}


async def test_what_was_taken_out_is_unknown_and_what_stays_is_not_made_anew(served: Served) -> None:
    _write(served, {"shelf": SHELF, "names": NAMES})
    await _documents_noticed(served)
    for document_id in ("shelf", "names"):
        await served.stored(document_id)
    graph = served.gateway.snapshots.current.graph
    before, shelf = dict(graph._contract.items()), graph.documents.by_id("shelf")
    _write(served, {"shelf": SHELF, "skus": SKUS})
    await _documents_noticed(served)
    assert _code(await served.stored("names")) == "PERSISTED_DOCUMENT_NOT_FOUND"
    assert served.gateway.snapshots.current.graph.documents.by_id("shelf") is shelf
    await served.stored("shelf")
    after = dict(served.gateway.snapshots.current.graph._contract.items())
    assert {prepared.document.id for prepared in before.values()} == {"shelf", "names"}
    assert list(after.values()) == [one for one in before.values() if one.document.id == "shelf"]


BROKEN = {
    "half written": orjson.dumps(DOCUMENTS)[:-20],
    "no text": b"\xff\xfe\xfa",
    "empty": b"",
    "no documents": b"[]",
    "a document that does not hold": orjson.dumps({**DOCUMENTS, "d7": "query { nothing }"}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_broken_manifest_changes_nothing_and_is_told_with_its_file(served: Served, content: bytes) -> None:
    before = served.gateway.snapshots.current
    _manifest(served).write_bytes(content)
    await _documents_noticed(served)
    await _documents_noticed(served)
    assert served.gateway.snapshots.current is before
    assert "data" in await served.stored("shelf")
    report = await _ready(served)
    assert (report["status"], "documents" in report["problem"]) == ("ready", True)
    assert str(_manifest(served)) not in report["problem"], "anybody may read the report"
    problems = [entry["problem"] for entry in served.logged() if "problem" in entry]
    assert len(problems) == 1
    assert problems[0].startswith(str(_manifest(served)))
    assert ("document d7" in problems[0]) == (b"d7" in content)
    assert "gateway_documents_broken 1.0" in (await served.http.get("/metrics")).text


async def test_a_manifest_that_was_put_away_is_told_and_its_return_ends_the_report(served: Served) -> None:
    before = served.gateway.snapshots.current
    content = _manifest(served).read_bytes()
    _manifest(served).unlink()
    await _documents_noticed(served)
    assert "documents" in (await _ready(served))["problem"]
    assert "data" in await served.stored("shelf")
    _manifest(served).write_bytes(content)
    await _documents_noticed(served)
    assert "problem" not in await _ready(served)
    assert "gateway_documents_broken 0.0" in (await served.http.get("/metrics")).text
    assert served.gateway.snapshots.current is before, "nothing has changed"


async def test_a_request_finishes_on_the_document_it_began_with(served: Served) -> None:
    _write(served, {"d1": "query One { products(first: 1) { sku price } }"})
    await _documents_noticed(served)
    products = Held(served.shop.subgraphs["products"])
    running = asyncio.create_task(served.stored("d1"))
    await products.asked.wait()
    _write(served, {"d2": SKUS})
    await _documents_noticed(served)
    assert _code(await served.stored("d1")) == "PERSISTED_DOCUMENT_NOT_FOUND"
    products.released.set()
    assert (await running)["data"] == {"products": [{"sku": "p1", "price": 100}]}


async def test_changes_of_policies_and_manifest_at_once_both_hold(served: Served) -> None:
    rights, watch = served.gateway.watches["policies"], served.gateway.watches["documents"]
    assert served.settings.policies is not None
    for number in range(5):
        rules = RULES + ("p, visitor, Product.list, read, allow\n" if number % 2 == 0 else "")
        (served.settings.policies / "rules.csv").write_text(rules)
        _write(served, {f"d{number}": "query List { products(first: 1) { list } }"})
        await asyncio.gather(rights.look_again(), watch.look_again())
        await asyncio.gather(rights.look_again(), watch.look_again())
        answer = await served.stored(f"d{number}")
        assert answer["data"] == {"products": [{"list": 100 if number % 2 == 0 else None}]}


def _rename_a_field(served: Served) -> None:
    """`Product.name` becomes `title`."""
    sdls = {"products": PRODUCTS.replace("name: String!  units", "title: String!  units"), "prices": PRICES}
    served.settings.supergraph.write_text(supergraph_sdl({**sdls, "reviews": REVIEWS, "users": USERS}))


def _is_renamed(served: Served) -> bool:
    graph = served.gateway.snapshots.current.graph
    renamed = "Product.title" in graph.everything.coordinates
    assert (graph.documents.find("titles") is not None) == renamed, "documents and supergraph are of one change"
    return renamed


async def test_a_manifest_for_a_new_supergraph_may_come_first(served: Served) -> None:
    _write(served, {"names": NAMES})
    await _documents_noticed(served)
    _write(served, {"titles": TITLES})
    await _documents_noticed(served)
    assert not _is_renamed(served)
    assert "documents" in (await _ready(served))["problem"]
    _rename_a_field(served)
    await _supergraph_noticed(served)
    assert _is_renamed(served)
    await _documents_noticed(served)
    assert "problem" not in await _ready(served)


async def test_a_manifest_for_a_new_supergraph_may_come_last(served: Served) -> None:
    _write(served, {"names": NAMES})
    await _documents_noticed(served)
    _rename_a_field(served)
    await _supergraph_noticed(served)
    assert not _is_renamed(served)
    assert "supergraph" in (await _ready(served))["problem"]
    _write(served, {"titles": TITLES})
    await _documents_noticed(served)
    await _supergraph_noticed(served)
    assert _is_renamed(served)
    await _documents_noticed(served)
    assert "problem" not in await _ready(served)


async def test_a_broken_manifest_does_not_hold_up_a_supergraph_that_its_last_good_one_fits(served: Served) -> None:
    _write(served, {"skus": SKUS})
    await _documents_noticed(served)
    _manifest(served).write_bytes(b"{")
    await _documents_noticed(served)
    _rename_a_field(served)
    await _supergraph_noticed(served)
    assert "Product.title" in served.gateway.snapshots.current.graph.everything.coordinates
    assert (await served.stored("skus"))["data"] == {"products": [{"sku": "p1"}]}
    assert "documents" in (await _ready(served))["problem"]


async def test_texts_that_are_kept_stay_known_when_the_manifest_changes(served: Served) -> None:
    await served.ask(SKUS)
    graph = served.gateway.snapshots.current.graph
    kept = dict(graph._free_form.items())
    _write(served, {"names": NAMES})
    await _documents_noticed(served)
    assert dict(served.gateway.snapshots.current.graph._free_form.items()) == kept != {}


async def test_where_only_stored_documents_are_answered_an_edit_decides_what_is(tmp_path: Path) -> None:
    settings = {"document_check_seconds": NEVER, "supergraph_check_seconds": NEVER}
    async with serving(tmp_path, trusted_documents_only=True, **settings) as served:
        assert _code(await served.stored("skus")) == "PERSISTED_DOCUMENT_NOT_FOUND"
        _write(served, {"skus": SKUS})
        await _documents_noticed(served)
        assert "data" in await served.stored("skus")
        assert _code(await served.ask(SKUS)) == "PERSISTED_DOCUMENT_ID_REQUIRED"
