"""Builds the storefront with Node; a build is skipped when nothing it reads has changed since the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from werktor.node import install, npm
from werktor.settings import ROOT

STOREFRONT = ROOT / "storefront"
CONTRACT = ROOT / "frontend-contract"


def build() -> Path:
    """The folder of the built storefront, built now if its sources changed."""
    dist = STOREFRONT / "dist"
    stamp = dist / ".built-from"
    digest = _digest()
    if not stamp.exists() or stamp.read_text() != digest:
        install(STOREFRONT)
        npm(STOREFRONT, "run", "build")
        stamp.write_text(digest)
    return dist


def check() -> None:
    """Type-checks the storefront; raises BuildFailed."""
    install(STOREFRONT)
    npm(STOREFRONT, "run", "check")


def generate() -> None:
    """Writes the TypeScript types of the contract's documents."""
    install(STOREFRONT)
    npm(STOREFRONT, "run", "generate")


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder in (STOREFRONT / "src", STOREFRONT / "public", CONTRACT):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from sorted(path for path in STOREFRONT.iterdir() if path.is_file())
