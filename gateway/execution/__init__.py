"""Runs a plan: fetches, merges, projects, and answers what the viewer may see of what was asked."""

from gateway.execution.executable import Executable, compile_plan
from gateway.execution.executable import compile_plan as compile  # noqa: A004 - the word of the trade
from gateway.execution.fast.budget import FastBudget
from gateway.execution.introspection import IntrospectionAnswers

__all__ = ["Executable", "FastBudget", "IntrospectionAnswers", "compile", "compile_plan"]
