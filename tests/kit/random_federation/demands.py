"""Fields that need others: `@requires`, also of required fields and with arguments, and `@provides`."""

from __future__ import annotations

from tests.kit.random_federation.declaring import Declaring
from tests.kit.random_federation.worlds import SCALARS, Copy, Home, WorldField, WorldType


def add_requires(drawing: Declaring) -> None:
    """To each entity, where a subgraph lacks fields, one field computed of them; fields that require are welcome."""
    for kind in drawing.world.of_kind("entity"):
        homes = kind.entered
        if len(homes) < 2 or not drawing.chance(0.7):
            continue
        subgraph = drawing.random.choice(homes)
        lacking = [one for one in kind.fields.values() if one.resolving and subgraph not in one.resolving]
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
    leaves = [one for one in target.fields.values() if one.type_name in SCALARS and one.resolving]
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
    """References and root fields that bring fields of their entity which their subgraph otherwise does not answer."""
    world = drawing.world
    for kind, one in list(world.fields()):
        target = world.types.get(one.type_name)
        if target is None or target.kind != "entity" or not drawing.chance(0.5):
            continue
        subgraph = drawing.random.choice(one.resolving) if one.resolving else ""
        if not subgraph or one.copies[subgraph].requires or kind.kind == "interface":
            continue
        leaves = [
            leaf
            for leaf in target.fields.values()
            if leaf.type_name in SCALARS
            and not leaf.argument
            and not any(copy.requires for copy in leaf.copies.values())
            and subgraph not in leaf.resolving
            and not target.lost_without_code(leaf.name)
        ]
        for leaf in drawing.random.sample(leaves, min(len(leaves), 2)):
            target.homes.setdefault(subgraph, Home())
            leaf.copies.setdefault(subgraph, Copy(external=True))
            leaf.provided = True
            before = one.copies[subgraph].provides
            one.copies[subgraph].provides = f"{before} {leaf.name}".strip()
