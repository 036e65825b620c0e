"""Decides from Casbin policy files which part of the public schema each viewer may see."""

from gateway.visibility.checks import check
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.policies import Policies
from gateway.visibility.pruning import unrestricted

__all__ = [
    "Finding",
    "Policies",
    "PolicyError",
    "check",
    "compiled_policies",
    "load_policies",
    "unrestricted",
]
