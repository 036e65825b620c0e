"""What can be done with the policies over HTTP, each by the path that does it: the policies decide over these as well.

Whoever changes what others see calls, whoever looks reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gateway.visibility.rules import Action

ROOT = "/admin/policies"
LOOKS = ("files", "check", "preview", "matrix", "explain", "history")
CHANGES = ("publish", "approve", "reject", "rollback")
OPERATIONS: Mapping[str, Action] = MappingProxyType(
    {
        **{f"{ROOT}/{name}": Action.READ for name in LOOKS},
        **{f"{ROOT}/{name}": Action.CALL for name in CHANGES},
    }
)
