"""Bodies, and the same parameters as an address: valid JSON with something wrong in it, or no JSON at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import orjson

from tests.gateway.fuzz.documents import VALID, document

MEMBERS = ("query", "variables", "operationName", "extensions", "documentId")
STORED = ("shelf", "reprice", "reviewed", "Shelf", "", "../shelf", "\x00")
SCALARS = (
    b"null",
    b"true",
    b"0",
    b"-0",
    b"-1",
    b"1e400",
    b"-1e400",
    b"1E+99999999",
    b"0.1e-400",
    b"9" * 4000,
    b"18446744073709551616",
    b'""',
    b'"\\u0000"',
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'"\\u202e"',
    b'"\xff\xfe"',
    b'"\xed\xa0\x80"',
    b'"\xf4\x90\x80\x80"',
    b'"' + b"x" * 3000 + b'"',
    b"NaN",
    b"Infinity",
    b"01",
    b"1.",
    b"'a'",
    b"undefined",
    b"[]",
    b"{}",
    b"[[[[]]]]",
    b'{"a":{"b":[null]}}',
    b'{"__proto__":{}}',
)


def value(random: Random) -> bytes:
    """Some JSON, or something like it."""
    kind = random.randrange(8)
    if kind < 5:
        return random.choice(SCALARS)
    if kind == 5:
        return b"[" + b",".join(value(random) for _ in range(random.randrange(4))) + b"]"
    if kind == 6:
        names = (b'"n"', b'"sku"', b'"yes"', b'""', b'"\\ud800"', b"n", b'"n"')
        return b"{" + b",".join(random.choice(names) + b":" + value(random) for _ in range(random.randrange(4))) + b"}"
    depth = random.choice((40, 1100, 20_000))
    opening, closing = random.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")))
    return opening * depth + b"1" + closing * random.choice((depth, 0))


def parameters(random: Random) -> dict[str, Any]:
    """Well-formed parameters of a request, whatever their document and variables are."""
    request: dict[str, Any] = {"query": document(random)}
    if random.random() < 0.4:
        request["variables"] = {
            "n": random.choice((1, None, -1, 2**31, 2**70, 1.5, "1", [1], {}, True)),
            "sku": random.choice(("p1", "nothing", 1, None, "\x00", "\ud7ff", [])),
            "yes": random.choice((True, False, None, "true", 1)),
        }
    if random.random() < 0.2:
        request["operationName"] = random.choice(("A", "B", "", "\x00", "é"))
    return request


def _mutated(random: Random) -> bytes:
    body = bytearray(encoded(parameters(random)))
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(body))
        body[place : place + random.choice((0, 1, 1, 3))] = random.choice(
            (
                b"",
                bytes([random.randrange(256)]),
                b"\x00",
                b'"',
                b"\\",
                b"\\u",
                b"{",
                b"]",
                b"\xf0\x9f",
                b"\xef\xbb\xbf",
            )
        )
    return bytes(body)[: random.choice((None, None, random.randrange(len(body) + 1)))]


def _wrong_types(random: Random) -> bytes:
    """Members with any value, some of them twice."""
    names = [random.choice(MEMBERS) for _ in range(random.randrange(1, 6))]
    texts = (orjson.dumps(random.choice(VALID)), orjson.dumps(random.choice(STORED)))
    parts = [
        b'"' + name.encode() + b'":' + (random.choice(texts) if random.random() < 0.4 else value(random))
        for name in names
    ]
    return b"{" + b",".join(parts) + random.choice((b"}", b"}", b",}", b"", b"}}", b"}\n\x00"))


def _stored(random: Random) -> bytes:
    return encoded({"documentId": random.choice(STORED), "variables": {"n": random.choice((1, "x", None, 2**40))}})


def _list(random: Random) -> bytes:
    requests = b",".join(random.choice((_mutated, _stored, value))(random) for _ in range(random.randrange(5)))
    return b"[" + requests + random.choice((b"]", b""))


def _otherwise_encoded(random: Random) -> bytes:
    return encoded(parameters(random)).decode().encode(random.choice(("utf-16", "utf-32", "utf-7", "utf-8-sig")))


def _too_long(random: Random) -> bytes:
    return b'{"query":"{ __typename }","x":"' + b"y" * random.choice((200_000, 262_144, 300_000)) + b'"}'


KINDS: tuple[Callable[[Random], bytes], ...] = (
    *(lambda random: encoded(parameters(random)),) * 14,
    *(_mutated,) * 4,
    *(_wrong_types,) * 4,
    lambda random: random.randbytes(random.randrange(300)),
    value,
    _stored,
    _list,
    _otherwise_encoded,
)


def body(random: Random) -> bytes:
    if random.random() < 0.004:
        return _too_long(random)
    return random.choice(KINDS)(random)


def address(random: Random) -> bytes:
    """The query of an address."""
    if random.random() < 0.5:
        return urlencode({"query": document(random), "variables": '{"n": 1, "sku": "p1", "yes": true}'}).encode()
    names = (*MEMBERS, "", "query", "Query", "query%00", "%ff")
    parts = [
        random.choice(names).encode() + random.choice((b"=", b"=", b"=", b"")) + _parameter(random) for _ in range(3)
    ]
    return random.choice((b"&", b"&", b";", b"&&")).join(parts[: random.randrange(1, 4)])


def _parameter(random: Random) -> bytes:
    raw = random.choice((document(random).encode("utf-8", "replace"), value(random), random.randbytes(20)))[:8000]
    return random.choice(
        (quote_from_bytes(raw).encode(), quote_from_bytes(raw).encode(), raw, b"%", b"%zz", b"%ff%fe", b"")
    )


def encoded(request: dict[str, Any]) -> bytes:
    """JSON of what orjson would refuse, too: numbers of any size, half characters."""
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass")
