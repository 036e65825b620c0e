"""Decides from Casbin policy files which part of the public schema each viewer may see.

Reading the files is imported from `loading`: casbin takes memory that a gateway without policies need not have.
"""

from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.pruning import unrestricted

__all__ = ["Finding", "PolicyError", "unrestricted"]
