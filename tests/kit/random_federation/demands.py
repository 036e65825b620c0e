"""Fields that need others: `@requires`, also of required fields and with arguments, and `@provides`."""

from __future__ import annotations

from tests.kit.random_federation.declaring import Declaring
from tests.kit.random_federation.worlds import SCALARS, Copy, WorldField, WorldType


def add_requires(drawing: Declaring) -> None:
    """To each entity, where a subgraph lacks fields, one field computed of them; fields that require are welcome."""
    for kind in drawing.world.of_kind("entity"):
        homes = kind.entered
        if len(homes) < 2 or not drawing.chance(0.7):
            continue
        subgraph = drawing.random.choice(homes)
        lacking = [one for one in _requirable(kind) if subgraph not in one.resolving]
        nested = [one for one in lacking if any(copy.requires for copy in one.copies.values())]
        chosen = drawing.random.sample(lacking, min(len(lacking), drawing.random.randint(1, 3)))
        if nested and drawing.chance(0.8):
            chosen = [drawing.random.choice(nested), *(one for one in chosen if one is not nested[0])][:3]
        chosen = list({one.name: one for one in chosen}.values())
        parts = [text for one in chosen if (text := _part(drawing, one, subgraph))]
        if not parts:
            continue
        name = f"r{sum(one.name.startswith('r') for one in kind.fields.values())}"
        one = drawing.field(kind, WorldField(name, "String", argument=drawing.chance(0.2)), [subgraph])
        targets = [other for other in drawing.world.of_kind("entity") if subgraph in other.homes]
        if drawing.chance(0.2):
            one.type_name = drawing.random.choice(targets).name
        one.copies[subgraph].requires = " ".join(parts)


def _requirable(kind: WorldType) -> list[WorldField]:
    """The fields that every object has: one that cannot be had takes all with it that is asked with the same key."""
    return [one for one in kind.fields.values() if one.resolving and not kind.lost_without_code(one.name)]


def _part(drawing: Declaring, one: WorldField, subgraph: str) -> str:
    """The field as a requirement, declared external; empty when the subgraph cannot declare it."""
    arguments = f"(n: {drawing.random.randint(1, 3)})" if one.argument and drawing.chance(0.8) else ""
    below = ""
    if one.type_name not in SCALARS:
        target = drawing.world.types[one.type_name]
        if not drawing.declare(target, subgraph):
            return ""
        below = _below(drawing, target, subgraph)
        if not below:
            return ""
    one.copies.setdefault(subgraph, Copy(external=True))
    return f"{one.name}{arguments}{below}"


def _below(drawing: Declaring, target: WorldType, subgraph: str) -> str:
    if target.kind == "union":
        members = [one for one in target.homes[subgraph].members if drawing.chance(0.8)]
        parts = [(one, _leaves(drawing, drawing.world.types[one], subgraph)) for one in members]
        return " { " + " ".join(f"... on {one} {{ {text} }}" for one, text in parts if text) + " }" if parts else ""
    if target.kind == "interface" and not target.homes[subgraph].interface_object:
        leaves = [one.name for one in target.fields.values() if subgraph in one.copies]
        return f" {{ {' '.join(leaves)} }}"
    text = _leaves(drawing, target, subgraph)
    return f" {{ {text} }}" if text else ""


def _leaves(drawing: Declaring, target: WorldType, subgraph: str) -> str:
    leaves = [one for one in _requirable(target) if one.type_name in SCALARS]
    if target.kind == "value":
        leaves = [one for one in leaves if subgraph in one.copies]
    if target.kind == "interface":
        leaves = [one for one in leaves if subgraph in one.copies]
    parts = []
    for one in drawing.random.sample(leaves, min(len(leaves), 2)):
        one.copies.setdefault(subgraph, Copy(external=True))
        argument = f"(n: {drawing.random.randint(1, 3)})" if one.argument and drawing.chance(0.5) else ""
        parts.append(f"{one.name}{argument}")
    return " ".join(parts)


def add_provides(drawing: Declaring) -> None:
    """References and root fields that bring fields of their entities which their subgraph otherwise does not answer."""
    for kind, one in list(drawing.world.fields()):
        target = drawing.world.types.get(one.type_name)
        if target is None or target.kind not in ("entity", "union") or not one.resolving or not drawing.chance(0.5):
            continue
        subgraph = drawing.random.choice(one.resolving)
        if one.copies[subgraph].requires or kind.kind == "interface":
            continue
        if target.kind == "entity":
            one.copies[subgraph].provides = _provided(drawing, target, subgraph, nested=drawing.chance(0.4))
            continue
        members = [drawing.world.types[name] for name in target.homes[subgraph].members if name != "Box"]
        parts = [(member.name, _provided(drawing, member, subgraph, nested=False)) for member in members]
        one.copies[subgraph].provides = " ".join(f"... on {name} {{ {text} }}" for name, text in parts if text)


def _provided(drawing: Declaring, target: WorldType, subgraph: str, *, nested: bool) -> str:
    """Up to two leaves of an entity, and perhaps leaves of an entity it refers to, declared external."""
    free = [
        one
        for one in target.fields.values()
        if one.resolving
        and not one.argument
        and not any(copy.requires for copy in one.copies.values())
        and subgraph not in one.resolving
        and not target.lost_without_code(one.name)
    ]
    leaves = [one for one in free if one.type_name in SCALARS]
    parts = []
    for leaf in drawing.random.sample(leaves, min(len(leaves), 2)):
        _provide(leaf, subgraph)
        parts.append(leaf.name)
    for one in free if nested else ():
        below = drawing.world.types.get(one.type_name)
        if below is None or below.kind != "entity" or not drawing.declare(below, subgraph):
            continue
        text = _provided(drawing, below, subgraph, nested=False)
        if text:
            _provide(one, subgraph)
            parts.append(f"{one.name} {{ {text} }}")
            break
    return " ".join(parts)


def _provide(one: WorldField, subgraph: str) -> None:
    one.provided = True
    one.copies.setdefault(subgraph, Copy(external=True))
