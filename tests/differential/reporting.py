"""A failing case as people read it: SDLs, query, variables, plan and both answers."""

from __future__ import annotations

import json

from gateway.errors import ClientError
from tests.differential.running import WRONG, difference
from tests.kit.random_federation.cases import Case, answered, expected
from tests.kit.random_federation.shrinking import shrunk


async def small_case(one: Case) -> Case:
    """The failing case, shrunk as far as it still fails."""

    async def fails(smaller: Case) -> bool:
        return await difference(smaller) is not None

    return await shrunk(one, fails)


async def report(one: Case) -> str:
    """Everything one needs to see what went wrong."""
    parts = [f"seed {one.seed}: {await difference(one)}"]
    parts += [f"--- {name}\n{sdl.strip()}" for name, sdl in one.federation.sdls.items()]
    parts.append(f"--- query, variables {json.dumps(one.variables)}\n{one.query}")
    try:
        parts.append(f"--- plan\n{one.federation.plan_text(one.query)}")
        parts.append(f"--- the gateway answers\n{json.dumps(await answered(one))}")
    except WRONG as problem:
        code = problem.code if isinstance(problem, ClientError) else type(problem).__name__
        parts.append(f"--- the gateway fails\n{code}: {problem}")
    parts.append(f"--- one service answers\n{json.dumps(expected(one))}")
    return "\n".join(parts)
