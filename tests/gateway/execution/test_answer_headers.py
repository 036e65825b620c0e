"""Headers on their way back: none passes by itself, and those of several fetches join by the order of the plan."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx2
import pytest

from gateway.errors import ConfigurationError
from gateway.execution.answer_headers import answer_header_rules
from gateway.execution.transports import AsgiTransport, HttpTransport
from gateway.model.transport import SubgraphAnswer
from gateway.settings.subgraphs import AnswerHeaderRule
from tests.kit.fixture_subgraphs import FixtureSubgraph
from tests.kit.served import Served, serving
from tests.kit.shop_federation import catalogue

QUERY = {"query": "{ products(first: 1) { sku price reviews { body } } }"}
Lines = Sequence[tuple[bytes, bytes]]


class _Heading(FixtureSubgraph):
    """A fixture subgraph whose answers have headers."""

    def __init__(self, subgraph: FixtureSubgraph, headers: Lines) -> None:
        self.__dict__.update(subgraph.__dict__)
        self.lines = headers

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        answer = await super().fetch(body, headers, timeout=timeout)
        return SubgraphAnswer(answer.status, answer.body, headers=self.lines)


COOKIES: Mapping[str, Lines] = {
    "products": [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2"), (b"X-Cache", b"hit"), (b"server", b"secret")],
    "prices": [(b"Set-Cookie", b"c=3"), (b"x-cache", b"hit")],
    "reviews": [(b"x-cache", b"miss")],
}


async def _answered(folder: Path, *rules: AnswerHeaderRule, times: int = 1) -> httpx2.Response:
    shop = catalogue()
    ways = {name: _Heading(one, COOKIES.get(name, ())) for name, one in shop.subgraphs.items()}
    async with serving(folder, transports=ways, answer_header_rules=rules) as served:
        for _ in range(times):
            response = await served.post(QUERY)
    assert response.status_code == 200
    return response


def _of(response: httpx2.Response, name: str) -> list[str]:
    return response.headers.get_list(name)


@pytest.mark.parametrize("rules", [(), (AnswerHeaderRule(forward=("x-cache",)),)])
async def test_no_header_passes_that_no_rule_names(tmp_path: Path, rules: tuple[AnswerHeaderRule, ...]) -> None:
    response = await _answered(tmp_path, *rules)
    assert (_of(response, "set-cookie"), _of(response, "server")) == ([], [])


@pytest.mark.parametrize("times", [1, 5])
async def test_the_last_fetch_of_the_plan_that_has_a_header_wins_however_it_is_run(tmp_path: Path, times: int) -> None:
    response = await _answered(tmp_path, AnswerHeaderRule(forward=("Set-Cookie", "x-cache")), times=times)
    assert _of(response, "set-cookie") == ["c=3"]
    assert _of(response, "x-cache") == ["miss"]


async def test_all_lines_of_one_fetch_pass_together(tmp_path: Path) -> None:
    response = await _answered(tmp_path, AnswerHeaderRule("products", forward=("set-cookie",)))
    assert _of(response, "set-cookie") == ["a=1", "b=2"]


async def test_the_lines_of_all_stand_in_the_order_of_the_plan_and_equal_ones_once(tmp_path: Path) -> None:
    response = await _answered(tmp_path, AnswerHeaderRule(forward=("set-cookie", "x-cache"), join="all"))
    assert _of(response, "set-cookie") == ["a=1", "b=2", "c=3"]
    assert _of(response, "x-cache") == ["hit", "miss"]


async def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    shop = catalogue()
    ways = {name: _Heading(one, COOKIES.get(name, ())) for name, one in shop.subgraphs.items()}
    reviews_came = asyncio.Event()

    async def wait(_document: str) -> None:
        await reviews_came.wait()

    async def come(_document: str) -> None:
        reviews_came.set()

    ways["prices"].before, ways["reviews"].before = wait, come
    rule = AnswerHeaderRule(forward=("x-cache",))
    async with serving(tmp_path, transports=ways, answer_header_rules=(rule,)) as served:
        assert _of(await served.post(QUERY), "x-cache") == ["miss"]


async def test_a_subgraph_can_be_left_out(tmp_path: Path) -> None:
    rules = AnswerHeaderRule(forward=("x-cache",)), AnswerHeaderRule("reviews", drop=("X-Cache",))
    assert _of(await _answered(tmp_path, *rules), "x-cache") == ["hit"]


async def test_a_fixed_header_stands_on_every_answer(tmp_path: Path) -> None:
    rule = AnswerHeaderRule(set={"Strict-Transport-Security": "max-age=60"})
    assert _of(await _answered(tmp_path, rule), "strict-transport-security") == ["max-age=60"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (AnswerHeaderRule("prices", set={"x-a": "b"}), "leave its subgraph out"),
        (AnswerHeaderRule(forward=("x-a",), join="first"), "joins by 'first'; there are last, all"),
        (AnswerHeaderRule(forward=("Content-Length",)), "the gateway answers for itself"),
        (AnswerHeaderRule(forward=("cache-control",)), "the gateway answers for itself"),
        (AnswerHeaderRule(forward=("Access-Control-Allow-Origin",)), "cors_origins say"),
        (AnswerHeaderRule(set={"x-a": "b\nc: d"}), "no header can hold"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(rule: AnswerHeaderRule, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        answer_header_rules([rule])


async def _subgraph(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 103 Early Hints\r\nx-early: 1\r\nx-cache: early\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nX-Cache: hit\r\nx-cache: more\r\nserver: secret\r\ncontent-length: 2\r\n\r\n{}")
    writer.close()


@pytest.mark.parametrize(
    ("wanted", "heard"), [(frozenset(), []), (frozenset({b"x-cache"}), [(b"x-cache", b"hit"), (b"x-cache", b"more")])]
)
async def test_a_subgraph_far_away_is_read_for_the_wanted_headers_alone(wanted: frozenset[bytes], heard: Lines) -> None:
    async with await asyncio.start_server(_subgraph, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        transport = HttpTransport(f"http://127.0.0.1:{port}/graphql", wanted_headers=wanted)
        answer = await transport.fetch(b"{}", {}, timeout=5)
        await transport.close()
    assert (answer.status, list(answer.headers)) == (200, heard)


async def test_a_subgraph_in_this_process_is_heard_as_well(served: Served) -> None:
    answer = await AsgiTransport(served.gateway).fetch(b'{"query": "{ __typename }"}', {}, timeout=5)
    assert dict(answer.headers)[b"x-content-type-options"] == b"nosniff"
