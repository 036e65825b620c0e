"""INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN: some may answer a shared field as others cannot."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import Hint, HintLevel
from gateway.composition.rules.shareable_runtime_types import shared_runtime_types
from gateway.composition.wording import each_in


def inconsistent_runtime_types(federation: Federation) -> Iterator[Hint]:
    for merged, field, runtimes in shared_runtime_types(federation):
        common = frozenset.intersection(*runtimes.values())
        if any(types != common for types in runtimes.values()):
            shown = {graph: ", ".join(sorted(types)) for graph, types in runtimes.items()}
            message = (
                f'"{merged.name}.{field.name}" is shared and may be {each_in(shown)}; '
                f"subgraphs should only answer with {', '.join(sorted(common))}"
            )
            yield Hint("INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN", HintLevel.WARN, message)
