"""What it costs that policies decide: the steps of a request measured alone, and what is paid once for each revision.

Real policies over the real schema, in a house with demo data whose subgraphs answer from memory. Steps are run 10^5
times for viewers made anew each time, as a request makes them, and compared with the processor time of warm requests of
the same people in the same run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import orjson

from gateway.gateway import Gateway
from gateway.model.viewer import Viewer
from gateway.pipeline import Caller
from gateway.pipeline.deciding import tell_masked
from gateway.visibility.files import read_folder
from gateway.visibility.known_audiences import known_audiences
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.matrix import matrix
from tests.bench.refusals import Replaying, timed
from tests.kit.house import DOCUMENT_IDS, Asker, Person, asking, in_process, settings_in
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from werktor.demo.loading import load_demo_world

PEOPLE = ("visitor", "firm", "dealer", "requester", "till")
VARIABLES = {"first": 24, "orderBy": "SKU", "filter": {"search": "W18"}}
RUNS, BATCH = 100_000, 1_000
ROUNDS, WARM_UP = 200, 20


async def measure() -> None:
    def replayed(apps: Any) -> Any:
        return {name: Replaying(transport) for name, transport in in_process(apps).items()}

    with tempfile.TemporaryDirectory() as folder:
        async with asking(settings_in(Path(folder)), transports=replayed) as house:
            await load_demo_world(house.house.services)
            request = await _warm_request(house)
            _steps(house.house.gateway, request)
    _once()


async def _warm_request(house: Asker) -> float:
    """Microseconds of processor time of a warm page of products, from the first byte to the last."""
    body = orjson.dumps({"documentId": DOCUMENT_IDS["ProductList"], "variables": VARIABLES})
    gateway: Gateway = house.house.gateway
    spent: list[float] = []
    for number in range(WARM_UP + ROUNDS):
        for name in PEOPLE:
            token = "" if name == "visitor" else f"Bearer {await house.token(Person(name))}"
            milliseconds, answer = await timed(gateway, (body, {"authorization": token}))
            if answer.get("errors"):
                raise SystemExit(f"{name} was refused: {answer['errors']}")
            if number >= WARM_UP:
                spent.append(milliseconds * 1000)
    return statistics.median(spent)


def _steps(gateway: Gateway, request: float) -> None:
    snapshot, decisions = gateway.snapshots.current, gateway.pipeline.decisions
    viewers = snapshot.viewers()
    document = snapshot.graph.documents.by_id(DOCUMENT_IDS["ProductList"])
    caller = Caller({}, None, "bench")

    def counted(viewer: Viewer) -> None:
        tell_masked(decisions, snapshot.graph, caller, viewer, snapshot.audience(viewer), document)

    policies = snapshot.policies
    print(
        f"visibility, beside a warm request of {request:.0f} us of processor time (median of {ROUNDS * len(PEOPLE)}):"
    )
    print(f"  {'step, for ' + str(len(viewers)) + ' demo viewers in turn':<64}{'us':>8}{'share':>8}")
    rows = {
        "audience of somebody who asked before (every warm request)": _alone(snapshot.audience, viewers),
        "the same, and one more answer of a masked document counted": _alone(counted, viewers),
        "audience of a new viewer of a known set: roles, set, standing": _alone(
            lambda viewer: (policies.visible(viewer), policies.standing(viewer)), viewers
        ),
    }
    for name, spent in rows.items():
        print(f"  {name:<64}{spent:>8.2f}{spent / request:>8.2%}")


def _alone(step: Callable[[Viewer], Any], viewers: tuple[Viewer, ...]) -> float:
    """Microseconds of processor time of a step, mean of RUNS; making the viewers is not in it."""
    spent = 0.0
    for _ in range(RUNS // BATCH):
        made = list(_anew(viewers, BATCH))
        before = time.process_time()
        for viewer in made:
            step(viewer)
        spent += time.process_time() - before
    return spent / RUNS * 1e6


def _anew(viewers: tuple[Viewer, ...], count: int) -> Iterator[Viewer]:
    """Equal viewers that share nothing with those before, so that no hash of theirs is known yet."""
    sets = [one.name for one in fields(Viewer) if isinstance(getattr(viewers[0], one.name), frozenset)]
    for number in range(count):
        viewer = viewers[number % len(viewers)]
        yield replace(viewer, **{name: frozenset(tuple(getattr(viewer, name))) for name in sets})


def _once() -> None:
    """What is paid for each revision of the policies."""
    schema, files = public_schema(), read_folder(POLICY_FOLDER)
    policies = compiled_policies(files, schema)
    audiences = known_audiences(policies)

    def schemas() -> None:
        fresh = compiled_policies(files, schema)
        for audience in audiences:
            fresh.visible(audience.viewer)

    compiling = _median(lambda: compiled_policies(files, schema))
    rows = {
        "compiled: files to sets": compiling,
        "loaded as by a running gateway: compiled, all cases judged": _median(
            lambda: load_policies(files, schema, strict=False)
        ),
        "checked strictly, as before a publish": _median(lambda: load_policies(files, schema, strict=True)),
        "the whole matrix": _median(lambda: matrix(policies)),
        "every visible schema": _median(schemas) - compiling,
    }
    distinct = len({policies.visible(one.viewer).id for one in audiences})
    rules, names = len(policies.rules()), len(policies.coordinates.names)
    print(f"paid once: {rules} rules, {names} coordinates, {len(audiences)} audiences of whom {distinct} differ:")
    for name, spent in rows.items():
        print(f"  {name:<64}{spent * 1000:>8.0f} ms")
    if rows["the whole matrix"] >= 1:
        raise SystemExit("the whole matrix took a second or more")


def _median(work: Callable[[], object], rounds: int = 3) -> float:
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return statistics.median(spent)
