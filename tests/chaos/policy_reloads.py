"""Changes the policies of a gateway process again and again under load by three audiences; one in four is broken.

Every number belongs to one audience, in turns. A change lets its audience see the field of the number and its last one
no more; subgraphs answer with the number of the group that they are told. So a name and a value tell who decided.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from gateway.composition import SubgraphDefinition, compose
from tests.chaos.policy_load import AUDIENCES, PolicyLoad
from tests.kit.composition import LINK
from tests.kit.config_map import ConfigMap
from tests.kit.gateway_processes import GatewayProcess, gateway_process, subgraph_processes
from tests.kit.group_stamping import GROUP
from tests.kit.policy_folder import ALL_FUNCTIONS
from tests.kit.public_schema import POLICY_FOLDER
from tests.kit.served import ISSUER, TOKEN_KEY, VIEWER_KEY, access_token

LOOK_SECONDS = 0.02
PATIENCE = 30.0
"""Seconds that one change may take."""
EVERYTHING = "".join(f"p, {name}, Revision.*, read, allow\n" for name in AUDIENCES)
"""What a broken change would let everybody see if any of it went live."""
CASES = "".join(
    f"- case: {name} never sees the secret\n  sentence: it is nobody's\n"
    f'  viewer: {{claims: ["kind:{name}"]}}\n  does_not_see: [Revision.secret]\n'
    for name in AUDIENCES
)


@dataclass(frozen=True)
class Report:
    """`prepared` is how many operations were made ready, `documents` how many there are; stalls are in seconds."""

    live: int
    refused: int
    answers: Counter[int]
    failures: list[str]
    prepared: int
    schemas: int
    """Visible schemas that were built."""
    first: tuple[int, int]
    """The same two before the first change."""
    longest_stall: float
    longest_own: float
    late: int
    looks: int

    def __str__(self) -> str:
        prepared, schemas = self.prepared - self.first[0], self.schemas - self.first[1]
        return (
            f"{self.live} changes of policies went live and {self.refused} were refused under load:"
            f" {self.answers.total()} answers of {len(self.answers)} revisions, {len(self.failures)} failed or leaked;"
            f" {schemas} schemas and {prepared} operations were made anew; longest stall of the loop"
            f" {self.longest_stall * 1000:.1f} ms by the clock and {self.longest_own * 1000:.1f} ms of own work,"
            f" {self.late} of {self.looks} looks over 5 ms late"
        )


async def change_policies_under_load(folder: Path, changes: int, filling: str = "") -> Report:
    """`filling`: further types of the supergraph, to give it a size."""
    numbers = changes + len(AUDIENCES)
    async with _keys() as jwks, subgraph_processes("tests.kit.group_stamping") as ports:
        (folder / "supergraph.graphql").write_text(_supergraph(ports, numbers, filling), encoding="utf-8")
        fields = " ".join(f"r{number}" for number in range(numbers))
        stored = f"query Stored {{ revision {{ {fields} secret }} aStamp bStamp }}"
        (folder / "documents.json").write_text(json.dumps({"stored": stored}))
        mount = ConfigMap(folder / "policies")
        mount.folder.mkdir()
        seen = {number % len(AUDIENCES): number for number in range(len(AUDIENCES))}
        mount.swap(_policies(seen, numbers))
        async with gateway_process(folder, _settings(folder, jwks)) as gateway:
            return await _changed(gateway, mount, seen, numbers, changes)


async def _changed(
    gateway: GatewayProcess, mount: ConfigMap, seen: dict[int, int], numbers: int, changes: int
) -> Report:
    now = int(time.time())
    tokens = [
        None if name == "visitor" else access_token(iat=now, exp=now + 36_000, sub=name, claims=[f"kind:{name}"])
        for name in AUDIENCES
    ]
    load = PolicyLoad(gateway.port, tokens, numbers)
    running = asyncio.create_task(load.run())
    for number in seen.values():
        await load.until_met(number, PATIENCE)
    before = await gateway.metrics()
    live = refused = 0
    for change in range(1, changes + 1):
        number = change + len(AUDIENCES) - 1
        if change % 4:
            live += 1
            seen[number % len(AUDIENCES)] = number
            mount.swap(_policies(seen, numbers))
            await load.until_met(number, PATIENCE)
        else:
            refused += 1
            mount.swap(_broken(refused, _policies(seen, numbers)))
            await _until_refused(gateway, refused)
    load.stop()
    await running
    metrics = await gateway.metrics()
    looks = metrics["gateway_loop_stall_seconds_count"]
    return Report(
        live,
        refused,
        load.answers,
        load.failures,
        int(metrics["gateway_operations_prepared"]),
        int(metrics["gateway_visible_schemas_built"]),
        (int(before["gateway_operations_prepared"]), int(before["gateway_visible_schemas_built"])),
        metrics['gateway_loop_stall_longest_seconds{time="clock"}'],
        metrics['gateway_loop_stall_longest_seconds{time="own"}'],
        int(looks - metrics['gateway_loop_stall_seconds_bucket{le="0.005"}']),
        int(looks),
    )


def _supergraph(ports: dict[str, int], numbers: int, filling: str) -> str:
    fields = " ".join(f"r{number}: String" for number in range(numbers))
    revision = f"type Revision {{ {fields} secret: String }}"
    schemas = {
        "a": f"type Query {{ aStamp: String revision: Revision }} {revision} {filling}",
        "b": "type Query { bStamp: String }",
    }
    result = compose(
        [
            SubgraphDefinition(name, f"http://127.0.0.1:{ports[name]}/graphql", LINK + sdl)
            for name, sdl in schemas.items()
        ]
    )
    assert result.sdl is not None, result.errors
    return result.sdl


def _policies(seen: dict[int, int], numbers: int) -> dict[str, str | bytes]:
    """Each audience sees the field of its number; a role that nobody has decides all others."""
    rules = "".join(
        f"p, {name}, {coordinate}, read, allow\n"
        for position, name in enumerate(AUDIENCES)
        for coordinate in ("Query.aStamp", "Query.bStamp", "Query.revision", f"Revision.r{seen[position]}")
    )
    return {
        "model.conf": (POLICY_FOLDER / "model.conf").read_bytes(),
        "roles.csv": "".join(f"g, kind:{name}, {name}\n" for name in (*AUDIENCES, "nobody"))
        + "g, function:all, all\ng, function:buyer, all\n",
        "fields.csv": "".join(f"g2, Revision.r{number}, @{GROUP}{number}\n" for number in range(numbers)),
        "rules.csv": rules + "p, nobody, *, read, allow\n",
        "functions.csv": ALL_FUNCTIONS,
        "cases/secret.yaml": CASES,
    }


def _broken(count: int, good: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Five ways in which policies may not go live; each would let everybody see everything."""
    wide = f"{good['rules.csv']!s}{EVERYTHING}"
    match count % 5:
        case 0:
            return {**good, "rules.csv": f"{wide}p, visitor, Query.aStamp, read, allow # {count}\n"}
        case 1:
            return {**good, "rules.csv": wide.encode() + b"\xff\xfe" + bytes(str(count), "ascii")}
        case 2:
            return {**good, "rules.csv": f"{wide}p, unheard_of_{count}, Query.aStamp, read, allow\n"}
        case 3:
            return {**good, "rules.csv": f"{wide}p, visitor\n"}
        case _:
            return {**good, "rules.csv": wide}  # only the case says that the secret is nobody's


