"""Why a plan is as it is: at each kind of place, who answers which field, and what that costs."""

from __future__ import annotations

from gateway.model.operation import Operation
from gateway.planning.builder import Builder
from gateway.planning.choice import HERE, Decision, Option
from gateway.planning.cost import FETCH, STAGE, Cost
from gateway.supergraph import Supergraph


def explain_choice(supergraph: Supergraph, operation: Operation, labels: frozenset[str] = frozenset()) -> str:
    """One line for each choice, in the order in which they were made, and one for each field that had several options,
    the cheapest alone first; raises ClientError as `plan` does."""
    builder = Builder(supergraph.under(labels), operation)
    builder.build()
    lines = [f"costs: a fetch {FETCH}, a stage {STAGE}, a field 1"]
    for one in builder.chooser.decisions():
        place = one.type_name if one.subgraph is None else f"{one.type_name} in {one.subgraph}"
        lines.append(f"{place}: {_targets(one)} = {_cost(one.choice.cost)}")
        lines += [
            f"  {item.field.name}: {_ways(options)}"
            for item, options in zip(one.items, one.options, strict=True)
            if len(options) > 1
        ]
    return "\n".join(lines)


def _targets(one: Decision) -> str:
    taken = zip(one.items, one.choice.targets, strict=True)
    return ", ".join(f"{item.field.name} from {_where(target)}" for item, target in taken)


def _ways(options: tuple[Option, ...]) -> str:
    ranked = sorted(options, key=lambda option: option.cost.total)
    return "; ".join(f"{_where(option.target)} {option.cost.total}" for option in ranked)


def _where(target: str | None) -> str:
    return "nobody" if target is None else "here" if target == HERE else target


def _cost(cost: Cost) -> str:
    fetches = len(cost.hops) + cost.below
    return f"{fetches} fetches, {cost.stages} stages, {cost.fields} fields: {cost.total}"
