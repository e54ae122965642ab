"""``python -m benchmarks website``: how long the example website's visitors wait for a first byte.

The website and the API that it asks are processes of their own, warm, with the first content; one
visitor asks for a page after the other. The API is asked each time, so its time is in it.
"""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.client import LENGTH, encode
from benchmarks.contestants import CONTESTANTS, ROOT, Contestant
from benchmarks.door import made
from benchmarks.postgres import confined
from benchmarks.processes import Place, Server, processor_time, running, wait_for_answer
from examples.website.documents import MANIFEST

PAGES: Final = (
    "/natverk-for-bibliotekspersonal",
    "/natverk/bibliotekschefer",
    f"/kalendarium/{datetime.now(UTC):%Y-%m}",
    f"/kalendarium/{datetime.now(UTC):%G-v%V}",
    "/traffar/exempel-digitalt-och-tillgangligt",
)
WARM, TIMES = 50, 500
ALLOWED: Final = 30
"""Milliseconds to the first byte of a page, over a warm server on the loopback."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What a page took: milliseconds, in the middle and for the slowest in a hundred; its size.

    ``website`` and ``api`` are the processor time of each, in microseconds a page.
    """

    middle: float
    slow: float
    size: int
    website: float
    api: float


def show_first_bytes(console: Console) -> None:
    """Measure all pages on both databases, and print them."""
    table = Table(title=f"To the first byte: {ALLOWED} ms are allowed")
    for heading in ("page", "database", "median", "99 %", "bytes", "website µs", "API µs"):
        table.add_column(heading, justify="left" if heading in ("page", "database") else "right")
    for database in ("sqlite", "postgresql"):
        with console.status(database), _served(database) as (website, api, port):
            for page in PAGES:
                it = _waited(website, api, port, page)
                times = f"{it.middle:.1f}", f"{it.slow:.1f}", str(it.size)
                table.add_row(page, database, *times, f"{it.website:.0f}", f"{it.api:.0f}")
    console.print(table)


@contextlib.contextmanager
def _served(database: str) -> Iterator[tuple[Server, Server, int]]:
    """Start an API on a database with the first content, and the website on another core."""
    cores = sorted(os.sched_getaffinity(0))
    [knutpunkt] = [it for it in CONTESTANTS if it.name == f"knutpunkt-{database}"]
    with (
        tempfile.TemporaryDirectory(prefix="website-") as name,
        made(database, Path(name)) as url,
        contextlib.ExitStack() as stack,
    ):
        folder, said = Path(name), {"KNUTPUNKT_DATABASE_URL": url}
        api = stack.enter_context(running(knutpunkt, said, Place(cores[0], folder / "api.log")))
        wait_for_answer(api, encode("/graphql", api.port, "{ __typename }", {}))
        load = ("commands.py", "documents", "load", MANIFEST, "--manifest", "website")
        given = {**os.environ, **said}
        subprocess.run(
            [sys.executable, *load], cwd=ROOT, env=given, check=True, capture_output=True
        )
        place = Place(cores[-1], folder / "website.log")
        website = stack.enter_context(running(_website(api.port), {}, place))
        yield website, api, _told_port(place.log)


def _website(api: int) -> Contestant:
    return Contestant(
        name="website",
        command=(sys.executable, "-u", "-m", "examples.website", "serve"),
        documents=ROOT,
        normalise=lambda _, data: data,
        versions=dict,
        environment={"WEBSITE_API_URL": f"http://127.0.0.1:{api}", "WEBSITE_PORT": "0"},
    )


def _told_port(log: Path) -> int:
    """Read the port that the website tells when it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if (told := log.read_text()).startswith("Website  "):
            return int(told.partition("127.0.0.1:")[2].partition("/")[0])
        time.sleep(0.01)
    raise RuntimeError(f"The website does not start:\n{log.read_text()}")


def _waited(website: Server, api: Server, port: int, page: str) -> Wait:
    """Ask for a page again and again, over one connection that is kept."""
    sent = f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with (
        confined(max(os.sched_getaffinity(0))),
        socket.create_connection(("127.0.0.1", port)) as to,
    ):
        for _ in range(WARM):
            _asked(to, sent)
        before = [processor_time(it.process.pid) for it in (website, api)]
        found = [_asked(to, sent) for _ in range(TIMES)]
        after = [processor_time(it.process.pid) for it in (website, api)]
    waits = [wait for wait, _ in found]
    spent = [(late - early) / TIMES for early, late in zip(before, after, strict=True)]
    slow = statistics.quantiles(waits, n=100)[-1]
    return Wait(statistics.median(waits), slow, found[0][1], *spent)


def _asked(to: socket.socket, sent: bytes) -> tuple[float, int]:
    """Ask once; give the milliseconds to the first byte, and how many bytes the page has."""
    began = time.perf_counter()
    to.sendall(sent)
    told = to.recv(65_536)
    waited = (time.perf_counter() - began) * 1_000
    body = told.index(b"\r\n\r\n") + 4
    length = LENGTH.search(told, 0, body)
    if length is None or not told.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"no page: {told[:500]!r}")
    left = int(length[1]) - (len(told) - body)
    while left > 0:
        left -= len(to.recv(65_536))
    return waited, int(length[1])
