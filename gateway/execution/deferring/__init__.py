"""Answers in parts, as `@defer` asks for them: what waits for which fetches, and what can be told when.

Source: the draft of incremental delivery for the GraphQL specification (2026-04).
"""

from gateway.execution.deferring.deferred_run import DeferredRun, deferring, run_in_parts
from gateway.execution.deferring.delivery import Delivery

__all__ = ["DeferredRun", "Delivery", "deferring", "run_in_parts"]
