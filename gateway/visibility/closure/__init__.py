"""Closes what the rules allow to a schema that holds together and names nothing hidden; one clause per file."""

from gateway.visibility.closure.fixed_point import close

__all__ = ["close"]
