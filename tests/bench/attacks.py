"""The usual attacks as requests, each in a wording of its own for every round."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import orjson

Request: TypeAlias = tuple[bytes, Mapping[str, str]]
"""Body, and the headers that are not those of an ordinary request."""
Attack: TypeAlias = Callable[[int], Request]

PAGE = "query Page($n: Int!) { products(first: $n) { sku name price reviews { body author { nick } } } }"
ORDINARY: Request = orjson.dumps({"query": PAGE, "variables": {"n": 3}}), {}


def _many(piece: str, count: int) -> str:
    return " ".join(piece.replace("#", str(number)) for number in range(count))


def _text(selections: str, *, after: str = "", head: str = "", **variables: Any) -> Attack:
    return lambda number: (
        orjson.dumps({"query": f"query Q{number}{head} {{ {selections} }} {after}", "variables": variables}),
        {},
    )


def _doubling(last: str) -> str:
    steps = " ".join(f"fragment F{one} on Product {{ ...F{one + 1} ...F{one + 1} }}" for one in range(150))
    return f"{steps} fragment F150 on Product {{ {last} }}"


def _nested(piece: str, levels: int, last: str) -> str:
    return f"{piece} {{ " * levels + last + " }" * levels


ATTACKS: dict[str, Attack] = {
    "600 aliases": _text("products { " + _many("a#: sku", 600) + " }"),
    "240 directives": _text("products { sku " + _many("@skip(if: false)", 240) + " }"),
    "400 root fields": _text(_many("products { sku }", 400)),
    "one field 1,900 times": _text("products { " + _many("sku", 1_900) + " }"),
    "2,100 tokens": _text("products { " + _many("sku", 2_100) + " }"),
    "fields 150 deep": _text("product(sku: 1) { " + _nested("successor", 150, "sku") + " }"),
    "fields 600 deep": _text(_nested("a", 600, "b")),
    "lists in lists": _text("products { " + _nested("reviews { product", 5, "sku") + " }" * 6),
    "fragments that double": _text("products { ...F0 }", after=_doubling("a: sku")),
    "fragments in a circle": _text("products { ...F0 }", after=_doubling("...F0")),
    "900 unknown fields": _text("products { " + _many("x#", 900) + " }"),
    "number of 10,000 digits": _text("products(first: " + "9" * 10_000 + ") { sku }"),
    "huge page": _text(
        _many("a#: products(first: $n) { reviews(first: $n) { body } }", 19), head="($n: Int)", n=2_147_483_647
    ),
    "introspection in circles": _text("__schema { types { " + _nested("fields { type", 5, "name") + " }" * 7),
    "_entities": _text("_entities(representations: []) { __typename }"),
    "variable that does not fit": _text("products(first: $n) { sku }", head="($n: Int)", n="many"),
    "1,000 requests in one": lambda number: (orjson.dumps([{"query": f"query Q{number} {{ x }}"}] * 1_000), {}),
    "member twice": lambda number: (b'{"query": "{ __typename }", "query": "query Q%d { me { nick } }"}' % number, {}),
    "compressed body": lambda _number: (gzip.compress(bytes(10_000_000)), {"content-encoding": "gzip"}),
    "form": lambda _number: (b"query=x", {"content-type": "application/x-www-form-urlencoded"}),
    "body of 256 KB and a byte": lambda _number: (b"x" * (256 * 1024 + 1), {}),
    "unknown document": lambda number: (orjson.dumps({"documentId": f"none{number}"}), {}),
    "token that does not hold": lambda number: (ORDINARY[0], {"authorization": f"Bearer e30.e30.{number:086}"}),
}
