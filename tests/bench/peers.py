"""`make bench-peers`: our gateway beside others and a hand-compiled plan, by the kit of the field's usual benchmark.

Interleaved rounds, one process on one core, 50 connections, an `authorization` header of its own for each request, and
answers compared before anything is timed. What counts is processor time per request, as a ratio within one run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from tests.bench.guarded import guarded_gateway
from tests.peers.installed import PEERS, Missing, install_peers, public_bench
from werktor.settings import ROOT

KIT = PEERS / "kit"
FLOOR = "py-real-mini-7-auth"
OTHERS = ("grafbase-dev-auth", "hive-rust-planner-auth", "hive-js-jit-auth", "apollo-gateway-auth")
GUARDED = "werktor-guarded"
OURS = f""" "{GUARDED}": dict(cmd=[os.environ["WERKTOR_PYTHON"],"-m","gateway","serve","--config",
 PERF+"guarded/gateway.toml","--host","127.0.0.1","--port","{{port}}"], env={{}}, cwd=os.environ["WERKTOR_REPO"],
 path="/graphql"),
 "werktor": dict("""
"""The kit knows `werktor` as it is; with policies, tokens, signed headers, metrics and logs it is another target."""


def main() -> int:
    """Prints a table per run; 1 when an answer was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--delay", type=int, default=0, help="milliseconds added to each subgraph answer")
    parser.add_argument("--without-others", action="store_true", help="only our gateway and the hand-compiled plan")
    given = parser.parse_args()
    try:
        prepare(with_others=not given.without_others)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    targets = ["werktor", GUARDED, FLOOR, *(() if given.without_others else OTHERS)]
    environment = {
        **os.environ,
        "PERF_HOME": str(KIT),
        "WERKTOR_PYTHON": sys.executable,
        "WERKTOR_REPO": str(ROOT),
    }
    subprocess.run(["bash", "sub/start.sh", str(given.delay)], cwd=KIT, env=environment, check=True)
    with guarded_gateway(KIT) as script:
        command = [sys.executable, "bench.py", "out/peers.json", "--lua", script, "--only", ",".join(targets)]
        command += ["--rounds", str(given.rounds), "--secs", str(given.seconds)]
        subprocess.run(command, cwd=KIT, env=environment, check=True)
    result = orjson.loads((KIT / "out" / "peers.json").read_bytes())
    print(table(result["rounds"], given.delay))
    wrong = [name for name, one in result["meta"].items() if one["correct"] is not True]
    if wrong:
        print(f"wrong answers: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


def prepare(*, with_others: bool) -> None:
    """A copy of the kit with what it needs beside it; raises Missing."""
    for tool, reason in (("wrk", "the load"), ("gcc", "the replayed subgraphs"), ("taskset", "cores of their own")):
        if shutil.which(tool) is None:
            raise Missing(f"{tool} is not installed; it makes {reason}. On Debian: apt-get install {tool}.")
    bench = public_bench()
    shutil.copytree(bench / "kit", KIT, dirs_exist_ok=True, copy_function=_copy_writable)
    (KIT / "sg").mkdir(exist_ok=True)
    for name in ("supergraph.graphql", "request.json"):
        _copy_writable(bench / name, KIT / "sg" / name)
    _copy_writable(bench / "reviews.json", KIT / "sub" / "reviews.json")
    driver = (KIT / "bench.py").read_text(encoding="utf-8")
    (KIT / "bench.py").write_text(driver.replace(' "werktor": dict(', OURS, 1), encoding="utf-8")
    subprocess.run(["gcc", "-O2", "-o", "sub/replay", "sub/replay.c"], cwd=KIT, check=True)
    _link(KIT / "venv", Path(sys.prefix))
    if with_others:
        npm = install_peers()
        _link(KIT / "npm", npm)
        (KIT / "gb").mkdir(exist_ok=True)
        _link(KIT / "gb" / "node_modules", npm / "node_modules")
        shutil.copytree(KIT / "gbproj", KIT / "gb" / "proj", dirs_exist_ok=True)
        for name in ("hiverustauth", "hiveauth"):
            _link(KIT / "gw" / name / "node_modules", npm / "node_modules")


def table(rounds: Mapping[str, Sequence[Mapping[str, Any]]], delay: int) -> str:
    """Medians and ranges; `below` only where the ranges of processor time do not overlap."""
    lines = [f"subgraph answers delayed by {delay} ms", ""]
    heads = f"{'':<24}{'CPU ms/request':>22}{'ratio':>8}{'requests/s':>12}"
    lines.append(f"{heads}{'p50 ms':>8}{'p99 ms':>8}{'RSS MB':>8}{'peak':>6}")
    floor = statistics.median(one["cpu_ms"] for one in rounds[FLOOR])
    for name, runs in rounds.items():
        if not runs:
            lines.append(f"{name:<24} did not run")
            continue
        spent = [one["cpu_ms"] for one in runs]
        median = {key: statistics.median(one[key] for one in runs) for key in ("rps", "p50", "p99", "rss", "hwm")}
        times = f"{statistics.median(spent):.3f} ({min(spent):.3f}-{max(spent):.3f})"
        lines.append(
            f"{name:<24}{times:>22}{statistics.median(spent) / floor:>8.2f}{median['rps']:>12.0f}"
            f"{median['p50']:>8.1f}{median['p99']:>8.1f}{median['rss']:>8.0f}{median['hwm']:>6.0f}"
        )
    lines.append("")
    lines += [_verdict(ours, name, rounds) for ours in ("werktor", GUARDED) for name in OTHERS if rounds.get(name)]
    return "\n".join(lines)


def _verdict(ours: str, other: str, rounds: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    highest = max(one["cpu_ms"] for one in rounds[ours])
    lowest = min(one["cpu_ms"] for one in rounds[other])
    return f"{ours} is {'below' if highest < lowest else 'not surely below'} {other}"


def _copy_writable(source: str | Path, target: str | Path) -> str:
    shutil.copyfile(source, target)
    return str(target)


def _link(link: Path, target: Path) -> None:
    if not link.is_symlink():
        link.symlink_to(target, target_is_directory=True)


if __name__ == "__main__":
    sys.exit(main())
