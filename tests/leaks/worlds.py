"""The two worlds that the grid is asked of."""

from __future__ import annotations

from tests.leaks.abstracted import abstracted, opened
from tests.leaks.world import World
from werktor.settings import ROOT


def real_world() -> World:
    return World(_sdl())


def abstract_world() -> World:
    """The same types behind interfaces and unions, of which the real schema has none."""
    widened, found = abstracted(_sdl())
    return World(widened, frozenset(opened(found)))


def _sdl() -> str:
    return (ROOT / "schema.graphql").read_text(encoding="utf-8")
