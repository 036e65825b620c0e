"""What a snapshot asks of the policies, and what answers where there are none."""

from __future__ import annotations

from typing import Protocol

from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema


class ViewerPolicies(Protocol):
    """What a snapshot asks of the policies."""

    @property
    def revision(self) -> str: ...

    def visible(self, viewer: Viewer) -> VisibleSchema: ...

    def standing(self, viewer: Viewer) -> Standing: ...


class NoPolicies:
    """A gateway without policies: everybody sees the whole public schema."""

    revision = "none"

    def __init__(self, everything: VisibleSchema) -> None:
        self._everything = everything

    def visible(self, viewer: Viewer) -> VisibleSchema:
        return self._everything

    def standing(self, viewer: Viewer) -> Standing:
        return Standing(frozenset(), frozenset(), self.revision)
