"""The attacker writes the header himself by which the gateway tells subgraphs who asks."""

from __future__ import annotations

import base64
from pathlib import Path

import orjson
import pytest
from joserfc import jws

from gateway.errors import ConfigurationError
from tests.kit.attacking import codes
from tests.kit.served import REQUEST_ID, TOKEN_KEY, Served, access_token, serving
from tests.kit.sockets import connected

QUERY = "{ products(first: 1) { sku } }"
CLAIMS = orjson.dumps({"sub": "admin", "roles": ["admin"], "groups": ["exact_stock"]})
UNSIGNED = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (b'{"alg":"none"}', CLAIMS, b""))
BY_ANOTHER_KEY = jws.serialize_compact({"alg": "Ed25519", "kid": "gateway-test"}, CLAIMS, TOKEN_KEY, ["Ed25519"])
FORGED = {"plain": "admin", "unsigned": UNSIGNED, "signed": BY_ANOTHER_KEY, "empty": ""}
NAMES = ("x-werktor-viewer", "X-Werktor-Viewer", "X-WERKTOR-VIEWER")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
async def test_it_gives_nobody_a_right_and_goes_nowhere(served: Served, name: str, forged: str) -> None:
    answer = await served.http.post(
        "/graphql",
        json={"query": "{ products(first: 1) { list } }"},
        headers={name: forged, "x-request-id": REQUEST_ID},
    )
    assert codes(answer.json()) == {"GRAPHQL_VALIDATION_FAILED"}
    assert served.asked() == {}
    noted = [line for line in served.logged() if "viewer header" in line["event"]]
    assert [(line["level"], line["request_id"]) for line in noted] == [("warning", REQUEST_ID)]


async def test_beside_a_good_token_the_token_alone_counts(served: Served) -> None:
    await served.post({"query": QUERY}, authorization=f"Bearer {access_token()}", x_werktor_viewer=BY_ANOTHER_KEY)
    (headers,) = served.shop.subgraphs["products"].headers
    signed = headers["x-werktor-viewer"]
    assert signed != BY_ANOTHER_KEY
    assert orjson.loads(jws.extract_compact(signed.encode()).payload)["sub"] == "user:dealer"


async def test_a_gateway_that_is_told_to_forward_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="x-werktor-viewer"):
        async with serving(tmp_path, forwarded_headers=("x-werktor-viewer",)):
            raise AssertionError("it started")


async def test_a_socket_takes_it_neither_as_a_header_nor_as_a_payload(served: Served) -> None:
    async with connected(served.gateway, headers={"x-werktor-viewer": BY_ANOTHER_KEY}) as socket:
        await socket.send(type="connection_init", payload={"x-werktor-viewer": BY_ANOTHER_KEY})
        assert await socket.told() == {"type": "connection_ack"}
        await socket.subscribe("{ products(first: 1) { list } }")
        told = await socket.told()
    assert told["type"] == "error"
    assert served.asked() == {}
