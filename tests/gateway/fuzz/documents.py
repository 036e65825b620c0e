"""Documents that are nearly right, and documents that never were."""

from __future__ import annotations

import re
from random import Random

VALID = (
    "{ products(first: 2) { sku name price reviews { body author { nick } } } }",
    "query A($n: Int = 2, $sku: ID!) { products(first: $n) { ...P } product(sku: $sku) { ...P } }"
    " fragment P on Product { sku units { factor { value } } brand { title } successor { sku } }",
    'query B { search(text: "a") { __typename ... on Product { sku list } ... on Brand { title } } me { email } }',
    'mutation C { setPrice(sku: "p1", cents: 7) { sku list } rename(sku: "p2", name: "x") { name } }',
    'subscription D { reviewed(sku: "p1") { body product { price } } }',
    "{ __schema { types { name fields { name type { name ofType { name } } } } } }",
    "query E($yes: Boolean!) { products { sku @include(if: $yes) name @skip(if: $yes) a: name b: list } }",
    'query F { __type(name: "Product") { name kind } ... { products(first: 1) { sku ... on Product { list } } } }',
    'query G { product(sku: """ block "quoted" \\""" text """) { sku } }',
)
STRAY = (
    *'{}()[]:=!|&$@"#,.',
    "...",
    '"""',
    "null",
    "true",
    "-",
    "0",
    "-0",
    "01",
    "1e",
    "1.5e400",
    "9" * 400,
    "2147483648",
    "-2147483649",
    "$",
    "$n",
    "on",
    "fragment",
    "query",
    "mutation",
    "subscription",
    "extend type",
    "schema",
    "__typename",
    "__proto__",
    "_entities",
    "_service",
    "@include(if: null)",
    "@skip(if: $missing)",
    "@defer",
    "@stream(initialCount: -1)",
    "@deprecated",
    "\ufeff",
    "\x00",
    "\x7f",
    "\u2028",
    "\u202e",
    "\U0010ffff",
    "é",
    '"\\u{110000}"',
    '"\\uD800"',
    '"\\u{D800}"',
    '"\\x"',
    '"unterminated',
    '"""unterminated',
    '"\n"',
    "#" * 40,
)
WORDS = (
    *("products", "product", "search", "me", "sku", "name", "price", "list", "reviews", "brand", "units", "successor"),
    *("__typename", "__schema", "__type", "types", "first", "text", "n", "A", "P", "Product", "Brand", "Query"),
    *("setPrice", "reviewed", "on", "true", "null", "1", "-1", "2147483648", "1.5", '"p1"', '""', "[1]", "{a: 1}"),
    *("sku @skip(if: true)", "sku @include(if: $yes)", "...P", "... on Product { sku }", "a: sku", "sku: name"),
)
_TOKEN = re.compile(r'\.\.\.|"""|"[^"\n]*"|\w+|\s+|.', re.DOTALL)


def document(random: Random) -> str:
    text, kind = random.choice(VALID), random.randrange(20)
    if kind < 4:
        return text
    if kind < 11:
        return _by_words(random, text)
    if kind < 15:
        return _by_tokens(random, text)
    if kind < 17:
        return _by_characters(random, text)
    if kind == 17:
        return _nested(random)
    if kind == 18:
        return _many(random)
    return "".join(random.choice(STRAY) + random.choice(("", " ")) for _ in range(random.randrange(1, 40)))


def _by_words(random: Random, text: str) -> str:
    """Still grammar, most often, but not what the schema means."""
    words = _TOKEN.findall(text)
    places = [place for place, word in enumerate(words) if word.isalnum() or word.startswith('"')]
    for place in random.sample(places, random.choice((1, 1, 2, 4))):
        words[place] = random.choice(WORDS)
    return "".join(words)


def _by_tokens(random: Random, text: str) -> str:
    tokens = _TOKEN.findall(text)
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        place = random.randrange(len(tokens))
        change = random.randrange(5)
        if change == 0 and len(tokens) > 1:
            del tokens[place]
        elif change == 1:
            tokens.insert(place, random.choice(STRAY))
        elif change == 2:
            tokens[place] = random.choice(STRAY)
        elif change == 3:
            other = random.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        else:
            tokens[place:place] = tokens[place : place + random.randrange(1, 20)]
    return "".join(tokens)


def _by_characters(random: Random, text: str) -> str:
    characters = list(text)
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(characters))
        characters[place] = random.choice(
            ("", characters[place] * 2, chr(random.randrange(0xD800)), random.choice(text))
        )
    return "".join(characters)[: random.choice((None, None, random.randrange(len(text))))]


def _nested(random: Random) -> str:
    depth = random.choice((5, 16, 60, 190, 600, 3000))
    opening, inner, closing = random.choice(
        (
            ("{ products ", "{ sku }", "}"),
            ("{ ... ", "{ products { sku } }", "}"),
            ("{ product(sku: 1) ", "", "}"),
            ("[", "", "]"),
            ("{ a: ", "1", "}"),
            ("query($a: ", "", ")"),
            ("(", "x", ")"),
        )
    )
    body = opening * depth + inner + closing * random.choice((depth, depth, depth - 1, 0))
    return random.choice((body, f"{{ products(first: {body}) {{ sku }} }}", f"query($a: {body}) {{ __typename }}"))


def _many(random: Random) -> str:
    count = random.choice((3, 25, 90, 400))
    return random.choice(
        (
            "{ " + " ".join(f"a{n}: __typename" for n in range(count)) + " }",
            "{ products { " + "sku " * count + "} }",
            "{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % count} }}" for n in range(count)),
            "{ ...F0 } "
            + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(count))
            + f" fragment F{count} on Query {{ __typename }}",
            " ".join(f"query Q{n % 7} {{ __typename }}" for n in range(count)),
            "query(" + " ".join(f"$v{n}: Int" for n in range(count)) + ") { __typename }",
            "{ __typename " + "@skip(if: false) " * count + "}",
            "{ products { " + " ".join(f"x{n}" for n in range(count)) + " } }",
        )
    )
