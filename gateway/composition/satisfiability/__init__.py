"""Proves that every field clients see can be fetched from wherever a query may have come to it."""

from gateway.composition.satisfiability.walk import unsatisfiable_fields

__all__ = ["unsatisfiable_fields"]
