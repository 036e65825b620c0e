"""The attacker puts a form on his own page; the browser of somebody signed in sends it with his cookie, unasked."""

from __future__ import annotations

import orjson
import pytest

from tests.kit.served import Served, access_token

CHANGE = 'mutation { setPrice(sku: "p1", cents: 7) { sku } }'
BODY = orjson.dumps({"query": CHANGE})
SIMPLE = [
    ("application/x-www-form-urlencoded", b"query=" + CHANGE.encode()),
    ("multipart/form-data; boundary=b", b'--b\r\ncontent-disposition: form-data; name="query"\r\n\r\nx\r\n--b--\r\n'),
    ("text/plain", BODY),
    ("text/plain; charset=utf-8", BODY),
    ("text/plain; application/json", BODY),
    ("application/jsonp", BODY),
    ("application/json; charset=utf-16", BODY),
    ("", BODY),
    (None, BODY),
]


@pytest.mark.parametrize(("content_type", "body"), SIMPLE)
@pytest.mark.parametrize("cookie", [True, False])
async def test_what_a_form_can_send_is_not_read(
    served: Served, content_type: str | None, body: bytes, cookie: bool
) -> None:
    headers = {"accept": "application/json", "origin": "https://evil.example"}
    if content_type is not None:
        headers["content-type"] = content_type
    if cookie:
        headers["cookie"] = f"werktor_session={access_token()}"
    response = await served.http.post("/graphql", content=body, headers=headers)
    assert response.status_code in (400, 403, 415)
    assert "data" not in response.json()
    assert served.asked() == {}


async def test_what_no_form_can_send_is_answered(served: Served) -> None:
    answer = await served.post(BODY, cookie=f"werktor_session={access_token()}")
    assert answer.json() == {"data": {"setPrice": {"sku": "p1"}}}
    assert served.asked() == {"prices": 1}
