"""All sources of hints. Each is pure and takes a federation without errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gateway.composition.hints.descriptions import inconsistent_descriptions
from gateway.composition.hints.directives import inconsistent_directives
from gateway.composition.hints.entities import inconsistent_entities
from gateway.composition.hints.enums import inconsistent_enums
from gateway.composition.hints.inputs import inconsistent_inputs
from gateway.composition.hints.overrides import removable_overrides
from gateway.composition.hints.runtime_types import inconsistent_runtime_types
from gateway.composition.hints.types import inconsistent_types
from gateway.composition.hints.value_types import inconsistent_value_types
from gateway.composition.merged import Federation
from gateway.composition.result import Hint

HINTS: tuple[Callable[[Federation], Iterator[Hint]], ...] = (
    inconsistent_types,
    inconsistent_inputs,
    inconsistent_value_types,
    inconsistent_entities,
    inconsistent_enums,
    inconsistent_runtime_types,
    inconsistent_descriptions,
    inconsistent_directives,
    removable_overrides,
)
