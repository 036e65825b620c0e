"""What a page was sent: the answers to all its GraphQL requests and every frame of its sockets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson
from playwright.sync_api import Page, WebSocket

from tests.kit.hidden import own_amounts, told_though_hidden

LISTEN = """
const ask = window.fetch;
window.fetch = async (address, options) => {
  const answer = await ask(address, options);
  if (String(address).endsWith("/graphql")) await window.heard(options.body, await answer.clone().text());
  return answer;
};
"""
"""In the page itself, since a browser gives the bodies of a page away when it leaves it."""


@dataclass
class Heard:
    """`answers` with the names of their documents, in their order; `frames` as they came over sockets."""

    answers: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    frames: list[dict[str, Any]] = field(default_factory=list)

    def documents(self) -> set[str]:
        return {name for name, _ in self.answers}

    def secrets(self) -> list[str]:
        """Whatever stands in an answer or a frame though it is hidden, and every amount beside public prices."""
        frames = [("socket", frame["payload"]) for frame in self.frames if frame["type"] == "next"]
        return [
            f"{name} {found}"
            for name, answer in (*self.answers, *frames)
            for found in (*told_though_hidden(answer), *own_amounts(answer))
        ]


def hearing(page: Page) -> Heard:
    """Hears a page from its next address on."""
    heard = Heard()

    def answered(asked: str, answer: str) -> None:
        heard.answers.append((orjson.loads(asked)["operationName"], orjson.loads(answer)))

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.frames.append(orjson.loads(frame)))

    page.expose_function("heard", answered)
    page.add_init_script(LISTEN)
    page.on("websocket", opened)
    return heard
