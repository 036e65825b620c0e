"""Checks policies against the schema they were written for; one check per file, each telling all it finds."""

from gateway.visibility.checks.all_checks import check

__all__ = ["check"]
