"""An event of a subscription with all that was fetched for it, before it is cut to what somebody may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from gateway.execution.failures import Errors
from gateway.execution.projection import Projector
from gateway.model.request import Answer

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Happening:
    """Is told as often as somebody asks: what may be seen of it can become less while it waits."""

    data: Mapping[str, Any]
    errors: Errors
    variables: Mapping[str, Any]

    def told(self, projector: Projector) -> Answer:
        """As the projector's operation, which asks for nothing that was not fetched, shows it."""
        errors = self.errors.seen_by(projector.operation)
        data = projector.project(self.data, self.variables, errors, _NOTHING)
        return Answer(data, errors.found)
