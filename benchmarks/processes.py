"""Processes of the benchmark: starting a contestant, ending it, and what the kernel counts for it.

Processor time is what ``/proc`` tells (utime + stime, proc(5)): it hardly moves when other work
shares the machine, so it is the figure to trust.
"""

import contextlib
import os
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.client import encode
from benchmarks.contestants import Contestant
from benchmarks.postgres import confined

TICK: Final = 1_000_000 // os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
POOL: Final = 8


@dataclass(frozen=True, slots=True)
class Server:
    """A running contestant."""

    contestant: Contestant
    process: subprocess.Popen[bytes]
    port: int
    log: Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contestant runs and writes."""

    core: int
    log: Path


def start(
    stack: contextlib.ExitStack,
    contestant: Contestant,
    environment: Mapping[str, str],
    place: Place,
    times: int,
) -> tuple[Server, float]:
    """Start it so many times, the last to stay; return it and the median seconds to 200."""
    durations = []
    for left in reversed(range(times)):
        with contextlib.ExitStack() as passing:
            began = time.perf_counter()
            server = (passing if left else stack).enter_context(
                running(contestant, environment, place)
            )
            wait_for_answer(
                server, encode(contestant.path, server.port, contestant.document("listing"), {})
            )
            durations.append(time.perf_counter() - began)
    return server, statistics.median(durations)


@contextlib.contextmanager
def running(
    contestant: Contestant, environment: Mapping[str, str], place: Place
) -> Iterator[Server]:
    """Start a contestant at that place and end it after; it may not answer yet."""
    port = _free_port()
    given = {"PORT": str(port), "POOL": str(POOL)}
    variables = {**_inherited(), **environment, **contestant.environment, **given}
    with place.log.open("ab") as output, confined(place.core):
        process = subprocess.Popen(
            contestant.command,
            cwd=contestant.folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield Server(contestant, process, port, place.log)
    finally:
        _end(process)


def wait_for_answer(server: Server, request: bytes) -> None:
    """Return at the first answer with status 200; raise if it ends or takes a minute."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if server.process.poll() is not None:
            break
        if _answers(server.port, request):
            return
        time.sleep(0.005)
    raise RuntimeError(
        f"{server.contestant.name} does not answer:\n{server.log.read_text()[-4000:]}"
    )


def processor_time(process: int) -> int:
    """Return the processor time of a process and all under it, ended ones too, in microseconds."""
    children = f"/proc/{process}/task/{process}/children"
    try:
        own = sum(int(ticks) for ticks in _stat(process)[11:15]) * TICK
        return own + sum(processor_time(int(child)) for child in Path(children).read_text().split())
    except (FileNotFoundError, ProcessLookupError):
        return 0


def memory(process: int) -> int:
    """Return the resident bytes of a process and all under it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    resident = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return resident * PAGE + sum(memory(int(child)) for child in children)


def _stat(process: int) -> list[str]:
    """Return proc(5) stat after the name: 11 to 14 are utime, stime, cutime, cstime."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _inherited() -> dict[str, str]:
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NODE_OPTIONS")
    return {key: value for key, value in os.environ.items() if key not in unwanted}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, request: bytes) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(request)
            return connection.recv(65536).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
