"""What goes into composition and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SubgraphDefinition:
    """One subgraph: the name errors and plans use, the URL of its endpoint (may be empty), and its federation SDL."""

    name: str
    url: str
    sdl: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the SDL of a subgraph; line and column count from 1."""

    subgraph: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CompositionError:
    """Why the subgraphs do not compose; `code` is the one that Apollo's composition uses for the same cause."""

    code: str
    message: str
    locations: tuple[Location, ...] = ()


class HintLevel(StrEnum):
    """How much a hint deserves to be read."""

    WARN = "WARN"
    INFO = "INFO"
    DEBUG = "DEBUG"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that composes and may still not be what was meant."""

    code: str
    level: HintLevel
    message: str


@dataclass(frozen=True, slots=True)
class CompositionResult:
    """Either a supergraph SDL (join v0.5) or at least one error; hints come only with a supergraph."""

    sdl: str | None
    errors: tuple[CompositionError, ...] = ()
    hints: tuple[Hint, ...] = ()
