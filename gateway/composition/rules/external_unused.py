"""EXTERNAL_UNUSED: an external field that no key, requirement, provision or interface needs is only misleading."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_in


def external_unused(federation: Federation) -> Iterator[CompositionError]:
    for name, subgraph in federation.subgraphs.items():
        used = federation.usage[name].all
        for one, field in subgraph.fields():
            if one.kind is Kind.OBJECT and field.is_external and (one.name, field.name) not in used:
                message = (
                    f'field "{one.name}.{field.name}" is marked @external but used by no @key, @requires or @provides '
                    "and demanded by no interface; remove it, or the mark"
                )
                yield error_in(subgraph, "EXTERNAL_UNUSED", message, field.node)
