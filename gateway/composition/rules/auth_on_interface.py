"""AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE: what an interface demands follows from its implementations."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.merging.requirements import REQUIREMENTS
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Element, Kind
from gateway.composition.wording import applied, error_in


def auth_on_interface(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one in subgraph.types.values():
            elements: dict[str, Element] = {}
            if one.kind is Kind.INTERFACE or one.is_interface_object:
                elements[one.name] = one
            if one.kind is Kind.INTERFACE:
                elements |= {f"{one.name}.{field.name}": field for field in one.fields.values()}
            for coordinate, element in elements.items():
                for application in element.directives:
                    if application.federation and application.name in REQUIREMENTS:
                        message = (
                            f'{applied(application)} cannot stand on "{coordinate}" of an interface (object); '
                            "put it on what implements it"
                        )
                        yield error_in(subgraph, "AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE", message, application.node)
