"""A small subgraph as a process of its own: `python -m tests.kit.group_stamping PORT`.

It answers by what the gateway tells it of the viewer: the number of the field group `rev7` that he sees whole, and the
revision of the policies that said so.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import urlsafe_b64decode
from typing import Any

from aiohttp import web

GROUP = "rev"
_FIELD = re.compile(r"\b(?:r\d+|secret)\b")


async def answer(request: web.Request) -> web.Response:
    query = (await request.json())["query"]
    claims = told(request.headers["x-werktor-viewer"])
    numbers = sorted(one.removeprefix(GROUP) for one in claims["groups"] if one.startswith(GROUP))
    number = ",".join(numbers)
    data: dict[str, Any] = {
        f"{name}Stamp": f"{number} {claims['revision']}" for name in ("a", "b") if f"{name}Stamp" in query
    }
    if "revision" in query:
        data["revision"] = dict.fromkeys(_FIELD.findall(query), number)
    return web.json_response({"data": data})


def told(header: str) -> dict[str, Any]:
    """The claims of a signed viewer, whose signature is not looked at."""
    payload = header.split(".")[1]
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims


def main() -> None:
    application = web.Application()
    application.router.add_post("/graphql", answer)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()
