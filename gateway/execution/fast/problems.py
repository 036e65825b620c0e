"""Why a plan or an answer does not go the fast way."""

from __future__ import annotations


class NotFastError(Exception):
    """A plan that has no fast form; the text says which of its features is the reason."""


class IrregularError(Exception):
    """An answer that only the general executor can tell correctly; the text is the reason that is counted."""
