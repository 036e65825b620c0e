"""Small valid schemas of every kind of type, drawn at random; descriptions name coordinates, as careless ones do."""

from __future__ import annotations

from random import Random

from graphql import GraphQLSchema, build_schema, validate_schema

OBJECTS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
INPUTS = ("Filter", "Range", "Choice")
ASKED, ANSWERED = "Asked", "Answered"
"""An enum for input alone, and one that answers hold too."""
LEAVES = ("Int", "String", "Boolean!", "Answered", "[Answered!]!", "ID!")


def random_schema(random: Random) -> GraphQLSchema:
    """The same for the same `random`; never invalid."""
    schema = build_schema(_Writing(random).sdl())
    assert validate_schema(schema) == []
    return schema


class _Writing:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._node = self._fields("node", 1, 2, leaves_only=True)
        self._named = [*self._node, *self._fields("named", 1, 1, leaves_only=True)]
        self._abstract = ["Node", "Named", "Either"]

    def sdl(self) -> str:
        random = self._random
        parts = [
            f"enum {ASKED} {{ NAME SIZE MARGIN }}",
            f"enum {ANSWERED} {{ YES NO }}",
            *self._inputs(),
            f"interface Node {{ {' '.join(self._node)} }}",
            f"interface Named implements Node {{ {' '.join(self._named)} }}",
            *(self._object(name) for name in OBJECTS),
            f"union Either = {' | '.join(random.sample(OBJECTS, random.randint(1, 3)))}",
            self._root("Query", "ask", 3),
            self._root("Mutation", "change", 1),
            self._root("Subscription", "hear", 1),
        ]
        return "\n".join(parts)

    def _object(self, name: str) -> str:
        shape = self._random.choice(("", "Node", "Named"))
        implements = {"": "", "Node": " implements Node", "Named": " implements Node & Named"}[shape]
        own = self._fields(name.lower(), 1, 3)
        inherited = {"": [], "Node": self._node, "Named": self._named}[shape]
        return f"{self._text()}type {name}{implements} {{ {' '.join([*inherited, *own])} }}"

    def _root(self, name: str, prefix: str, least: int) -> str:
        return f"type {name} {{ {' '.join(self._fields(prefix, least, least + 2))} }}"

    def _fields(self, prefix: str, least: int, most: int, *, leaves_only: bool = False) -> list[str]:
        return [
            f"{self._text()}{prefix}{number}{self._arguments()}: {self._type(leaves_only)}{self._deprecation()}"
            for number in range(self._random.randint(least, most))
        ]

    def _type(self, leaves_only: bool) -> str:
        if leaves_only or self._random.random() < 0.4:
            return self._random.choice(LEAVES)
        name = self._random.choice((*OBJECTS, *OBJECTS, "Node", "Named", "Either"))
        return self._random.choice(("%s", "[%s]", "[%s!]")) % name

    def _arguments(self) -> str:
        if self._random.random() < 0.5:
            return ""
        arguments = [f"{name}: {self._input_type()}" for name in self._random.sample(("by", "where", "first"), 2)]
        return f"({', '.join(arguments)})"

    def _input_type(self) -> str:
        return self._random.choice(
            (
                "Int",
                "Int! = 3",
                f"{ASKED} = SIZE",
                f"[{ASKED}!]! = [NAME, MARGIN]",
                f"{ASKED}!",
                *INPUTS,
                f"{INPUTS[0]}!",
                f"{INPUTS[1]} = {{least: 1, by: MARGIN}}",
            )
        )

    def _inputs(self) -> list[str]:
        random = self._random
        least = random.choice(("Int", "Int!", "Int! = 0"))
        return [
            f"input {INPUTS[0]} {{ text: String not: {INPUTS[0]} range: {INPUTS[1]}{random.choice(('', '!'))} }}",
            f"input {INPUTS[1]} {{ least: {least} by: {ASKED}{random.choice(('', '!', ' = NAME'))} }}",
            f"input {INPUTS[2]} @oneOf {{ one: Int other: {INPUTS[1]} }}",
        ]

    def _text(self) -> str:
        if self._random.random() < 0.6:
            return ""
        return f'"See `{self._random.choice(OBJECTS)}` or `{self._coordinate()}`." '

    def _deprecation(self) -> str:
        return f' @deprecated(reason: "Ask `{self._coordinate()}`.")' if self._random.random() < 0.1 else ""

    def _coordinate(self) -> str:
        name = self._random.choice(OBJECTS)
        return self._random.choice((f"{name}.{name.lower()}0", f"{ASKED}.MARGIN", f"{INPUTS[1]}.least", "Query.ask0"))
