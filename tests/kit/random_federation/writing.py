"""A merged world -> the SDL of each of its subgraphs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.kit.random_federation.worlds import Home, MergedWorld, WorldField, WorldType


def subgraph_sdls(world: MergedWorld) -> dict[str, str]:
    """SDL by subgraph name, federation directives unlinked."""
    return {name: "\n".join(_parts(world, name)) + "\n" for name in world.subgraphs}


def _parts(world: MergedWorld, subgraph: str) -> Iterator[str]:
    tints = False
    for kind in world.types.values():
        home = kind.homes.get(subgraph)
        if home is None:
            continue
        if kind.kind == "union":
            yield f"union {kind.name} = {' | '.join(home.members)}"
            continue
        fields = [one for one in kind.fields.values() if subgraph in one.copies]
        tints = tints or any(one.type_name == "Tint" for one in fields)
        body = "\n".join(f"  {_field(kind, home, one, subgraph)}" for one in fields)
        yield f"{_head(world, kind, home, subgraph)} {{\n{body}\n}}"
    if tints:
        yield "enum Tint { RED GREEN BLUE }"


def _head(world: MergedWorld, kind: WorldType, home: Home, subgraph: str) -> str:
    word = "interface" if kind.kind == "interface" and not home.interface_object else "type"
    interfaces = [
        one.name
        for one in world.of_kind("interface")
        if subgraph in one.homes and not one.homes[subgraph].interface_object
        if kind.name in one.homes[subgraph].members
    ]
    implements = f" implements {' & '.join(interfaces)}" if interfaces else ""
    keys = "".join(
        f' @key(fields: "{text}"{"" if resolvable else ", resolvable: false"})' for text, resolvable in home.keys
    )
    return f"{word} {kind.name}{implements}{keys}{' @interfaceObject' if home.interface_object else ''}"


def _field(kind: WorldType, home: Home, one: WorldField, subgraph: str) -> str:
    copy = one.copies[subgraph]
    text = one.name + ("(n: Int)" if one.argument else "") + ": "
    loose = any(one.copies[name].loose for name in one.resolving) if copy.external else copy.loose
    text += "[" * one.lists + one.type_name + "]" * one.lists + ("!" if one.promised and not loose else "")
    if copy.external:
        return f"{text} @external"
    if copy.requires:
        text += f' @requires(fields: "{copy.requires}")'
    if copy.provides:
        text += f' @provides(fields: "{copy.provides}")'
    is_object = kind.kind != "interface" or home.interface_object
    return text + (" @shareable" if is_object and (one.provided or len(one.resolving) > 1) else "")
