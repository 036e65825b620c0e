"""Declared orders: who never sees more than whom, whatever the rules say, written from the sentences of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.model.viewer import Viewer
from gateway.visibility.rules import Place


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything that `lesser` sees, `greater` sees too."""

    lesser: Viewer
    greater: Viewer


@dataclass(frozen=True, slots=True)
class DeclaredOrder:
    """One promise; without a `pair` it is about every machine and its company. `sentence` says where it comes from."""

    name: str
    sentence: str
    pair: Pair | None
    place: Place
