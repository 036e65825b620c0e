"""What composes and may still not be meant: one kind of inconsistency per file."""

from gateway.composition.hints.registry import HINTS

__all__ = ["HINTS"]
