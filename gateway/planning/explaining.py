"""Why a plan is as it is: at each kind of place, who answers which field, and what that costs."""

from __future__ import annotations

from gateway.model.operation import Operation
from gateway.planning.builder import Builder
from gateway.planning.choice import HERE, Choice, Item
from gateway.planning.cost import FETCH, STAGE
from gateway.supergraph import Supergraph


def explain_choice(supergraph: Supergraph, operation: Operation, labels: frozenset[str] = frozenset()) -> str:
    """One line for each choice, in the order in which they were made; raises ClientError as `plan` does."""
    builder = Builder(supergraph.under(labels), operation)
    builder.build()
    lines = [f"costs: a fetch {FETCH}, a stage {STAGE}, a field 1"]
    for (type_name, subgraph), items, choice in builder.chooser.decisions():
        place = f"{type_name} in {subgraph}" if subgraph else type_name
        lines.append(f"{place}: {_targets(items, choice)} = {_cost(choice)}")
    return "\n".join(lines)


def _targets(items: tuple[Item, ...], choice: Choice) -> str:
    words = []
    for item, target in zip(items, choice.targets, strict=True):
        where = "nobody" if target is None else "here" if target == HERE else target
        words.append(f"{item.field.name} from {where}")
    return ", ".join(words)


def _cost(choice: Choice) -> str:
    cost = choice.cost
    fetches = len(cost.hops) + cost.below
    return f"{fetches} fetches, {cost.stages} stages, {cost.fields} fields: {cost.total}"
