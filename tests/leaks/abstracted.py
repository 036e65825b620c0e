"""The real supergraph put behind interfaces and unions, of which it has none itself.

Each subgraph gets a union of all its public types, and an interface for every field that two of them or more declare
alike; a root field gives a list of each. Nothing is taken away, and what policies hide stays hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import GraphQLObjectType, get_named_type

from gateway.supergraph import Supergraph, read_supergraph

ROOTS = frozenset({"Query", "Mutation", "Subscription"})


@dataclass(frozen=True, slots=True)
class Abstract:
    """An interface with its one field, or a union; `root` is the field of Query that gives objects of it."""

    name: str
    subgraph: str
    members: tuple[str, ...]
    field: str = ""
    type_text: str = ""

    @property
    def root(self) -> str:
        return f"all{self.name}"


def abstracts(supergraph: Supergraph) -> list[Abstract]:
    found: list[Abstract] = []
    for subgraph in supergraph.subgraphs:
        members: list[str] = []
        alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, type_ in supergraph.public_schema.type_map.items():
            known = supergraph.types.get(name, {}).get(subgraph)
            if not isinstance(type_, GraphQLObjectType) or name in ROOTS or known is None:
                continue
            members.append(name)
            for field in known.fields.values():
                declared = type_.fields.get(field.name)
                is_bare = declared is not None and not declared.args and not field.external and not field.requires
                if is_bare and get_named_type(declared.type).name == field.type_name:
                    alike[field.name, str(declared.type)].append(name)
        found.append(Abstract(f"AnyOf{subgraph.title()}", subgraph, tuple(members)))
        for number, ((field_name, type_text), names) in enumerate(sorted(alike.items())):
            if len(names) > 1:
                name = f"With{field_name[:1].upper()}{field_name[1:]}Of{subgraph.title()}{number}"
                found.append(Abstract(name, subgraph, tuple(names), field_name, type_text))
    return found


def abstracted(sdl: str) -> tuple[str, list[Abstract]]:
    """The SDL with all of them, and what they are."""
    found = abstracts(read_supergraph(sdl))
    definitions = "\n\n".join(map(_definition, found))
    for one in found:
        for member in one.members if one.field else ():
            sdl = _implementing(sdl, member, one)
    roots = "\n".join(f"  {one.root}: [{one.name}] @join__field(graph: {_graph(one)})" for one in found)
    sdl = re.sub(r"(?m)^(type Query\n(?:  @.*\n)*\{)", lambda match: f"{match[1]}\n{roots}", sdl, count=1)
    return f"{sdl}\n\n{definitions}\n", found


def _implementing(sdl: str, member: str, one: Abstract) -> str:
    joined = f'  @join__implements(graph: {_graph(one)}, interface: "{one.name}")\n'

    def widened(match: re.Match[str]) -> str:
        others = f"{match[1]} &" if match[1] else " implements"
        return f"type {member}{others} {one.name}\n{joined}"

    return re.sub(rf"(?m)^type {member}( implements .*)?\n", widened, sdl, count=1)


def _definition(one: Abstract) -> str:
    joined = f"@join__type(graph: {_graph(one)})"
    if one.field:
        return f"interface {one.name} {joined} {{\n  {one.field}: {one.type_text}\n}}"
    members = " ".join(f'@join__unionMember(graph: {_graph(one)}, member: "{member}")' for member in one.members)
    return f"union {one.name} {joined} {members} = {' | '.join(one.members)}"


def _graph(one: Abstract) -> str:
    return one.subgraph.upper()


def opened(found: list[Abstract]) -> Iterator[str]:
    """The coordinates that everybody may see besides."""
    return (f"Query.{one.root}" for one in found)
