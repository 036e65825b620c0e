"""One malformed request, as bytes; it can be kept as JSON."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

TOKEN = b"{token}"
"""Stands for an access token that holds: the key is a new one in each process."""
Header = tuple[bytes, bytes]


@dataclass(frozen=True)
class Case:
    """`kind` POST: the pieces of a body; GET: the query of the address alone; SOCKET: frames, bytes or text."""

    kind: str
    headers: tuple[Header, ...]
    pieces: tuple[bytes | str, ...]

    def as_json(self) -> bytes:
        members = {
            "kind": self.kind,
            "headers": [[_written(name), _written(value)] for name, value in self.headers],
            "pieces": [_written(piece) for piece in self.pieces],
        }
        return orjson.dumps(members, option=orjson.OPT_INDENT_2) + b"\n"


def read_case(content: bytes) -> Case:
    members = orjson.loads(content)
    headers = tuple((bytes(_read(name)), bytes(_read(value))) for name, value in members["headers"])  # type: ignore[arg-type]
    return Case(members["kind"], headers, tuple(_read(piece) for piece in members["pieces"]))


def kept_cases(folder: Path = Path(__file__).parent / "corpus") -> Sequence[Path]:
    return sorted(folder.glob("*.json"))


def _written(content: bytes | str) -> str | dict[str, str]:
    """Text frames as text, bytes as readable text where they are that, otherwise in base 64."""
    if isinstance(content, str):
        return content
    try:
        return {"ascii": content.decode("ascii")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _read(content: str | dict[str, str]) -> bytes | str:
    if isinstance(content, str):
        return content
    return content["ascii"].encode() if "ascii" in content else base64.b64decode(content["base64"])
