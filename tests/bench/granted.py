"""Companies that each hold a set of grants of their own: what so many different visible schemas take.

The real policies with 64 grants more, each of a few fields that firms do not see, and 2,000 firms that hold a random
part of them, three people each, who ask in random order.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from graphql import GraphQLSchema

from gateway.model.viewer import Viewer
from gateway.operations.documents import StoredDocuments
from gateway.operations.limits import Limits
from gateway.settings import Settings
from gateway.snapshot import Snapshot, SupergraphPart
from gateway.supergraph import read_supergraph
from gateway.visibility.files import PolicyFiles, read_folder
from gateway.visibility.loading import compiled_policies
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Action
from tests.kit.public_schema import POLICY_FOLDER
from werktor.settings import ROOT

GRANTS, FIELDS = 64, 3
PEOPLE = 3
SIZES = (100, 250, 500, 2_000)
REQUESTS = 30_000
PAGE = os.sysconf("SC_PAGE_SIZE")
BASE = Viewer(claims=frozenset({"kind:visitor"}))


def measure() -> None:
    print(
        f"companies, each with a random part of {GRANTS} grants; {PEOPLE} people each, {REQUESTS} requests at random:"
    )
    print(f"  {'companies':>9}{'differ':>8}{'built':>8}{'hit rate':>10}{'us a request':>14}{'MB':>7}{'KB each':>9}")
    # Each in a process of its own, so that memory is not what another has left behind.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as processes:
        for line in processes.map(_line, SIZES):
            print(line)


def _line(companies: int) -> str:
    draw = random.Random(64)
    supergraph = read_supergraph((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    policies = compiled_policies(_with_grants(supergraph.public_schema, draw), supergraph.public_schema)
    graph = SupergraphPart(supergraph, StoredDocuments({}), limits=Limits.of(Settings()), cache_bytes=2**20)
    people = _people(companies, draw)
    before = _resident()
    snapshot, started = Snapshot(graph, policies), time.process_time()
    for _ in range(REQUESTS):
        snapshot.audience(draw.choice(people))
    spent = (time.process_time() - started) / REQUESTS * 1e6
    taken = (_resident() - before) / 1e6
    figures = policies.schemas.figures()
    rate = 1 - figures.misses / REQUESTS
    differ = len({snapshot.audience(one).visible.id for one in people})
    each = taken / differ * 1e3
    return f"  {companies:>9}{differ:>8}{figures.misses:>8}{rate:>10.1%}{spent:>14.0f}{taken:>7.0f}{each:>9.0f}"


def _with_grants(schema: GraphQLSchema, draw: random.Random) -> PolicyFiles:
    texts = dict(read_folder(POLICY_FOLDER).texts)
    policies = compiled_policies(PolicyFiles(texts), schema)
    hidden = sorted(_readable(policies) - policies.allowed(BASE))
    names = [f"grant_{number:02}" for number in range(GRANTS)]
    texts["roles.csv"] += "".join(f"\ng, grant:{name}, {name}" for name in names) + "\n"
    rules = [f"p, {name}, {field}, read, allow" for name in names for field in draw.sample(hidden, FIELDS)]
    texts["grants.csv"] = "\n".join(rules) + "\n"
    return PolicyFiles(texts)


def _readable(policies: Policies) -> set[str]:
    coordinates = policies.coordinates
    return {name for name in coordinates.fields if coordinates.actions[name] is Action.READ}


def _people(companies: int, draw: random.Random) -> Sequence[Viewer]:
    found = []
    for company in range(companies):
        held = draw.sample(range(GRANTS), draw.randint(0, GRANTS))
        grants = frozenset(f"grant_{number:02}" for number in held)
        found += [
            Viewer(f"user:{company}-{person}", f"company-{company}", claims=BASE.claims, grants=grants)
            for person in range(PEOPLE)
        ]
    return found


def _resident() -> int:
    """Bytes that the process has in memory."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
