"""A foreign page that brings our cookies is refused before it has a socket."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.kit.served import Served, access_token, serving
from tests.kit.sockets import connected, refused

EVIL = "https://evil.example"


@pytest.mark.parametrize("origin", [EVIL, "http://gateway.evil.example", "http://gateway:81", "null", "", "http://["])
async def test_a_session_cookie_from_another_site_is_refused_before_the_upgrade(served: Served, origin: str) -> None:
    cookie = f"theme=dark; werktor_session={access_token()}"
    start, body = await refused(served.gateway, headers={"cookie": cookie, "origin": origin})
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    assert orjson.loads(body["body"])["errors"][0]["extensions"]["code"] == "CSRF_PREVENTION_FAILED"


async def test_a_server_that_cannot_answer_a_handshake_closes_it(served: Served) -> None:
    headers = {"cookie": f"werktor_session={access_token()}", "origin": EVIL}
    assert await refused(served.gateway, headers=headers, can_answer=False) == [
        {"type": "websocket.close", "code": 1008, "reason": "This origin may not open sockets with a cookie."}
    ]


async def test_a_page_of_another_site_without_our_cookie_has_a_socket_of_its_own(served: Served) -> None:
    for headers in ({"origin": EVIL}, {"origin": EVIL, "cookie": "theme=dark"}):
        async with connected(served.gateway, headers=headers) as socket:
            await socket.initialise()


async def test_cookies_that_are_handed_on_to_subgraphs_are_guarded_as_well(tmp_path: Path) -> None:
    async with serving(tmp_path, forwarded_headers=("Cookie",)) as served:
        headers = {"cookie": "session_of_a_subgraph=1", "origin": EVIL}
        assert (await refused(served.gateway, headers=headers))[0]["status"] == 403
        async with connected(served.gateway, headers={**headers, "origin": "http://gateway"}) as socket:
            await socket.initialise()
