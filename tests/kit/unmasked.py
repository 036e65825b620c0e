"""Policies under which nothing is hidden, put around the real ones."""

from __future__ import annotations

from dataclasses import replace

from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema
from gateway.snapshot import ViewerPolicies


class Unmasked:
    """The same roles, but every field of the schema visible; the same groups, unless others are `seen_whole`."""

    def __init__(
        self, real: ViewerPolicies, everything: VisibleSchema, *, seen_whole: frozenset[str] | None = None
    ) -> None:
        self._real = real
        self._everything = everything
        self._seen_whole = seen_whole
        self.revision = real.revision

    def visible(self, viewer: Viewer) -> VisibleSchema:
        return self._everything

    def standing(self, viewer: Viewer) -> Standing:
        standing = self._real.standing(viewer)
        return standing if self._seen_whole is None else replace(standing, groups=self._seen_whole)
