"""Apollo's automatic persisted queries: the text is sent once, and after that its hash alone."""

from __future__ import annotations

from pathlib import Path

from tests.interop.driving import Client, told
from tests.interop.test_clients import bare
from tests.kit.real_server import served_at
from tests.kit.shop_federation import catalogue

APOLLO = Client("apollo.mjs")
QUERY = "query First { products(first: 1) { sku } }"
ANSWER = {"data": {"products": [{"sku": "p1"}]}}
HASH_ALONE = {"sent": {"text": False, "hash": True}}
TEXT_AND_HASH = {"sent": {"text": True, "hash": True}}


async def test_a_text_is_asked_for_when_its_hash_is_not_known_and_then_never_again(tmp_path: Path) -> None:
    async with served_at(tmp_path, catalogue()) as address:
        seen = [bare(one) for one in await told(APOLLO, "persist", address, QUERY, 5)]
        assert seen == [HASH_ALONE, TEXT_AND_HASH, ANSWER, HASH_ALONE, ANSWER]
        again = [bare(one) for one in await told(APOLLO, "persist", address, QUERY, 4)]
        assert again == [HASH_ALONE, ANSWER, HASH_ALONE, ANSWER]
