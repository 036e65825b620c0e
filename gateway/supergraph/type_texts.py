"""Types as they are written: `[Item!]!` and the name inside; quicker than a printer that visits whole documents."""

from __future__ import annotations

from graphql import ListTypeNode, NamedTypeNode, NonNullTypeNode, TypeNode


def type_text(node: TypeNode) -> str:
    """`[Item!]!` of its node."""
    if isinstance(node, NonNullTypeNode):
        return f"{type_text(node.type)}!"
    if isinstance(node, ListTypeNode):
        return f"[{type_text(node.type)}]"
    if not isinstance(node, NamedTypeNode):
        raise TypeError(f"not a type: {node}")
    return node.name.value


def named_type(text: str) -> str:
    """The name in `[Item!]!`."""
    return text.strip("[]! \n\t")
