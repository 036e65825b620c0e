"""Other federation gateways at pinned versions, installed on first use into `var/peers`, and scripts run among them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from werktor.node import install
from werktor.settings import ROOT

HERE = Path(__file__).parent
PEERS = ROOT / "var" / "peers"
NPM = PEERS / "npm"
BENCH_VARIABLE = "WERKTOR_PUBLIC_BENCH"


class Missing(Exception):
    """Something a comparison needs is not there; says what, and what to do."""


def install_peers() -> Path:
    """The folder whose `node_modules` holds the peers; no script of theirs runs while they are installed."""
    NPM.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(HERE / name, NPM / name)
    install(NPM, "--ignore-scripts")
    return NPM


def public_bench() -> Path:
    """The folder of the field's usual benchmark: `supergraph.graphql`, `request.json` and `kit`; raises Missing."""
    folder = Path(os.environ.get(BENCH_VARIABLE, ROOT.parent / "shared" / "bench"))
    if not (folder / "request.json").exists():
        raise Missing(f"{folder} does not hold the public benchmark; name its folder by {BENCH_VARIABLE}.")
    return folder.resolve()
