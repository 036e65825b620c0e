"""What subgraphs must keep to: one rule per file, registered in the order of the stages they are checked in."""

from gateway.composition.rules.registry import RULES, Rule

__all__ = ["RULES", "Rule"]
