"""The tables of a supergraph as text: what each subgraph knows of each type, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gateway.model.operation import Field, Selection
from gateway.supergraph.tables import SubgraphField, SubgraphType, Supergraph


def print_tables(supergraph: Supergraph) -> str:
    """Type by type: its subgraphs with their keys, and the fields of each with what they depend on."""
    return "\n".join(_lines(supergraph))


def _lines(supergraph: Supergraph) -> Iterator[str]:
    for name, homes in supergraph.types.items():
        yield name
        for subgraph, known in homes.items():
            yield f"  {subgraph}{_head(known)}"
            yield from (f"    {_field(one)}" for one in known.fields.values())


def _head(known: SubgraphType) -> str:
    parts = [f"key {{ {one.text} }}" + ("" if one.resolvable else ", not to enter by") for one in known.keys]
    if known.is_interface_object:
        parts.append(f"as the interface object {known.entity_name}")
    elif known.possible != frozenset([known.name]):
        parts.append(f"one of {', '.join(sorted(known.possible))}")
    return f" ({'; '.join(parts)})" if parts else ""


def _field(one: SubgraphField) -> str:
    text = f"{one.name}: {one.type_text}"
    if one.external:
        text += ", external"
    if one.requires:
        text += f", requires {{ {_selections(one.requires)} }}"
    if one.provides:
        text += f", provides {{ {_selections(one.provides)} }}"
    return text


def _selections(selections: Sequence[Selection]) -> str:
    return " ".join(_selection(one) for one in selections)


def _selection(one: Selection) -> str:
    below = f" {{ {_selections(one.selections)} }}" if one.selections else ""
    if not isinstance(one, Field):
        return f"... on {one.type_name}{below}"
    arguments = ", ".join(f"{given.name}: {given.value}" for given in one.arguments)
    return one.name + (f"({arguments})" if arguments else "") + below
