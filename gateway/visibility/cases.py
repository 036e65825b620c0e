"""Cases: what must hold for a viewer whatever the rules say, written by hand from the sentences of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.viewer import Viewer
from gateway.visibility.rules import Place


@dataclass(frozen=True, slots=True)
class Case:
    """One promise: `viewer` sees all of `sees` and nothing of `does_not_see`; `sentence` says where it comes from.

    Both lists hold schema coordinates or names of types.
    """

    name: str
    sentence: str
    viewer: Viewer
    sees: tuple[str, ...]
    does_not_see: tuple[str, ...]
    place: Place
