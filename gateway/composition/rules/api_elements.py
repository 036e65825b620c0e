"""What clients may see of the merged schema: what neither is `@inaccessible` nor lies in something that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.composition.merged import Federation, MergedElement, MergedField, MergedInput, MergedType
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Element
from gateway.composition.wording import error_across

INACCESSIBLE = "inaccessible"


@dataclass(frozen=True, slots=True)
class ApiInput:
    """An argument or input field with its coordinate."""

    coordinate: str
    input: MergedInput


def api_types(federation: Federation) -> Iterator[MergedType]:
    return (one for one in federation.types.values() if not one.has(INACCESSIBLE))


def api_fields(federation: Federation) -> Iterator[tuple[MergedType, MergedField]]:
    for merged in api_types(federation):
        for field in merged.fields.values():
            if not field.has(INACCESSIBLE):
                yield merged, field


def api_inputs(federation: Federation, *, hidden: bool = False) -> Iterator[ApiInput]:
    """Arguments and input fields of what clients see; those that are hidden themselves when `hidden`."""
    for merged, field in api_fields(federation):
        for argument in field.arguments.values():
            if argument.has(INACCESSIBLE) is hidden:
                yield ApiInput(f"{merged.name}.{field.name}({argument.name}:)", argument)
    for merged in api_types(federation):
        for each in merged.inputs.values():
            if each.has(INACCESSIBLE) is hidden:
                yield ApiInput(f"{merged.name}.{each.name}", each)


def hidden_error(federation: Federation, code: str, message: str, hidden: MergedElement) -> CompositionError:
    """An error at the places where the element is marked `@inaccessible`."""
    sources: dict[str, Element] = dict(getattr(hidden, "sources", {}))
    marked = {graph: one for graph, one in sources.items() if one.has(INACCESSIBLE)}
    names = ", ".join(f'"{graph}"' for graph in marked)
    return error_across(federation, code, f"{message} (marked in {names})" if names else message, marked)
