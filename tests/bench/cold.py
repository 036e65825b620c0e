"""What is paid once: a new document, look-alike subgraphs, a huge supergraph, and the memory of many documents."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from graphql import build_ast_schema, parse, validate, validate_schema

from gateway.composition import compose
from gateway.execution.fast.budget import FastBudget
from gateway.operations.documents import StoredDocuments
from gateway.operations.limits import Limits
from gateway.operations.normalize import normalize
from gateway.planning import plan
from gateway.settings import Settings
from gateway.snapshot import SupergraphPart
from gateway.supergraph import Supergraph, read_supergraph
from tests.kit.composition import subgraph
from tests.peers.installed import public_bench

LOOK_ALIKES, NESTING = 7, 6
TYPES, FIELDS, GRAPHS = 5_000, 10, 100
DOCUMENTS = 10_000


def measure() -> None:
    bench = public_bench()
    supergraph = read_supergraph((bench / "supergraph.graphql").read_text(encoding="utf-8"))
    query = orjson.loads((bench / "request.json").read_bytes())["query"]
    print("cold, in milliseconds (medians of 50):")
    _new_document(supergraph, query)
    _look_alikes()
    _huge_supergraph()
    _many_documents(supergraph, query)


def _new_document(supergraph: Supergraph, query: str) -> None:
    schema = supergraph.public_schema
    document = parse(query, no_location=True)
    operation = normalize(schema, document, None, None)
    steps: dict[str, Callable[[], Any]] = {
        "parse": lambda: parse(query, no_location=True),
        "validate": lambda: validate(schema, document),
        "normalize": lambda: normalize(schema, document, None, None),
        "plan": lambda: plan(supergraph, operation),
    }
    spent = {name: _median(step) for name, step in steps.items()}
    print("  the benchmark query:", ", ".join(f"{name} {one:.2f}" for name, one in spent.items()))
    print(f"  together {sum(spent.values()):.2f}")


def _look_alikes() -> None:
    fields = "  ".join(f"f{number}: String @shareable" for number in range(6))
    sdls = {
        f"s{number}": f"""
        type Query {{ nodes: [Node] @shareable }}
        type Node @key(fields: "id") {{ id: ID!  {fields}  child: Node @shareable  only_{number}: String }}
        """
        for number in range(LOOK_ALIKES)
    }
    sdl = compose([subgraph(name, text) for name, text in sdls.items()]).sdl
    if sdl is None:
        raise SystemExit("the look-alike subgraphs do not compose")
    supergraph = read_supergraph(sdl)
    for name, leaf in (
        ("any can answer", "f0 f1"),
        ("each has a field of its own", " ".join(f"only_{number}" for number in range(LOOK_ALIKES))),
    ):
        for _ in range(NESTING):
            leaf = f"f0 f1 f2 child {{ {leaf} }}"
        operation = normalize(supergraph.public_schema, parse(f"{{ nodes {{ {leaf} }} }}"), None, None)
        print(f"  {LOOK_ALIKES} look-alike subgraphs, {name}: plan {_median(partial(plan, supergraph, operation)):.2f}")


def _huge_supergraph() -> None:
    """The collector rests in both parts, as it does while a supergraph is read: it would only measure the heap."""
    sdl = _huge_sdl()
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    document = parse(sdl, no_location=True)
    parsed = time.perf_counter() - started
    schema = build_ast_schema(document, assume_valid_sdl=True)
    build_ast_schema(document, assume_valid_sdl=True)
    validate_schema(schema)
    core = time.perf_counter() - started
    del document, schema
    gc.enable()
    gc.collect()
    started = time.perf_counter()
    read_supergraph(sdl)
    whole = time.perf_counter() - started
    print(f"reading {TYPES} types of {FIELDS} joined fields in {GRAPHS} subgraphs ({len(sdl) / 1e6:.1f} MB), seconds:")
    print(f"  whole {whole:.2f}, of it graphql-core {core:.2f} (parse {parsed:.2f}), our own work {whole - core:.2f}")


def _many_documents(supergraph: Supergraph, query: str) -> None:
    """Each is another text; every third is used often enough for a fast form."""
    settings = Settings()
    limits = Limits.of(settings)
    part = SupergraphPart(supergraph, StoredDocuments({}), limits=limits, cache_bytes=settings.cache_bytes)
    budget = FastBudget(settings.cache_bytes // 5)
    gc.collect()
    before = _resident()
    for number in range(DOCUMENTS):
        document = part.free_form(query.replace("query TestQuery", f"query Test{number}"))
        prepared = part.prepare(document, None, part.everything)
        if not number % 3:
            form = prepared.executable.fast_forms.make({})
            if not isinstance(form, str):
                budget.add(prepared.executable.fast_forms, form.size)
    gc.collect()
    print(f"memory of {DOCUMENTS} different documents, with a limit of {settings.cache_bytes / 1e6:.0f} MB:")
    print(f"  {before:.0f} MB before, {_resident():.0f} MB after")


def _huge_sdl() -> str:
    heads = (Path(__file__).parent / "join_head.graphql").read_text(encoding="utf-8")
    graphs = " ".join(f'G{one} @join__graph(name: "g{one}", url: "http://g{one}")' for one in range(GRAPHS))
    homes = " ".join(f"@join__type(graph: G{one})" for one in range(GRAPHS))
    roots = " ".join(f"q{one}: T{one} @join__field(graph: G{one % GRAPHS})" for one in range(TYPES))
    types = "\n".join(_type(number) for number in range(TYPES))
    return f"{heads}\nenum join__Graph {{ {graphs} }}\ntype Query {homes} {{ {roots} }}\n{types}"


def _type(number: int) -> str:
    homes = [f"G{(number + at * 7) % GRAPHS}" for at in range(5)]
    fields = ["id: ID!"]
    for at in range(1, FIELDS):
        kind = f"T{(number * 3 + at) % TYPES}" if at % 3 == 0 else "String"
        requires = f', requires: "f{at - 1}"' if at == 5 else ""
        external = ", external: true" if at == 4 else ""
        first, second = homes[at % 5], homes[(at + 1) % 5]
        rows = f"@join__field(graph: {first}{requires}) @join__field(graph: {second}{external})"
        fields.append(f"f{at}(a: Int): {kind} {rows}")
    keys = " ".join(f'@join__type(graph: {home}, key: "id")' for home in homes)
    return f"type T{number} {keys} {{ {' '.join(fields)} }}"


def _median(step: Callable[[], Any], rounds: int = 50) -> float:
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        step()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


def _resident() -> float:
    """Megabytes; where the system does not tell, zero."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text(encoding="ascii").split()[1]) * 4096 / 1e6 if pages.exists() else 0.0