async def _until_refused(gateway: GatewayProcess, count: int) -> None:
    """Until the gateway itself counts so many refused changes, ready all the while."""
    name = 'gateway_policy_changes_total{outcome="refused"}'
    async with asyncio.timeout(PATIENCE):
        while (await gateway.metrics()).get(name, 0) < count:  # noqa: ASYNC110 - another process tells no event
            await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def _keys() -> AsyncIterator[str]:
    """The address of the keys that tokens are signed with."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"keys": [{**TOKEN_KEY.as_dict(private=False), "use": "sig"}]})

    application = web.Application()
    application.router.add_get("/jwks.json", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/jwks.json"
    finally:
        await runner.cleanup()


def _settings(folder: Path, jwks: str) -> dict[str, Any]:
    (folder / "viewer.jwk").write_text(json.dumps(VIEWER_KEY.as_dict(private=True)))
    issuer = {"issuer": ISSUER.issuer, "audience": ISSUER.audience, "jwks_url": jwks}
    return {
        "policies": "policies",
        "policy_check_seconds": LOOK_SECONDS,
        "rate_per_account": 10**9,
        "rate_per_address": 10**9,
        "documents": "documents.json",
        "viewer_key": "viewer.jwk",
        "issuers": json.dumps([issuer]),
    }
