"""A client of a socket that stays until every operation it began has ended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass
class SocketClient:
    """Knows by the protocol alone which operations are open: begun, and neither ended nor taken back."""

    open: set[str] = field(default_factory=set)
    has_its_answers: asyncio.Event = field(default_factory=asyncio.Event)
    is_closed: bool = False

    def __post_init__(self) -> None:
        self.has_its_answers.set()

    def sends(self, message: dict[str, Any]) -> None:
        try:
            said = orjson.loads(message.get("text") or "null")
        except orjson.JSONDecodeError:
            return
        if isinstance(said, dict) and isinstance(said.get("id"), str):
            if said.get("type") == "subscribe":
                self.open.add(said["id"])
            elif said.get("type") == "complete":
                self.open.discard(said["id"])
        self._look()

    def hears(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            self.is_closed = True
        elif message["type"] == "websocket.send":
            said = orjson.loads(message["text"])
            if said["type"] in ("complete", "error"):
                self.open.discard(said["id"])
        self._look()

    def _look(self) -> None:
        if self.open and not self.is_closed:
            self.has_its_answers.clear()
        else:
            self.has_its_answers.set()
